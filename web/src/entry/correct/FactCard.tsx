import { useTranslation } from 'react-i18next';
import type { FactAnswer } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';
import type { KnownFact } from '../model/options';
import { useFactName } from '../useOptions';

interface Props {
  readonly answer: FactAnswer;
  readonly facts: readonly KnownFact[];
}

/** The fact that is spoken of, as it stands. */
export const FactCard = ({ answer, facts }: Props) => {
  const { t } = useTranslation('entry');
  const { kindName } = useTerms();
  const nameOf = useFactName(facts);
  return (
    <section className="entry-card" aria-label={t('amend.now')} data-fact-id={answer.factId}>
      <p className="muted">
        {t('amend.now')} · {kindName(answer.fact.kind)} · {t('amend.versions', { count: answer.versions })} ·
        r{answer.revision}
      </p>
      <p>
        <strong>{nameOf(answer.fact)}</strong>
      </p>
    </section>
  );
};
