import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { believedAt, type PatientLog } from '@leptotrace/timeline';
import { planImport } from '../plan';
import { readCourseFile, type CourseFile } from './course-file';
import { courseRows, inKnownOrder } from './course-rows';
import { agentsOf, doseOf } from './drugs';
import { groundsOf, modalityOf, placesOf, regionsOf } from './texts';

const FOLDER = join(process.cwd(), 'data/published-courses');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const raw = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
const course = (name: string): CourseFile => {
  const read = readCourseFile(raw(name));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};

const leaves = (value: unknown): readonly (string | number | boolean)[] => {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [value as string];
  return Object.values(value).flatMap(leaves);
};

describe.each(files)('%s', (name) => {
  const rows = courseRows(course(name));

  it('becomes facts that the schemas take', () => {
    expect(rows.issues).toEqual([]);
    const plan = planImport([], rows.rows);
    expect(plan.report.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    expect(plan.report.every(({ outcome }) => outcome === 'recorded')).toBe(true);
  });

  it('loses nothing that the source says', () => {
    for (const fact of course(name).facts) {
      const row = rows.rows.find(({ rowKey }) => rowKey.endsWith(`:${fact.id}`));
      // Codes keep their words and change their joints: csf_cytology, not detected.
      const joined = (words: string): string => words.replaceAll('\\"', '"').replace(/[ _]/g, '-');
      const text = joined(JSON.stringify(row?.statements));
      // The type became the kind, the precision of a plain date is its form, supportive became the intent,
      // and the marker of an own type says nothing.
      const {
        type: _type,
        datePrecision: _precision,
        extensionType: _own,
        supportive: _intent,
        ...said
      } = fact;
      const lost = leaves(said).filter((leaf) => !text.includes(joined(String(leaf))));
      expect({ fact: fact.id, lost }).toEqual({ fact: fact.id, lost: [] });
    }
    const document = JSON.stringify(rows.rows.at(-1)?.statements);
    const { facts: _facts, ...about } = course(name);
    expect(leaves(about).filter((leaf) => !document.includes(JSON.stringify(leaf).slice(1, -1)))).toEqual([]);
  });

  it('keeps no row as OtherFactRecorded but the document', () => {
    const others = rows.rows
      .slice(0, -1)
      .flatMap(({ statements }) => statements)
      .filter(
        (statement) => statement.statement === 'recorded' && statement.fact.kind === 'OtherFactRecorded',
      );
    expect(others).toEqual([]);
  });

  it('puts no row before a row that it points to', () => {
    const order = inKnownOrder(course(name)).map(({ id }) => id);
    for (const fact of course(name).facts) {
      const anchor = fact.relativeTo?.fact;
      if (anchor) expect(order.indexOf(anchor)).toBeLessThan(order.indexOf(fact.id));
    }
    expect(new Set(order).size).toBe(course(name).facts.length);
  });

  it('adds nothing when it is taken twice', () => {
    const first = planImport([], rows.rows);
    const log = first.statements.map((statement, revision) => ({
      revision,
      recordedAt: '2026-01-01T00:00:00.000Z',
      actor: 'x',
      commandId: 'c',
      correlationId: 'c',
      statement,
    })) as unknown as PatientLog;
    const second = planImport(log, rows.rows);
    expect(second.statements).toEqual([]);
    expect(new Set(second.report.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(believedAt(log).facts.size).toBeGreaterThan(course(name).facts.length);
  });
});

describe('a changed row', () => {
  it('becomes an amendment, once; changed back, it is amended back', () => {
    const original = course('cantemist-cc_onco729.json');
    const changed = {
      ...original,
      facts: original.facts.map((fact) => (fact.id === 'f25' ? { ...fact, result: 'suspicious' } : fact)),
    } as CourseFile;
    const logOf = (statements: readonly unknown[], before: PatientLog = []): PatientLog =>
      [
        ...before,
        ...statements.map((statement, i) => ({
          revision: before.length + i,
          recordedAt: '2026-01-01T00:00:00.000Z',
          statement,
        })),
      ] as unknown as PatientLog;
    const first = logOf(planImport([], courseRows(original).rows).statements);
    const plan = planImport(first, courseRows(changed).rows);
    expect(plan.statements).toMatchObject([
      { statement: 'amended', factId: 'f25', fact: { result: 'suspicious' } },
    ]);
    const second = logOf(plan.statements, first);
    expect(planImport(second, courseRows(changed).rows).statements).toEqual([]);
    expect(planImport(second, courseRows(original).rows).statements).toMatchObject([
      { statement: 'amended', fact: { result: 'positive' } },
    ]);
  });
});

describe('texts of the sources', () => {
  it.each([
    ['150 mg daily', 'erlotinib', false, { dose: { value: 150, unit: 'mg' }, schedule: 'daily' }],
    [
      '1500 mg once weekly',
      'erlotinib',
      false,
      { dose: { value: 1500, unit: 'mg' }, schedule: 'once weekly' },
    ],
    ['methotrexate 12 mg, hydrocortisone 20 mg', 'hydrocortisone', true, { dose: { value: 20, unit: 'mg' } }],
    [
      'paclitaxel 175 mg/m2, carboplatin AUC 5, bevacizumab 7.5 mg/kg',
      'carboplatin',
      true,
      { dose: { value: 5, unit: 'mg.min/mL' } },
    ],
    [
      'paclitaxel 175 mg/m2, carboplatin AUC 5, bevacizumab 7.5 mg/kg',
      'bevacizumab',
      true,
      { dose: { value: 7.5, unit: 'mg/kg' } },
    ],
    [
      'gefitinib 250 mg daily, olaparib 250 mg daily (as printed)',
      'olaparib',
      true,
      { dose: { value: 250, unit: 'mg' }, schedule: 'daily' },
    ],
    ['high-dose boluses', 'dexamethasone', false, {}],
    ['unchanged', 'methotrexate', false, {}],
    [undefined, 'levetiracetam', false, {}],
  ])('dose %s of %s', (text, agent, several, expected) => {
    expect(doseOf(text, agent, several)).toEqual(expected);
  });

  it.each([
    ['methotrexate + hydrocortisone', ['methotrexate', 'hydrocortisone']],
    ['bevacizumab (maintenance)', ['bevacizumab']],
    ['gefitinib + olaparib', ['gefitinib', 'other']],
    ['low molecular weight heparin', ['other']],
  ])('drugs %s', (text, expected) => {
    expect(agentsOf(text).map(({ agent }) => agent)).toEqual(expected);
  });

  it.each([
    ['MRI brain with contrast', 'mri', ['brain']],
    ['CT thorax and abdomen', 'ct', ['chest', 'abdomen']],
    ['PET/CT', 'pet-ct', ['other']],
    ['bone scintigraphy', 'bone-scintigraphy', ['skeleton']],
    ['CT and MRI brain', 'other', ['brain']],
  ])('imaging %s', (text, modality, regions) => {
    expect([modalityOf(text), regionsOf(text)]).toEqual([modality, regions]);
  });

  it.each([
    ['leptomeningeal', 'cns', ['leptomeninges']],
    ['thoracic; bone', 'non-cns', ['thorax', 'bone']],
    ['overall', 'both', []],
    ['intracranial pressure', 'cns', ['cns']],
  ])('place %s', (text, compartment, sites) => {
    expect(placesOf(text)).toEqual({ compartment, sites });
  });

  it('takes evidence for a basis and only a named criterion for a criterion', () => {
    expect(groundsOf('not stated')).toEqual({});
    expect(groundsOf('MRI and CSF')).toEqual({ basis: 'MRI and CSF' });
    expect(groundsOf('RECIST 1.1')).toEqual({ criterion: 'RECIST 1.1' });
  });
});

describe('a malformed file', () => {
  const good = raw('cantemist-cc_onco1045.json') as Record<string, unknown>;
  const withFact = (change: object): unknown => {
    const [first, ...rest] = good['facts'] as object[];
    return { ...good, facts: [{ ...first, ...change }, ...rest] };
  };
  it.each([
    ['no object', 'text', ''],
    ['another format', { ...good, format: 'other/1' }, '/format'],
    ['no id', { ...good, id: undefined }, '/id'],
    ['an id with a slash', { ...good, id: 'a/b' }, '/id'],
    ['no facts', { ...good, facts: [] }, '/facts'],
    ['a fact that is no object', { ...good, facts: ['text'] }, '/facts/0'],
    ['a month that is not there', withFact({ date: '2014-13' }), '/facts/0/date'],
    ['a day that is not there', withFact({ date: '2015-02-29' }), '/facts/0/date'],
    [
      'a day of availability that is not there',
      withFact({ availableDate: 'soon' }),
      '/facts/0/availableDate',
    ],
    [
      'a range that ends before it begins',
      withFact({ dateRange: { earliest: '2015', latest: '2014' } }),
      '/facts/0/dateRange',
    ],
    ['no date at all', { ...good, facts: [{ id: 'f01', type: 'death' }] }, '/facts/0/date'],
  ])('is refused: %s', (_what, file, path) => {
    const read = readCourseFile(file);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.issues.map((issue) => issue.path)).toContain(path);
  });

  it('is named with its fact and field', () => {
    const read = readCourseFile(withFact({ date: '2014-13' }));
    if (read.ok) throw new Error('refused');
    expect(read.issues[0]?.message).toBe(
      'cantemist-cc_onco1045, fact f01, symptom: date 2014-13 is no date of the calendar',
    );
  });

  it.each([
    ['a fact without an id', { id: undefined }],
    ['an id twice', { id: 'f02' }],
    ['an id of the file itself', { id: 'course-document' }],
    ['a fact without a place', { seq: undefined }],
    ['a fact without a type', { type: undefined }],
    ['a type in words', { type: 'Sign of the disease!' }],
    ['an unknown source of the date', { dateSource: 'guessed' }],
    ['no date', { date: null }],
    ['an anchor that is not there', { relativeTo: { fact: 'f99', offset: 'P1W' } }],
    ['an anchor in itself', { relativeTo: { fact: 'f01', offset: 'P1W' } }],
    ['a specimen that is not there', { specimen: 'f99' }],
  ])('is taken all the same, and named: %s', (_what, change) => {
    const read = readCourseFile(withFact(change));
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const { rows, issues } = courseRows(read.value);
    expect(issues).toEqual([]);
    const plan = planImport([], rows);
    expect(plan.report.filter(({ outcome }) => outcome !== 'recorded')).toEqual([]);
    const text = JSON.stringify(rows);
    expect(leaves(change).filter((leaf) => !text.includes(JSON.stringify(leaf).slice(1, -1)))).toEqual([]);
  });
});
