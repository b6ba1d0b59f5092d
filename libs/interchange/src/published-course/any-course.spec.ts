import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { textOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { planImport } from '../plan';
import { readCourseFile } from './course-file';
import { courseRows } from './course-rows';

const FOLDERS = ['data/published-courses', '../shared/data/published-courses-more'].map((folder) =>
  join(process.cwd(), folder),
);

const files: readonly JsonObject[] = FOLDERS.filter(existsSync).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonObject),
);

type Path = readonly (string | number)[];

const isTree = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Every value below a fact, by its place. */
const placesIn = (value: JsonValue | undefined, path: Path = []): readonly Path[] =>
  isTree(value)
    ? Object.entries(value).flatMap(([key, member]) => [[...path, key], ...placesIn(member, [...path, key])])
    : [];

/** What the envelope of a file is: without these, or with an impossible date, it is refused. */
const DATES = new Set(['date', 'availableDate', 'dateRange', 'earliest', 'latest']);
const isEnvelope = (path: Path): boolean => path.some((step) => DATES.has(String(step)));

const changed = (tree: JsonValue, [step, ...rest]: Path, value: JsonValue | undefined): JsonValue => {
  if (step === undefined) return value as JsonValue;
  const copy = (
    Array.isArray(tree) ? [...(tree as readonly JsonValue[])] : { ...(tree as JsonObject) }
  ) as Record<string | number, JsonValue | undefined>;
  copy[step] = changed(copy[step] as JsonValue, rest, value);
  if (copy[step] === undefined) delete copy[step];
  return copy;
};

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    'not positive',
    'f01',
    'f99',
    '>40 cm',
    '12',
    'no progression',
    '奥希替尼',
    ' ',
    '\n',
    'a'.repeat(5000),
  ),
);

const anything: fc.Arbitrary<JsonValue> = fc.oneof(
  words,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  fc.array(words, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('value', 'unit', 'fact', 'name', 'x'), words) as fc.Arbitrary<JsonObject>,
);

type Change = (fact: JsonObject) => JsonObject;

/** One thing done to a fact that nobody here has thought of. */
const change: fc.Arbitrary<Change> = fc.oneof(
  // Another value, of any type, in any place.
  fc.tuple(fc.nat(), anything).map(([at, value]): Change => (fact) => {
    const places = placesIn(fact).filter((path) => !isEnvelope(path));
    return places.length === 0
      ? fact
      : (changed(fact, places[at % places.length] as Path, value) as JsonObject);
  }),
  // A field that is not there.
  fc.nat().map((at): Change => (fact) => {
    const fields = Object.keys(fact).filter((field) => field !== 'date');
    const field = fields[at % Math.max(fields.length, 1)];
    return field === undefined ? fact : (changed(fact, [field], undefined) as JsonObject);
  }),
  // A field that nobody knows.
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 130 }), anything)
    .filter(([name]) => name !== '__proto__' && !DATES.has(name))
    .map(([name, value]): Change => (fact) => ({ ...fact, [name]: value })),
  // A number as text.
  fc.nat().map((at): Change => (fact) => {
    const places = placesIn(fact).filter((path) => typeof valueAt(fact, path) === 'number');
    const path = places[at % Math.max(places.length, 1)];
    return path === undefined ? fact : (changed(fact, path, textOf(valueAt(fact, path))) as JsonObject);
  }),
);

const valueAt = (tree: JsonValue, path: Path): JsonValue | undefined =>
  path.reduce<JsonValue | undefined>((value, step) => (isTree(value) ? value[step] : undefined), tree);

const mutated = fc
  .tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 6 }))
  .map(([file, changes]) =>
    changes.reduce<JsonObject>((course, [at, apply]) => {
      const facts = course['facts'] as readonly JsonObject[];
      const index = at % facts.length;
      return { ...course, facts: facts.map((fact, place) => (place === index ? apply(fact) : fact)) };
    }, file),
  );

/** Words keep their letters and change their joints. */
const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const leaves = (value: JsonValue | undefined): readonly string[] => {
  if (value === null || value === undefined) return [];
  return isTree(value) ? Object.values(value).flatMap(leaves) : [textOf(value)];
};

/** Fields that became something else: the kind, the form of a date, the intent, the words of a code. */
const TRANSLATED = new Set(['type', 'datePrecision', 'extensionType', 'supportive', 'status', 'inferred']);

describe('a course that nobody here wrote', () => {
  it('is taken whole, whatever stands in its fields', () => {
    fc.assert(
      fc.property(mutated, (file) => {
        const read = readCourseFile(file);
        if (!read.ok) throw new Error(JSON.stringify(read.issues));
        const { rows, issues } = courseRows(read.value);
        expect(issues).toEqual([]);
        const { report } = planImport([], rows);
        expect(report.filter(({ outcome }) => outcome !== 'recorded')).toEqual([]);
        // Every fact of the source leaves at least one recorded fact.
        const facts = file['facts'] as readonly JsonObject[];
        expect(
          rows
            .slice(1, -1)
            .map(({ row }) => row)
            .sort((a, b) => a - b),
        ).toEqual(facts.map((_, at) => at + 1));
        expect(rows.filter(({ statements }) => statements.length === 0)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('loses no word of it', () => {
    fc.assert(
      fc.property(mutated, (file) => {
        const read = readCourseFile(file);
        if (!read.ok) throw new Error(JSON.stringify(read.issues));
        const { rows } = courseRows(read.value);
        const lost = (file['facts'] as readonly JsonObject[]).flatMap((fact, index) => {
          const row = rows.find((each) => each.row === index + 1);
          const text = letters(
            leaves(row?.statements as unknown as JsonValue)
              .map((leaf) => leaf.replaceAll('\\', ''))
              .join(' '),
          );
          return Object.entries(fact)
            .filter(([field]) => !TRANSLATED.has(field))
            .flatMap(([, value]) => leaves(value))
            .filter((leaf) => !text.includes(letters(leaf)));
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('is told the same on every reading', () => {
    fc.assert(
      fc.property(mutated, (file) => {
        const rows = () => {
          const read = readCourseFile(file);
          return read.ok ? courseRows(read.value) : read.issues;
        };
        expect(JSON.stringify(rows())).toBe(JSON.stringify(rows()));
      }),
      { numRuns: 30 },
    );
  });
});
