import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { EventStore, EventStoreAdmin, RecordedEvent } from '@leptotrace/event-store';
import {
  Projector,
  ReadModelUnavailable,
  thisProcess,
  type Projection,
  type ReadModelStore,
  type RowChange,
} from '@leptotrace/read-model';
import { NotThisLog, RedisSignalStream } from '@leptotrace/signals-redis';
import type { Config } from '../config/config';
import { CONFIG, EVENT_STORE, READ_MODELS } from '../store/tokens';
import { envelopeOf } from './envelope';
import { SIGNAL_CATEGORY } from './signal-streams';

/** Its checkpoint is that of a read model, its rows are the entries of the stream. */
class RedisStreamProjection implements Projection {
  readonly model = 'redis-stream';
  readonly filter = { categories: [SIGNAL_CATEGORY] };

  constructor(
    private readonly stream: RedisSignalStream,
    /** Another stream begins with the first signal. */
    readonly definition: string,
  ) {}

  async changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]> {
    try {
      await this.stream.append(
        events.map((event) => ({ sequence: event.position, signal: JSON.stringify(envelopeOf(event)) })),
      );
    } catch (cause) {
      // Waiting does not mend that: it stands still and says so.
      if (cause instanceof NotThisLog) throw cause;
      throw new ReadModelUnavailable('Redis does not take signals', { cause });
    }
    return [];
  }
}

/** Signals into a Redis Stream, where one is configured: for consumers that are there already. */
@Injectable()
export class SignalsToRedis implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SignalsToRedis.name);
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EVENT_STORE) private readonly log: EventStore & EventStoreAdmin,
    @Inject(READ_MODELS) private readonly store: ReadModelStore,
  ) {}

  onApplicationBootstrap(): void {
    const { projects, redisUrl, signalsRedisStream: key, leaseMs } = this.config;
    if (!projects || redisUrl === null || key === null) return;
    const stream = new RedisSignalStream(redisUrl, key);
    const projector = new Projector({
      log: this.log,
      store: this.store,
      projection: new RedisStreamProjection(stream, key),
      owner: thisProcess(),
      leaseMs,
      onState: (state) => {
        if (state.kind === 'halted') this.logger.error(`redis-stream stands still: ${state.reason}`);
      },
    });
    this.running = projector.run(this.stopped.signal).finally(() => stream.close());
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }
}
