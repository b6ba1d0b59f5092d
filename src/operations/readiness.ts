import { Inject, Injectable } from '@nestjs/common';
import { StoreUnavailable, type EventStore } from '@leptotrace/event-store';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import {
  FOLLOWERS,
  MODELS,
  Projections,
  type FollowerName,
  type ProjectionReport,
} from '../read-models/projections';
import { Quarantine, type Quarantined } from '../read-models/quarantine';
import { EVENT_STORE } from '../store/tokens';

export type ReadinessStatus =
  | 'ready'
  /** Patients are served; read models are away or stand still, or streams are in quarantine. */
  | 'degraded'
  /**
   * Patients are served, lists are not: rows are being built from this log, for the first time or after a loss.
   * Or no signal of it has been sent yet, because that has not begun.
   */
  | 'starting'
  /** The event log does not answer: nothing can be served. */
  | 'unavailable';

export interface Readiness {
  readonly status: ReadinessStatus;
  readonly log: { readonly up: boolean; readonly head: string | null };
  readonly readModels: { readonly up: boolean };
  readonly projections: Readonly<Record<FollowerName, ProjectionReport | null>>;
  /** Streams that cannot be read or derived: at most so many are named. */
  readonly quarantine: { readonly streams: number; readonly named: readonly Quarantined[] };
}

const NAMED = 20;
const NO_REPORTS = { patients: null, cohort: null, signals: null, quality: null, reactor: null } as const;

/** What of the service works now: asked by the proxy, by Prometheus and by people. */
@Injectable()
export class ReadinessCheck {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore,
    private readonly projections: Projections,
    private readonly quarantine: Quarantine,
  ) {}

  async check(): Promise<Readiness> {
    const head = await unless(StoreUnavailable, this.log.head());
    const up = head !== undefined;
    const reports = up ? await unless(ReadModelUnavailable, this.projections.reports()) : undefined;
    const { all } = this.quarantine;
    return {
      status: up ? statusOf(reports, all) : 'unavailable',
      log: { up, head: head ?? null },
      readModels: { up: reports !== undefined },
      projections: reports ?? this.statesAlone(),
      quarantine: { streams: all.length, named: all.slice(0, NAMED) },
    };
  }

  private statesAlone(): Readiness['projections'] {
    const known = FOLLOWERS.map((model) => {
      const state = this.projections.state(model);
      return [model, { state, built: false, position: null, lag: null }] as const;
    });
    return { ...NO_REPORTS, ...Object.fromEntries(known) };
  }
}

const unless = async <T>(
  Fault: new (...args: never[]) => Error,
  work: Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work;
  } catch (fault) {
    if (fault instanceof Fault) return undefined;
    throw fault;
  }
};

const statusOf = (
  reports: Readonly<Record<FollowerName, ProjectionReport>> | undefined,
  quarantined: readonly Quarantined[],
): ReadinessStatus => {
  if (!reports) return 'degraded';
  const all = Object.values(reports);
  if (all.some(({ state }) => state.kind === 'halted')) return 'degraded';
  // Signals of a long past may be under way for hours: rows do not wait for them, but for their beginning.
  const { built, position } = reports.reactor;
  if (!MODELS.every((model) => reports[model].built) || (!built && position === null)) return 'starting';
  return quarantined.length > 0 ? 'degraded' : 'ready';
};
