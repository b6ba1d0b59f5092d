import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';
import { Decision } from '../decisions/Decision';
import './detail.css';
import { factsById, type FactsById } from './facts';
import { FactDetail } from './FactDetail';
import { PointDetail } from './PointDetail';
import { selectionOf, type Selection } from './selection.model';
import { Why } from './Why';
import { whyOf } from './why.model';

interface Props {
  readonly shown: ReplayAnswer;
  readonly whole: ReplayAnswer;
  readonly question: Question;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
}

type SelectedProps = Omit<Props, 'selected' | 'whole'> & {
  readonly selection: Selection;
  readonly facts: FactsById;
};

const Selected = ({ selection, shown, question, facts, onSelect }: SelectedProps) => {
  switch (selection.is) {
    case 'fact':
      return (
        <FactDetail
          patientId={shown.patientId}
          found={selection.fact}
          group={selection.group}
          question={question}
        />
      );
    case 'decision':
      return (
        <Decision
          patientId={shown.patientId}
          decision={selection.decision}
          facts={facts}
          onSelect={onSelect}
        />
      );
    case 'time-point':
      return <PointDetail responses={selection.responses} facts={facts} onSelect={onSelect} />;
  }
};

/** What is selected, and why each compartment stands where it stands. */
export const Detail = ({ shown, whole, question, selected, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const facts = useMemo(() => factsById(whole, shown), [whole, shown]);
  const reasons = useMemo(() => whyOf(shown), [shown]);
  const selection = selectionOf(selected, shown, whole);
  return (
    <section className={selection ? 'detail has-selection' : 'detail'} aria-label={t('detail.title')}>
      <div className="detail-selected" aria-live="polite">
        {selection ? (
          <>
            <button type="button" className="button quiet detail-close" onClick={() => onSelect(null)}>
              ✕<span className="visually-hidden"> {t('detail.close')}</span>
            </button>
            <Selected {...{ selection, shown, question, facts, onSelect }} />
          </>
        ) : (
          <p className="muted">{t('detail.nothing')}</p>
        )}
      </div>
      {reasons.length > 0 && (
        <div className="detail-why">
          {reasons.map((why) => (
            <Why key={`${why.compartment} ${why.criterion}`} {...{ why, shown, question, facts, onSelect }} />
          ))}
        </div>
      )}
    </section>
  );
};
