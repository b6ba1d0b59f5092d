import { setTimeout as wait } from 'node:timers/promises';
import {
  matches,
  type EventFilter,
  type EventStore,
  type EventStoreAdmin,
  type LogPage,
  type Position,
} from '@leptotrace/event-store';
import { BEFORE_ROWS, readAside, type SetAside } from './aside';
import type { Checkpoint, ReadModelStore, RowPage } from './port';
import type { Projection } from './projection';
import { isOfThisLog } from './same-log';

export interface Lag {
  /** Events of the model that its rows do not hold; `atLeast` when there are more than were counted. */
  readonly events: number;
  readonly atLeast: boolean;
  /** Since the oldest of them was recorded. */
  readonly seconds: number;
}

export type PageAnswer =
  | ({ readonly kind: 'page' } & RowPage)
  /** The rows do not reach the position that was asked for, or were never built. */
  | { readonly kind: 'behind'; readonly checkpoint: Checkpoint | null };

/** Where a follower of the log stands; `checkpoint` is `null` until its rows are built from this log. */
export interface Place {
  readonly checkpoint: Checkpoint | null;
  /** Its position. */
  readonly after: Position | null;
  readonly filter: EventFilter;
}

/** Hints may be lost: whoever waits looks by itself as well. */
const LOOK_EVERY_MS = 100;
const COUNTED = 1_000;

/** A log can be put back under a service that runs, where it is a server. */
const TRUSTED_MS = 5_000;

const reaches = ({ checkpoint }: RowPage, position: Position | null): boolean =>
  position === null || (checkpoint.position ?? '') >= position;

/** Rows of one model, made from this log, and never silently older than the reader asked for. */
export class ModelReader {
  private trusted = { generation: '', until: -Infinity };

  constructor(
    private readonly options: {
      readonly log: EventStore & EventStoreAdmin;
      readonly store: ReadModelStore;
      readonly projection: Pick<Projection, 'model' | 'definition' | 'filter'>;
    },
  ) {}

  /** Waits up to `waitMs` for rows that hold everything up to `reaching`. */
  async page(
    range: { readonly after: string | null; readonly limit: number },
    reaching: Position | null,
    waitMs: number,
  ): Promise<PageAnswer> {
    const until = performance.now() + waitMs;
    const nudge = this.nudges();
    try {
      for (;;) {
        const page = await this.ownPage({ ...range, after: range.after ?? BEFORE_ROWS });
        if (page && reaches(page, reaching)) return { kind: 'page', ...page };
        const left = until - performance.now();
        if (left <= 0) return { kind: 'behind', checkpoint: page?.checkpoint ?? null };
        await nudge.next(Math.min(LOOK_EVERY_MS, left));
      }
    } finally {
      nudge.end();
    }
  }

  /** The streams that its follower could not take further. */
  async aside(): Promise<readonly SetAside[]> {
    const { store, projection } = this.options;
    return (await this.checkpoint()) ? readAside(store, projection) : [];
  }

  async checkpoint(): Promise<Checkpoint | null> {
    return (await this.ownPage({ after: null, limit: 0 }))?.checkpoint ?? null;
  }

  /** How far the rows reach that are being built, while there are none to read. */
  async building(): Promise<Position | null> {
    const { store, projection } = this.options;
    const all = await store.generations(projection.model);
    const own = all.filter(({ definition }) => definition === projection.definition);
    return own.reduce<Position | null>(
      (furthest, { checkpoint: { position } }) =>
        position !== null && position > (furthest ?? '') ? position : furthest,
      null,
    );
  }

  /** Where the rows stand in the log, and what of it they hold. */
  async place(): Promise<Place> {
    const checkpoint = await this.checkpoint();
    return { checkpoint, after: checkpoint?.position ?? null, filter: this.options.projection.filter };
  }

  /** How far the rows are behind the log, counted in the log itself. */
  async lag(now: Date): Promise<Lag> {
    const [lag] = await lagsBehind(this.options.log, [await this.place()], now);
    return lag as Lag;
  }

  /** `null` also for rows of another log, or of what this one was before it was restored. */
  private async ownPage(range: {
    readonly after: string | null;
    readonly limit: number;
  }): Promise<RowPage | null> {
    const { store, log, projection } = this.options;
    const page = await store.page(projection, range);
    if (!page) return null;
    const generation = `${page.generation.definition}#${page.generation.number}`;
    const isTrusted = this.trusted.generation === generation && performance.now() < this.trusted.until;
    if (isTrusted) return page;
    if (!(await isOfThisLog(log, page.checkpoint, projection.filter))) return null;
    this.trusted = { generation, until: performance.now() + TRUSTED_MS };
    return page;
  }

  private nudges(): { next(milliseconds: number): Promise<void>; end(): void } {
    let wake = new AbortController();
    const forget = this.options.store.onApplied(this.options.projection.model, () => wake.abort());
    return {
      next: async (milliseconds) => {
        await wait(milliseconds, undefined, { signal: wake.signal }).catch(() => undefined);
        wake = new AbortController();
      },
      end: forget,
    };
  }
}

const lagOf = ({ after, filter }: Place, { events, atEnd }: LogPage, now: Date): Lag => {
  const behind = events.filter(
    (event) => matches(event, filter) && (after === null || event.position > after),
  );
  const oldest = behind[0]?.metadata.recordedAt;
  return {
    events: behind.length,
    atLeast: !atEnd,
    seconds: oldest === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(oldest)) / 1000),
  };
};

/**
 * How far each is behind the log, in their order. As a rule all of them stand near its end: what they have
 * before them is read once.
 */
export const lagsBehind = async (
  log: EventStore,
  places: readonly Place[],
  now: Date,
): Promise<readonly Lag[]> => {
  const lags = new Map<Place, Lag>();
  const left = [...places].sort((a, b) => ((a.after ?? '') < (b.after ?? '') ? -1 : 1));
  while (left[0]) {
    const page = await log.readLog({ after: left[0].after, limit: COUNTED });
    const isSeen = ({ after }: Place): boolean =>
      page.atEnd || after === left[0]?.after || (after ?? '') < (page.scannedTo ?? '');
    const seen = left.filter(isSeen);
    for (const place of seen) lags.set(place, lagOf(place, page, now));
    left.splice(0, seen.length);
  }
  return places.map((place) => lags.get(place) as Lag);
};
