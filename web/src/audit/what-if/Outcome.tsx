import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type ProblemIssue } from '@web/api/problem';
import type { WhatIfAnswer } from '@web/api/types';
import { Failed, Loading } from '@web/ui/states';
import { Changes } from './Changes';
import { changesOf } from './changes';
import { placeOf } from './refused';

interface RefusalProps {
  readonly problem: ApiProblem;
  /** What no field shows: where, and how to mend it, in the service's own words. */
  readonly rest: readonly ProblemIssue[];
}

const Refusal = ({ problem, rest }: RefusalProps) => {
  const { t } = useTranslation('audit');
  return (
    <div className="notice danger" role="alert">
      <p>{t(rest.length < problem.errors.length ? 'whatIf.refusedAbove' : 'whatIf.refused')}</p>
      <ul lang="en">
        {rest.map((issue) => (
          <li key={issue.path + issue.message}>
            <code>{placeOf(issue)}</code> {issue.message}. {issue.mend}
          </li>
        ))}
        {problem.errors.length === 0 && <li>{problem.detail}</li>}
      </ul>
    </div>
  );
};

interface Props {
  readonly outcome: UseQueryResult<WhatIfAnswer>;
  readonly rest: readonly ProblemIssue[];
  readonly onClear: () => void;
}

/** What would change if it were so. */
export const Outcome = ({ outcome, rest, onClear }: Props) => {
  const { t } = useTranslation('audit');
  const { data, error, refetch } = outcome;
  const refused = error instanceof ApiProblem && error.status < 500;
  return (
    <div className="audit-outcome" data-part="what-if">
      {error &&
        (refused ? (
          <Refusal problem={error} rest={rest} />
        ) : (
          <Failed fault={error} onRetry={() => void refetch()} />
        ))}
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
