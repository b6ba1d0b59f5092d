import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@web/api/problem';
import type { Supposition } from '@web/api/types';
import { Failed, Loading } from '@web/ui/states';
import { useAudit } from '../context';
import { useWhatIf } from '../queries';
import { Changes } from './Changes';
import { changesOf } from './changes';

/** Why it could not be recorded so: where, and how to mend it, in the service's own words. */
const Refusal = ({ problem }: { readonly problem: ApiProblem }) => {
  const { t } = useTranslation('audit');
  return (
    <div className="notice danger" role="alert">
      <p>{t('whatIf.refused')}</p>
      <ul lang="en">
        {problem.errors.map(({ path, message, mend }) => (
          <li key={path + message}>
            <code>{path.replace(/^\/suppositions\/0(\/fact)?/, '') || '/'}</code> {message}. {mend}
          </li>
        ))}
        {problem.errors.length === 0 && <li>{problem.detail}</li>}
      </ul>
    </div>
  );
};

interface Props {
  readonly supposition: Supposition;
  readonly onClear: () => void;
}

/** What would change if it were so. */
export const Outcome = ({ supposition, onClear }: Props) => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const { data, error, refetch } = useWhatIf(asked, [supposition]);
  const refused = error instanceof ApiProblem && error.status < 500;
  return (
    <div className="audit-outcome" data-part="what-if">
      {error &&
        (refused ? <Refusal problem={error} /> : <Failed fault={error} onRetry={() => void refetch()} />)}
      {!error && !data && <Loading />}
      {data && !error && (
        <>
          <p role="status">
            {t('whatIf.result', { count: data.values.length })}{' '}
            {t('whatIf.unchanged', { count: data.unchanged })} <strong>{t('whatIf.saved')}</strong>
          </p>
          <Changes changes={changesOf(data.values)} title={t('changes.title')} />
        </>
      )}
      <button type="button" className="button" onClick={onClear}>
        {t('whatIf.clear')}
      </button>
    </div>
  );
};
