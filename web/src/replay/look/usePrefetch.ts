import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { replayQuery, type Question } from '@web/api/queries';

const LATEST_MS = 1_500;

/** Asks for looks that are likely to come next, once the browser has nothing else to do. */
export const usePrefetch = (patientId: string, questions: readonly Question[], isQuiet: boolean): void => {
  const client = useQueryClient();
  const wanted = JSON.stringify(questions);
  useEffect(() => {
    if (!isQuiet) return;
    const fetchAll = () =>
      (JSON.parse(wanted) as readonly Question[]).forEach((question) => {
        void client.prefetchQuery(replayQuery(patientId, question));
      });
    // Safari has no idle callback.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(fetchAll, 200);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(fetchAll, { timeout: LATEST_MS });
    return () => cancelIdleCallback(idle);
  }, [client, isQuiet, patientId, wanted]);
};
