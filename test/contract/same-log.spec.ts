import { streamId, type StreamId } from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { digestOf } from '@leptotrace/kernel';
import { isOfThisLog, type Checkpoint, type Mark } from '@leptotrace/read-model';
import { fixtures } from '../../libs/event-store/src/contract';

const FILTER = { categories: ['patient'] };

/** `p1` is an event of patient 1, `p1*` one that says something else; nobody here follows `s1`. */
const logOf = async (...steps: readonly string[]): Promise<MemoryEventStore> => {
  const log = new MemoryEventStore({ logId: 'one' });
  const said = new Map<StreamId, readonly string[]>();
  for (const step of steps) {
    const stream = streamId(step.startsWith('p') ? 'patient' : 'signals', step.charAt(1));
    const before = said.get(stream) ?? [];
    said.set(stream, [...before, step]);
    const { metadata } = fixtures.event();
    const event = fixtures.event({ metadata: { ...metadata, hash: digestOf([...before, step]) } });
    await log.append(stream, before.length === 0 ? 'no-stream' : before.length - 1, [event]);
  }
  return log;
};

/** What a follower holds that has taken the whole log. */
const checkpointOf = async (log: MemoryEventStore): Promise<Checkpoint> => {
  const { events } = await log.readLog({ after: null, filter: FILTER, limit: 100 });
  const [before, last] = [events.at(-2), events.at(-1)];
  const mark: Mark | null = last
    ? { after: before?.position ?? null, position: last.position, hash: last.metadata.hash }
    : null;
  return { position: await log.head(), logId: 'one', mark };
};

describe('rows and the log that they were made from', () => {
  it.each([
    ['as it was', ['p1', 's1', 'p1', 's1'], ['p1', 's1', 'p1', 's1'], true],
    ['gone on', ['p1', 's1', 'p1', 's1'], ['p1', 's1', 'p1', 's1', 'p1', 'p2'], true],
    ['gone on with others', ['p1'], ['p1', 's1', 's2'], true],
    ['without an event that is followed', ['s1', 's2'], ['s1', 's2', 's3', 'p1'], true],
    ['empty', [], [], true],
    ['begun after the checkpoint', [], ['p1', 'p2'], true],
    ['put back before the last event', ['p1', 's1', 'p1'], ['p1', 's1'], false],
    ['put back to nothing', ['p1'], [], false],
    ['put back behind the last event that is followed', ['p1', 's1'], ['p1'], false],
    ['put back and gone on elsewhere', ['p1', 'p1'], ['p1', 'p2', 'p1'], false],
    ['put back and gone on with another statement', ['p1', 'p1'], ['p1', 'p1*', 'p1'], false],
    ['put back further and said anew', ['p1', 'p1', 'p1'], ['p1', 'p1*', 'p1', 'p2'], false],
    ['put back and gone on where nothing was followed', ['p1', 's1', 's1'], ['p1', 'p2', 's1', 's1'], false],
    ['put back, where nothing had ever been followed', ['s1', 's1'], ['s1', 'p1', 's1'], false],
    ['put back, and shorter, where nothing had ever been followed', ['s1', 's1'], ['s1'], false],
  ])('%s', async (_what, before, now, isOfIt) => {
    const checkpoint = await checkpointOf(await logOf(...before));
    expect(await isOfThisLog(await logOf(...now), checkpoint, FILTER)).toBe(isOfIt);
  });

  it('of another identity', async () => {
    const log = await logOf('p1');
    const checkpoint = { ...(await checkpointOf(log)), logId: 'another' };
    expect(await isOfThisLog(log, checkpoint, FILTER)).toBe(false);
  });

  it('are known by the last event that they were made of, when they lie ahead of their checkpoint', async () => {
    const { mark } = await checkpointOf(await logOf('p1', 'p2', 'p1'));
    const ahead: Checkpoint = { position: null, logId: 'one', mark };
    expect(await isOfThisLog(await logOf('p1', 'p2', 'p1', 'p3'), ahead, FILTER)).toBe(true);
    expect(await isOfThisLog(await logOf('p1', 'p2', 'p3'), ahead, FILTER)).toBe(false);
    expect(await isOfThisLog(await logOf('p1'), ahead, FILTER)).toBe(false);
  });

  it('are not of it when what they hold was purged', async () => {
    const log = await logOf('p1', 's1', 'p2', 's1');
    const checkpoint = await checkpointOf(log);
    await log.purge(streamId('patient', '1'));
    await log.purge(streamId('signals', '1'));
    expect(await isOfThisLog(log, checkpoint, FILTER)).toBe(true);
    await log.purge(streamId('patient', '2'));
    expect(await isOfThisLog(log, checkpoint, FILTER)).toBe(false);
  });
});
