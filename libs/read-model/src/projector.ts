import { setTimeout as wait } from 'node:timers/promises';
import {
  CorruptLog,
  type CorruptPlace,
  type EventStore,
  type EventStoreAdmin,
} from '@leptotrace/event-store';
import { isAway } from './faults';
import { Follower, Moved } from './follower';
import type { Checkpoint, Generation, Lease, ReadModelStore } from './port';
import { leaseOf, type Projection } from './projection';
import { isOfThisLog } from './same-log';

export type ProjectorState =
  /** Another instance projects, or this one is about to. */
  | { readonly kind: 'standby' }
  | { readonly kind: 'projecting'; readonly caughtUp: boolean }
  /** The log or the read models do not answer; tried again. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** Not the fault of one stream: nothing is projected until it is mended. */
  | { readonly kind: 'halted'; readonly reason: string; readonly place: CorruptPlace | null };

export interface ProjectorOptions {
  readonly log: EventStore & EventStoreAdmin;
  readonly store: ReadModelStore;
  readonly projection: Projection;
  /** Different for each process. */
  readonly owner: string;
  readonly leaseMs?: number;
  readonly batchSize?: number;
  /** How often streams that were set aside are tried again. */
  readonly healEveryMs?: number;
  readonly onState?: (state: ProjectorState) => void;
}

const LEASE_MS = 15_000;
const BATCH = 500;
const HEAL_EVERY_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;
const HALTED_PAUSE_MS = 30_000;

/**
 * Follows the log for one read model, one step at a time, while it holds the lease. The lease only
 * spares work: what keeps rows right is that each step names where it begins, and the epoch.
 */
export class Projector {
  private state: ProjectorState = { kind: 'standby' };
  private following: ReadonlySet<number> = new Set();

  constructor(private readonly options: ProjectorOptions) {}

  get current(): ProjectorState {
    return this.state;
  }

  /** Until the signal ends. Never rejects: what goes wrong is the state. */
  async run(signal: AbortSignal): Promise<void> {
    let faults = 0;
    while (!signal.aborted) {
      let pause = 0;
      try {
        pause = await this.turn(signal);
        faults = 0;
      } catch (fault) {
        faults += 1;
        pause = this.failed(fault, faults);
      }
      await wait(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One time of holding the lease; answers how long to wait before the next. */
  private async turn(signal: AbortSignal): Promise<number> {
    const { store, projection, owner, leaseMs = LEASE_MS } = this.options;
    const lease = await store.acquire(leaseOf(projection), owner, leaseMs);
    if (!lease) {
      if (this.state.kind !== 'halted') this.enter({ kind: 'standby' });
      return leaseMs / 3;
    }
    const holding = new AbortController();
    const end = (): void => holding.abort();
    signal.addEventListener('abort', end);
    try {
      await Promise.all([this.hold(lease, holding), this.projectAll(lease, holding)]);
      return 0;
    } finally {
      signal.removeEventListener('abort', end);
      holding.abort();
      await store.release(lease).catch(() => undefined);
    }
  }

  /** Renews the lease until it is lost, or what is followed is no longer what has to be. */
  private async hold(lease: Lease, holding: AbortController): Promise<void> {
    const { store, leaseMs = LEASE_MS } = this.options;
    const { signal } = holding;
    let renewedAt = performance.now();
    for (;;) {
      await wait(leaseMs / 3, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const renewed = await store.acquire(lease.name, lease.owner, leaseMs);
        if (renewed?.epoch !== lease.epoch) break;
        renewedAt = performance.now();
        if (!(await this.isAsItWas())) break;
      } catch (fault) {
        if (!isAway(fault)) throw fault;
        if (performance.now() - renewedAt > leaseMs) break;
      }
    }
    holding.abort();
  }

  /**
   * Nobody asked for a rebuild, no generation was lost (a Redis that was emptied), and the log was not put
   * back to what it had been.
   */
  private async isAsItWas(): Promise<boolean> {
    const own = await this.ownGenerations();
    if (own.some(({ number }) => number > Math.max(...this.following))) return false;
    const followed = own.filter(({ number }) => this.following.has(number));
    return (
      followed.length === this.following.size && (await this.usable(followed)).length === followed.length
    );
  }

  /** Those whose rows were made from this log, as it stands. */
  private async usable<Found extends { readonly checkpoint: Checkpoint }>(
    generations: readonly Found[],
  ): Promise<readonly Found[]> {
    const { log, projection } = this.options;
    const found: Found[] = [];
    for (const one of generations)
      if (await isOfThisLog(log, one.checkpoint, projection.filter)) found.push(one);
    return found;
  }

  private async ownGenerations() {
    const { store, projection } = this.options;
    const all = await store.generations(projection.model);
    return all.filter(({ definition }) => definition === projection.definition);
  }

  /** The live generation and, beside it, one that is being built. */
  private async projectAll(lease: Lease, holding: AbortController): Promise<void> {
    try {
      const { log, store, projection } = this.options;
      const logId = await log.logId();
      const own = await this.ownGenerations();
      const usable = await this.usable(own);
      const live = usable.find(({ active }) => active);
      const newest = usable.reduce<Generation | undefined>(
        (latest, next) => (latest && latest.number > next.number ? latest : next),
        undefined,
      );
      const building = newest ?? (await store.begin(projection, logId));
      const generations = live && live.number !== building.number ? [live, building] : [building];
      this.following = new Set(generations.map(({ number }) => number));
      await Promise.all(generations.map((generation) => this.follow(generation, lease, holding)));
    } finally {
      holding.abort();
    }
  }

  private async follow(generation: Generation, lease: Lease, holding: AbortController): Promise<void> {
    const { log, store, projection, batchSize = BATCH, healEveryMs = HEAL_EVERY_MS } = this.options;
    const { epoch } = lease;
    const checkpoint = await store.claim(generation, epoch);
    if (!checkpoint) return holding.abort();
    const follower = new Follower({
      log,
      store,
      projection,
      generation,
      epoch,
      batchSize,
      healEveryMs,
      isLive: () => this.isLive(generation),
      onLevel: async (isLevel) =>
        isLevel ? this.built(generation, holding) : this.enter({ kind: 'projecting', caughtUp: false }),
    });
    try {
      await follower.run(checkpoint, holding.signal);
    } catch (fault) {
      if (!(fault instanceof Moved)) throw fault;
      holding.abort();
    }
  }

  private async isLive({ number }: Generation): Promise<boolean> {
    const own = await this.ownGenerations();
    return own.some((one) => one.active && one.number === number);
  }

  /** Level with the log: readers are given this generation, and what it replaces is removed. */
  private async built(generation: Generation, holding: AbortController): Promise<void> {
    const { store } = this.options;
    const own = await this.ownGenerations();
    const isNewest = own.every(({ number }) => number <= generation.number);
    if (isNewest && !(await this.isLive(generation))) await store.activate(generation);
    if (isNewest) {
      for (const older of own) if (older.number < generation.number) await store.drop(older);
      await this.dropAbandoned();
      if (this.following.size > 1) return holding.abort();
    }
    this.enter({ kind: 'projecting', caughtUp: true });
  }

  /** Rows of other definitions, once no instance projects them any more. */
  private async dropAbandoned(): Promise<void> {
    const { store, projection, owner } = this.options;
    for (const other of await store.generations(projection.model)) {
      if (other.definition === projection.definition) continue;
      const lease = await store.acquire(leaseOf(other), owner, 1_000);
      if (!lease) continue;
      await store.drop(other);
      await store.release(lease);
    }
  }

  private failed(fault: unknown, faults: number): number {
    if (isAway(fault)) {
      this.enter({ kind: 'waiting', reason: fault.name });
      return Math.min(100 * 2 ** faults, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
    }
    const place = fault instanceof CorruptLog ? (fault.place ?? null) : null;
    // Only our own sentences name what is wrong: another fault's message could carry clinical text.
    const reason =
      fault instanceof CorruptLog ? fault.message : fault instanceof Error ? fault.name : 'fault';
    this.enter({ kind: 'halted', reason, place });
    return HALTED_PAUSE_MS;
  }

  private enter(state: ProjectorState): void {
    this.state = state;
    this.options.onState?.(state);
  }
}
