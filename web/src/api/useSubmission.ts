import { useRef, useState } from 'react';
import { post } from './client';
import { ApiProblem, type ProblemIssue } from './problem';
import { randomKey, tryOf, type Try } from './tries';

export interface Submission<A> {
  readonly isBusy: boolean;
  readonly fault: unknown;
  /** The answer, or `null` when the service refused or did not answer; then `fault` says why. */
  readonly send: (path: string, body: unknown) => Promise<A | null>;
  readonly fail: (fault: unknown) => void;
}

export const issuesOf = (fault: unknown): readonly ProblemIssue[] =>
  fault instanceof ApiProblem ? fault.errors : [];

/**
 * Sends a body under a key that stays the same while the body does: whoever tries again after a broken
 * line gets the answer of the first try, and nothing is recorded twice.
 */
export const useSubmission = <A>(): Submission<A> => {
  const [isBusy, setBusy] = useState(false);
  const [fault, fail] = useState<unknown>(null);
  const tried = useRef<Try | null>(null);
  const send = async (path: string, body: unknown): Promise<A | null> => {
    tried.current = tryOf(`${path} ${JSON.stringify(body)}`, tried.current, randomKey);
    setBusy(true);
    fail(null);
    try {
      return await post<A>(path, { body, idempotencyKey: tried.current.key });
    } catch (refusal) {
      fail(refusal);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, fault, send, fail };
};
