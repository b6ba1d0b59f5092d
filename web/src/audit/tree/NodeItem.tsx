import { useTranslation } from 'react-i18next';
import { dateText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import { decidesOrder, type NodeRow } from './rows';
import { RuleDetails } from './RuleDetails';
import { Value } from './Value';

const Flags = ({ row }: { readonly row: NodeRow }) => {
  const { flagSays, flagLanguage } = useTerms();
  const { flags, flagTexts } = row.node;
  return (flags ?? []).map((flag) => (
    <span key={flag} className="audit-flag" lang={flagLanguage(flag)}>
      <span aria-hidden="true">⚑</span> {flagSays(flag, flagTexts?.[flag] ?? flag)}
    </span>
  ));
};

/** One step: the value, the rule that gave it and what the rule says. */
export const NodeItem = ({ row }: { readonly row: NodeRow }) => {
  const { t, i18n } = useTranslation('audit');
  const { url } = useAudit();
  const { node, chosen } = row;
  const detailed = url.value('details') === '1' || url.value('node') === row.path;
  return (
    <span className="audit-item">
      <span className="audit-line">
        {chosen && (
          <span className="audit-star">
            <span aria-hidden="true">★</span>
            <span className="visually-hidden">{t('tree.chosen')}</span>
          </span>
        )}
        <Value value={node.value} />
        {node.date && <span className="num">{dateText(node.date, i18n.language)}</span>}
        <code className="audit-rule">{node.rule}</code>
        {node.caution?.map((each) => (
          <span key={each} className="audit-tag caution">
            {t(`caution.${each}`)}
          </span>
        ))}
        {decidesOrder(row) && <span className="audit-tag">{t('tree.ordering')}</span>}
      </span>
      {node.says && (
        <span className="audit-says" lang="en">
          {node.says}
        </span>
      )}
      <Flags row={row} />
      {detailed && <RuleDetails node={node} />}
    </span>
  );
};
