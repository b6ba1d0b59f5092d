import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { DecisionAnswer } from '@web/api/types';
import { dateText, instantText } from '@web/format/dates';
import { Facts } from '../detail/facts';
import { boardLook } from '../look/question';
import { useSay } from '../say';

interface Props {
  readonly patientId: string;
  readonly decision: DecisionAnswer;
  readonly onSelect: (id: string) => void;
}

const Review = ({ decision, onSelect }: Omit<Props, 'patientId'>) => {
  const facts = useContext(Facts);
  const { t } = useTranslation('replay');
  const { terms, summary } = useSay();
  const { review } = decision;
  if (!review) return null;
  return (
    <div className="notice warn">
      <p>
        <strong>{t('decision.review', { count: review.because.length })}</strong>
      </p>
      <ul>
        {review.because.map(({ factId, revision, why, kind }) => {
          const fact = facts.get(factId)?.fact;
          return (
            <li key={`${factId} ${revision}`}>
              {terms.codeName(why)}{' '}
              <button type="button" className="link" data-fact-id={factId} onClick={() => onSelect(factId)}>
                {fact ? summary(fact) : terms.kindName(kind)}
              </button>{' '}
              <span className="num muted">r{revision}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

/** What a board decided, on what it knew, and whether what came later touches it. */
export const Decision = ({ patientId, decision, onSelect }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { language } = i18n;
  const { on, question, options, participants, followUpDue, knownRevision, recordedAt } = decision;
  return (
    <article className="decision" data-decision-id={decision.decisionId}>
      <h3>{t('decision.heading', { date: dateText(on, language) })}</h3>
      <p>
        <span className="muted">{t('decision.question')}:</span> {question}
      </p>
      <p>
        <span className="muted">{t('decision.decision')}:</span> {decision.decision}
      </p>
      {options && options.length > 0 && (
        <p>
          <span className="muted">{t('decision.options')}:</span> {options.join('; ')}
        </p>
      )}
      {participants && participants.length > 0 && (
        <p>
          <span className="muted">{t('decision.participants')}:</span> {participants.join(', ')}
        </p>
      )}
      {followUpDue !== undefined && (
        <p>
          <span className="muted">{t('decision.followUpDue')}:</span> {dateText(followUpDue, language)}
        </p>
      )}
      <p className="muted num">
        {t('decision.pinned', { revision: knownRevision, date: instantText(recordedAt, language) })}{' '}
        <Link href={`/patients/${encodeURIComponent(patientId)}?${boardLook(decision)}`}>
          {t('decision.replay')}
        </Link>
      </p>
      <Review decision={decision} onSelect={onSelect} />
    </article>
  );
};
