import type { Position } from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';
import type {
  Checkpoint,
  Generation,
  Lease,
  Mark,
  ModelKey,
  ReadModelStore,
  RowChange,
  RowPage,
  Step,
  StepOutcome,
} from '@leptotrace/read-model';
import { Connection } from './connection';
import { Hints } from './hints';
import * as scripts from './scripts';

export interface RedisReadModelsOptions {
  readonly url: string;
  /** In front of every key. */
  readonly prefix?: string;
}

/** All keys of one model share a hash tag: a script may use any of them on a cluster as well. */
class Keys {
  readonly active: string;
  readonly generations: string;
  readonly numbers: string;
  readonly channel: string;
  /** Start of the names of generations. */
  readonly start: string;

  constructor(prefix: string, model: string) {
    const tag = `{${prefix}${model}}`;
    this.active = `${tag}:active`;
    this.generations = `${tag}:generations`;
    this.numbers = `${tag}:numbers`;
    this.channel = `${tag}:applied`;
    this.start = `${tag}:g:`;
  }

  of({ definition, number }: Generation): { checkpoint: string; rows: string; keys: string } {
    const name = `${this.start}${definition}#${number}`;
    return { checkpoint: `${name}:checkpoint`, rows: `${name}:rows`, keys: `${name}:keys` };
  }
}

type PlaceFields = [position: string, logId: string, mark: string];
type FoundPage =
  [] | [definition: string, number: string, place: PlaceFields, keys: string[], rows: string[]];
type FoundGeneration = [definition: string, number: string, active: string, place: PlaceFields];

const checkpointOf = ([position, logId, mark]: PlaceFields): Checkpoint => ({
  position: position === '' ? null : (position as Position),
  logId,
  mark: mark === '' ? null : (JSON.parse(mark) as Mark),
});

const argumentsOf = (changes: readonly RowChange[]): readonly string[] =>
  changes.flatMap((change) =>
    change.kind === 'put' ? ['put', change.key, JSON.stringify(change.row)] : ['delete', change.key, ''],
  );

const outcomeOf = ([kind, at = '']: readonly string[]): StepOutcome => {
  if (kind === 'applied' || kind === 'fenced') return { kind };
  if (kind === 'gap') return { kind, at: at === '' ? null : (at as Position) };
  return { kind: 'already-applied', at: at as Position };
};

/** Read models in Redis 7: every write one script, so that rows and checkpoint never part. */
export class RedisReadModels implements ReadModelStore {
  private readonly connection: Connection;
  private readonly hints: Hints;
  private readonly prefix: string;

  constructor({ url, prefix = 'lt:' }: RedisReadModelsOptions) {
    this.connection = new Connection(url);
    this.hints = new Hints(url);
    this.prefix = prefix;
  }

  async acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null> {
    const epoch = await this.eval<number>(scripts.ACQUIRE, this.leaseKeys(name), [owner, String(ttlMs)]);
    return epoch === 0 ? null : { name, owner, epoch };
  }

  async release({ name, owner, epoch }: Lease): Promise<void> {
    await this.eval(scripts.RELEASE, this.leaseKeys(name), [owner, String(epoch)]);
  }

  async begin({ model, definition }: ModelKey, logId: string): Promise<Generation> {
    const { numbers, generations, start } = this.keys(model);
    const number = await this.eval<number>(scripts.BEGIN, [numbers, generations], [definition, logId, start]);
    return { model, definition, number };
  }

  async claim(generation: Generation, epoch: number): Promise<Checkpoint | null> {
    const { checkpoint } = this.keys(generation.model).of(generation);
    const found = await this.eval<PlaceFields | []>(scripts.CLAIM, [checkpoint], [String(epoch)]);
    return found.length === 0 ? null : checkpointOf(found);
  }

  async apply(
    generation: Generation,
    epoch: number,
    { from, to, changes, mark }: Step,
  ): Promise<StepOutcome> {
    const all = this.keys(generation.model);
    const { checkpoint, rows, keys } = all.of(generation);
    const place = [String(epoch), from ?? '', to ?? '', mark ? JSON.stringify(mark) : ''];
    const step = [...place, all.channel, ...argumentsOf(changes)];
    return outcomeOf(await this.eval<string[]>(scripts.STEP, [checkpoint, rows, keys], step));
  }

  async activate(generation: Generation): Promise<void> {
    const all = this.keys(generation.model);
    const { definition, number } = generation;
    const { checkpoint } = all.of(generation);
    await this.eval(scripts.ACTIVATE, [all.active, checkpoint], [definition, String(number), all.channel]);
  }

  async drop(generation: Generation): Promise<void> {
    const all = this.keys(generation.model);
    const { checkpoint, rows, keys } = all.of(generation);
    const names = [all.active, all.generations, checkpoint, rows, keys];
    await this.eval(scripts.DROP, names, [generation.definition, String(generation.number)]);
  }

  async generations(
    model: string,
  ): Promise<readonly (Generation & { readonly active: boolean; readonly checkpoint: Checkpoint })[]> {
    const { active, generations, start } = this.keys(model);
    const found = await this.eval<FoundGeneration[]>(scripts.GENERATIONS, [active, generations], [start]);
    return found.map(([definition, number, isActive, place]) => ({
      model,
      definition,
      number: Number(number),
      active: isActive === '1',
      checkpoint: checkpointOf(place),
    }));
  }

  async page(
    { model, definition }: ModelKey,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<RowPage | null> {
    const { active, start } = this.keys(model);
    const wanted = [definition, start, after ?? '', String(limit)];
    const found = await this.eval<FoundPage>(scripts.PAGE, [active], wanted);
    if (found.length === 0) return null;
    const [of, number, place, keys, rows] = found;
    return {
      rows: keys.map((key, index) => ({ key, row: JSON.parse(rows[index] ?? '{}') as JsonObject })),
      checkpoint: checkpointOf(place),
      generation: { model, definition: of, number: Number(number) },
    };
  }

  async checkpoint(key: ModelKey): Promise<Checkpoint | null> {
    return (await this.page(key, { after: null, limit: 0 }))?.checkpoint ?? null;
  }

  onApplied(model: string, hint: () => void): () => void {
    return this.hints.listen(this.keys(model).channel, hint);
  }

  async ping(): Promise<void> {
    await this.connection.run((redis) => redis.ping());
  }

  async close(): Promise<void> {
    this.hints.close();
    this.connection.close();
  }

  private keys(model: string): Keys {
    return new Keys(this.prefix, model);
  }

  private leaseKeys(name: string): [owner: string, epoch: string] {
    const tag = `{${this.prefix}lease:${name}}`;
    return [`${tag}:owner`, `${tag}:epoch`];
  }

  private eval<T>(script: string, keys: readonly string[], args: readonly string[]): Promise<T> {
    return this.connection.run((redis) => redis.eval(script, keys.length, ...keys, ...args) as Promise<T>);
  }
}

/** Connects in the background; commands fail with `ReadModelUnavailable` while it cannot. */
export const openRedisReadModels = (options: RedisReadModelsOptions): RedisReadModels =>
  new RedisReadModels(options);
