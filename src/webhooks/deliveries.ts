import { setImmediate as nextTurn } from 'node:timers/promises';
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
  post,
  Sender,
  signedHeaders,
  signingKeysOf,
  targetOf,
  versionsAt,
  Wheel,
  writtenOf,
  type Answer,
  type Message,
  type WebhookState,
} from '@leptotrace/webhooks';
import type { Config } from '../config/config';
import { CONFIG, READ_MODELS } from '../store/tokens';
import { allowedBy } from './allowed';
import { FeedSource } from './feed-source';
import { masterKeyOf } from './master-key';
import { WebhookStreams } from './webhook-streams';

/** Hints of new signals may be lost, and commands come from other instances: one look finds both for all. */
const LOOK_EVERY_MS = 1_000;

/** Sends what webhooks are to be told. Each is in the hands of one instance, which has its lease. */
@Injectable()
export class Deliveries implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Deliveries.name);
  private readonly bell = new LogBell();
  private readonly stopped = new AbortController();
  private readonly owner = thisProcess();
  /** When something is to be done for each: none costs anything while there is nothing. */
  private readonly wheel = new Wheel();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly leases = new Map<string, Lease>();
  private readonly failing = new Set<string>();
  /** Sequence behind which there may be news; unknown until the first look. */
  private newest: string | null | undefined;
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
    await Promise.all(this.underWay.values());
    for (const lease of this.leases.values()) await this.readModels.release(lease).catch(() => undefined);
  }

  /** The one loop: finds what is new, and begins what is due. */
  private async look(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const { count } = this.bell;
      const isMore = await this.well('webhooks', () => this.findNews(), false);
      for (const id of this.wheel.due(Date.now(), this.isFree)) this.begin(id);
      if (isMore) await nextTurn();
      if (isMore) continue;
      const pause = Math.min(LOOK_EVERY_MS, (this.wheel.next(this.isFree) ?? Infinity) - Date.now());
      if (pause > 0) await this.bell.after(count, AbortSignal.any([signal, AbortSignal.timeout(pause)]));
    }
  }

  private readonly isFree = (id: string): boolean => !this.underWay.has(id);

  /** Webhooks are made and changed here and elsewhere; a new signal may be for any of them. Answers whether it is not all. */
  private async findNews(): Promise<boolean> {
    const now = Date.now();
    for (const id of await this.streams.changed()) this.wheel.at(id, now);
    const { active } = this.streams;
    if (active.length === 0) return false;
    this.newest ??= slowestOf(active.map(({ state }) => state));
    const page = await this.source.page(this.newest);
    const last = page.at(-1);
    if (!last) return false;
    this.newest = last.sequence;
    for (const { webhookId } of active) this.wheel.at(webhookId, now);
    return true;
  }

  private begin(webhookId: string): void {
    const turn = this.well(webhookId, () => this.turn(webhookId), LOOK_EVERY_MS).then((pause) => {
      this.underWay.delete(webhookId);
      if (pause !== null) this.wheel.at(webhookId, Date.now() + pause);
      this.bell.ring();
    });
    this.underWay.set(webhookId, turn);
  }

  /** Answers when to come again, unless something is new; `null`: not before. */
  private async turn(webhookId: string): Promise<number | null> {
    const name = `webhook:${webhookId}`;
    const lease = await this.readModels.acquire(name, this.owner, this.config.leaseMs);
    // Whoever has it may be gone before it is done.
    if (!lease) return this.config.leaseMs / 3;
    this.leases.set(name, lease);
    const webhook = (await this.streams.load(webhookId))?.state;
    if (webhook?.status !== 'active') return null;
    return this.renewing(name, () => this.round(webhookId, webhook, this.senderOf(webhookId)));
  }

  /** One round, and what it did written down. Answers how long there is nothing to do. */
  private async round(webhookId: string, webhook: WebhookState, sender: Sender): Promise<number | null> {
    const rounds = await sender.round(webhook);
    if (rounds.length === 0) return untilDue(webhook);
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
    const renew = (): void => {
      this.readModels.acquire(name, this.owner, this.config.leaseMs).catch(() => undefined);
    };
    const timer = setInterval(renew, this.config.leaseMs / 3);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  /** Faults are waited out, and said once. */
  private async well<T, F>(name: string, work: () => Promise<T>, otherwise: F): Promise<T | F> {
    try {
      const done = await work();
      this.failing.delete(name);
      return done;
    } catch (fault) {
      if (!this.failing.has(name))
        this.logger.error(`${name} waits: ${fault instanceof Error ? fault.name : 'unknown'}`);
      this.failing.add(name);
      return otherwise;
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
      return await post(await targetOf(url, allowedBy(this.config)), options);
    } catch (fault) {
      if (fault instanceof AddressRefused) return { kind: 'fault', reason: fault.message };
      throw fault;
    }
  }
}

/** How far the feed is settled by all. */
const slowestOf = (states: readonly WebhookState[]): string | null =>
  states
    .map(({ through }) => through)
    .reduce((one, other) => ((one ?? '') < (other ?? '') ? one : other), '~');

/** A receiver that fails, or lets many wait, is asked with little: a round finds out with how much. */
const PROBE_EVERY_MS = 5_000;

/** Until something is due; `null`: when the next signal comes. */
const untilDue = (webhook: WebhookState): number | null => {
  const due = dueOf(webhook);
  const wait = due === null ? null : Math.max(0, Date.parse(due) - Date.now());
  return webhook.isFailing || webhook.waiting.size > 0
    ? Math.min(PROBE_EVERY_MS, wait ?? PROBE_EVERY_MS)
    : wait;
};
