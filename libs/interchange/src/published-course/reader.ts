import { textOf, type JsonValue } from '@leptotrace/kernel';
import type { CourseFact, CourseFile } from './course-file';

/** Reads the fields of one source fact and remembers which: what nobody has taken is printed. */
export class FieldReader {
  private readonly taken = new Set<string>();
  private readonly kept: Record<string, string> = {};

  constructor(
    readonly fact: CourseFact,
    readonly course: CourseFile,
  ) {}

  /** The value of a field; `undefined` also for null, which says nothing. */
  take(field: string): JsonValue | undefined {
    this.taken.add(field);
    return this.fact[field] ?? undefined;
  }

  text(field: string): string | undefined {
    const value = this.take(field);
    return value === undefined ? undefined : textOf(value);
  }

  number(field: string): number | undefined {
    const value = this.take(field);
    if (typeof value === 'number') return value;
    if (value !== undefined) this.keep(field);
    return undefined;
  }

  list(field: string): readonly string[] | undefined {
    const value = this.take(field);
    if (value === undefined) return undefined;
    return Array.isArray(value) ? (value as readonly JsonValue[]).map(textOf) : [textOf(value)];
  }

  /** Reads a field that is parsed: its wording is kept beside the result. */
  parsed(field: string): string | undefined {
    const value = this.text(field);
    if (value !== undefined) this.keep(field);
    return value;
  }

  keep(name: string, wording?: string): void {
    const value = wording ?? this.fact[name] ?? undefined;
    if (value !== undefined) this.kept[name] = textOf(value);
  }

  /** Everything that has no other home. */
  printed(): Record<string, string> {
    for (const field of Object.keys(this.fact)) if (!this.taken.has(field)) this.keep(field);
    return this.kept;
  }
}
