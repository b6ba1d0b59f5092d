import { useTranslation } from 'react-i18next';
import type { Explained } from '@web/api/types';
import { namedValue } from './value';

const Sums = ({ sums }: { readonly sums: NonNullable<Explained['sums']> }) => {
  const { t } = useTranslation('audit');
  return (
    <span className="audit-detail">
      <span className="audit-detail-name">{t('tree.sums')}</span>
      {Object.entries(sums).map(([key, value]) => {
        const { name, text, unit } = namedValue(key, value);
        return (
          <span key={key} className="audit-sum">
            <code>{name === '' ? key : name}</code> <span className="num">{text}</span> {unit}
          </span>
        );
      })}
    </span>
  );
};

const Parameters = ({ parameters }: { readonly parameters: NonNullable<Explained['parameters']> }) => {
  const { t } = useTranslation('audit');
  return (
    <span className="audit-detail">
      <span className="audit-detail-name">{t('tree.parameters')}</span>
      {Object.entries(parameters).map(([name, value]) => (
        <span key={name} className="audit-sum">
          <code>
            {name} = {String(value)}
          </code>
        </span>
      ))}
    </span>
  );
};

/** Numbers in between, parameters, citation and how well the rule is known. */
export const RuleDetails = ({ node }: { readonly node: Explained }) => {
  const { t } = useTranslation('audit');
  const { citations, provenance, section, specification } = node;
  return (
    <span className="audit-details">
      {node.sums && <Sums sums={node.sums} />}
      {node.parameters && <Parameters parameters={node.parameters} />}
      {citations && citations.length > 0 && (
        <span className="audit-detail">
          <span className="audit-detail-name">{t('tree.citations')}</span>
          <span lang="en">{citations.join('; ')}</span>
        </span>
      )}
      {provenance && (
        <span className="audit-detail">
          <span className="audit-detail-name">{t('tree.provenance')}</span>
          <span>
            {provenance.map((each) => t(`provenance.${each}`)).join('; ')}
            {section && specification && (
              <>
                {' ('}
                <a href={specification} target="_blank" rel="noreferrer" hrefLang="en">
                  {t('tree.section', { section })}
                </a>
                {')'}
              </>
            )}
          </span>
        </span>
      )}
    </span>
  );
};
