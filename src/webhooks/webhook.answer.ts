import type { Attempt, DeadLetter, WebhookFilter } from '@leptotrace/webhooks';
import { signingKeysOf, versionsAt } from '@leptotrace/webhooks';
import type { LoadedWebhook } from './webhook-streams';

export interface WebhookAnswer {
  readonly webhookId: string;
  readonly url: string;
  readonly payload: 'reference' | 'full';
  readonly filter: WebhookFilter;
  readonly createdAt: string;
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
  createdAt: state.createdAt,
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

export interface DeliveryAnswer extends Attempt {
  /** Counts the tries of this webhook from 0. */
  readonly number: number;
}

export interface DeliveriesAnswer {
  /** The newest first. */
  readonly deliveries: readonly DeliveryAnswer[];
  /** What to send as `before` for older ones. */
  readonly next: number | null;
}

export const deliveriesOf = (
  { entries }: LoadedWebhook,
  { before, limit, outcome }: { before: number | null; limit: number; outcome: string | null },
): DeliveriesAnswer => {
  const all = entries
    .flatMap((entry) => (entry.type === 'AttemptsMade' ? entry.data.attempts : []))
    .map((attempt, number) => ({ number, ...attempt }))
    .filter((one) => (before === null || one.number < before) && (outcome ?? one.outcome) === one.outcome)
    .reverse();
  const deliveries = all.slice(0, limit);
  return { deliveries, next: all.length > limit ? (deliveries.at(-1)?.number ?? null) : null };
};
