import { useTranslation } from 'react-i18next';
import { Response } from '@web/ui/Response';
import { ValueDoubt } from '../detail/ValueDoubt';
import { Fig } from '../Fig';
import { useSay } from '../say';
import { Cell } from './Cell';
import type { CriterionLine, StatedLine, Where as Model, WhereLine } from './where.model';

const Criterion = ({ line }: { readonly line: CriterionLine }) => {
  const { t } = useTranslation('replay');
  const { terms, dates } = useSay();
  return (
    <li className="strip-line">
      <abbr title={terms.codeName(line.criterion)} className="strip-name">
        {t(`criterionShort.${line.criterion}`, { defaultValue: line.criterion })}
      </abbr>{' '}
      <Fig of={line.value}>
        <Response value={String(line.value.value)} provisional={line.provisional} />
      </Fig>{' '}
      <span>
        {line.dates.value === null ? (
          <span className="muted">{t('strip.where.notAssessed')}</span>
        ) : (
          <Fig of={line.dates}>{dates(line.dates.value)}</Fig>
        )}{' '}
        {typeof line.confirmation.value === 'string' && (
          <Fig of={line.confirmation} className="muted">
            {terms.codeNameIn('confirmation', line.confirmation.value)}
          </Fig>
        )}
      </span>
    </li>
  );
};

const Stated = ({ line }: { readonly line: StatedLine }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <li className="strip-line stated">
      <span className="strip-name">{t('strip.where.stated')}</span>{' '}
      <Fig of={line.category}>
        <Response value={String(line.category.value)} />
      </Fig>{' '}
      <span>
        {terms.codeName(line.site)}{' '}
        <Fig of={line.since} className="num muted">
          {date(line.since.value)}
        </Fig>
        {line.mayHaveChanged && <span className="warn-text"> {t('strip.mayHaveChanged')}</span>}
      </span>
    </li>
  );
};

const statedKey = ({ factId, site }: StatedLine): string => `${factId} ${site}`;

const Compartment = ({ line }: { readonly line: WhereLine }) => {
  const { t } = useTranslation('replay');
  const { terms, dates } = useSay();
  return (
    <div data-compartment={line.compartment}>
      <p>
        <strong>{terms.codeName(line.compartment)}</strong>{' '}
        <Fig of={line.progression} className={`progression-${String(line.progression.value)}`}>
          {terms.codeNameIn('progression', String(line.progression.value))}
        </Fig>
        {line.sinceDates.value !== null && (
          <>
            {' '}
            <Fig of={line.sinceDates}>{t('since', { date: dates(line.sinceDates.value) })}</Fig>
          </>
        )}
        {line.by.map((by) => (
          <Fig key={by.path} of={by} className="muted">
            {' '}
            {t(`criterionShort.${String(by.value)}`, { defaultValue: String(by.value) })}
          </Fig>
        ))}
      </p>
      <ValueDoubt determinacy={line.determinacy} checks={line.checks} />
      <ul>
        {line.criteria.map((each) => (
          <Criterion key={each.criterion} line={each} />
        ))}
        {line.stated.map((each) => (
          <Stated key={statedKey(each)} line={each} />
        ))}
      </ul>
    </div>
  );
};

export const Where = ({ model }: { readonly model: Model }) => (
  <Cell name="where">
    <div className="strip-compartments">
      {model.compartments.map((line) => (
        <Compartment key={line.compartment} line={line} />
      ))}
    </div>
    {model.notPlaced.length > 0 && (
      <ul>
        {model.notPlaced.map((each) => (
          <Stated key={statedKey(each)} line={each} />
        ))}
      </ul>
    )}
  </Cell>
);
