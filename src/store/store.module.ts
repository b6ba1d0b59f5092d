import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { plainForm, type EventStore } from '@leptotrace/event-store';
import type { Clock } from '@leptotrace/kernel';
import type { ReadModelStore } from '@leptotrace/read-model';
import type { Config } from '../config/config';
import { Metrics } from '../operations/metrics';
import { PatientStreams } from '../patients/patient-streams';
import { SITE_TIME, type SiteTime } from '../timelines/site-time';
import { openSharedAnswers, type SharedAnswers, type Stores } from './open';
import { CONFIG, EVENT_STORE, READ_MODELS, SHARED_ANSWERS } from './tokens';

/** Hands the opened stores to the application, and closes them behind everything that uses them. */
@Module({})
export class StoreModule implements OnApplicationShutdown {
  constructor(
    @Inject(EVENT_STORE) private readonly log: EventStore,
    @Inject(READ_MODELS) private readonly readModels: ReadModelStore,
    @Inject(SHARED_ANSWERS) private readonly answers: SharedAnswers | null,
  ) {}

  static with(config: Config, { log, readModels }: Stores, clock: Clock): DynamicModule {
    return {
      module: StoreModule,
      global: true,
      providers: [
        Metrics,
        { provide: CONFIG, useValue: config },
        { provide: EVENT_STORE, useValue: log },
        { provide: READ_MODELS, useValue: readModels },
        {
          provide: SHARED_ANSWERS,
          useFactory: (metrics: Metrics) =>
            openSharedAnswers(config, (source) => metrics.courseCache.inc({ result: source })),
          inject: [Metrics],
        },
        {
          provide: PatientStreams,
          useFactory: () =>
            new PatientStreams({
              store: log,
              form: plainForm,
              clock,
              zone: config.zone,
              whenAhead: config.whenAhead,
            }),
        },
        { provide: SITE_TIME, useValue: { now: clock, zone: config.zone } satisfies SiteTime },
      ],
      exports: [CONFIG, EVENT_STORE, READ_MODELS, SHARED_ANSWERS, PatientStreams, Metrics, SITE_TIME],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.readModels.close(), this.answers?.close()]);
    await this.log.close();
  }
}
