import type { Position } from '@leptotrace/event-store';
import type { Checkpoint, Generation, Mark, ModelKey, Step, StepOutcome } from '@leptotrace/read-model';
import type { Database } from '@leptotrace/sqlite';

/** Where a generation stands, as its columns. */
export interface PlaceColumns {
  readonly position: string | null;
  readonly mark: string | null;
  readonly log_id: string;
}

interface GenerationRow extends PlaceColumns {
  readonly id: number;
  readonly epoch: number;
}

type Key = [model: string, definition: string];
type Named = [...Key, number: number];

const named = ({ model, definition, number }: Generation): Named => [model, definition, number];

export const checkpointOf = ({ position, mark, log_id: logId }: PlaceColumns): Checkpoint => ({
  position: position as Position | null,
  mark: mark === null ? null : (JSON.parse(mark) as Mark),
  logId,
});

const isBehind = ({ from, to }: Step, at: Position): boolean => to !== from && at >= (to ?? '');

/** What is written, each in one transaction of its caller. */
export class Steps {
  private readonly find;
  private readonly put;
  private readonly remove;
  private readonly advance;
  private readonly raise;
  private readonly nextNumber;
  private readonly insert;

  constructor(private readonly db: Database) {
    this.find = db.prepare<Named, GenerationRow>(
      'SELECT id, position, mark, epoch, log_id FROM generations WHERE model = ? AND definition = ? AND number = ?',
    );
    this.put = db.prepare<[number, string, string]>(
      'INSERT INTO rows VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row',
    );
    this.remove = db.prepare<[number, string]>('DELETE FROM rows WHERE generation = ? AND key = ?');
    this.advance = db.prepare<[string | null, string | null, number, number]>(
      'UPDATE generations SET position = coalesce(?, position), mark = coalesce(?, mark), epoch = ? WHERE id = ?',
    );
    this.raise = db.prepare<[number, number]>('UPDATE generations SET epoch = max(epoch, ?) WHERE id = ?');
    // Numbers of dropped generations are not given again: a late step must not fit a new one.
    this.nextNumber = db
      .prepare<Key, number>(
        'INSERT INTO numbers VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last',
      )
      .pluck();
    this.insert = db.prepare<[...Named, string]>(
      'INSERT INTO generations (model, definition, number, log_id) VALUES (?, ?, ?, ?)',
    );
  }

  begin({ model, definition }: ModelKey, logId: string): Generation {
    const number = this.nextNumber.get(model, definition) as number;
    this.insert.run(model, definition, number, logId);
    return { model, definition, number };
  }

  claim(generation: Generation, epoch: number): Checkpoint | null {
    const found = this.find.get(...named(generation));
    if (!found) return null;
    this.raise.run(epoch, found.id);
    return checkpointOf(found);
  }

  apply(generation: Generation, epoch: number, step: Step): StepOutcome {
    const { from, to, changes, mark } = step;
    const found = this.find.get(...named(generation));
    if (!found || epoch < found.epoch) return { kind: 'fenced' };
    const at = found.position as Position | null;
    if (at !== null && isBehind(step, at)) return { kind: 'already-applied', at };
    if (at !== from) return { kind: 'gap', at };
    for (const change of changes) {
      if (change.kind === 'put') this.put.run(found.id, change.key, JSON.stringify(change.row));
      else this.remove.run(found.id, change.key);
    }
    this.advance.run(to, mark ? JSON.stringify(mark) : null, epoch, found.id);
    return { kind: 'applied' };
  }

  activate(generation: Generation): void {
    const found = this.find.get(...named(generation));
    if (!found) return;
    this.db
      .prepare(
        `INSERT INTO active VALUES (@model, @definition, @id,
           1 + (SELECT coalesce(max(turn), 0) FROM active WHERE model = @model))
         ON CONFLICT DO UPDATE SET generation = excluded.generation, turn = excluded.turn`,
      )
      .run({ model: generation.model, definition: generation.definition, id: found.id });
  }

  drop(generation: Generation): void {
    const found = this.find.get(...named(generation));
    if (!found) return;
    for (const sql of [
      'DELETE FROM active WHERE generation = ?',
      'DELETE FROM rows WHERE generation = ?',
      'DELETE FROM generations WHERE id = ?',
    ])
      this.db.prepare(sql).run(found.id);
  }
}
