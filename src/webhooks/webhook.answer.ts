import type { DeadLetter, WebhookFilter } from '@leptotrace/webhooks';
import { leftOutBy, signingKeysOf, versionsAt } from '@leptotrace/webhooks';
import type { LoadedWebhook, NumberedAttempt } from './webhook-streams';

export interface WebhookAnswer {
  readonly webhookId: string;
  readonly url: string;
  readonly payload: 'reference' | 'full';
  readonly filter: WebhookFilter;
  /** What the receiver is never told of by it, in words; empty without a filter. */
  readonly leavesOut: readonly string[];
  readonly createdAt: string;
  /** Who made it. */
  readonly owner: string;
  readonly status: 'active' | 'paused' | 'ended';
  /** Why it is paused or ended. */
  readonly reason: string | null;
  /** Everything up to this sequence is settled, but for what waits. */
  readonly through: string | null;
  readonly delivered: number;
  readonly lastDeliveredAt: string | null;
  /** Patients whose signals wait to be tried again, by when. */
  readonly waiting: readonly WaitingAnswer[];
  readonly deadLetters: readonly DeadLetter[];
  /** For signatures v1a, the newest first. */
  readonly publicKeys: readonly string[];
}

interface WaitingAnswer {
  readonly patientId: string;
  readonly sequence: string;
  readonly attempts: number;
  readonly since: string;
  readonly dueAt: string;
}

export const answerOf = (
  webhookId: string,
  { state }: LoadedWebhook,
  { master, now }: { readonly master: Buffer; readonly now: Date },
): WebhookAnswer => ({
  webhookId,
  url: state.url,
  payload: state.payload,
  filter: state.filter,
  leavesOut: leftOutBy(state.filter),
  createdAt: state.createdAt,
  owner: state.owner,
  status: state.status,
  reason: state.reason,
  through: state.through,
  delivered: state.delivered,
  lastDeliveredAt: state.lastDeliveredAt,
  waiting: [...state.waiting.values(), ...state.redriving.values()].map(
    ({ patientId, sequence, attempts, since, dueAt }) => ({ patientId, sequence, attempts, since, dueAt }),
  ),
  deadLetters: [...state.deadLetters.values()],
  publicKeys: versionsAt(state.keys, now).map(
    (version) => signingKeysOf(master, webhookId, version).publicKey,
  ),
});

export interface DeliveriesAnswer {
  /** The newest first. */
  readonly deliveries: readonly NumberedAttempt[];
  /** What to send as `before` for older ones. */
  readonly next: number | null;
}

export interface DeliveriesRequest {
  readonly before: number | null;
  readonly limit: number;
  readonly outcome: string | null;
}

/** @param tries The newest first; read no further than is asked for. */
export const deliveriesOf = async (
  tries: AsyncIterable<NumberedAttempt>,
  { before, limit, outcome }: DeliveriesRequest,
): Promise<DeliveriesAnswer> => {
  const deliveries: NumberedAttempt[] = [];
  for await (const one of tries) {
    if (one.number >= (before ?? Infinity) || (outcome ?? one.outcome) !== one.outcome) continue;
    if (deliveries.length === limit) return { deliveries, next: deliveries.at(-1)?.number ?? null };
    deliveries.push(one);
  }
  return { deliveries, next: null };
};
