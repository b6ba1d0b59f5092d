import { useTranslation } from 'react-i18next';
import { useAudit } from '../context';
import { Verdict } from '../Verdict';
import type { Definition, Part, Reading } from './definitions';
import { useVariantName } from './variantName';

const PARTS: readonly Part[] = ['mode', 'origin', 'ruleset'];

const Mark = ({ differs }: Pick<Reading, 'differs'>) => {
  const { t } = useTranslation('audit');
  if (differs === null) return <span className="audit-same">{t('definitions.asking')}</span>;
  if (differs.length === 0) return <span className="audit-same">= {t('definitions.same')}</span>;
  return (
    <span className="audit-differs">
      <span aria-hidden="true">≠</span> {differs.map((field) => t(`field.${field}`)).join(', ')}
    </span>
  );
};

const ReadingRow = ({ reading }: { readonly reading: Reading }) => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  const name = useVariantName();
  const { variant, endpoint, differs } = reading;
  return (
    <tr data-variant={`${variant.part}:${variant.value}`}>
      <th scope="row">
        <button
          type="button"
          className="audit-pick"
          onClick={() => url.set({ [variant.part]: variant.value, node: null, tree: null })}
        >
          {name(variant)}
        </button>
        {variant.part === 'ruleset' && variant.value === asked.against && (
          <span className="audit-tag"> {t('definitions.compared')}</span>
        )}
      </th>
      <td>{endpoint && <Verdict value={endpoint} />}</td>
      <td>
        <Mark differs={differs} />
      </td>
    </tr>
  );
};

/** The chosen endpoint by the other censoring, the other starts of the clock, the other rulesets. */
export const Readings = ({ definition }: { readonly definition: Definition }) => {
  const { t } = useTranslation('audit');
  const { paramcd } = definition.endpoint;
  return (
    <>
      <h3 className="audit-subhead" id="audit-readings">
        {t('definitions.readings', { paramcd })}
      </h3>
      <table className="audit-table" aria-labelledby="audit-readings">
        {PARTS.map((part) => (
          <tbody key={part}>
            <tr className="audit-part">
              <th scope="rowgroup" colSpan={3}>
                {t(`definitions.part.${part}`)}
              </th>
            </tr>
            {definition.readings
              .filter(({ variant }) => variant.part === part)
              .map((reading) => (
                <ReadingRow key={reading.variant.value} reading={reading} />
              ))}
          </tbody>
        ))}
      </table>
    </>
  );
};
