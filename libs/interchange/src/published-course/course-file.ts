import { Type, type Static } from '@sinclair/typebox';
import { decoderOf, patientIdSchema, partialDate } from '@leptotrace/clinical';
import {
  parsePartialDate,
  type Checked,
  type Issue,
  type JsonObject,
  type JsonValue,
} from '@leptotrace/kernel';

export const COURSE_FORMAT = 'lm-published-course/1';

const dateRange = Type.Object({ earliest: partialDate(), latest: partialDate() });
const relativeTo = Type.Object({ fact: Type.String(), offset: Type.String() });

const courseFact = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$', mend: 'Send an id as f01.' }),
  seq: Type.Integer({ minimum: 0, mend: 'Send the place in the narrative, from 1.' }),
  type: Type.String({ pattern: '^[a-z][a-z0-9_]{0,60}$', mend: 'Send a type as csf_cytology.' }),
  date: partialDate(),
  datePrecision: Type.String({ enum: ['day', 'month', 'year', 'relative'] }),
  dateSource: Type.Union(
    ['stated', 'derived', 'ordered', 'anchored'].map((value) => Type.Literal(value)),
    { mend: 'Use stated, derived, ordered or anchored.' },
  ),
  dateRange: Type.Optional(dateRange),
  relativeTo: Type.Optional(relativeTo),
  availableDate: Type.Optional(partialDate()),
});

const courseFile = Type.Object({
  format: Type.Literal(COURSE_FORMAT, { mend: `Send "format": "${COURSE_FORMAT}".` }),
  id: patientIdSchema(),
  facts: Type.Array(courseFact, { minItems: 1, mend: 'Send a list of facts.' }),
});

export type CourseFact = Static<typeof courseFact> & JsonObject;
export type CourseFile = Omit<Static<typeof courseFile>, 'facts'> & {
  readonly facts: readonly CourseFact[];
} & JsonObject;

const decode = decoderOf<CourseFile>(courseFile);

/** Facts of the same file that a fact names: what its relative date counts from, its specimen, its comparator. */
export const namedFacts = (fact: CourseFact): readonly { readonly path: string; readonly id: string }[] => {
  const named: readonly [string, JsonValue | undefined][] = [
    ['/relativeTo/fact', fact.relativeTo?.fact],
    ['/specimen', fact['specimen']],
    ['/comparedTo', fact['comparedTo']],
  ];
  return named.flatMap(([path, id]) => (typeof id === 'string' ? [{ path, id }] : []));
};

const rangeIssue = (fact: CourseFact, path: string): readonly Issue[] => {
  if (!fact.dateRange) return [];
  const earliest = parsePartialDate(fact.dateRange.earliest);
  const latest = parsePartialDate(fact.dateRange.latest);
  return earliest && latest && earliest.from > latest.to
    ? [
        {
          path: `${path}/dateRange`,
          message: 'the latest day lies before the earliest',
          mend: 'Swap or correct them.',
        },
      ]
    : [];
};

const factIssues = (file: CourseFile): readonly Issue[] => {
  const ids = new Set(file.facts.map(({ id }) => id));
  const seen = new Set<string>();
  return file.facts.flatMap((fact, index) => {
    const path = `/facts/${index}`;
    const twice = seen.has(fact.id);
    seen.add(fact.id);
    return [
      ...(twice
        ? [{ path: `${path}/id`, message: `${fact.id} is there twice`, mend: 'Give each fact its own id.' }]
        : []),
      ...rangeIssue(fact, path),
      ...namedFacts(fact)
        .filter(({ id }) => !ids.has(id))
        .map((named) => ({
          path: path + named.path,
          message: `no fact ${named.id}`,
          mend: 'Name a fact of this file.',
        })),
    ];
  });
};

/** Reads a course of the format `lm-published-course/1`: the file, or what is wrong with it and where. */
export const readCourseFile = (json: unknown): Checked<CourseFile> => {
  const decoded = decode(json);
  if (!decoded.ok) return decoded;
  const issues = factIssues(decoded.value);
  return issues.length > 0 ? { ok: false, issues } : decoded;
};
