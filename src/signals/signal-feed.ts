import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  LogBell,
  streamId,
  type EventStore,
  type Position,
  type RecordedEvent,
} from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';
import type { ReadModelStore } from '@leptotrace/read-model';
import { CrossPatientRows } from '../read-models/rows';
import { EVENT_STORE, READ_MODELS } from '../store/tokens';
import { envelopeOf } from './envelope';
import { sequenceIn } from './sequence';
import { SIGNAL_CATEGORY } from './signal-streams';

/** Hints of new rows may be lost: the feed looks by itself as well. */
const LOOK_EVERY_MS = 1_000;
/** Followers are woken without news too, so that their readers hear that they are still there. */
const BEAT_EVERY_MS = 5_000;
const SIGNALS_A_PAGE = 200;

export interface FeedRequest {
  /** Of all patients when `null`. */
  readonly patientId: string | null;
  /** Sequence of the last signal that the follower has; from the first signal when `null`. */
  readonly after: string | null;
}

const keyOf = ({ patientId, after }: FeedRequest): string => JSON.stringify([patientId, after]);

/** Signals from history into the present, pulled by each follower at its own pace: nothing is kept for it. */
@Injectable()
export class SignalFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly bell = new LogBell();
  /** Followers that are level ask the same at the same time: one read answers all of them. */
  private readonly reading = new Map<string, Promise<readonly JsonObject[]>>();
  private forget: () => void = () => undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private followers = 0;
  /** Sequence of the newest signal that was read here; `null` before the first. */
  private newest: string | null = null;
  private isStopped = false;

  constructor(
    private readonly rows: CrossPatientRows,
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModelStore,
  ) {}

  onApplicationBootstrap(): void {
    this.forget = this.readModels.onApplied('signals', () => this.look());
    this.timers.push(setInterval(() => this.look(), LOOK_EVERY_MS));
    this.timers.push(setInterval(() => this.bell.ring(), BEAT_EVERY_MS));
  }

  /** Before the server waits for its connections to end: those of followers never would. */
  beforeApplicationShutdown(): void {
    this.isStopped = true;
    for (const timer of this.timers) clearInterval(timer);
    this.forget();
    this.bell.ring();
  }

  /** @throws Problem, StoreUnavailable, ReadModelUnavailable */
  read(request: FeedRequest): Promise<readonly JsonObject[]> {
    const key = keyOf(request);
    const running = this.reading.get(key);
    if (running) return running;
    const reading = this.page(request).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  /** The signals behind `after`, page by page; an empty page now and then while there is nothing more. */
  async *follow(request: FeedRequest, signal: AbortSignal): AsyncGenerator<readonly JsonObject[]> {
    let { after } = request;
    this.followers += 1;
    try {
      while (!signal.aborted && !this.isStopped) {
        const rings = this.bell.count;
        const page = await this.read({ ...request, after });
        const last = page.at(-1);
        if (last) after = sequenceIn(last);
        yield page;
        if (page.length === 0) await this.bell.after(rings, signal);
      }
    } finally {
      this.followers -= 1;
    }
  }

  /** Every signal of a patient, in order. @throws StoreUnavailable */
  async ofPatient(patientId: string, after: string | null = null): Promise<readonly JsonObject[]> {
    const isNew = ({ position }: { readonly position: Position }): boolean => position > (after ?? '');
    return (await this.sent(patientId)).filter(isNew).map(envelopeOf);
  }

  /** How many signals of a patient there are. @throws StoreUnavailable */
  async countOf(patientId: string): Promise<number> {
    return (await this.sent(patientId)).length;
  }

  /** The signals of a patient behind the first so many, without reading those. @throws StoreUnavailable */
  async behind(patientId: string, count: number): Promise<readonly JsonObject[]> {
    return (await this.sent(patientId, count)).map(envelopeOf);
  }

  private async sent(patientId: string, from = 0): Promise<readonly RecordedEvent[]> {
    const slice = await this.log.readStream(streamId(SIGNAL_CATEGORY, patientId), { from });
    return slice.kind === 'found' ? slice.events : [];
  }

  /**
   * The rows move with every statement, signals are few: followers, who may be a thousand, are woken by these
   * alone, and find the page read for them.
   */
  private look(): void {
    if (this.followers === 0) return;
    // Followers meet a fault themselves, and tell their readers.
    this.wakeIfNews().catch(() => this.bell.ring());
  }

  private async wakeIfNews(): Promise<void> {
    const after = this.newest;
    // Afresh: a read that is under way may have begun before the rows moved.
    const page = await this.rowsBehind(after);
    if (page.length === 0) return;
    this.keepForThisTurn(keyOf({ patientId: null, after }), page);
    this.saw(page);
    this.bell.ring();
  }

  /** What came since is behind the page, and asked for next. */
  private keepForThisTurn(key: string, page: readonly JsonObject[]): void {
    const read = Promise.resolve(page);
    this.reading.set(key, read);
    setImmediate(() => {
      if (this.reading.get(key) === read) this.reading.delete(key);
    });
  }

  /** Whoever finds the newest tells all: the next look begins behind it, and would not. */
  private saw(page: readonly JsonObject[]): void {
    const last = page.at(-1);
    if (!last || sequenceIn(last) <= (this.newest ?? '')) return;
    this.newest = sequenceIn(last);
    this.bell.ring();
  }

  private async page({ patientId, after }: FeedRequest): Promise<readonly JsonObject[]> {
    if (patientId === null) return this.ofAll(after);
    return (await this.ofPatient(patientId, after)).slice(0, SIGNALS_A_PAGE);
  }

  private async ofAll(after: string | null): Promise<readonly JsonObject[]> {
    const page = await this.rowsBehind(after);
    this.saw(page);
    return page;
  }

  private async rowsBehind(after: string | null): Promise<readonly JsonObject[]> {
    const request = { cursor: after ?? undefined, limit: SIGNALS_A_PAGE, position: undefined };
    return (await this.rows.page<JsonObject>('signals', request)).rows;
  }
}
