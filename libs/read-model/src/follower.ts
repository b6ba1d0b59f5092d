import { setTimeout as wait } from 'node:timers/promises';
import {
  CorruptLog,
  type Delivery,
  type EventStore,
  type Position,
  type RecordedEvent,
  type StreamId,
} from '@leptotrace/event-store';
import { readAside } from './aside';
import { Building, markOf } from './building';
import { dueStreams } from './due-streams';
import { Isolation } from './isolation';
import type { Checkpoint, Generation, Mark, ReadModelStore, RowChange } from './port';
import type { Passing, Projection } from './projection';

/** How soon the turn of a day is noticed. */
const LOOK_EVERY_MS = 1_000;

export interface FollowerOptions {
  readonly log: EventStore;
  readonly store: ReadModelStore;
  readonly projection: Projection;
  readonly generation: Generation;
  readonly epoch: number;
  readonly batchSize: number;
  readonly healEveryMs: number;
  readonly isLive: () => Promise<boolean>;
  readonly onLevel: (isLevel: boolean) => Promise<void>;
}

/** Somebody else has moved the generation: whoever holds the lease next reads where it stands. */
export class Moved extends Error {
  override readonly name = 'Moved';
}

/** Takes one generation along the log, step by step, while it holds the lease. */
export class Follower {
  private at: Position | null = null;
  /** Up to here the rows were made of events: never set back, for rows may lie ahead of their checkpoint. */
  private marked: Position | null = null;
  private building: Building | null = null;
  private isLoaded = false;
  private readonly isolation: Isolation;
  /** Steps and healing take turns: each begins where the other ended. */
  private turns: Promise<void> = Promise.resolve();

  constructor(private readonly options: FollowerOptions) {
    this.isolation = new Isolation(options.projection, options.log);
  }

  /** Until the signal ends. @throws Moved, StoreUnavailable, ReadModelUnavailable */
  async run({ position, mark }: Checkpoint, signal: AbortSignal): Promise<void> {
    const { projection, isLive, onLevel } = this.options;
    const { latest } = projection;
    this.at = position;
    this.marked = mark?.position ?? null;
    const live = await isLive();
    if (live) await this.loadAside();
    else if (latest) this.building = new Building((ends) => this.isolation.latest(latest, ends));
    await onLevel(false);
    const ended = new AbortController();
    const end = (): void => ended.abort();
    signal.addEventListener('abort', end);
    try {
      await Promise.race([this.heal(ended.signal), this.passTime(ended.signal), this.followTo(ended.signal)]);
    } finally {
      signal.removeEventListener('abort', end);
      ended.abort();
      await this.turns;
    }
  }

  private async followTo(signal: AbortSignal): Promise<void> {
    const { log, projection, batchSize } = this.options;
    while (!signal.aborted) {
      try {
        const following = log.subscribe({ after: this.at, filter: projection.filter, batchSize, signal });
        for await (const delivery of following) await this.inTurn(() => this.step(delivery));
        return;
      } catch (fault) {
        await this.inTurn(() => this.stepOver(fault));
      }
    }
  }

  /** Tries again what was set aside, as long as there is something. */
  private async heal(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await wait(this.options.healEveryMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || this.isolation.isEmpty || this.building) continue;
      await this.inTurn(async () => this.apply(this.at, await this.isolation.heal()));
    }
  }

  /** What a day changes is looked for when it begins, and at once: it may have begun while nobody was there. */
  private async passTime(signal: AbortSignal): Promise<void> {
    const { passing } = this.options.projection;
    let lookedOn: string | null = null;
    while (!signal.aborted) {
      const day = passing?.day() ?? null;
      if (passing && this.isLoaded && day !== lookedOn) {
        await this.lookThrough(passing, signal);
        lookedOn = day;
      }
      await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async lookThrough(passing: Passing, signal: AbortSignal): Promise<void> {
    const { store, generation } = this.options;
    for await (const ends of dueStreams(store, generation, passing)) {
      if (signal.aborted) return;
      await this.inTurn(async () => this.apply(this.at, await this.isolation.latest(passing.changes, ends)));
    }
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.turns.then(work);
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  private async loadAside(): Promise<void> {
    const { store, generation } = this.options;
    this.isolation.load(await readAside(store, generation));
    this.isLoaded = true;
  }

  private async step(delivery: Delivery): Promise<void> {
    const { onLevel } = this.options;
    if (delivery.kind === 'fell-behind') return onLevel(false);
    if (this.building?.gather(delivery, this.building.reached ?? this.at))
      return this.building.isFull ? this.flush() : undefined;
    await this.flush();
    await this.take(delivery.scannedTo, delivery.kind === 'events' ? delivery.events : []);
    if (delivery.kind !== 'caught-up') return;
    this.building = null;
    await onLevel(true);
    // Now its rows can be read: what was set aside before this process had the lease is among them.
    if (!this.isLoaded) await this.loadAside();
  }

  private async take(to: Position | null, events: readonly RecordedEvent[]): Promise<void> {
    if (to === null || to === this.at) return;
    const changes = events.length > 0 ? await this.isolation.changes(events) : [];
    await this.apply(to, changes, markOf(events, this.at));
  }

  /** An event that the log itself cannot give is stepped over; its stream is set aside there. */
  private async stepOver(fault: unknown): Promise<void> {
    const place = fault instanceof CorruptLog ? fault.place : undefined;
    if (!place) throw fault;
    await this.flush();
    const aside = this.isolation.setAside(place.stream as StreamId, place.revision, fault);
    await this.apply(place.position as Position, [aside]);
  }

  /** What was gathered, in pieces ahead of the checkpoint, and then the checkpoint. */
  private async flush(): Promise<void> {
    const { building } = this;
    if (!building || building.reached === null) return;
    const { mark } = building;
    for await (const changes of building.pieces()) await this.apply(this.at, changes, mark);
    await this.apply(building.take(), [], mark);
  }

  private async apply(to: Position | null, changes: readonly RowChange[], reached?: Mark): Promise<void> {
    const { store, generation, epoch } = this.options;
    const mark = reached && reached.position > (this.marked ?? '') ? reached : undefined;
    const step = { from: this.at, to, changes, ...(mark && { mark }) };
    const outcome = await store.apply(generation, epoch, step);
    if (outcome.kind !== 'applied') throw new Moved();
    this.at = to;
    this.marked = mark?.position ?? this.marked;
  }
}
