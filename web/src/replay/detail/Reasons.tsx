import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';
import { Why } from './Why';
import { whyOf } from './why.model';

interface Props {
  readonly shown: ReplayAnswer;
  readonly question: Question;
  readonly onSelect: (id: string) => void;
}

/** Why each compartment stands where it stands. */
export const Reasons = ({ shown, question, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const reasons = useMemo(() => whyOf(shown), [shown]);
  if (reasons.length === 0) return null;
  return (
    <section className="reasons" aria-label={t('why.all')}>
      {reasons.map((why) => (
        <Why key={`${why.compartment} ${why.criterion}`} {...{ why, shown, question, onSelect }} />
      ))}
    </section>
  );
};
