import { useTranslation } from 'react-i18next';
import type { RulesetComparison } from '@web/api/types';
import { Failed, Loading } from '@web/ui/states';
import { useAudit } from '../context';
import { useComparison } from '../queries';
import { Changes } from '../what-if/Changes';
import { changesOf } from '../what-if/changes';
import { AllParameters } from './AllParameters';

const Parameters = ({ before, after, parameters }: RulesetComparison) => {
  const { t } = useTranslation('audit');
  return (
    <table className="audit-table" aria-label={t('rulesets.parameters')}>
      <thead>
        <tr>
          <th scope="col">{t('rulesets.parameter')}</th>
          <th scope="col">{before.ruleset.id}</th>
          <th scope="col">{after.ruleset.id}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ parameter, before: was, after: is, says, section }) => (
          <tr key={parameter}>
            <th scope="row">
              <code>{parameter}</code>
              <span className="audit-says" lang="en">
                {says} ({section})
              </span>
            </th>
            <td>
              <code>{String(was)}</code>
            </td>
            <td>
              <code>{String(is)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Compared = ({ comparison }: { readonly comparison: RulesetComparison }) => {
  const { t } = useTranslation('audit');
  const { parameters, values } = comparison;
  return (
    <div className="audit-two">
      <div>
        <h3>{t('rulesets.parameterCount', { count: parameters.length })}</h3>
        {parameters.length > 0 && <Parameters {...comparison} />}
      </div>
      <div>
        <h3>{t('rulesets.valueCount', { count: values.length })}</h3>
        <Changes changes={changesOf(values)} title={t('rulesets.values')} />
      </div>
    </div>
  );
};

/** Two rulesets side by side for this patient: what they set otherwise, and what that changes. */
export const Rulesets = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints } = useAudit();
  const { against } = asked;
  const { data, error, refetch } = useComparison(asked, against);
  return (
    <div className="audit-pad">
      {against === null && <p>{t('rulesets.choose')}</p>}
      {error && <Failed fault={error} onRetry={() => void refetch()} />}
      {against !== null && !error && (data ? <Compared comparison={data} /> : <Loading />)}
      <AllParameters ids={[endpoints.ruleset.id, ...(against === null ? [] : [against])]} />
    </div>
  );
};
