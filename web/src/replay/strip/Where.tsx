import { useTranslation } from 'react-i18next';
import { Response } from '@web/ui/Response';
import { Fig } from '../Fig';
import { useSay } from '../say';
import { Cell } from './Cell';
import type { CriterionLine, StatedLine, WhereLine } from './where.model';

const Criterion = ({ line }: { readonly line: CriterionLine }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <li className="strip-line">
      <span className="strip-name">{terms.codeName(line.criterion)}</span>
      <Fig of={line.value}>
        <Response value={String(line.value.value)} provisional={line.provisional} />
      </Fig>
      {line.date.value === null ? (
        <span className="muted">{t('strip.where.notAssessed')}</span>
      ) : (
        <Fig of={line.date}>{date(line.date.value)}</Fig>
      )}
      {line.confirmation.value !== null && (
        <Fig of={line.confirmation} className="muted">
          {terms.codeNameIn('confirmation', line.confirmation.value as string)}
        </Fig>
      )}
    </li>
  );
};

const Stated = ({ line }: { readonly line: StatedLine }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <li className="strip-line stated">
      <span className="strip-name">{t('strip.where.stated')}</span>
      <Fig of={line.category}>
        <Response value={String(line.category.value)} />
      </Fig>
      <span>{terms.codeName(line.site)}</span>
      <Fig of={line.since}>{date(line.since.value)}</Fig>
      {line.mayHaveChanged && <span className="muted">{t('strip.mayHaveChanged')}</span>}
    </li>
  );
};

const Compartment = ({ line }: { readonly line: WhereLine }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <div className="strip-group" data-compartment={line.compartment}>
      <p>
        <strong>{terms.codeName(line.compartment)}</strong>{' '}
        <Fig of={line.progression} className={`progression-${String(line.progression.value)}`}>
          {terms.codeNameIn('progression', String(line.progression.value))}
        </Fig>
        {line.since.value !== null && (
          <>
            {' '}
            <Fig of={line.since}>{t('since', { date: date(line.since.value) })}</Fig>
          </>
        )}
        {line.by.map((by) => (
          <Fig key={by.path} of={by} className="muted">
            {' '}
            {terms.codeName(String(by.value))}
          </Fig>
        ))}
      </p>
      <ul>
        {line.criteria.map((each) => (
          <Criterion key={each.criterion} line={each} />
        ))}
        {line.stated.map((each) => (
          <Stated key={`${each.factId} ${each.site}`} line={each} />
        ))}
      </ul>
    </div>
  );
};

export const Where = ({ lines }: { readonly lines: readonly WhereLine[] }) => (
  <Cell name="where">
    {lines.map((line) => (
      <Compartment key={line.compartment} line={line} />
    ))}
  </Cell>
);
