import { useTranslation } from 'react-i18next';
import { Fig } from '../Fig';
import { useSay } from '../say';
import type { TherapyLine } from './on-what.model';

/** A drug as it stands on the day: name, dose, since when. */
export const Therapy = ({
  line,
  perhaps = false,
}: {
  readonly line: TherapyLine;
  readonly perhaps?: boolean;
}) => {
  const { t } = useTranslation('replay');
  const { terms, dose, date } = useSay();
  return (
    <li>
      <Fig of={line.name} className="drug">
        {terms.agentName(line.agent, String(line.name.value))}
      </Fig>{' '}
      {line.dose.value !== null && <Fig of={line.dose}>{dose(line.dose.value)}</Fig>}{' '}
      <Fig of={line.since} className="num muted">
        {t('since', { date: date(line.since.value) })}
      </Fig>
      {line.begun !== null && (
        <Fig of={line.begun} className="num muted">
          {', '}
          {t('strip.begun', { date: date(line.begun.value) })}
        </Fig>
      )}
      {line.held && <span className="warn-text"> {terms.codeName('held')}</span>}
      {perhaps && <span className="muted"> {t('strip.onWhat.perhaps')}</span>}
      {line.mayHaveChanged && <span className="muted"> {t('strip.mayHaveChanged')}</span>}
    </li>
  );
};
