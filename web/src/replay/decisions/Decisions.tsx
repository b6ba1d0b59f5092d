import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import { Decision } from './Decision';
import './decisions.css';

interface Props {
  readonly shown: ReplayAnswer;
  readonly onSelect: (id: string) => void;
}

/** Decisions up to the day, the newest first. */
export const Decisions = ({ shown, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  return (
    <section className="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t('decision.list')}</h2>
      {shown.decisions.length === 0 && <p className="muted">{t('decision.none')}</p>}
      {shown.decisions.toReversed().map((decision) => (
        <Decision
          key={decision.decisionId}
          patientId={shown.patientId}
          decision={decision}

          onSelect={onSelect}
        />
      ))}
    </section>
  );
};
