import { useTranslation } from 'react-i18next';
import { occurredText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import { shortId } from '../facts';

/** A leaf: the fact that was read; choosing it shows its source. */
export const FactItem = ({ factId }: { readonly factId: string }) => {
  const { t, i18n } = useTranslation('audit');
  const { facts } = useAudit();
  const { codeName, kindName, summary } = useTerms();
  const known = facts.get(factId);
  return (
    <span className="audit-item">
      <span className="audit-line">
        <span className="audit-leaf" aria-hidden="true">
          ▤
        </span>
        <span className="audit-fact-name">{known ? kindName(known.fact.kind) : t('fact.one')}</span>
        {known && <span className="num">{occurredText(known.fact.occurredOn, i18n.language)}</span>}
        <code title={factId}>{shortId(factId)}</code>
        {known?.marks.map((mark) => (
          <span key={mark} className="audit-tag">
            {codeName(mark)}
          </span>
        ))}
      </span>
      {known && <span className="audit-says">{summary(known.fact, (id) => facts.get(id)?.fact)}</span>}
    </span>
  );
};
