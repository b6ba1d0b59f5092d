/** New events of another process are seen within two looks, well inside the 250 ms of the contract. */
const LOOK_EVERY_MS = 100;

/** Looks for commits of other connections, but only while somebody waits for them. */
export class OtherWriters {
  private timer: NodeJS.Timeout | null = null;
  private seen: number;

  constructor(
    private readonly look: {
      readonly version: () => number;
      readonly isAwaited: () => boolean;
      readonly found: () => void;
    },
  ) {
    this.seen = look.version();
  }

  /** Looks at once as well: what was committed since the last look need not wait for the first tick. */
  watch(): void {
    if (this.timer) return;
    this.timer = setInterval(() => this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
    this.compare();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private tick(): void {
    if (this.look.isAwaited()) this.compare();
    else this.stop();
  }

  private compare(): void {
    const version = this.look.version();
    if (version === this.seen) return;
    this.seen = version;
    this.look.found();
  }
}
