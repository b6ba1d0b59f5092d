import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from './context';
import { shortId } from './facts';

/** Opens a source fact beside the tree; says what the fact is, not only its id. */
export const FactLink = ({ factId }: { readonly factId: string }) => {
  const { t } = useTranslation('audit');
  const { asked, facts, url } = useAudit();
  const { kindName } = useTerms();
  const known = facts.get(factId);
  const name = known ? kindName(known.fact.kind) : t('fact.one');
  return (
    <button
      type="button"
      className="audit-fact-link"
      data-fact-id={factId}
      aria-current={asked.factId === factId ? 'true' : undefined}
      title={factId}
      onClick={() => url.set({ fact: factId, suppose: null })}
    >
      {name} <code>{shortId(factId)}</code>
    </button>
  );
};

const FEW = 6;

/** Some facts in a row; many are folded away behind their number. */
export const FactLinks = ({ factIds }: { readonly factIds: readonly string[] }) => {
  const { t } = useTranslation('audit');
  const links = factIds.map((factId) => <FactLink key={factId} factId={factId} />);
  if (links.length <= FEW) return <span className="audit-fact-links">{links}</span>;
  return (
    <details className="audit-many">
      <summary>{t('fact.many', { count: links.length })}</summary>
      <span className="audit-fact-links">{links}</span>
    </details>
  );
};
