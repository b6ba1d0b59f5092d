import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import { Verdict } from '../Verdict';
import { differingReadings, type Definition } from './definitions';
import { useVariantName } from './variantName';

const Differences = ({ definition }: { readonly definition: Definition }) => {
  const { t } = useTranslation('audit');
  const name = useVariantName();
  const differing = differingReadings(definition);
  const waiting = definition.readings.some(({ differs }) => differs === null);
  if (differing.length === 0)
    return <span className="audit-same">{waiting ? t('definitions.asking') : t('definitions.same')}</span>;
  return (
    <span className="audit-differs" title={differing.map(({ variant }) => name(variant)).join(', ')}>
      <span aria-hidden="true">≠</span> {t('definitions.differs', { count: differing.length })}
    </span>
  );
};

const EndpointRow = ({ definition }: { readonly definition: Definition }) => {
  const { asked, url } = useAudit();
  const { codeName } = useTerms();
  const { endpoint } = definition;
  const { paramcd } = endpoint;
  const chosen = paramcd === asked.paramcd;
  return (
    <tr className={chosen ? 'chosen' : undefined} data-paramcd={paramcd}>
      <th scope="row">
        <button
          type="button"
          className="audit-pick"
          aria-current={chosen ? 'true' : undefined}
          title={codeName(paramcd)}
          onClick={() => url.set({ paramcd, criterion: null, compartment: null, node: null, tree: null })}
        >
          {paramcd}
          <span className="visually-hidden"> {codeName(paramcd)}</span>
        </button>
      </th>
      <td>
        <Verdict value={endpoint} />
      </td>
      <td>
        <Differences definition={definition} />
      </td>
    </tr>
  );
};

export const EndpointTable = ({ definitions }: { readonly definitions: readonly Definition[] }) => {
  const { t } = useTranslation('audit');
  return (
    <table className="audit-table">
      <caption className="visually-hidden">{t('definitions.endpoints')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('definitions.endpoint')}</th>
          <th scope="col">{t('definitions.value')}</th>
          <th scope="col">{t('definitions.otherwise')}</th>
        </tr>
      </thead>
      <tbody>
        {definitions.map((definition) => (
          <EndpointRow key={definition.endpoint.paramcd} definition={definition} />
        ))}
      </tbody>
    </table>
  );
};
