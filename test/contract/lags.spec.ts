import { streamId, type Position } from '@leptotrace/event-store';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { lagsBehind, type Place } from '@leptotrace/read-model';
import { fixtures } from '../../libs/event-store/src/contract';

const { event } = fixtures;
const PATIENTS = { categories: ['patient'] };
const SIGNALS = { categories: ['signals'] };
const EVENTS = 2_400;
/** A count ends after so many events. */
const COUNTED = 1_000;

describe('how far followers are behind the log', () => {
  const log = new MemoryEventStore();
  const read = jest.spyOn(log, 'readLog');
  let positions: readonly Position[];
  beforeAll(async () => {
    // Every third event is a signal.
    for (let at = 0; at < EVENTS; at += 1) {
      const stream = streamId(at % 3 === 2 ? 'signals' : 'patient', `p${at}`);
      await log.append(stream, 'no-stream', [event()]);
    }
    const { events } = await log.readLog({ after: null, limit: EVENTS });
    positions = events.map(({ position }) => position);
  });
  beforeEach(() => read.mockClear());

  const at = (done: number, filter = PATIENTS): Place => ({
    checkpoint: null,
    after: done === 0 ? null : (positions[done - 1] as Position),
    filter,
  });
  const counted = async (places: readonly Place[]) =>
    (await lagsBehind(log, places, new Date())).map(({ events, atLeast }) => [events, atLeast]);

  it('is counted by what each follows, and read once for all who stand near its end', async () => {
    const places = [at(EVENTS), at(EVENTS - 30), at(EVENTS - 30, SIGNALS), at(EVENTS - 3)];
    expect(await counted(places)).toEqual([
      [0, false],
      [20, false],
      [10, false],
      [2, false],
    ]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('of who is far behind hides that of nobody', async () => {
    expect(await counted([at(EVENTS - 30), at(0)])).toEqual([
      [20, false],
      [Math.ceil((COUNTED * 2) / 3), true],
    ]);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is known to be all of it on one side of the bound only', async () => {
    expect(await counted([at(EVENTS - COUNTED + 1, SIGNALS)])).toEqual([[333, false]]);
    expect(await counted([at(EVENTS - COUNTED - 1, SIGNALS)])).toEqual([[333, true]]);
  });

  it('of nobody is nothing, and costs nothing', async () => {
    expect(await counted([])).toEqual([]);
    expect(read).not.toHaveBeenCalled();
  });

  it('in an empty log is none', async () => {
    const [lag] = await lagsBehind(new MemoryEventStore(), [at(0)], new Date());
    expect(lag).toEqual({ events: 0, atLeast: false, seconds: 0 });
  });
});
