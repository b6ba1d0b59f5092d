import { chainRootOf, digestOfHeads, ROOTS_STREAM, type StreamHead } from './chain-root';
import { CorruptLog, type CorruptPlace } from './faults';
import { checkLink, type ChainBreak, type ChainHead } from './hash-chain';
import { walkLog } from './log-walk';
import { RootTrust, type SignedRoots } from './root-trust';
import { categoryOf, type EventStore, type Position, type RecordedEvent, type StreamId } from './port';

export interface VerifyProgress {
  readonly events: number;
  readonly position: Position | null;
}

export interface LogReport {
  /** Nothing is wrong with what is there; an empty log proves nothing and is not. */
  readonly intact: boolean;
  readonly events: number;
  readonly streams: number;
  /** The first break of each stream that is broken, in the order in which they were found. */
  readonly breaks: readonly ChainBreak[];
  /**
   * Streams that a root knew and that were purged since. A purge is an act of an operator: whoever reads
   * this compares the names with what was ordered.
   */
  readonly purged: readonly StreamId[];
  readonly roots: number;
  /** To be compared with what was published when it was recorded; `null` without a root. */
  readonly lastRoot: { readonly revision: number; readonly recordedAt: string; readonly hash: string } | null;
  readonly signed: SignedRoots;
  /** The hash that was kept elsewhere: is it that of a root here? `null` when none was given. */
  readonly expected: { readonly hash: string; readonly found: boolean } | null;
  /** Over all heads: two logs with the same digest hold the same events. */
  readonly digest: string;
}

export interface VerifyOptions {
  readonly onProgress?: (progress: VerifyProgress) => void;
  /** The hash of a root that was kept outside of the log. */
  readonly expect?: string;
  /** Of who signs roots, as `publicKeyIn` gives it: a root must be signed by it, and all behind that by it or its heirs. */
  readonly publicKey?: string;
}

interface Absent {
  readonly head: StreamHead;
  readonly root: RecordedEvent;
}

const nameOf = (root: RecordedEvent): string =>
  `the root of ${root.metadata.recordedAt} (revision ${root.revision})`;

/** Memory grows with the number of streams, never with the number of events. */
class Verification {
  events = 0;
  roots = 0;
  readonly heads = new Map<StreamId, ChainHead>();
  readonly breaks = new Map<StreamId, ChainBreak>();
  readonly absent = new Map<StreamId, Absent>();

  private readonly trust: RootTrust;
  private foundExpected = false;

  constructor(
    private readonly store: EventStore,
    private readonly options: VerifyOptions,
  ) {
    this.trust = new RootTrust(options.publicKey ?? null);
  }

  get signed(): SignedRoots {
    return this.trust.signed;
  }

  get expected(): LogReport['expected'] {
    const { expect: hash } = this.options;
    return hash === undefined ? null : { hash, found: this.foundExpected };
  }

  check(event: RecordedEvent): void {
    this.events += 1;
    const head = this.heads.get(event.streamId) ?? null;
    const { hash, recordedAt } = event.metadata;
    if (!this.breaks.has(event.streamId)) this.report(checkLink(head, event));
    this.heads.set(event.streamId, { revision: event.revision, hash, recordedAt });
  }

  report(found: ChainBreak | null): void {
    if (found && !this.breaks.has(found.stream)) this.breaks.set(found.stream, found);
  }

  unreadable({ stream, revision }: CorruptPlace, detail: string): void {
    this.events += 1;
    this.report({ stream: stream as StreamId, revision, problem: 'changed', detail });
  }

  /** A root lies behind all events that it speaks of: what it knows must have been met by now. */
  async checkRoot(event: RecordedEvent): Promise<void> {
    // A root that is broken itself is reported, and proves nothing about others.
    if (this.breaks.has(ROOTS_STREAM)) return;
    this.roots += 1;
    this.foundExpected ||= event.metadata.hash === this.options.expect;
    for (const head of this.headsIn(event)) await this.checkRooted(head, event);
  }

  private headsIn(event: RecordedEvent): readonly StreamHead[] {
    const { streamId: stream, revision } = event;
    try {
      const root = chainRootOf(event);
      const detail =
        digestOfHeads(root.heads) === root.root
          ? this.trust.take(root, event)
          : 'its digest is not that of its heads';
      if (detail === null) return root.heads;
      this.report({ stream, revision, problem: 'changed', detail });
    } catch (fault) {
      if (!(fault instanceof CorruptLog)) throw fault;
      this.report({ stream, revision, problem: 'changed', detail: fault.message });
    }
    return [];
  }

  /** Streams that a root knew and of which the whole log holds no event. */
  async settleAbsent(): Promise<readonly StreamId[]> {
    const purged: StreamId[] = [];
    for (const [stream, { head, root }] of this.absent) {
      const isGone = !this.heads.has(stream) && !this.breaks.has(stream);
      if (isGone && (await this.store.readStream(stream)).kind === 'sealed') purged.push(stream);
      else
        this.report(
          removed(head, 0, `${nameOf(root)} knew it up to revision ${head.revision}; it was not there`),
        );
    }
    return purged;
  }

  /** What only the whole log shows of its roots. */
  settleRoots(): void {
    const missing = (detail: string): void =>
      this.report({ stream: ROOTS_STREAM, revision: 0, problem: 'removed', detail });
    const unsigned = this.trust.settle();
    if (unsigned !== null) missing(unsigned);
    if (this.expected?.found === false) missing('no root has the hash that was kept elsewhere');
  }

  private async checkRooted(head: StreamHead, root: RecordedEvent): Promise<void> {
    const { stream, revision, hash } = head;
    const met = this.heads.get(stream);
    if (this.breaks.has(stream)) return;
    if (!met) {
      if (!this.absent.has(stream)) this.absent.set(stream, { head, root });
      return;
    }
    if (met.revision < revision) {
      const detail = `${nameOf(root)} knew revision ${revision}; the stream ended at ${met.revision}`;
      this.report(removed(head, met.revision + 1, detail));
      return;
    }
    const stored = met.revision === revision ? met.hash : await this.hashAt(stream, revision);
    if (stored === hash) return;
    const detail = `${nameOf(root)} holds another hash: this revision, or one in front of it, was written anew`;
    this.report({ stream, revision, problem: 'changed', detail });
  }

  /** For a stream that grew while the root was being recorded; it was met, so it can be read. */
  private async hashAt(stream: StreamId, revision: number): Promise<string | null> {
    const slice = await this.store.readStream(stream, { from: revision, to: revision });
    if (slice.kind === 'found') return slice.events[0]?.metadata.hash ?? null;
    // A sealed stream is only to be read from the log. Slow, but both at once is rare.
    for await (const page of walkLog(this.store, {
      after: null,
      filter: { categories: [categoryOf(stream)] },
    })) {
      const event = page.events.find((one) => one.streamId === stream && one.revision === revision);
      if (event) return event.metadata.hash;
    }
    return null;
  }
}

const removed = ({ stream }: StreamHead, revision: number, detail: string): ChainBreak => ({
  stream,
  revision,
  problem: 'removed',
  detail,
});

const checkPage = async (verification: Verification, events: readonly RecordedEvent[]): Promise<void> => {
  for (const event of events) {
    verification.check(event);
    if (event.streamId === ROOTS_STREAM) await verification.checkRoot(event);
  }
};

/** Walks to the end of the log, or up to an event that cannot be read: then answers its place. */
const walkReadable = async (
  store: EventStore,
  verification: Verification,
  progress: { after: Position | null; readonly onProgress: ((progress: VerifyProgress) => void) | undefined },
): Promise<CorruptLog | null> => {
  try {
    for await (const { events, scannedTo } of walkLog(store, { after: progress.after })) {
      await checkPage(verification, events);
      progress.after = scannedTo ?? progress.after;
      progress.onProgress?.({ events: verification.events, position: progress.after });
    }
    return null;
  } catch (fault) {
    if (fault instanceof CorruptLog) return fault;
    throw fault;
  }
};

const headsOf = (heads: ReadonlyMap<StreamId, ChainHead>): readonly StreamHead[] =>
  [...heads].map(([stream, { revision, hash }]) => ({ stream, revision, hash }));

/**
 * Walks the whole log once: every stream's chain, and every root that was recorded of them. Finds
 * what was changed, removed, inserted or put in another order, also when the chain behind it was
 * computed anew, as long as a root was recorded before.
 */
export const verifyLog = async (store: EventStore, options: VerifyOptions = {}): Promise<LogReport> => {
  const verification = new Verification(store, options);
  const progress = { after: null as Position | null, onProgress: options.onProgress };
  for (;;) {
    const unreadable = await walkReadable(store, verification, progress);
    if (!unreadable) break;
    if (!unreadable.place) throw unreadable;
    verification.unreadable(unreadable.place, unreadable.message);
    progress.after = unreadable.place.position as Position;
  }
  const purged = await verification.settleAbsent();
  verification.settleRoots();
  const last = verification.heads.get(ROOTS_STREAM);
  return {
    intact: verification.breaks.size === 0 && verification.events > 0,
    events: verification.events,
    streams: verification.heads.size,
    breaks: [...verification.breaks.values()],
    purged,
    roots: verification.roots,
    lastRoot: last ?? null,
    signed: verification.signed,
    expected: verification.expected,
    digest: digestOfHeads(headsOf(verification.heads)),
  };
};
