import { setTimeout as wait } from 'node:timers/promises';
import { MemoryStore, SignalReceiver, type Pull, type SignalEnvelope } from './index';

const signal = (revision: number): SignalEnvelope => ({
  id: `signal-${revision}`,
  type: 'org.leptotrace.progression-detected.v1',
  subject: 'p1',
  time: '2024-05-01T00:00:00.000Z',
  recordedtime: '2024-05-02T08:00:00.000Z',
  sequence: String(revision).padStart(20, '0'),
  data: { patientId: 'p1', revision, asOf: revision, key: `progression:${revision}`, now: {} },
});

/** Two signals at a time, as a feed gives them page by page. */
const pagesOf =
  (signals: readonly SignalEnvelope[]): Pull =>
  async (_patientId, after) => {
    await wait(5);
    return signals.filter(({ sequence }) => sequence > (after ?? '')).slice(0, 2);
  };

describe('A receiver that catches up', () => {
  const all = [0, 1, 2, 3, 4].map(signal);
  let applied: string[];
  const receiverOf = (pull: Pull): SignalReceiver => {
    applied = [];
    return new SignalReceiver({
      store: new MemoryStore(),
      pull,
      onSignal: ({ id }) => void applied.push(id),
    });
  };

  it('applies everything there is of a patient, before any message has come', async () => {
    const receiver = receiverOf(pagesOf(all));
    await receiver.catchUp('p1');
    expect(applied).toEqual(all.map(({ id }) => id));
    expect(await receiver.progressions('p1')).toEqual(all);
  });

  it('applies only what is behind what it holds', async () => {
    const receiver = receiverOf(pagesOf(all));
    await receiver.receive(signal(0));
    await receiver.catchUp('p1');
    await receiver.catchUp('p1');
    expect(applied).toEqual(all.map(({ id }) => id));
  });

  it('applies each signal once while messages come meanwhile', async () => {
    const receiver = receiverOf(pagesOf(all));
    const outcomes = await Promise.all([
      receiver.catchUp('p1'),
      receiver.receive(signal(3)),
      receiver.receive(signal(5)),
    ]);
    expect(outcomes.slice(1)).toEqual(['duplicate', 'applied']);
    expect(applied).toEqual([...all, signal(5)].map(({ id }) => id));
  });

  it('says that a pull failed, and lets the next message of the patient take its turn', async () => {
    const receiver = receiverOf(() => Promise.reject(new Error('no service')));
    await expect(receiver.catchUp('p1')).rejects.toThrow('no service');
    expect(await receiver.receive(signal(0))).toBe('applied');
  });
});
