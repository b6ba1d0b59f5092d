import { textOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { DIGITS } from '../digits';
import type { CourseFact, CourseFile } from './course-file';
import type { Part, ReadableKind, Unreadable } from './parts';
import type { Recorded } from './recorded';
import { codeIn, sameWords, type Vocabulary } from './words';

const NUMBER = new RegExp(String.raw`^${DIGITS}(?:\.\d+)?$`);

/** Something of a fact that is kept and that nothing derived reads. */
export interface Warning {
  readonly term: string;
  readonly reason: string;
}

/** A part of a fact that could not be read although the rest of it could. */
export type UnreadPart = Unreadable & { readonly fields: JsonObject };

/** Reads the fields of one source fact and remembers which: what nobody has taken is printed. */
export class FieldReader {
  private readonly taken = new Set<string>();
  private readonly kept = new Map<string, string>();
  private readonly said: Warning[] = [];
  private readonly left: UnreadPart[] = [];

  constructor(
    readonly fact: CourseFact,
    readonly course: CourseFile,
    readonly recorded: Recorded,
  ) {}

  /** The value of a field; `undefined` also for null, which says nothing. */
  take(field: string): JsonValue | undefined {
    this.taken.add(field);
    return this.fact[field] ?? undefined;
  }

  text(field: string): string | undefined {
    const value = this.take(field);
    const found = value === undefined ? '' : textOf(value).trim();
    return found === '' ? undefined : found;
  }

  number(field: string): number | undefined {
    const value = this.take(field);
    const found = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
    if (typeof found === 'number') return found;
    if (value !== undefined) this.unread(null, field, `"${textOf(value)}" is no number`);
    return undefined;
  }

  list(field: string): readonly string[] | undefined {
    const value = this.take(field);
    const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    const found = items.flatMap((item) => (item === undefined || item === null ? [] : textOf(item).trim()));
    const said = found.filter((item) => item !== '');
    return said.length === 0 ? undefined : said;
  }

  /** Reads a field that is parsed: its wording is kept beside the result. */
  parsed(field: string): string | undefined {
    const value = this.text(field);
    if (value !== undefined) this.keep(field);
    return value;
  }

  /** A code of a closed list; what is not in the list is kept, named and left unread. */
  code<T extends string>(field: string, words: Vocabulary<T>, wouldBe: ReadableKind | null): T | undefined {
    const value = this.text(field);
    if (value === undefined) return undefined;
    const found = codeIn(words, value);
    if (found === undefined) this.unread(wouldBe, field, `"${value}" is not in the list of ${field}`);
    else this.keepUnless(field, found);
    return found;
  }

  keep(name: string, wording?: string): void {
    const value = wording ?? this.fact[name] ?? undefined;
    if (value !== undefined) this.kept.set(name, textOf(value));
  }

  /** Keeps the wording of a field unless the code that was read from it says the same. */
  keepUnless(field: string, code: JsonValue | undefined): void {
    if (!sameWords(code, this.fact[field])) this.keep(field);
  }

  warn(term: string, reason: string): void {
    this.said.push({ term: term.slice(0, 200), reason });
  }

  /** One field could not be read: it is kept with its structure, beside the fact that the rest became. */
  unread(wouldBe: ReadableKind | null, field: string, reason: string, value?: JsonValue): void {
    this.warn(field, reason);
    this.left.push({ wouldBe, reason, fields: { [field]: value ?? this.fact[field] ?? null } });
  }

  get warnings(): readonly Warning[] {
    return this.said;
  }

  /** What could not be read, as one part for each kind of fact that it would have been. */
  get unreadParts(): readonly UnreadPart[] {
    const kinds = [...new Set(this.left.map(({ wouldBe }) => wouldBe))];
    return kinds.map((wouldBe) => {
      const parts = this.left.filter((part) => part.wouldBe === wouldBe);
      return {
        wouldBe,
        reason: parts.map(({ reason }) => reason).join('; '),
        fields: Object.assign({}, ...parts.map(({ fields }) => fields)) as JsonObject,
      };
    });
  }

  /** Fields that no mapping has asked for. */
  untaken(): readonly string[] {
    return Object.keys(this.fact).filter(
      (field) => !this.taken.has(field) && this.fact[field] !== null && this.fact[field] !== undefined,
    );
  }

  /** Everything that has no other home. */
  printed(): Readonly<Record<string, string>> {
    for (const field of this.untaken()) this.keep(field);
    return Object.fromEntries(this.kept);
  }
}

/** How the facts of one type are read. */
export type Mapping = (read: FieldReader) => readonly Part[] | Unreadable;
