import { Type, type Static } from '@sinclair/typebox';
import { decoderOf, patientIdSchema } from '@leptotrace/clinical';
import {
  isCalendarDuration,
  isObject,
  parsePartialDate,
  textOf,
  type Checked,
  type Issue,
  type JsonObject,
  type JsonValue,
} from '@leptotrace/kernel';
import { DATE_SOURCES } from './codes';
import { codeIn, plainWords } from './words';

export const COURSE_FORMAT = 'lm-published-course/1';

/** What the file must be; everything else of a fact is read as far as it can be, and kept. */
const courseFile = Type.Object({
  format: Type.Literal(COURSE_FORMAT, { mend: `Send "format": "${COURSE_FORMAT}".` }),
  id: patientIdSchema(),
  facts: Type.Array(Type.Object({}, { mend: 'Send each fact as an object.' }), {
    minItems: 1,
    mend: 'Send a list of facts.',
  }),
});

interface DateRange {
  readonly earliest: string;
  readonly latest: string;
}

/** Key of what the source itself says: no field of a source can have the same name. */
export const RAW = Symbol('raw');

/** One fact of the source, with what places it made sound: its other fields are as the source has them. */
export type CourseFact = JsonObject & {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly date?: string;
  readonly dateSource?: 'stated' | 'derived' | 'ordered' | 'anchored';
  readonly dateRange?: DateRange;
  readonly relativeTo?: { readonly fact: string; readonly offset: string; readonly note?: string };
  readonly availableDate?: string;
  readonly collectedDate?: string;
  /** The fact as the source has it. */
  readonly [RAW]: JsonObject;
};

export type CourseFile = Omit<Static<typeof courseFile>, 'facts'> & {
  readonly facts: readonly CourseFact[];
} & JsonObject;

type RawFile = Omit<CourseFile, 'facts'> & { readonly facts: readonly JsonObject[] };

const decode = decoderOf<RawFile>(courseFile);

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$/;
/** Ids that stand for the file itself. */
const RESERVED = new Set(['registration', 'document', 'course-document', 'reported-outcome']);

const isDate = (value: JsonValue | undefined): value is string =>
  typeof value === 'string' && parsePartialDate(value) !== null;

const isGiven = (value: JsonValue | undefined): boolean => value !== undefined && value !== null;

interface Wrong {
  readonly field: string;
  readonly message: string;
  readonly mend: string;
}

/** Names the file and the fact, for whoever reads only the line. */
const issueOf = (file: RawFile, index: number, { field, message, mend }: Wrong): Issue => {
  const fact = file.facts[index] as JsonObject;
  const name = [fact['id'], fact['type']]
    .filter(isGiven)
    .map((each) => textOf(each))
    .join(', ');
  return {
    path: `/facts/${index}/${field}`,
    message: `${textOf(file['id'])}, fact ${name}: ${field} ${message}`,
    mend,
  };
};

const DATE_MEND = 'Write a year, a month or a day that the calendar has: 2021, 2021-05 or 2021-05-03.';

const wrongRange = (range: JsonValue): readonly Wrong[] => {
  const field = 'dateRange';
  const { earliest, latest } = isObject(range) ? range : {};
  if (!isDate(earliest) || !isDate(latest))
    return [{ field, message: 'is no two dates of the calendar', mend: DATE_MEND }];
  const [first, last] = [parsePartialDate(earliest), parsePartialDate(latest)];
  return first && last && first.from > last.to
    ? [{ field, message: 'ends before it begins', mend: 'Swap or correct the two.' }]
    : [];
};

const wrongDates = (fact: JsonObject): readonly Wrong[] => [
  ...(['date', 'availableDate'] as const)
    .filter((field) => isGiven(fact[field]) && !isDate(fact[field]))
    .map((field) => ({
      field,
      message: `${textOf(fact[field])} is no date of the calendar`,
      mend: DATE_MEND,
    })),
  ...(isGiven(fact['dateRange']) ? wrongRange(fact['dateRange'] as JsonValue) : []),
];

/** A course without a single date has no place in time. */
const undatedIssues = (file: RawFile): readonly Issue[] =>
  file.facts.some(({ date, dateRange }) => isGiven(date) || isGiven(dateRange))
    ? []
    : [
        issueOf(file, 0, {
          field: 'date',
          message: 'is missing, and no other fact has one',
          mend: DATE_MEND,
        }),
      ];

/** Days between which everything of the course lies: the place of a fact whose date is not said. */
const spanOf = ({ facts, citation }: RawFile): DateRange => {
  const texts = facts.flatMap(({ date, dateRange }) =>
    isObject(dateRange) ? [dateRange['earliest'], dateRange['latest']] : [date],
  );
  const dates = texts.filter(isDate).sort();
  const year = isObject(citation) ? textOf(citation['year'] ?? '') : '';
  const latest = isDate(year) && year > (dates.at(-1) as string) ? year : (dates.at(-1) as string);
  return { earliest: dates[0] as string, latest };
};

const seqOf = (seq: JsonValue | undefined, index: number): number => {
  const given = typeof seq === 'string' ? Number(seq) : seq;
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= 1_000_000
    ? given
    : index + 1;
};

type Anchor = CourseFact['relativeTo'];

const anchorOf = (value: JsonValue | undefined, ids: ReadonlySet<string>, own: string): Anchor => {
  if (!isObject(value)) return undefined;
  const { fact, offset, note } = value;
  const sound =
    typeof fact === 'string' &&
    ids.has(fact) &&
    fact !== own &&
    typeof offset === 'string' &&
    offset.trim() !== '';
  return sound ? { fact, offset, ...(typeof note === 'string' && note !== '' ? { note } : {}) } : undefined;
};

const hasDate = (fact: JsonObject, anchor: Anchor): boolean =>
  isGiven(fact['date']) ||
  isGiven(fact['dateRange']) ||
  (anchor !== undefined && isCalendarDuration(anchor.offset));

/** Each fact with an id of its own: one that is missing, malformed or there twice is counted instead. */
const idsOf = (facts: readonly JsonObject[]): readonly string[] => {
  const seen = new Set<string>(RESERVED);
  return facts.map(({ id }, index) => {
    const taken = typeof id === 'string' && ID.test(id) && !seen.has(id);
    const counted = Array.from(
      { length: facts.length + 1 },
      (_, n) => `row-${index + 1}${n === 0 ? '' : `.${n}`}`,
    );
    const own = taken ? id : (counted.find((each) => !seen.has(each)) as string);
    seen.add(own);
    return own;
  });
};

/** The fields that place a fact, made sound; what they were given as stays beside them where it differs. */
const soundFact = (file: RawFile, index: number, ids: readonly string[], span: DateRange): CourseFact => {
  const raw = file.facts[index] as JsonObject;
  const { id: _id, seq: _seq, type: _type, relativeTo: _anchor, dateSource: _source, ...rest } = raw;
  const id = ids[index] as string;
  const type = plainWords(textOf(raw['type'] ?? '')).replace(/ /g, '_') || 'fact';
  const relativeTo = anchorOf(raw['relativeTo'], new Set(ids), id);
  const dated = hasDate(raw, relativeTo);
  const dateSource = dated ? (codeIn(DATE_SOURCES, textOf(raw['dateSource'] ?? '')) ?? 'derived') : 'ordered';
  return {
    ...rest,
    id,
    seq: seqOf(raw['seq'], index),
    type,
    dateSource,
    relativeTo,
    ...(dated ? {} : { dateRange: span }),
    collectedDate: isDate(raw['collectedDate']) ? raw['collectedDate'] : undefined,
    [RAW]: raw,
  } as unknown as CourseFact;
};

/** Facts of the same file that a fact names: what its relative date counts from, its specimen, its comparator. */
export const namedFacts = (fact: CourseFact): readonly string[] =>
  [fact.relativeTo?.fact, fact['specimen'], fact['comparedTo'], fact['supersedes'], fact['upgrades']].filter(
    (id): id is string => typeof id === 'string',
  );

/**
 * Reads a course of the format `lm-published-course/1`: the file, or what is wrong with it and where. Only a
 * broken envelope is refused: the format, the id, the list of facts, dates that no calendar has.
 */
export const readCourseFile = (json: unknown): Checked<CourseFile> => {
  const decoded = decode(json);
  if (!decoded.ok) return decoded;
  const file = decoded.value;
  const issues = [
    ...file.facts.flatMap((fact, index) => wrongDates(fact).map((wrong) => issueOf(file, index, wrong))),
    ...undatedIssues(file),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const [ids, span] = [idsOf(file.facts), spanOf(file)];
  const facts = file.facts.map((_, index) => soundFact(file, index, ids, span));
  return { ok: true, value: { ...file, facts } as unknown as CourseFile };
};
