import {
  CommandRunner,
  keyOf,
  plainForm,
  streamId,
  type CommandContext,
  type CommandOutcome,
  type EventStore,
  type Position,
} from '@leptotrace/event-store';
import type { Clock } from '@leptotrace/kernel';
import {
  webhookCodec,
  webhookOf,
  type WebhookEntry,
  type WebhookState,
  type WebhookStatement,
} from '@leptotrace/webhooks';

const WEBHOOK_CATEGORY = 'webhooks';
const IDS_A_PAGE = 500;

export interface LoadedWebhook {
  readonly entries: readonly WebhookEntry[];
  readonly state: WebhookState;
}

type WebhookDecision = Parameters<CommandRunner<WebhookEntry, WebhookStatement>['run']>[2];

/** Each webhook is a stream of the log: what it is, what was sent, what failed. */
export class WebhookStreams {
  private readonly runner: CommandRunner<WebhookEntry, WebhookStatement>;
  private readonly folded = new Map<string, LoadedWebhook>();
  private readonly known = new Set<string>();
  private scannedTo: Position | null = null;

  constructor(
    private readonly store: EventStore,
    clock: Clock,
  ) {
    this.runner = new CommandRunner({ store, clock, codec: webhookCodec, form: plainForm });
  }

  run(
    webhookId: string,
    context: CommandContext,
    decide: (state: WebhookState | null) => readonly WebhookStatement[],
  ): Promise<CommandOutcome<WebhookEntry, never>> {
    const decided: WebhookDecision = (entries) => ({
      kind: 'accepted',
      statements: decide(this.fold(webhookId, entries)?.state ?? null),
    });
    return this.runner.run(streamId(WEBHOOK_CATEGORY, webhookId), context, decided) as Promise<
      CommandOutcome<WebhookEntry, never>
    >;
  }

  /** `null` when there is no such webhook. */
  async load(webhookId: string): Promise<LoadedWebhook | null> {
    const loaded = await this.runner.load(streamId(WEBHOOK_CATEGORY, webhookId));
    return loaded === 'sealed' ? null : this.fold(webhookId, loaded.entries);
  }

  /** Of all webhooks that were ever made, in their order. */
  async ids(): Promise<readonly string[]> {
    const filter = { categories: [WEBHOOK_CATEGORY], types: ['WebhookCreated'] };
    for (;;) {
      const page = await this.store.readLog({ after: this.scannedTo, filter, limit: IDS_A_PAGE });
      for (const event of page.events) this.known.add(keyOf(event.streamId));
      this.scannedTo = page.scannedTo ?? this.scannedTo;
      if (page.atEnd) return [...this.known];
    }
  }

  /** Streams only grow: what was folded once is not folded again. */
  private fold(webhookId: string, entries: readonly WebhookEntry[]): LoadedWebhook | null {
    const before = this.folded.get(webhookId);
    const count = before && before.entries.length <= entries.length ? before.entries.length : 0;
    const state = webhookOf(entries.slice(count), count === 0 ? null : (before?.state ?? null));
    if (!state) return null;
    const loaded = { entries, state };
    this.folded.set(webhookId, loaded);
    return loaded;
  }
}
