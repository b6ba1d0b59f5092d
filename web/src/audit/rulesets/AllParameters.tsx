import { useTranslation } from 'react-i18next';
import { useRuleset, type RulesetParameters } from '../queries';

const Table = ({ rulesets }: { readonly rulesets: readonly RulesetParameters[] }) => {
  const { t } = useTranslation('audit');
  const [first] = rulesets;
  if (!first) return null;
  return (
    <table className="audit-table" aria-label={t('rulesets.all')}>
      <thead>
        <tr>
          <th scope="col">{t('rulesets.parameter')}</th>
          {rulesets.map(({ id }) => (
            <th key={id} scope="col">
              {id}
            </th>
          ))}
          <th scope="col">{t('tree.provenance')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(first.parameters).map(([name, { says, section, provenance }]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
              <span className="audit-says" lang="en">
                {says} ({section})
              </span>
            </th>
            {rulesets.map(({ id, configuration }) => (
              <td key={id}>
                <code>{String(configuration[name])}</code>
              </td>
            ))}
            <td>{t(`provenance.${provenance}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Every parameter of the rulesets that are looked at. */
export const AllParameters = ({ ids }: { readonly ids: readonly string[] }) => {
  const { t } = useTranslation('audit');
  const { data: one } = useRuleset(ids[0]);
  const { data: other } = useRuleset(ids[1]);
  const rulesets = [one, other].filter(
    (each): each is RulesetParameters => each !== undefined && ids.includes(each.id),
  );
  return (
    <details className="audit-content">
      <summary>{t('rulesets.all')}</summary>
      <Table rulesets={rulesets} />
    </details>
  );
};
