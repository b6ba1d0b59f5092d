import { setTimeout as wait } from 'node:timers/promises';
import { deterministicId, laterOf, type Clock, type Instant, type JsonObject } from '@leptotrace/kernel';
import { LRUCache } from 'lru-cache';
import type { CommandContext, CommandOutcome, Decide } from './command';
import { CorruptLog, RecordedAhead, StoreUnavailable } from './faults';
import { chainEvents, GENESIS_HASH, type UnchainedEvent } from './hash-chain';
import { headOf, NOTHING, repetitionOf, stubOf, unchanged, type LoadedStream } from './loaded-stream';
import type { EventId, EventMetadata, EventStore, EventToAppend, RecordedEvent, StreamId } from './port';
import { assertReadable } from './readable';
import type { StoredForm } from './stored-form';

/** Turns the events of one kind of stream into entries of the domain, and back. */
export interface StreamCodec<Entry, Statement> {
  /** @throws CorruptLog when an event is not what this version can read. */
  decode(event: RecordedEvent): Entry;
  encode(statement: Statement): {
    readonly type: string;
    readonly schemaVersion: number;
    readonly data: JsonObject;
  };
}

export interface RunnerOptions<Entry, Statement> {
  readonly store: EventStore;
  readonly codec: StreamCodec<Entry, Statement>;
  readonly form: StoredForm;
  readonly clock: Clock;
  /**
   * Recorded times never go back, so that a clock which went ahead would give its time to all that follows. A
   * stream that ends further ahead than this takes nothing: `RecordedAhead`.
   */
  readonly mostAheadMs?: number;
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly cachedEvents?: number;
  /**
   * At least so many of the newest entries of a stream are held, and older ones forgotten, for streams without
   * end whose state is folded elsewhere. A command is then known as repeated within them alone.
   */
  readonly keeps?: number;
}

const CONFLICT_RETRIES = 5;
const UNAVAILABLE_RETRIES = 4;
const CACHED_EVENTS = 200_000;
const nothing = (): void => undefined;

/**
 * The only writer: load, decide, append. Decisions are pure and may run several times; a command runs
 * once, whatever is repeated: its id is in the log with what it recorded.
 */
export class CommandRunner<Entry, Statement> {
  private readonly cache: LRUCache<StreamId, LoadedStream<Entry>>;
  private readonly loading = new Map<StreamId, Promise<LoadedStream<Entry> | 'sealed'>>();
  private readonly turns = new Map<StreamId, Promise<void>>();
  private readonly pause: (milliseconds: number) => Promise<void>;

  constructor(private readonly options: RunnerOptions<Entry, Statement>) {
    this.pause = options.pause ?? ((milliseconds) => wait(milliseconds));
    this.cache = new LRUCache({
      maxSize: options.cachedEvents ?? CACHED_EVENTS,
      sizeCalculation: ({ entries }) => Math.max(1, entries.length),
    });
  }

  /** The stream up to its head; empty when it does not exist. Concurrent callers share one read. */
  load(stream: StreamId): Promise<LoadedStream<Entry> | 'sealed'> {
    const running = this.loading.get(stream);
    if (running) return running;
    const reading = this.read(stream).finally(() => this.loading.delete(stream));
    this.loading.set(stream, reading);
    return reading;
  }

  /**
   * Commands of one stream take turns in this process: only another process can still conflict, and a
   * crowd of writers to one patient is served in order instead of refused.
   */
  run<Rejection>(
    stream: StreamId,
    context: CommandContext,
    decide: Decide<Entry, Statement, Rejection>,
  ): Promise<CommandOutcome<Entry, Rejection>> {
    const turn = (this.turns.get(stream) ?? Promise.resolve()).then(() =>
      this.runInTurn(stream, context, decide),
    );
    const ended: Promise<void> = turn.then(nothing, nothing).then(() => {
      if (this.turns.get(stream) === ended) this.turns.delete(stream);
    });
    this.turns.set(stream, ended);
    return turn;
  }

  private async runInTurn<Rejection>(
    stream: StreamId,
    context: CommandContext,
    decide: Decide<Entry, Statement, Rejection>,
  ): Promise<CommandOutcome<Entry, Rejection>> {
    for (let attempt = 0; attempt <= CONFLICT_RETRIES; attempt += 1) {
      if (attempt > 0) await this.pause(5 + Math.random() * 45);
      // A shared read may have begun before the caller's last write: read afresh.
      const loaded = await this.read(stream);
      if (loaded === 'sealed') return { kind: 'sealed' };
      const outcome = await this.attempt(stream, context, loaded, decide);
      if (outcome !== 'conflict') return outcome;
    }
    return { kind: 'busy' };
  }

  private async attempt<Rejection>(
    stream: StreamId,
    context: CommandContext,
    loaded: LoadedStream<Entry>,
    decide: Decide<Entry, Statement, Rejection>,
  ): Promise<CommandOutcome<Entry, Rejection> | 'conflict'> {
    const repeated = repetitionOf(loaded, context);
    if (repeated) return repeated;
    const head = headOf(loaded);
    if (context.ifMatch !== undefined && context.ifMatch !== head) {
      return { kind: 'revision-mismatch', expected: context.ifMatch, actual: head };
    }
    const decision = decide(loaded.entries, loaded.first);
    if (decision.kind === 'rejected') return decision;
    const [first, ...rest] = await this.prepare(stream, context, loaded, decision.statements);
    if (!first) return unchanged(loaded);
    const outcome = await this.appendSurely(stream, head, [first, ...rest]);
    if (outcome.kind === 'sealed') return { kind: 'sealed' };
    if (outcome.kind === 'conflict') return 'conflict';
    const after = await this.read(stream);
    if (after === 'sealed') return { kind: 'sealed' };
    const recorded = repetitionOf(after, context, false);
    // Never the head instead: it may be another command's.
    if (!recorded) throw new StoreUnavailable('what was appended cannot be read back yet');
    return recorded;
  }

  private async prepare(
    stream: StreamId,
    context: CommandContext,
    loaded: LoadedStream<Entry>,
    statements: readonly Statement[],
  ): Promise<readonly EventToAppend[]> {
    const last = loaded.events.at(-1);
    const now = this.options.clock();
    if (last && statements.length > 0) this.assertNotAhead(last.recordedAt, now);
    const metadata: Omit<EventMetadata, 'prevHash' | 'hash'> = {
      recordedAt: last ? laterOf(now, last.recordedAt) : now,
      tenantId: context.tenantId,
      actor: context.actor,
      commandId: context.commandId,
      commandDigest: context.digest,
      correlationId: context.correlationId,
      causationId: context.causationId ?? context.commandId,
    };
    const firstRevision = headOf(loaded) + 1;
    const unchained = await Promise.all(
      statements.map(async (statement, index): Promise<UnchainedEvent> => {
        const { type, schemaVersion, data } = this.options.codec.encode(statement);
        const place = { stream, revision: firstRevision + index, type, schemaVersion };
        const eventId = deterministicId('event', stream, context.commandId, index) as EventId;
        assertReadable((event) => this.options.codec.decode(event), { ...place, eventId, data, metadata });
        return { eventId, type, schemaVersion, data: await this.options.form.seal(data, place), metadata };
      }),
    );
    return chainEvents(stream, firstRevision, last?.hash ?? GENESIS_HASH, unchained);
  }

  private assertNotAhead(recordedAt: Instant, now: Instant): void {
    const { mostAheadMs = Infinity } = this.options;
    if (Date.parse(recordedAt) - Date.parse(now) > mostAheadMs) throw new RecordedAhead(recordedAt, now);
  }

  /** After an unknown outcome, exactly the same events at the same revision: that is what makes it safe. */
  private async appendSurely(
    stream: StreamId,
    head: number,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): ReturnType<EventStore['append']> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.options.store.append(stream, head < 0 ? 'no-stream' : head, events);
      } catch (fault) {
        if (!(fault instanceof StoreUnavailable) || attempt > UNAVAILABLE_RETRIES) throw fault;
        await this.pause(10 * 2 ** attempt);
      }
    }
  }

  private async read(stream: StreamId): Promise<LoadedStream<Entry> | 'sealed'> {
    const cached = this.cache.get(stream);
    const slice = await this.options.store.readStream(stream, { from: headOf(cached ?? NOTHING) + 1 });
    if (slice.kind === 'sealed') {
      this.cache.delete(stream);
      return 'sealed';
    }
    if (slice.kind === 'missing') return NOTHING;
    if (cached && slice.events.length === 0) return cached;
    const loaded = await this.extend(cached ?? NOTHING, slice.events);
    if (headOf(loaded) !== slice.lastRevision) throw new CorruptLog(`${stream} has a hole`);
    this.cache.set(stream, this.trimmed(loaded));
    return loaded;
  }

  private async extend(
    before: LoadedStream<Entry>,
    events: readonly RecordedEvent[],
  ): Promise<LoadedStream<Entry>> {
    const tail = await Promise.all(events.map((event) => this.open(event)));
    return {
      first: before.first,
      entries: [...before.entries, ...tail.map((event) => this.options.codec.decode(event))],
      events: [...before.events, ...tail.map(stubOf)],
    };
  }

  /** Twice as many as are kept, before they are cut: not at every read. */
  private trimmed(loaded: LoadedStream<Entry>): LoadedStream<Entry> {
    const { keeps = Infinity } = this.options;
    const { first, entries, events } = loaded;
    if (entries.length < 2 * keeps) return loaded;
    return {
      first: first + entries.length - keeps,
      entries: entries.slice(-keeps),
      events: events.slice(-keeps),
    };
  }

  private async open(event: RecordedEvent): Promise<RecordedEvent> {
    const { streamId: stream, revision, type, schemaVersion } = event;
    return {
      ...event,
      data: await this.options.form.open(event.data, { stream, revision, type, schemaVersion }),
    };
  }
}
