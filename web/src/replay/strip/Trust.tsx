import { useTranslation } from 'react-i18next';
import { Fig } from '../Fig';
import { useSay } from '../say';
import { Cell } from './Cell';
import { Therapy } from './Therapy';
import type { AgeLine, ComponentLine, Confounders, DoubtLine, Trust as Model } from './trust.model';

const Age = ({ line }: { readonly line: AgeLine }) => {
  const { t } = useTranslation('replay');
  const { days } = useSay();
  const age = line.age.value as { readonly from: number; readonly to: number } | null;
  return (
    <li className={line.stale ? 'stale' : undefined}>
      <span className="strip-name">{t(`evidence.${line.what}`)}</span>
      {age === null ? (
        <Fig of={line.age} className="muted">
          {t('strip.trust.noEvidence')}
        </Fig>
      ) : (
        <Fig of={line.age}>
          {age.from !== age.to && `${age.from}–`}
          {days(age.to)}
          {line.stale && <span className="warn-text"> {t('strip.trust.stale')}</span>}
        </Fig>
      )}
    </li>
  );
};

const Components = ({ lines }: { readonly lines: readonly ComponentLine[] }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  if (lines.length === 0) return <p className="muted">{t('strip.trust.noComponents')}</p>;
  return (
    <p>
      <span className="muted">{t('criterionShort.RANO_LM_2017')}:</span>{' '}
      {lines.map(({ component, result }, place) => (
        <span key={component}>
          {place > 0 && ', '}
          {terms.codeNameIn('part', component)}{' '}
          <Fig of={result} className="component">
            {t(`component.${String(result.value)}`, {
              defaultValue: terms.codeName(String(result.value)),
            })}
          </Fig>
        </span>
      ))}
    </p>
  );
};

const Doubt = ({ line }: { readonly line: DoubtLine }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  const { agent, name, doubt, shown } = line;
  return (
    <li>
      <Fig of={name} className="drug">
        {terms.agentName(agent, String(name.value))}
      </Fig>{' '}
      <span className="warn-text">
        {shown === null ? (
          t(`strip.trust.doubt.${doubt}`)
        ) : (
          <Fig of={shown}>{t('strip.lastShown', { date: date(shown.value) })}</Fig>
        )}
      </span>
    </li>
  );
};

/** Which are running; none that is recorded; or unknown, and why. */
const Confounding = ({ of: { answer, running, unknown, unread } }: { readonly of: Confounders }) => {
  const { t } = useTranslation('replay');
  return (
    <>
      {answer.value !== 'running' && (
        <p className={answer.value === 'none' ? 'muted' : 'warn-text'}>
          <Fig of={answer}>
            {t(answer.value === 'none' ? 'strip.trust.noSteroid' : 'strip.trust.steroidUnknown')}
          </Fig>
        </p>
      )}
      {running.length + unknown.length > 0 && (
        <ul>
          {running.map((line) => (
            <Therapy key={line.startId} line={line} />
          ))}
          {unknown.map((line) => (
            <Doubt key={line.factId} line={line} />
          ))}
        </ul>
      )}
      {unread > 0 && <p className="warn-text">{t('strip.trust.unreadTherapy', { count: unread })}</p>}
    </>
  );
};

export const Trust = ({ model }: { readonly model: Model }) => {
  const { t } = useTranslation('replay');
  const { date } = useSay();
  const { lastRadiotherapy } = model.confounders;
  return (
    <Cell name="trust">
      <ul className="strip-ages">
        {model.ages.map((line) => (
          <Age key={line.what} line={line} />
        ))}
      </ul>
      <Components lines={model.components} />
      <Confounding of={model.confounders} />
      {lastRadiotherapy && (
        <p>
          {t('strip.trust.radiotherapy')}{' '}
          <Fig of={lastRadiotherapy.occurredOn}>{date(lastRadiotherapy.occurredOn.value)}</Fig>
        </p>
      )}
    </Cell>
  );
};
