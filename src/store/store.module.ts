import { mkdirSync } from 'node:fs';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { plainForm, type EventStore, type EventStoreAdmin } from '@leptotrace/event-store';
import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import { systemClock } from '@leptotrace/kernel';
import { eventLogFile, type Config } from '../config/config';
import { PatientStreams } from '../patients/patient-streams';
import { CONFIG, EVENT_STORE } from './tokens';

/** Opens the log of a data directory, which is made when it is not there. */
export const openEventLog = (dataDir: string): EventStore & EventStoreAdmin => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openSqliteEventStore({ file: eventLogFile(dataDir) });
};

/** Chooses the adapters: the one place that knows which store there is. */
@Module({})
export class StoreModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  static with(config: Config, store: EventStore & EventStoreAdmin): DynamicModule {
    return {
      module: StoreModule,
      global: true,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: EVENT_STORE, useValue: store },
        {
          provide: PatientStreams,
          useFactory: () => new PatientStreams({ store, form: plainForm, clock: systemClock }),
        },
      ],
      exports: [CONFIG, EVENT_STORE, PatientStreams],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
