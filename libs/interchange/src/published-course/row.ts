import { READABLE_KINDS, type Fact, type FactKind, type StatementOf } from '@leptotrace/clinical';
import { textOf, type JsonObject } from '@leptotrace/kernel';
import type { SourceRow } from '../rows';
import { RAW, type CourseFact, type CourseFile } from './course-file';
import { MAPPINGS } from './mappings';
import { KEPT_TYPES, MAY_BE } from './other-types';
import { isUnreadable, partId, type Part, type ReadableKind, type Unreadable } from './parts';
import { FieldReader, type Warning } from './reader';
import type { Recorded } from './recorded';
import { settle } from './settle';
import { rowKeyOf, sourceOf } from './source';
import { firstSaid, sameWords } from './words';

/** Fields that place a fact. What is given otherwise than it is taken is printed. */
const PLACING = ['id', 'seq', 'type', 'dateSource', 'relativeTo', 'collectedDate'] as const;

const keepAsGiven = (read: FieldReader): void => {
  const raw = read.fact[RAW];
  for (const field of PLACING) {
    const value = raw[field] ?? undefined;
    if (value !== undefined && !sameWords(read.fact[field], value) && field !== 'relativeTo') {
      read.keep(field, textOf(value));
      read.warn(`${field} ${textOf(value)}`, 'cannot be taken as it is: kept as printed');
    }
  }
};

const whenOf = (read: FieldReader): JsonObject => {
  const { fact } = read;
  const date = read.text('date');
  const precision = read.text('datePrecision');
  const range = fact.dateRange;
  read.take('dateRange');
  read.take('dateSource');
  if (range && Object.keys(range).length > 2) read.keep('dateRange');
  if (range || precision === 'relative') ['date', 'datePrecision'].forEach((name) => read.keep(name));
  else if (precision !== undefined && !['day', 'month', 'year'].includes(precision))
    read.keep('datePrecision');
  return {
    occurredOn: range ? { earliest: range.earliest, latest: range.latest } : date,
    dateBasis: fact.dateSource,
    assertedAt: read.text('availableDate'),
  };
};

/** The distance from another fact, as long as that one stands before it. */
const anchorOf = (read: FieldReader): JsonObject | undefined => {
  const anchor = read.fact.relativeTo;
  read.take('relativeTo');
  if (read.fact[RAW]['relativeTo'] !== undefined)
    read.keep('relativeTo', textOf(read.fact[RAW]['relativeTo']));
  const factId = anchor ? read.recorded.idOf(anchor.fact) : null;
  if (anchor && factId !== null)
    return { factId, offset: anchor.offset, ...(anchor.note === undefined ? {} : { note: anchor.note }) };
  if (read.fact[RAW]['relativeTo']) read.warn('relativeTo', 'leads to no fact before it: kept as printed');
  return undefined;
};

const PAGE_LENGTH = 200;

/** Where it stands in the source; what is too long for that is printed whole. */
const pageOf = (read: FieldReader): string | undefined => {
  const page = read.text('quoteRef');
  if (page === undefined || page.length <= PAGE_LENGTH) return page;
  read.keep('quoteRef');
  return undefined;
};

const commonOf = (read: FieldReader): JsonObject => {
  ['id', 'seq', 'type', 'collectedDate'].forEach((name) => read.take(name));
  return {
    ...whenOf(read),
    sequence: read.fact.seq,
    source: sourceOf(read.course, pageOf(read)),
    relativeTo: anchorOf(read),
  };
};

const withoutUndefined = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

const labelOf = (type: string): string =>
  type
    .replace(/[^A-Za-z0-9._:/#-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 128) || 'fact';

/** Names of fields are names of a source: one that no field may have stands one level deeper. */
const fieldsOf = (fields: JsonObject): JsonObject =>
  Object.keys(fields).every((name) => name.length > 0 && name.length <= 120) ? fields : { source: fields };

interface Kept {
  readonly suffix: string;
  readonly fields: JsonObject;
  readonly unread: Unreadable | null;
}

const readable = (kind: FactKind): ReadableKind | null =>
  READABLE_KINDS.find((each) => each === kind) ?? null;

const keptPart = (type: string, { suffix, fields, unread }: Kept): Part => ({
  suffix,
  payload: {
    kind: 'OtherFactRecorded',
    label: labelOf(type),
    fields: fieldsOf(fields),
    ...(unread?.wouldBe ? { unread: { wouldBe: unread.wouldBe, reason: unread.reason.slice(0, 400) } } : {}),
  },
});

/** Takes one fact of a source: everything that it says becomes facts, each of which may be recorded. */
export class RowTaker {
  private readonly statements: StatementOf<'recorded'>[] = [];
  private readonly kept: Kept[] = [];
  private readonly read: FieldReader;
  private readonly common: JsonObject;

  constructor(
    private readonly course: CourseFile,
    private readonly fact: CourseFact,
    private readonly recorded: Recorded,
  ) {
    this.read = new FieldReader(fact, course, recorded);
    this.common = commonOf(this.read);
  }

  take(row: number): { readonly row: SourceRow; readonly warnings: readonly Warning[] } {
    this.takeParts();
    for (const each of this.kept) this.record(keptPart(this.fact.type, each));
    const { id } = this.fact;
    return {
      row: { row, rowKey: rowKeyOf(this.course, id), statements: this.statements },
      warnings: this.read.warnings,
    };
  }

  private takeParts(): void {
    const mapping = MAPPINGS[this.fact.type];
    const mapped =
      mapping && Object.hasOwn(MAPPINGS, this.fact.type) ? mapping(this.read) : this.ofOtherType();
    if (isUnreadable(mapped)) return this.keepWhole(mapped);
    keepAsGiven(this.read);
    const note = this.read.text('note');
    const inferred = this.read.take('inferred') === true ? true : undefined;
    for (const field of this.read.untaken())
      if (field !== 'extensionType') this.read.warn(field, 'no field of the fact holds it: kept as printed');
    const printed = this.read.printed();
    const own = withoutUndefined({
      note,
      inferred,
      printed: Object.keys(printed).length > 0 ? printed : undefined,
    });
    mapped.forEach((part) => this.settlePart(part, own));
    for (const part of this.read.unreadParts)
      this.kept.push({ suffix: 'unread', fields: part.fields, unread: part });
  }

  /** Nothing is lost with a type that is not known; what it may have been is not known either. */
  private ofOtherType(): Unreadable {
    const { type } = this.fact;
    if (KEPT_TYPES.has(type)) return { wouldBe: null, reason: 'no kind of fact holds it' };
    return { wouldBe: firstSaid(MAY_BE, type) ?? null, reason: `${type} is no type that is read` };
  }

  private keepWhole(unread: Unreadable): void {
    const { type } = this.fact;
    this.read.warn(type, unread.reason);
    // A fact that is read one day gets its own id then; what stands for it until that day has another.
    const suffix = KEPT_TYPES.has(type) ? '' : 'unread';
    this.kept.push({ suffix, fields: this.fact[RAW], unread });
  }

  private settlePart(part: Part, own: JsonObject): void {
    const { suffix, payload, occurredOn } = part;
    const content = withoutUndefined({
      ...this.common,
      ...(suffix === '' ? own : {}),
      ...(part.inferred ? { inferred: true } : {}),
      ...(occurredOn === undefined ? {} : { occurredOn }),
      ...payload,
    });
    const settled = settle(content, this.recorded);
    if (settled.fact === null) return this.keepPart(part, settled.reason);
    this.add(suffix, settled.fact);
    for (const { field, value, reason } of settled.dropped) {
      // Words about a fact are no clinical value of it.
      const wouldBe = Object.hasOwn(payload, field) ? readable(payload.kind) : null;
      this.read.unread(wouldBe, field, reason, value);
    }
  }

  private keepPart({ suffix, payload }: Part, reason: string): void {
    this.read.warn(this.fact.type, reason);
    this.kept.push({
      suffix: suffix === '' ? 'unread' : `${suffix}-unread`,
      fields: suffix === '' ? this.fact[RAW] : payload,
      unread: { wouldBe: readable(payload.kind), reason },
    });
  }

  private record({ suffix, payload }: Part): void {
    const settled = settle(withoutUndefined({ ...this.common, ...payload }), this.recorded);
    if (settled.fact === null) throw new Error(`${this.fact.id} cannot be kept: ${settled.reason}`);
    this.add(suffix, settled.fact);
  }

  private add(suffix: string, fact: Fact): void {
    const factId = this.recorded.free(partId(this.fact.id, suffix));
    const key = factId === this.fact.id ? '' : `/${factId.slice(this.fact.id.length + 1)}`;
    this.recorded.add(this.fact.id, factId, fact);
    this.statements.push({
      statement: 'recorded',
      factId,
      sourceKey: rowKeyOf(this.course, this.fact.id) + key,
      fact,
    });
  }
}
