import { setTimeout as wait } from 'node:timers/promises';
import { END, type AllStreamSubscription } from '@eventstore/db-client';
import type { LogBell } from '@leptotrace/event-store';
import type { Connection } from './connection';
import { filterOf, type StreamChoice } from './stream-choice';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** A push that was lost costs this much time, and nothing else. */
const LOOK_ANYWAY_MS = 1_000;

/**
 * Rings whenever the server pushes an event of this log. Readers pull the events themselves, from the place they
 * have reached: what a push brings twice, late, out of its order or not at all then changes nothing
 * (docs/decisions/0013-pulled-subscriptions.md).
 */
export class ServerBell {
  private readonly stopped = new AbortController();
  private subscription: AllStreamSubscription | null = null;
  private running: Promise<void> | null = null;
  private tick: NodeJS.Timeout | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly bell: LogBell,
    private readonly streams: StreamChoice,
  ) {}

  /** Begins with the first reader that waits. */
  watch(): void {
    if (this.running || this.stopped.signal.aborted) return;
    this.running = this.subscribeAgainAndAgain();
    this.tick = setInterval(() => this.bell.ring(), LOOK_ANYWAY_MS);
    this.tick.unref();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    if (this.tick) clearInterval(this.tick);
    // The client swallows the end that its own dispose() brings about: the iteration would never end.
    this.subscription?.destroy();
    await this.running;
  }

  private async subscribeAgainAndAgain(): Promise<void> {
    const { signal } = this.stopped;
    let pause = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      if (await this.listen()) pause = FIRST_PAUSE_MS;
      // What was appended while nobody listened.
      this.bell.ring();
      await wait(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Until the subscription ends, however it ends; true when it brought anything. */
  private async listen(): Promise<boolean> {
    let brought = false;
    try {
      await this.connection.run(async (client, { credentials }) => {
        this.subscription = client.subscribeToAll({
          fromPosition: END,
          filter: filterOf(this.streams),
          credentials,
        });
        // Events between the end that the server saw and this moment are not pushed.
        this.subscription.once('confirmation', () => this.bell.ring());
        for await (const _pushed of this.subscription) {
          brought = true;
          this.bell.ring();
        }
      });
    } catch {
      // The loop subscribes again; readers see faults by their own reads.
    } finally {
      this.subscription?.destroy();
      this.subscription = null;
    }
    return brought;
  }
}
