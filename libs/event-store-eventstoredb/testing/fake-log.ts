/** What the fake server keeps: outlives its gRPC server, as files outlive a process. */
export interface FakeRecord {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly created: bigint;
}

export type Proposed = Pick<FakeRecord, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expected = number | 'no-stream' | 'any' | 'stream-exists';

export type Written =
  | { readonly kind: 'written'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'wrong-expected-version'; readonly actual: number }
  | { readonly kind: 'deleted' };

const TICKS_A_MILLISECOND = 10_000n;
const LINK = '$>';
const RECORD_OVERHEAD = 100n;
const APPENDS_A_STATISTIC = 7;

/**
 * Append rules of EventStoreDB (`IndexWriter.CheckCommit`): repeats are recognised below the head only,
 * an exact expectation at the head takes any ids, a tombstone closes a stream for good. Positions have
 * gaps, and the server writes events of its own in between.
 */
export class FakeLog {
  readonly records: FakeRecord[] = [];
  /** The standard projections run: each event is linked to from streams of the server. */
  projects = false;
  /** So many records of another application follow each append. */
  foreignEach = 0;
  private readonly streams = new Map<string, FakeRecord[]>();
  private readonly tombstones = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private nextPosition = 0n;
  private appends = 0;

  constructor() {
    this.write('$metadata-of-the-server', [systemEvent('$ServerStarted')]);
  }

  stream(name: string): readonly FakeRecord[] | null {
    return this.streams.get(name) ?? null;
  }

  isDeleted(name: string): boolean {
    return this.tombstones.has(name);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    if (this.tombstones.has(stream)) return { kind: 'deleted' };
    const there = this.streams.get(stream) ?? [];
    const decided = this.decided(there, expected, events);
    if (decided) return decided;
    const written = this.write(stream, events);
    if (this.projects)
      for (const record of (this.stream(stream) ?? []).slice(-events.length)) this.link(record);
    this.addForeign(this.foreignEach);
    this.appends += 1;
    if (this.appends % APPENDS_A_STATISTIC === 0)
      this.write('$stats-127.0.0.1:2113', [systemEvent('$statsCollected')]);
    this.tell();
    return written;
  }

  tombstone(stream: string, expected: Expected): Written {
    if (this.tombstones.has(stream)) return { kind: 'deleted' };
    const head = (this.streams.get(stream)?.length ?? 0) - 1;
    const at = expected === 'no-stream' ? -1 : expected;
    if (typeof at === 'number' && at !== head) return { kind: 'wrong-expected-version', actual: head };
    const written = this.write(stream, [systemEvent('$streamDeleted')]);
    this.tombstones.add(stream);
    this.tell();
    return written;
  }

  /** Records of another application. */
  addForeign(count: number): void {
    if (count > 0)
      this.write('accounts.order-1', new Array<Proposed>(count).fill(systemEvent('OrderPlaced')));
  }

  /** The record that a link of the server's projections points to; any other is itself. */
  resolved(record: FakeRecord): FakeRecord | null {
    if (record.type !== LINK) return record;
    const [, revision, stream] = /^(\d+)@(.+)$/.exec(Buffer.from(record.data).toString('utf8')) ?? [];
    return this.stream(stream ?? '')?.[Number(revision)] ?? null;
  }

  private link({ stream, revision, type }: FakeRecord): void {
    const category = stream.slice(0, stream.indexOf('-'));
    const data = Buffer.from(`${revision}@${stream}`);
    const link = { ...systemEvent(LINK), contentType: 'application/octet-stream', data };
    for (const to of [`$ce-${category}`, `$et-${type}`, '$bc-correlation', '$streams'])
      this.write(to, [link]);
  }

  onWrite(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What the server answers without writing; `null` when it writes. */
  private decided(
    there: readonly FakeRecord[],
    expected: Expected,
    events: readonly Proposed[],
  ): Written | null {
    const head = there.length - 1;
    const wrong: Written = { kind: 'wrong-expected-version', actual: head };
    if (expected === 'stream-exists' && head < 0) return wrong;
    if (expected === 'any' || expected === 'stream-exists') {
      const known = there.filter(({ id }) => events.some((event) => event.id === id));
      return this.repeated(known, events);
    }
    const at = expected === 'no-stream' ? -1 : expected;
    if (at === head) return null;
    return at > head ? wrong : (this.repeated(there.slice(at + 1, at + 1 + events.length), events) ?? wrong);
  }

  private repeated(there: readonly FakeRecord[], events: readonly Proposed[]): Written | null {
    const last = there.at(-1);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]?.id);
    return last && same ? { kind: 'written', revision: last.revision, position: last.position } : null;
  }

  private write(stream: string, events: readonly Proposed[]): Written {
    const there = this.streams.get(stream) ?? [];
    this.streams.set(stream, there);
    for (const event of events) {
      this.nextPosition += RECORD_OVERHEAD + BigInt(event.data.length + event.metadata.length);
      const record: FakeRecord = {
        ...event,
        stream,
        revision: there.length,
        position: this.nextPosition,
        created: BigInt(Date.now()) * TICKS_A_MILLISECOND,
      };
      there.push(record);
      this.records.push(record);
    }
    return { kind: 'written', revision: there.length - 1, position: this.nextPosition };
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** Index of the first record that was written at or after a moment. */
export const firstSince = (records: readonly FakeRecord[], moment: number): number => {
  const since = BigInt(moment) * TICKS_A_MILLISECOND;
  const index = records.findLastIndex(({ created }) => created < since);
  return index + 1;
};

const EMPTY = Buffer.from('{}');

const systemEvent = (type: string): Proposed => ({
  id: '00000000-0000-4000-8000-000000000000',
  type,
  contentType: 'application/json',
  data: EMPTY,
  metadata: EMPTY,
});
