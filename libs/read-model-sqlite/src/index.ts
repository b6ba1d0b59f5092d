import {
  isGone,
  ReadModelUnavailable,
  type Checkpoint,
  type Generation,
  type Lease,
  type ModelKey,
  type ReadModelStore,
  type RowPage,
  type Step,
  type StepOutcome,
} from '@leptotrace/read-model';
import type { JsonObject } from '@leptotrace/kernel';
import type { Database } from '@leptotrace/sqlite';
import { openFile } from './connection';
import { checkpointOf, Steps, type PlaceColumns } from './steps';

/** Steps of other processes are seen so soon. */
const LOOK_EVERY_MS = 100;

interface ActiveRow extends PlaceColumns {
  readonly id: number;
  readonly definition: string;
  readonly number: number;
}

interface ListedRow extends ActiveRow {
  readonly isActive: 0 | 1;
}

/** Its own generation, else the one of the model that was activated last. */
const ACTIVE = `
  SELECT g.id, g.definition, g.number, g.position, g.mark, g.log_id FROM active a
  JOIN generations g ON g.id = a.generation
  WHERE a.model = ? ORDER BY a.definition = ? DESC, a.turn DESC LIMIT 1`;

const LEASE = `
  INSERT INTO leases VALUES (@name, @owner, 1, @until)
  ON CONFLICT DO UPDATE SET
    epoch = epoch + (owner IS NOT @owner), owner = @owner, expires_at = @until
  WHERE owner IS @owner OR owner IS NULL OR expires_at <= @now
  RETURNING epoch`;

/** Read models in a file of their own, which can be deleted at any time. Several processes may use it. */
export class SqliteReadModels implements ReadModelStore {
  private readonly steps: Steps;
  private readonly listeners = new Map<string, Set<() => void>>();
  private timer: NodeJS.Timeout | null = null;
  private seen = -1;
  private isClosed = false;

  constructor(private readonly db: Database) {
    this.steps = new Steps(db);
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null> {
    const now = Date.now();
    const epoch = this.write(() => {
      this.freeOfGone(name);
      return this.db
        .prepare(LEASE)
        .pluck()
        .get({ name, owner, now, until: now + ttlMs });
    }) as number | undefined;
    return epoch === undefined ? null : { name, owner, epoch };
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    const sql = 'UPDATE leases SET owner = NULL, expires_at = 0 WHERE name = ? AND owner = ? AND epoch = ?';
    this.write(() => this.db.prepare(sql).run(name, owner, epoch));
  }

  async begin(key: ModelKey, logId: string): Promise<Generation> {
    return this.write(() => this.steps.begin(key, logId));
  }

  async claim(generation: Generation, epoch: number): Promise<Checkpoint | null> {
    return this.write(() => this.steps.claim(generation, epoch));
  }

  async apply(generation: Generation, epoch: number, step: Step): Promise<StepOutcome> {
    const outcome = this.write(() => this.steps.apply(generation, epoch, step));
    if (outcome.kind === 'applied') this.tell(generation.model);
    return outcome;
  }

  async activate(generation: Generation): Promise<void> {
    this.write(() => this.steps.activate(generation));
    this.tell(generation.model);
  }

  async drop(generation: Generation): Promise<void> {
    this.write(() => this.steps.drop(generation));
  }

  async generations(
    model: string,
  ): Promise<readonly (Generation & { readonly active: boolean; readonly checkpoint: Checkpoint })[]> {
    const sql = `SELECT g.*, EXISTS (SELECT 1 FROM active a WHERE a.generation = g.id) AS isActive
                 FROM generations g WHERE g.model = ? ORDER BY g.definition, g.number`;
    const rows = this.read(() => this.db.prepare<[string], ListedRow>(sql).all(model));
    return rows.map((row) => ({
      model,
      definition: row.definition,
      number: row.number,
      active: row.isActive === 1,
      checkpoint: checkpointOf(row),
    }));
  }

  async page(
    { model, definition }: ModelKey,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<RowPage | null> {
    const sql = 'SELECT key, row FROM rows WHERE generation = ? AND key > ? ORDER BY key LIMIT ?';
    const found = this.read(() =>
      // One transaction: the rows and the checkpoint beside them are of one instant.
      this.db.transaction(() => {
        const active = this.active(model, definition);
        if (!active) return null;
        const rows = this.db
          .prepare<[number, string, number], { key: string; row: string }>(sql)
          .all(active.id, after ?? '', limit);
        return { active, rows };
      })(),
    );
    if (!found) return null;
    return {
      rows: found.rows.map(({ key, row }) => ({ key, row: JSON.parse(row) as JsonObject })),
      checkpoint: checkpointOf(found.active),
      generation: { model, definition: found.active.definition, number: found.active.number },
    };
  }

  async checkpoint({ model, definition }: ModelKey): Promise<Checkpoint | null> {
    const active = this.read(() => this.active(model, definition));
    return active ? checkpointOf(active) : null;
  }

  onApplied(model: string, hint: () => void): () => void {
    const listeners = this.listeners.get(model) ?? new Set();
    this.listeners.set(model, listeners.add(hint));
    this.watch();
    return () => {
      listeners.delete(hint);
      if ([...this.listeners.values()].every(({ size }) => size === 0)) this.unwatch();
    };
  }

  async ping(): Promise<void> {
    this.read(() => this.db.prepare('SELECT 1').get());
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.unwatch();
    this.db.close();
  }

  /** After a crash the next process need not wait for the lease to expire. */
  private freeOfGone(name: string): void {
    const owner = this.db.prepare<[string], string | null>('SELECT owner FROM leases WHERE name = ?').pluck();
    const holder = owner.get(name);
    if (holder && isGone(holder)) this.db.prepare('UPDATE leases SET owner = NULL WHERE name = ?').run(name);
  }

  private active(model: string, definition: string): ActiveRow | undefined {
    return this.db.prepare<[string, string], ActiveRow>(ACTIVE).get(model, definition);
  }

  private write<T>(work: () => T): T {
    return this.read(() => this.db.transaction(work).immediate());
  }

  private read<T>(work: () => T): T {
    if (this.isClosed) throw new ReadModelUnavailable('the read models are closed');
    try {
      return work();
    } catch (cause) {
      throw new ReadModelUnavailable('the file of the read models does not answer', { cause });
    }
  }

  private tell(model: string): void {
    for (const hint of [...(this.listeners.get(model) ?? [])]) hint();
  }

  /** Another connection's commits, of whichever model. */
  private watch(): void {
    if (this.timer || this.isClosed) return;
    this.seen = this.dataVersion();
    this.timer = setInterval(() => {
      const version = this.dataVersion();
      if (version === this.seen) return;
      this.seen = version;
      for (const model of this.listeners.keys()) this.tell(model);
    }, LOOK_EVERY_MS);
    this.timer.unref();
  }

  private unwatch(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private dataVersion(): number {
    return this.db.pragma('data_version', { simple: true }) as number;
  }
}

/** @throws ReadModelUnavailable when the file cannot be opened or is not ours. */
export const openSqliteReadModels = ({ file }: { readonly file: string }): SqliteReadModels =>
  new SqliteReadModels(openFile(file));
