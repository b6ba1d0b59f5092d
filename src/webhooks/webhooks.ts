import type { CommandContext, EventStore } from '@leptotrace/event-store';
import { deterministicId, type Instant } from '@leptotrace/kernel';
import {
  AddressRefused,
  refusalOf,
  signingKeysOf,
  targetOf,
  type Target,
  type WebhookFilter,
  type WebhookState,
  type WebhookStatement,
} from '@leptotrace/webhooks';
import type { Config } from '../config/config';
import { invalidAt, Problem } from '../http/problem';
import { allowedBy } from './allowed';
import { masterKeyOf } from './master-key';
import {
  answerOf,
  deliveriesOf,
  type DeliveriesAnswer,
  type DeliveriesRequest,
  type WebhookAnswer,
} from './webhook.answer';
import type { LoadedWebhook, WebhookStreams } from './webhook-streams';

/** A key that was replaced signs beside the new one for so long. */
const ROTATION_MS = 24 * 3_600_000;

export interface WebhookToCreate {
  readonly url: string;
  readonly payload?: 'reference' | 'full';
  readonly filter?: WebhookFilter;
  /** Sequence to begin behind, `null` for the first signal; from now on when left out. */
  readonly after?: string | null;
  /** By the operator, for a receiver that cannot answer whether it wants to be sent to. */
  readonly unasked?: boolean;
}

export interface ListRequest {
  readonly all: boolean;
  /** The `next` of an earlier answer. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface WebhooksAnswer {
  readonly webhooks: readonly WebhookAnswer[];
  /** What to send as `cursor` for the next page. */
  readonly next: string | null;
}

/** What is told once: whoever has the secret can sign. */
export interface WithSecret extends WebhookAnswer {
  readonly secret: string;
}

const active = (state: WebhookState | null): WebhookState => {
  if (!state) throw new Problem('unknown-webhook', 'List the webhooks for their ids.');
  if (state.status !== 'ended') return state;
  throw new Problem('webhook-ended', 'Nothing is sent by it any more. Make another one.');
};

/** Management of webhooks, for HTTP and the command line. */
export class Webhooks {
  private creating: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly log: EventStore,
    private readonly streams: WebhookStreams,
    private readonly config: Config,
  ) {}

  /**
   * One after the other, so that there are never more than there may be.
   * @throws Problem when the URL may not be called, or its receiver does not want to be.
   */
  create(webhook: WebhookToCreate, context: CommandContext): Promise<WithSecret> {
    const made = this.creating.then(() => this.createInTurn(webhook, context));
    this.creating = made.catch(() => undefined);
    return made;
  }

  private async createInTurn(webhook: WebhookToCreate, context: CommandContext): Promise<WithSecret> {
    const { url, payload = 'reference', filter = {} } = webhook;
    this.master();
    const target = await this.allowed(url);
    if (!(await this.streams.load(deterministicId('webhook', context.commandId)))) {
      await this.assertRoom();
      if (!webhook.unasked) await this.assertWanted(target);
    }
    const after = webhook.after === undefined ? await this.log.head() : webhook.after;
    const webhookId = deterministicId('webhook', context.commandId);
    await this.append(webhookId, context, (state) =>
      state ? [] : [{ type: 'WebhookCreated', data: { url, payload, filter, after } }],
    );
    return this.withSecret(webhookId, 1);
  }

  /** All, or those that have not ended, in the order of their making. @throws Problem */
  async list({ all, cursor, limit }: ListRequest): Promise<WebhooksAnswer> {
    const ids = await this.streams.ids();
    const before = cursor === undefined ? -1 : ids.indexOf(cursor);
    if (cursor !== undefined && before < 0)
      throw invalidAt('/query/cursor', 'no webhook', 'Send the `next` of an earlier answer.');
    const webhooks: WebhookAnswer[] = [];
    for (const id of ids.slice(before + 1)) {
      const webhook = await this.show(id);
      if (!all && webhook.status === 'ended') continue;
      if (webhooks.length === limit) return { webhooks, next: webhooks.at(-1)?.webhookId ?? null };
      webhooks.push(webhook);
    }
    return { webhooks, next: null };
  }

  /** @throws Problem */
  async show(webhookId: string): Promise<WebhookAnswer> {
    return answerOf(webhookId, await this.loaded(webhookId), { master: this.master(), now: new Date() });
  }

  /** @throws Problem */
  async deliveries(webhookId: string, request: DeliveriesRequest): Promise<DeliveriesAnswer> {
    return deliveriesOf(this.streams.triesOf(webhookId, await this.loaded(webhookId)), request);
  }

  pause(webhookId: string, context: CommandContext): Promise<WebhookAnswer> {
    return this.change(webhookId, context, ({ status }) =>
      status === 'paused' ? [] : [{ type: 'WebhookPaused', data: { reason: 'asked' } }],
    );
  }

  /** What waits is tried at once, with all its tries before it. */
  resume(webhookId: string, context: CommandContext): Promise<WebhookAnswer> {
    return this.change(webhookId, context, () => [{ type: 'WebhookResumed', data: {} }]);
  }

  remove(webhookId: string, context: CommandContext): Promise<WebhookAnswer> {
    return this.change(webhookId, context, () => [{ type: 'WebhookEnded', data: { reason: 'removed' } }]);
  }

  /** A new pair of keys; the old one signs beside it for a day. */
  async rotate(webhookId: string, context: CommandContext): Promise<WithSecret> {
    const retireAt = new Date(Date.now() + ROTATION_MS).toISOString() as Instant;
    let version = 0;
    await this.append(webhookId, context, (state) => {
      version = active(state).keys.length + 1;
      return [{ type: 'WebhookKeyRotated', data: { version, retireAt } }];
    });
    const { state } = await this.loaded(webhookId);
    return this.withSecret(webhookId, version || state.keys.length);
  }

  /** Sends dead letters again: those named, or all. @throws Problem */
  redrive(
    webhookId: string,
    signalIds: readonly string[] | undefined,
    context: CommandContext,
  ): Promise<WebhookAnswer> {
    return this.change(webhookId, context, ({ deadLetters }) => {
      const unknown = signalIds?.findIndex((id) => !deadLetters.has(id)) ?? -1;
      if (unknown >= 0)
        throw invalidAt(`/signalIds/${unknown}`, 'no dead letter', 'Read the webhook for its deadLetters.');
      const asked = signalIds ?? [...deadLetters.keys()];
      return asked.length === 0 ? [] : [{ type: 'RedriveAsked', data: { signalIds: [...asked] } }];
    });
  }

  /** Sends everything behind a sequence again, marked as replayed. @throws Problem */
  replay(webhookId: string, after: string | null, context: CommandContext): Promise<WebhookAnswer> {
    return this.change(webhookId, context, ({ through }) => {
      if ((after ?? '') > (through ?? ''))
        throw invalidAt('/after', 'not sent yet', `Send a sequence up to ${through ?? 'null'}, or null.`);
      return [{ type: 'ReplayAsked', data: { after } }];
    });
  }

  private master(): Buffer {
    return masterKeyOf(this.config);
  }

  private async assertRoom(): Promise<void> {
    const { maxWebhooks } = this.config;
    if ((await this.streams.count()) < maxWebhooks) return;
    const mend = 'Remove one, or let the operator raise MAX_WEBHOOKS.';
    throw new Problem('too-many-webhooks', `${maxWebhooks} webhooks have not ended. ${mend}`);
  }

  private async assertWanted(target: Target): Promise<void> {
    const refusal = await refusalOf(target, this.config.allowedHosts[0] ?? 'localhost');
    if (refusal === null) return;
    throw invalidAt('/url', refusal, 'Let it answer OPTIONS with WebHook-Allowed-Origin (docs/using.md).');
  }

  private async allowed(url: string): Promise<Target> {
    try {
      return await targetOf(url, allowedBy(this.config));
    } catch (fault) {
      if (!(fault instanceof AddressRefused)) throw fault;
      throw invalidAt(
        '/url',
        fault.message,
        'Send an https URL of a public host, or let the operator add its network to WEBHOOK_NETWORKS, or its name to WEBHOOK_HOSTS.',
      );
    }
  }

  private async loaded(webhookId: string): Promise<LoadedWebhook> {
    const loaded = await this.streams.load(webhookId);
    if (!loaded) throw new Problem('unknown-webhook', 'List the webhooks for their ids.');
    return loaded;
  }

  private async change(
    webhookId: string,
    context: CommandContext,
    decide: (state: WebhookState) => readonly WebhookStatement[],
  ): Promise<WebhookAnswer> {
    await this.append(webhookId, context, (state) => decide(active(state)));
    return this.show(webhookId);
  }

  private async append(
    webhookId: string,
    context: CommandContext,
    decide: (state: WebhookState | null) => readonly WebhookStatement[],
  ): Promise<void> {
    const outcome = await this.streams.run(webhookId, context, decide);
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'command-id-reused')
      throw new Problem('command-id-reused', 'Send a new Idempotency-Key with a new request.');
    throw new Problem('conflict', 'Other writers came first. Try again.');
  }

  private async withSecret(webhookId: string, version: number): Promise<WithSecret> {
    const { secret } = signingKeysOf(this.master(), webhookId, version);
    return { ...(await this.show(webhookId)), secret };
  }
}
