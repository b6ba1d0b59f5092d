import {
  CommandRunner,
  StoreUnavailable,
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
  type Attempt,
  type WebhookEntry,
  type WebhookState,
  type WebhookStatement,
} from '@leptotrace/webhooks';

const WEBHOOK_CATEGORY = 'webhooks';
const IDS_A_PAGE = 500;
/** A webhook is written to for as long as there are signals: its state is held, not all that led to it. */
const KEPT_ENTRIES = 1_000;
const ENTRIES_A_PAGE = 250;

export interface LoadedWebhook {
  /** How many entries the state is folded of. */
  readonly count: number;
  readonly state: WebhookState;
}

export interface ActiveWebhook {
  readonly webhookId: string;
  readonly state: WebhookState;
}

/** Counts the tries of a webhook from 0. */
export interface NumberedAttempt extends Attempt {
  readonly number: number;
}

type WebhookDecision = Parameters<CommandRunner<WebhookEntry, WebhookStatement>['run']>[2];

/** Each webhook is a stream of the log: what it is, what was sent, what failed. */
export class WebhookStreams {
  private readonly runner: CommandRunner<WebhookEntry, WebhookStatement>;
  private readonly folded = new Map<string, LoadedWebhook>();
  private readonly known = new Set<string>();
  /** Written to since `changed` was asked. */
  private readonly news = new Set<string>();
  private scannedTo: Position | null = null;
  private isLevel = false;

  constructor(
    private readonly store: EventStore,
    clock: Clock,
    keeps = KEPT_ENTRIES,
  ) {
    this.runner = new CommandRunner({ store, clock, codec: webhookCodec, form: plainForm, keeps });
  }

  async run(
    webhookId: string,
    context: CommandContext,
    decide: (state: WebhookState | null) => readonly WebhookStatement[],
  ): Promise<CommandOutcome<WebhookEntry, never>> {
    // Folded up to now: what the runner forgets from here on was seen.
    await this.load(webhookId);
    const decided: WebhookDecision = (entries, first) => ({
      kind: 'accepted',
      statements: decide(this.fold(webhookId, entries, first)?.state ?? null),
    });
    return this.runner.run(streamId(WEBHOOK_CATEGORY, webhookId), context, decided) as Promise<
      CommandOutcome<WebhookEntry, never>
    >;
  }

  /** `null` when there is no such webhook. */
  async load(webhookId: string): Promise<LoadedWebhook | null> {
    const loaded = await this.runner.load(streamId(WEBHOOK_CATEGORY, webhookId));
    return loaded === 'sealed' ? null : this.fold(webhookId, loaded.entries, loaded.first);
  }

  /** Every try, the newest first, read from the log as far back as the caller goes. */
  async *triesOf(webhookId: string, { count, state }: LoadedWebhook): AsyncGenerator<NumberedAttempt> {
    let number = state.tried;
    for (let to = count - 1; to >= 0; to -= ENTRIES_A_PAGE) {
      const range = { from: Math.max(0, to - ENTRIES_A_PAGE + 1), to };
      const slice = await this.store.readStream(streamId(WEBHOOK_CATEGORY, webhookId), range);
      if (slice.kind !== 'found') return;
      const entries = slice.events.map((event) => webhookCodec.decode(event));
      const attempts = entries.flatMap((entry) => (entry.type === 'AttemptsMade' ? entry.data.attempts : []));
      for (const attempt of attempts.reverse()) yield { number: (number -= 1), ...attempt };
    }
  }

  /** Of all webhooks that were ever made, in their order. */
  async ids(): Promise<readonly string[]> {
    for (;;) {
      // What was written before the first look is folded anyway: which webhooks there are is enough of it.
      const types = this.isLevel ? {} : { types: ['WebhookCreated'] };
      const filter = { categories: [WEBHOOK_CATEGORY], ...types };
      const page = await this.store.readLog({ after: this.scannedTo, filter, limit: IDS_A_PAGE });
      for (const event of page.events) this.known.add(keyOf(event.streamId));
      for (const event of page.events) this.news.add(keyOf(event.streamId));
      this.scannedTo = page.scannedTo ?? this.scannedTo;
      this.isLevel = page.atEnd;
      if (page.atEnd) return [...this.known];
    }
  }

  /** Webhooks that were made or written to since the last time, by whichever instance; folded up to now. */
  async changed(): Promise<readonly string[]> {
    await this.ids();
    const changed = [...this.news];
    for (const webhookId of changed) {
      await this.load(webhookId);
      this.news.delete(webhookId);
    }
    return changed;
  }

  /** Those that send, as far as they were folded. */
  get active(): readonly ActiveWebhook[] {
    return [...this.folded].flatMap(([webhookId, { state }]) =>
      state.status === 'active' ? [{ webhookId, state }] : [],
    );
  }

  /** How many have not ended. */
  async count(): Promise<number> {
    const ids = (await this.ids()).filter((id) => this.folded.get(id)?.state.status !== 'ended');
    const loaded = await Promise.all(ids.map((id) => this.load(id)));
    return loaded.filter((webhook) => webhook && webhook.state.status !== 'ended').length;
  }

  /** Streams only grow: what was folded once is not folded again. */
  private fold(webhookId: string, entries: readonly WebhookEntry[], first: number): LoadedWebhook | null {
    const before = this.folded.get(webhookId) ?? { count: 0, state: null };
    const count = first + entries.length;
    // Whoever read it later has come first.
    if (before.state && before.count >= count) return before;
    if (before.count < first) throw new StoreUnavailable(`${webhookId} has entries that were not read`);
    const state = webhookOf(entries.slice(before.count - first), before.state);
    if (!state) return null;
    const loaded = { count, state };
    this.folded.set(webhookId, loaded);
    return loaded;
  }
}
