import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  recordRoot,
  type EventStore,
  type EventStoreAdmin,
  type RootOutcome,
  type RootSigner,
} from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import type { Config } from '../config/config';
import { CONFIG, EVENT_STORE } from '../store/tokens';
import { Metrics } from './metrics';
import { ROOT_SIGNER } from './root-key';
import { witnessOf, type Witness } from './root-witness';

const AN_HOUR = 3_600_000;

type Recorded = Extract<RootOutcome, { readonly kind: 'recorded' }>;

/**
 * Writes the heads of all chains into the log every hour and at the end, so that a removed end is seen too;
 * signed where there is a key, and told to a witness outside where one is named.
 */
@Injectable()
export class ChainRoots implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(ChainRoots.name);
  private readonly witness: Witness | null;
  /** The last root that the witness has not confirmed. */
  private untold: Recorded | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore & EventStoreAdmin,
    @Inject(CONFIG) { rootWitness, dataDir }: Config,
    @Inject(ROOT_SIGNER) private readonly signer: RootSigner | null,
    private readonly metrics: Metrics,
  ) {
    this.witness = rootWitness === null ? null : witnessOf(rootWitness, dataDir);
  }

  onApplicationBootstrap(): void {
    this.running = this.tick();
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tick());
    }, AN_HOUR);
    this.timer.unref();
  }

  /** What was written since the last hour is covered too. */
  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
    await this.tick();
  }

  /** A fault is tried again an hour later. */
  async tick(now = systemClock()): Promise<void> {
    try {
      const { store, signer } = this;
      const outcome = await recordRoot(store, { now: () => now, actor: 'system', tenantId: 'local', signer });
      if (outcome.kind === 'recorded') this.untold = outcome;
      await this.tell();
    } catch (fault) {
      this.metrics.rootFaults.inc();
      this.logger.error(
        `The root was not written or told: ${fault instanceof Error ? fault.message : 'unknown'}`,
      );
    }
  }

  private async tell(): Promise<void> {
    const { untold, witness } = this;
    if (!untold || !witness) return;
    const { log, revision, recordedAt, hash } = untold;
    await witness({ log, revision, recordedAt, hash });
    if (this.untold === untold) this.untold = null;
  }
}
