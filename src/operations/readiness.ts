import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { StoreUnavailable, type EventStore } from '@leptotrace/event-store';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import type { AheadOfClock } from '../patients/clock-ahead';
import { PatientStreams } from '../patients/patient-streams';
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
  /**
   * Patients are served; read models are away or stand still, streams are in quarantine, or what is recorded is
   * ahead of the clock.
   */
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
  /** `why`: what stands between this instance and the log, and its mend. */
  readonly log: { readonly up: boolean; readonly head: string | null; readonly why: string | null };
  readonly readModels: { readonly up: boolean };
  readonly projections: Readonly<Record<FollowerName, ProjectionReport | null>>;
  /** Patients met here whose last statement was recorded beyond the clock of this instance. */
  readonly clock: AheadOfClock;
  /** Streams that cannot be read or derived: at most so many are named. */
  readonly quarantine: { readonly streams: number; readonly named: readonly Quarantined[] };
}

const NAMED = 20;
const NO_REPORTS = { patients: null, cohort: null, signals: null, quality: null, reactor: null } as const;

/** What of the service works now: asked by the proxy, by Prometheus and by people. */
@Injectable()
export class ReadinessCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger(ReadinessCheck.name);
  private why: string | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore,
    private readonly projections: Projections,
    private readonly quarantine: Quarantine,
    private readonly patients: PatientStreams,
  ) {}

  /** An instance that starts without its log says at once what it waits for. */
  onApplicationBootstrap(): void {
    this.logUp().catch(() => undefined);
  }

  async check(): Promise<Readiness> {
    const log = await this.logUp();
    const reports = log.up ? await unless(ReadModelUnavailable, this.projections.reports()) : undefined;
    const { all } = this.quarantine;
    const clock = this.patients.ahead.now();
    return {
      status: log.up ? statusOf(reports, all.length + clock.patients) : 'unavailable',
      log,
      readModels: { up: reports !== undefined },
      projections: reports ?? this.statesAlone(),
      clock,
      quarantine: { streams: all.length, named: all.slice(0, NAMED) },
    };
  }

  /** A cause is logged when it is another than before. */
  private async logUp(): Promise<Readiness['log']> {
    try {
      const head = await this.log.head();
      this.why = null;
      return { up: true, head, why: null };
    } catch (fault) {
      if (!(fault instanceof StoreUnavailable)) throw fault;
      if (fault.message !== this.why) this.logger.warn(`The event log: ${fault.message}`);
      this.why = fault.message;
      return { up: false, head: null, why: fault.message };
    }
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
  troubled: number,
): ReadinessStatus => {
  if (!reports) return 'degraded';
  const all = Object.values(reports);
  if (all.some(({ state }) => state.kind === 'halted')) return 'degraded';
  // Signals of a long past may be under way for hours: rows do not wait for them, but for their beginning.
  const { built, position } = reports.reactor;
  if (!MODELS.every((model) => reports[model].built) || (!built && position === null)) return 'starting';
  return troubled > 0 ? 'degraded' : 'ready';
};
