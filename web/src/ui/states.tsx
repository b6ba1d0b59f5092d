import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@web/api/problem';

export const Loading = () => {
  const { t } = useTranslation();
  return (
    <div className="state" role="status">
      {t('loading')}
    </div>
  );
};

export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="state">
    <h2>{title}</h2>
    {children}
  </div>
);

interface FailedProps {
  readonly fault: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong and how to mend it, in the service's own words where it answered. */
export const Failed = ({ fault, onRetry }: FailedProps) => {
  const { t } = useTranslation();
  const problem = fault instanceof ApiProblem ? fault : null;
  return (
    <div className="state" role="alert">
      <h2>{problem ? problem.title : t('noAnswer')}</h2>
      <p lang={problem ? 'en' : undefined}>{problem ? problem.detail : t('noAnswerMend')}</p>
      <ul lang="en">
        {problem?.errors.map(({ path, message, mend }) => (
          <li key={path}>
            <code>{path}</code>: {message}. {mend}
          </li>
        ))}
      </ul>
      {onRetry && (
        <p>
          <button type="button" className="button" onClick={onRetry}>
            {t('retry')}
          </button>
        </p>
      )}
    </div>
  );
};
