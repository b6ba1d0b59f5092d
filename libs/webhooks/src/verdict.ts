import { pauseAfter } from './retry';

/** What a receiver answered, or why it did not. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'fault'; readonly reason: string };

export interface Verdict {
  readonly outcome: 'delivered' | 'failed' | 'dead-lettered';
  readonly status: number | null;
  readonly reason: string | null;
  readonly pauseMs: number | null;
  /** Nothing else is sent there before: the receiver, not the message, has a difficulty. */
  readonly holdsMs: number | null;
  /** It wants nothing any more. */
  readonly isGone: boolean;
}

/** The receiver, or what stands before it, has too much to do. */
const THROTTLES = new Set([429, 502, 503, 504]);

const reasonOf = (answer: Answer): string => {
  if (answer.kind === 'fault') return answer.reason;
  const { status } = answer;
  return status >= 300 && status < 400 ? `redirect ${status}, which is not followed` : `answered ${status}`;
};

const failure = (answer: Answer, attempt: number, random: number): Verdict => {
  const status = answer.kind === 'answered' ? answer.status : null;
  const asked = answer.kind === 'answered' ? answer.retryAfterMs : null;
  const planned = pauseAfter(attempt, random);
  const pauseMs = planned === null ? null : Math.max(planned, asked ?? 0);
  const isThrottled = status !== null && THROTTLES.has(status);
  return {
    outcome: planned === null ? 'dead-lettered' : 'failed',
    status,
    reason: reasonOf(answer),
    pauseMs,
    holdsMs: isThrottled ? Math.max(asked ?? 0, pauseAfter(Math.min(attempt, 2), random) ?? 0) : null,
    isGone: status === 410,
  };
};

/** What an answer to the try of this number (from 1) means. Any 2xx takes the message. */
export const verdictOn = (answer: Answer, attempt: number, random: number): Verdict => {
  if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) {
    const { status } = answer;
    return { outcome: 'delivered', status, reason: null, pauseMs: null, holdsMs: null, isGone: false };
  }
  return failure(answer, attempt, random);
};
