import { setTimeout as wait } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { LogBell } from '@leptotrace/event-store';
import { randomId } from '@leptotrace/kernel';
import { thisProcess, type Lease, type ReadModelStore } from '@leptotrace/read-model';
import {
  AddressRefused,
  dueOf,
  networksIn,
  post,
  Sender,
  signedHeaders,
  signingKeysOf,
  targetOf,
  versionsAt,
  writtenOf,
  type Answer,
  type Message,
  type WebhookState,
} from '@leptotrace/webhooks';
import type { Config } from '../config/config';
import { CONFIG, READ_MODELS } from '../store/tokens';
import { FeedSource } from './feed-source';
import { masterKeyOf } from './master-key';
import { WebhookStreams } from './webhook-streams';

/** Hints of new signals may be lost, and commands come from other instances: each looks by itself. */
const LOOK_EVERY_MS = 1_000;

/** Sends what webhooks are to be told. Each is in the hands of one instance, which has its lease. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Deliveries.name);
  private readonly bell = new LogBell();
  private readonly stopped = new AbortController();
  private readonly owner = thisProcess();
  private readonly running = new Map<string, Promise<void>>();
  private looking: Promise<void> = Promise.resolve();
  private forget: () => void = () => undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(READ_MODELS) private readonly readModels: ReadModelStore,
    private readonly streams: WebhookStreams,
    private readonly source: FeedSource,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.projects) return;
    this.forget = this.readModels.onApplied('signals', () => this.bell.ring());
    this.looking = this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    this.forget();
    await this.looking;
    await Promise.all(this.running.values());
  }

  /** Webhooks are made while this runs, here and elsewhere. */
  private async look(): Promise<void> {
    await this.untilStopped('webhooks', async () => {
      for (const webhookId of await this.streams.ids())
        if (!this.running.has(webhookId)) this.running.set(webhookId, this.follow(webhookId));
      return LOOK_EVERY_MS;
    });
  }

  private async follow(webhookId: string): Promise<void> {
    const sender = this.senderOf(webhookId);
    const name = `webhook:${webhookId}`;
    let lease: Lease | null = null;
    await this.untilStopped(name, async () => {
      lease = await this.readModels.acquire(name, this.owner, this.config.leaseMs);
      if (!lease) return this.config.leaseMs / 3;
      const webhook = (await this.streams.load(webhookId))?.state;
      if (!webhook || webhook.status === 'ended') return null;
      return this.renewing(name, () => this.round(webhookId, webhook, sender));
    });
    if (lease) await this.readModels.release(lease).catch(() => undefined);
  }

  /** One round, and what it did written down. Answers how long there is nothing to do. */
  private async round(webhookId: string, webhook: WebhookState, sender: Sender): Promise<number> {
    const rounds = await sender.round(webhook);
    if (rounds.length === 0) {
      const due = dueOf(webhook);
      return due === null
        ? LOOK_EVERY_MS
        : Math.min(LOOK_EVERY_MS, Math.max(0, Date.parse(due) - Date.now()));
    }
    const commandId = `round:${webhookId}:${randomId()}`;
    const context = {
      commandId,
      digest: commandId,
      actor: 'webhooks',
      tenantId: 'local',
      correlationId: webhookId,
    };
    await this.streams.run(webhookId, context, (now) => writtenOf(rounds, webhook, now));
    return 0;
  }

  /** A receiver may take longer to answer than a lease lasts. */
  private async renewing<T>(name: string, work: () => Promise<T>): Promise<T> {
    const renew = (): void =>
      void this.readModels.acquire(name, this.owner, this.config.leaseMs).catch(() => undefined);
    const timer = setInterval(renew, this.config.leaseMs / 3);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  /** Work again and again, pausing as long as it says; ends when it says `null`. Faults are waited out. */
  private async untilStopped(name: string, work: () => Promise<number | null>): Promise<void> {
    const { signal } = this.stopped;
    let isWell = true;
    while (!signal.aborted) {
      const { count } = this.bell;
      try {
        const pause = await work();
        isWell = true;
        if (pause === null) return;
        if (pause > 0) await this.bell.after(count, AbortSignal.any([signal, AbortSignal.timeout(pause)]));
      } catch (fault) {
        if (isWell) this.logger.error(`${name} waits: ${fault instanceof Error ? fault.name : 'unknown'}`);
        isWell = false;
        await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private senderOf(webhookId: string): Sender {
    return new Sender({
      source: this.source,
      post: (webhook, message) => this.post(webhookId, webhook, message),
      now: () => new Date(),
      random: Math.random,
    });
  }

  private async post(webhookId: string, webhook: WebhookState, message: Message): Promise<Answer | null> {
    const { signal } = this.stopped;
    if (signal.aborted) return null;
    const now = new Date();
    const master = masterKeyOf(this.config);
    const keys = versionsAt(webhook.keys, now).map((version) => signingKeysOf(master, webhookId, version));
    const headers = { 'content-type': 'application/cloudevents+json', ...signedHeaders(message, now, keys) };
    const answer = await this.sent(webhook.url, { headers, body: message.body, signal });
    return signal.aborted && answer.kind === 'fault' ? null : answer;
  }

  /** Looked up and checked at each try: what a name points to changes. */
  private async sent(url: string, options: Parameters<typeof post>[1]): Promise<Answer> {
    try {
      return await post(await targetOf(url, networksIn(this.config.webhookNetworks)), options);
    } catch (fault) {
      if (fault instanceof AddressRefused) return { kind: 'fault', reason: fault.message };
      throw fault;
    }
  }
}
