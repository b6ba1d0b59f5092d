import { setTimeout as wait } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { EventStore, EventStoreAdmin } from '@leptotrace/event-store';
import {
  lagsBehind,
  ModelReader,
  Projector,
  thisProcess,
  type Lag,
  type Place,
  type Projection,
  type ProjectorState,
  type ReadModelStore,
} from '@leptotrace/read-model';
import type { Config } from '../config/config';
import { Derivations } from '../derivations/derivations';
import { PatientStreams } from '../patients/patient-streams';
import { CONFIG, EVENT_STORE, READ_MODELS } from '../store/tokens';
import { CohortProjection } from './cohort.projection';
import { PatientsProjection } from './patients.projection';
import { QualityProjection } from './quality.projection';
import { SignalsProjection } from './signals.projection';

export const MODELS = ['patients', 'cohort', 'signals', 'quality'] as const;
export type ModelName = (typeof MODELS)[number];

export type ProjectionSet = Readonly<Record<ModelName, Projection>>;
/** What follows the log: read models, and the reactor that appends signals to it. */
export const FOLLOWERS = [...MODELS, 'reactor'] as const;
export type FollowerName = (typeof FOLLOWERS)[number];
export type Following = Readonly<Record<FollowerName, Projection>>;
export const FOLLOWING = Symbol('what follows the log');

export const projectionsOf = (patients: PatientStreams, derivations: Derivations): ProjectionSet => ({
  patients: new PatientsProjection(patients, derivations),
  cohort: new CohortProjection(patients, derivations),
  signals: new SignalsProjection(),
  quality: new QualityProjection(patients),
});

export interface ProjectionReport {
  readonly state: ProjectorState;
  readonly built: boolean;
  /** Of the rows, or of those that are being built while there are none. `null`: not begun. */
  readonly position: string | null;
  /** `null`: the rows are not built yet, or so much is waiting that it was not counted in time. */
  readonly lag: Lag | null;
}

type Lags = ReadonlyMap<FollowerName, Lag>;

/** A probe is answered under any load: proxies give up on one after a second or two. */
const COUNTED_WITHIN_MS = 500;
const NOT_COUNTED: Lags = new Map();

/** Each follower of the log in this instance: its projector, when it takes part, and its reader. */
@Injectable()
export class Projections implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Projections.name);
  private readonly stopped = new AbortController();
  private readonly projectors = new Map<FollowerName, Projector>();
  private readonly readers: ReadonlyMap<FollowerName, ModelReader>;
  private running: Promise<unknown> = Promise.resolve();
  private counting: Promise<Lags> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EVENT_STORE) private readonly log: EventStore & EventStoreAdmin,
    @Inject(READ_MODELS) store: ReadModelStore,
    @Inject(FOLLOWING) following: Following,
  ) {
    const owner = thisProcess();
    for (const name of FOLLOWERS) {
      const projection = following[name];
      const onState = (state: ProjectorState): void => this.entered(name, state);
      this.projectors.set(
        name,
        new Projector({ log, store, projection, owner, onState, leaseMs: config.leaseMs }),
      );
    }
    this.readers = new Map(
      FOLLOWERS.map((name) => [name, new ModelReader({ log, store, projection: following[name] })]),
    );
  }

  onApplicationBootstrap(): void {
    if (!this.config.projects) return;
    this.running = Promise.all(
      [...this.projectors.values()].map((projector) => projector.run(this.stopped.signal)),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  reader(name: FollowerName): ModelReader {
    return this.readers.get(name) as ModelReader;
  }

  state(name: FollowerName): ProjectorState {
    return this.projectors.get(name)?.current ?? { kind: 'standby' };
  }

  /** @throws ReadModelUnavailable, StoreUnavailable */
  async reports(): Promise<Readonly<Record<FollowerName, ProjectionReport>>> {
    const places = await Promise.all(FOLLOWERS.map((name) => this.reader(name).place()));
    const lags = await this.lags(places);
    const reports = await Promise.all(
      FOLLOWERS.map(async (name, index) => {
        const { checkpoint } = places[index] as Place;
        const report: ProjectionReport = {
          state: this.state(name),
          built: checkpoint !== null,
          position: checkpoint ? checkpoint.position : await this.reader(name).building(),
          lag: lags.get(name) ?? null,
        };
        return [name, report] as const;
      }),
    );
    return Object.fromEntries(reports) as Record<FollowerName, ProjectionReport>;
  }

  /** Counting reads the log: whoever asks meanwhile waits for the same count, and nobody waits for long. */
  private lags(places: readonly Place[]): Promise<Lags> {
    this.counting ??= this.count(places).finally(() => (this.counting = null));
    this.counting.catch(() => undefined);
    return Promise.race([this.counting, wait<Lags>(COUNTED_WITHIN_MS, NOT_COUNTED, { ref: false })]);
  }

  private async count(places: readonly Place[]): Promise<Lags> {
    const built = FOLLOWERS.flatMap((name, index) => {
      const place = places[index] as Place;
      return place.checkpoint === null ? [] : [{ name, place }];
    });
    const lags = await lagsBehind(
      this.log,
      built.map(({ place }) => place),
      new Date(),
    );
    return new Map(built.map(({ name }, index) => [name, lags[index] as Lag]));
  }

  private entered(name: FollowerName, state: ProjectorState): void {
    if (state.kind === 'halted') this.logger.error(`${name} stands still: ${state.reason}`);
  }
}
