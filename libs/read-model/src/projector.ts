import { setTimeout as wait } from 'node:timers/promises';
import {
  CorruptLog,
  StoreUnavailable,
  type CorruptPlace,
  type Delivery,
  type EventStore,
  type EventStoreAdmin,
  type Position,
} from '@leptotrace/event-store';
import { ReadModelUnavailable } from './faults';
import { Building } from './building';
import type { Generation, Lease, ReadModelStore, Step } from './port';
import { leaseOf, type Projection } from './projection';

export type ProjectorState =
  /** Another instance projects, or this one is about to. */
  | { readonly kind: 'standby' }
  | { readonly kind: 'projecting'; readonly caughtUp: boolean }
  /** The log or the read models do not answer; tried again. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** An event cannot be read: nothing behind it is projected until it can. */
  | { readonly kind: 'halted'; readonly reason: string; readonly place: CorruptPlace | null };

export interface ProjectorOptions {
  readonly log: EventStore & EventStoreAdmin;
  readonly store: ReadModelStore;
  readonly projection: Projection;
  /** Different for each process. */
  readonly owner: string;
  readonly leaseMs?: number;
  readonly batchSize?: number;
  readonly onState?: (state: ProjectorState) => void;
}

/** One generation in the hands of one lease. */
interface Steps {
  readonly generation: Generation;
  readonly epoch: number;
  /** Until it is level with the log for the first time. */
  building: Building | null;
}

const LEASE_MS = 15_000;
const BATCH = 500;
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

  /** Renews the lease until it is lost; looks for rebuilds that were asked for meanwhile. */
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
        if (await this.isAskedToRebuild()) break;
      } catch (fault) {
        if (!(fault instanceof ReadModelUnavailable)) throw fault;
        if (performance.now() - renewedAt > leaseMs) break;
      }
    }
    holding.abort();
  }

  private async isAskedToRebuild(): Promise<boolean> {
    const own = await this.ownGenerations();
    return own.some(({ number }) => number > Math.max(...this.following));
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
      const usable = own.filter(({ checkpoint }) => checkpoint.logId === logId);
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
    const { log, store, projection, batchSize = BATCH } = this.options;
    const checkpoint = await store.claim(generation, lease.epoch);
    if (!checkpoint) return holding.abort();
    const { latest, filter } = projection;
    const isBuilding = latest !== undefined && !(await this.isLive(generation));
    const building = isBuilding ? new Building(latest) : null;
    const steps: Steps = { generation, epoch: lease.epoch, building };
    let at = checkpoint.position;
    this.enter({ kind: 'projecting', caughtUp: false });
    for await (const delivery of log.subscribe({ after: at, filter, batchSize, signal: holding.signal })) {
      const reached = await this.step(steps, { delivery, from: at });
      // Somebody else has moved the generation: whoever holds the lease next reads where it stands.
      if (reached === 'moved') return holding.abort();
      at = reached;
      if (delivery.kind !== 'caught-up') continue;
      steps.building = null;
      await this.built(generation, holding);
    }
  }

  private async isLive({ number }: Generation): Promise<boolean> {
    const own = await this.ownGenerations();
    return own.some((one) => one.active && one.number === number);
  }

  private async step(
    steps: Steps,
    { delivery, from }: { readonly delivery: Delivery; readonly from: Position | null },
  ): Promise<Position | null | 'moved'> {
    if (delivery.kind === 'fell-behind') {
      this.enter({ kind: 'projecting', caughtUp: false });
      return from;
    }
    if (steps.building?.gather(delivery)) return steps.building.isFull ? this.flush(steps, from) : from;
    const base = await this.flush(steps, from);
    if (base === 'moved') return base;
    const to = delivery.scannedTo;
    if (to === null || to === base) return base;
    const changes = delivery.kind === 'events' ? await this.options.projection.changes(delivery.events) : [];
    return this.apply(steps, { from: base, to, changes });
  }

  /** What was gathered, in pieces ahead of the checkpoint, and then the checkpoint. */
  private async flush(steps: Steps, from: Position | null): Promise<Position | null | 'moved'> {
    const { building } = steps;
    if (!building || building.reached === null) return from;
    for await (const changes of building.pieces())
      if ((await this.apply(steps, { from, to: from, changes })) === 'moved') return 'moved';
    return this.apply(steps, { from, to: building.take(), changes: [] });
  }

  private async apply({ generation, epoch }: Steps, step: Step): Promise<Position | null | 'moved'> {
    const outcome = await this.options.store.apply(generation, epoch, step);
    return outcome.kind === 'applied' ? step.to : 'moved';
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
    if (fault instanceof StoreUnavailable || fault instanceof ReadModelUnavailable) {
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
