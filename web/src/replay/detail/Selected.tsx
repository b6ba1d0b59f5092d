import { useTranslation } from 'react-i18next';
import type { Question } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';
import { Decision } from '../decisions/Decision';
import './detail.css';
import { FactDetail } from './FactDetail';
import { PointDetail } from './PointDetail';
import { selectionOf, type Selection } from './selection.model';

interface Props {
  readonly shown: ReplayAnswer;
  readonly whole: ReplayAnswer;
  readonly question: Question;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
}

type WhatProps = Pick<Props, 'shown' | 'question' | 'onSelect'> & { readonly selection: Selection };

const What = ({ selection, shown, question, onSelect }: WhatProps) => {
  const { patientId } = shown;
  switch (selection.is) {
    case 'fact':
      return <FactDetail {...{ patientId, question }} found={selection.fact} group={selection.group} />;
    case 'decision':
      return <Decision {...{ patientId, onSelect }} decision={selection.decision} />;
    case 'time-point':
      return <PointDetail responses={selection.responses} onSelect={onSelect} />;
  }
};

/** What is selected stays in sight under the chart, wherever it was selected. */
export const Selected = ({ shown, whole, question, selected, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const selection = selectionOf(selected, shown, whole);
  return (
    <section
      className={selection ? 'selected is-shown' : 'selected'}
      aria-label={t('detail.title')}
      aria-live="polite"
    >
      {selection ? (
        <>
          <button type="button" className="button quiet selected-close" onClick={() => onSelect(null)}>
            ✕<span className="visually-hidden"> {t('detail.close')}</span>
          </button>
          <What {...{ selection, shown, question, onSelect }} />
        </>
      ) : (
        <p className="muted">{t('detail.nothing')}</p>
      )}
    </section>
  );
};
