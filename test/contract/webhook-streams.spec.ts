import type { CommandContext } from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import type { Instant } from '@leptotrace/kernel';
import type { Attempt } from '@leptotrace/webhooks';
import { deliveriesOf } from '../../src/webhooks/webhook.answer';
import { WebhookStreams } from '../../src/webhooks/webhook-streams';

const ROUNDS = 700;
const context = (commandId: string): CommandContext => ({
  commandId,
  digest: commandId,
  actor: 'a',
  tenantId: 't',
  correlationId: 'c',
});
const sequence = (at: number): string => String(at).padStart(20, '0');
const attempt = (at: number): Attempt => ({
  signalId: `s${at}`,
  patientId: 'p',
  sequence: sequence(at),
  attempt: 1,
  outcome: at % 100 === 0 ? 'dead-lettered' : 'delivered',
  status: 204,
  reason: null,
  at: '2026-01-01T00:00:00.000Z',
  dueAt: null,
  redriven: false,
  more: false,
});

/** A webhook after so many rounds of one signal each, through streams that keep little. */
const used = async () => {
  const store = new MemoryEventStore();
  const clock = () => '2026-01-01T00:00:00.000Z' as Instant;
  const streams = new WebhookStreams(store, clock, 10);
  const data = { url: 'https://r.example/', payload: 'full', filter: {}, after: null } as const;
  await streams.run('w', context('made'), () => [{ type: 'WebhookCreated', data }]);
  for (let at = 0; at < ROUNDS; at += 1)
    await streams.run('w', context(`round ${at}`), (state) => [
      {
        type: 'AttemptsMade',
        data: {
          from: state?.through ?? null,
          through: sequence(at),
          attempts: [attempt(at)],
          notBefore: null,
          dropped: [],
        },
      },
    ]);
  return { store, clock, streams };
};

const listed = async (streams: WebhookStreams, request: Partial<Parameters<typeof deliveriesOf>[1]>) => {
  const loaded = await streams.load('w');
  if (!loaded) throw new Error('no webhook');
  return deliveriesOf(streams.triesOf('w', loaded), { before: null, limit: 50, outcome: null, ...request });
};

describe('a webhook that has sent much', () => {
  it('is the same to whoever held it all the time and to whoever reads it from the log', async () => {
    const { store, clock, streams } = await used();
    const held = await streams.load('w');
    expect(held).toMatchObject({
      count: ROUNDS + 1,
      state: { tried: ROUNDS, through: sequence(ROUNDS - 1) },
    });
    expect(held?.state.deadLetters.size).toBe(ROUNDS / 100);
    expect(await new WebhookStreams(store, clock).load('w')).toEqual(held);
  });

  it('lists every try, page by page, the newest first, though it holds few of them', async () => {
    const { streams } = await used();
    const numbers: number[] = [];
    for (let before: number | null = ROUNDS; before !== null;) {
      const page = await listed(streams, { before, limit: 90 });
      numbers.push(...page.deliveries.map(({ number }) => number));
      before = page.next;
    }
    expect(numbers).toEqual(Array.from({ length: ROUNDS }, (_, index) => ROUNDS - 1 - index));
  });

  it('finds those of one outcome among the others', async () => {
    const { streams } = await used();
    const { deliveries, next } = await listed(streams, { outcome: 'dead-lettered', limit: 3 });
    expect(deliveries.map(({ signalId }) => signalId)).toEqual(['s600', 's500', 's400']);
    const rest = await listed(streams, { outcome: 'dead-lettered', before: next, limit: 4 });
    expect(rest).toMatchObject({ deliveries: { length: 4 }, next: null });
  });

  it('is not sent a round twice that was written down, when the command comes again', async () => {
    const { streams } = await used();
    const outcome = await streams.run('w', context(`round ${ROUNDS - 1}`), () => [
      { type: 'WebhookResumed', data: {} },
    ]);
    expect(outcome).toMatchObject({ kind: 'done', repeated: true });
    expect((await streams.load('w'))?.count).toBe(ROUNDS + 1);
  });
});
