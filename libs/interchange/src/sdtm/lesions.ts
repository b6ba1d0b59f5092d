import type { Site } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { cell, refusal, resultOf, type Refused } from './facts';
import { numberOf, type SdtmRecord } from './records';
import { lengthUnit, siteOf } from './vocabulary';

/** A tumour as TU identifies it. */
export interface Tumour {
  readonly lesionId: string;
  readonly site: Site;
  readonly location: string | undefined;
  readonly kind: 'node' | 'bone' | 'leptomeningeal-nodule' | 'non-nodal';
  readonly role: 'target' | 'non-target' | 'new' | undefined;
}

const KINDS: Readonly<Partial<Record<Site, Tumour['kind']>>> = {
  'lymph-node': 'node',
  bone: 'bone',
  skull: 'bone',
  vertebra: 'bone',
  leptomeninges: 'leptomeningeal-nodule',
};

const roleOf = (group: string | undefined): Tumour['role'] => {
  const text = (group ?? '').toUpperCase();
  if (/NON-?\s?TARGET/.test(text)) return 'non-target';
  if (text.includes('NEW')) return 'new';
  return text.includes('TARGET') ? 'target' : undefined;
};

/** An id as a fact can hold it; the row keeps the one that is printed. */
const heldId = (id: string): string => id.replace(/[^A-Za-z0-9._:/#-]+/g, '-').replace(/^[^A-Za-z0-9]+/, 'n');

export const lesionIdOf = (record: SdtmRecord): string | undefined => {
  const id = cell(record, 'LNKID') ?? cell(record, 'REFID');
  return id === undefined ? undefined : heldId(id).slice(0, 120);
};

const byContent = (a: SdtmRecord, b: SdtmRecord): number =>
  (cell(a, 'DTC') ?? '').localeCompare(cell(b, 'DTC') ?? '') ||
  JSON.stringify(a.cells).localeCompare(JSON.stringify(b.cells));

/** Tumours of one reader by their link id; TU rows that identify none are left to be kept as they are. */
export const tumoursOf = (records: readonly SdtmRecord[]): ReadonlyMap<string, Tumour> => {
  const tumours = new Map<string, Tumour>();
  for (const record of records.filter(({ domain }) => domain === 'TU').sort(byContent)) {
    const lesionId = lesionIdOf(record);
    if (lesionId === undefined || tumours.has(lesionId)) continue;
    const location = cell(record, 'LOC');
    const site = siteOf(location);
    const role = roleOf(resultOf(record) ?? cell(record, 'GRPID'));
    tumours.set(lesionId, { lesionId, site, location, kind: KINDS[site] ?? 'non-nodal', role });
  }
  return tumours;
};

/** Tests of TR that measure a lesion, first the one that counts, and the field that each fills. */
type Field = 'longestDiameter' | 'shortAxis' | 'perpendicularDiameter';
const MEASURES: Readonly<Record<string, Field>> = {
  LDIAM: 'longestDiameter',
  DIAMETER: 'longestDiameter',
  SAXIS: 'shortAxis',
  LPERP: 'perpendicularDiameter',
  PERP: 'perpendicularDiameter',
};

export const testOf = (record: SdtmRecord): string => (cell(record, 'TESTCD') ?? '').toUpperCase();

export const isMeasure = (record: SdtmRecord): boolean => testOf(record) in MEASURES;

/** A node is judged by its short axis: the perpendicular, or a diameter that is the only one given. */
const fieldOf = (record: SdtmRecord, { kind }: Tumour, tests: ReadonlySet<string>): Field => {
  const test = testOf(record);
  const field = MEASURES[test] as Field;
  if (kind !== 'node' || tests.has('SAXIS')) return field;
  const hasPerpendicular = tests.has('LPERP') || tests.has('PERP');
  if (field === 'perpendicularDiameter') return 'shortAxis';
  return test === 'DIAMETER' && !hasPerpendicular ? 'shortAxis' : field;
};

/** What a reader says of a lesion in words; the first that fits. */
const STATES: readonly (readonly [RegExp, string])[] = [
  [/NOT EVALUABLE|UNEVALUABLE|NOT ASSESS|NOT (DONE|MEASURED)|^NE$|^ND$/, 'not-evaluable'],
  [/TOO SMALL|BELOW MEASUR/, 'too-small'],
  [/ABSENT|RESOLVED|DISAPPEARED/, 'absent'],
  [/SPLIT/, 'split'],
  [/MERGED|COALESCED/, 'merged'],
  [/PRESENT|PROGRESS|INCREASED|EQUIVOCAL|STABLE|UNCHANGED|DECREASED|^PD\b/, 'present'],
];

/** Below it a lesion is too small to be measured, and 5 mm in a sum (criteria 1.1, 1.2; real courses 6.1). */
const MEASURABLE_MM = 10;
const BOUND = /^(<|<=|≤)\s*([\d.,]+)\s*(MM|CM)?$/;
const SIZE = /^([\d.,]+)\s*(MM|CM)?$/;

interface Said {
  readonly state?: string;
  readonly size?: { readonly field: Field; readonly value: number; readonly unit: string };
  /** Words that no table has. */
  readonly unknown?: string;
  readonly refused?: Refused;
}

const inMm = (value: number, unit: string): number => value * (unit === 'cm' ? 10 : 1);

const wordsSay = (record: SdtmRecord, words: string, unit: string | null): Said => {
  const bound = BOUND.exec(words);
  if (bound) {
    const value = numberOf(bound[2], record.decimalComma);
    const bounded = inMm(value ?? Infinity, (bound[3] ?? unit ?? 'mm').toLowerCase());
    return { state: bounded <= MEASURABLE_MM ? 'too-small' : 'not-evaluable' };
  }
  const state = STATES.find(([pattern]) => pattern.test(words))?.[1];
  return state === undefined ? { state: 'not-evaluable', unknown: words } : { state };
};

/** The number of a row and its unit, where it has one. */
const numberIn = (
  record: SdtmRecord,
): { readonly text: string; readonly unit: string | undefined } | null => {
  const standardised = cell(record, 'STRESN');
  if (standardised !== undefined) return { text: standardised, unit: cell(record, 'STRESU') };
  const printed = SIZE.exec((resultOf(record) ?? '').toUpperCase());
  return printed
    ? {
        text: printed[1] as string,
        unit: printed[2]?.toLowerCase() ?? cell(record, 'STRESU') ?? cell(record, 'ORRESU'),
      }
    : null;
};

const sizeIn = (record: SdtmRecord, field: Field): Said => {
  const found = numberIn(record);
  if (!found) return {};
  const value = numberOf(found.text, record.decimalComma);
  if (value === null) {
    const mend = 'Send a number with a decimal point, none below zero, and no sign between thousands.';
    return { refused: refusal(record, 'TRSTRESN', `${found.text} is no length`, mend) };
  }
  const unit = lengthUnit(found.unit);
  const message = `${JSON.stringify(found.unit ?? '')} is no unit of length`;
  return unit === null
    ? { refused: refusal(record, 'TRSTRESU', message, 'Use mm or cm.') }
    : { size: { field, value, unit } };
};

/** Words stand over a number that was left in another cell of the row; the number stays printed. */
const wordsOf = (record: SdtmRecord): string | null => {
  const texts = [cell(record, 'STRESC'), cell(record, 'ORRES')].map((text) => (text ?? '').toUpperCase());
  return texts.find((text) => text !== '' && !SIZE.test(text)) ?? null;
};

const saidBy = (record: SdtmRecord, tumour: Tumour, tests: ReadonlySet<string>): Said => {
  const status = (cell(record, 'STAT') ?? '').toUpperCase();
  if (status !== '') return { state: 'not-evaluable' };
  const words = wordsOf(record);
  if (!isMeasure(record)) return words === null ? {} : wordsSay(record, words, null);
  const size = sizeIn(record, fieldOf(record, tumour, tests));
  if (words === null) return size.refused || size.size ? size : { state: 'not-evaluable' };
  return { ...wordsSay(record, words, lengthUnit(cell(record, 'STRESU'))), ...(size.size ? size : {}) };
};

/** Contradicts the word: neither is taken. */
const contradicts = (states: ReadonlySet<string>, largest: number): boolean =>
  (states.has('absent') && (largest > 0 || states.has('present') || states.has('too-small'))) ||
  (states.has('too-small') && largest > MEASURABLE_MM);

const ORDER = ['not-evaluable', 'too-small', 'absent', 'split', 'merged', 'present'] as const;

const stateOf = (states: ReadonlySet<string>, sizes: readonly number[]): string => {
  const [largest = 0] = sizes;
  if (states.has('not-evaluable') || contradicts(states, largest)) return 'not-evaluable';
  if (sizes.length > 0 && largest === 0) return 'absent';
  const said = ORDER.find((state) => states.has(state)) ?? 'present';
  return said === 'present' && sizes.length > 0 ? 'measured' : said;
};

const isUnequivocal = (rows: readonly SdtmRecord[]): boolean =>
  rows.some((record) => /^(UNEQUIVOCAL|PD\b)/i.test(resultOf(record) ?? ''));

export interface LesionRead {
  /** One for each size that the source states: two sizes of one lesion are both kept. */
  readonly lesions: readonly JsonObject[];
  readonly refused: readonly Refused[];
  /** What the source says against itself, or in words that nobody knows. */
  readonly unclear: readonly string[];
}

type Size = NonNullable<Said['size']>;

const largestFirst = (sizes: readonly Size[], field: Field): readonly Size[] => {
  const own = sizes
    .filter((size) => size.field === field)
    .sort((a, b) => inMm(b.value, b.unit) - inMm(a.value, a.unit) || (a.unit < b.unit ? -1 : 1));
  return own.filter((size, at) => {
    const before = own[at - 1];
    return !before || Math.abs(inMm(before.value, before.unit) - inMm(size.value, size.unit)) > 1e-6;
  });
};

const FIELDS: readonly Field[] = ['longestDiameter', 'shortAxis', 'perpendicularDiameter'];

/** The largest of each field together, then the next: how rows were paired is not said. */
const statementsOf = (sizes: readonly Size[]): readonly JsonObject[] => {
  const lists = FIELDS.map((field) => [field, largestFirst(sizes, field)] as const);
  const most = Math.max(1, ...lists.map(([, list]) => list.length));
  return Array.from({ length: most }, (_none, at) =>
    Object.fromEntries(
      lists.flatMap(([field, list]) => {
        const size = list[Math.min(at, list.length - 1)];
        return size ? [[field, { value: size.value, unit: size.unit }]] : [];
      }),
    ),
  );
};

const HAS_SIZE: ReadonlySet<string> = new Set(['measured', 'split', 'merged']);

/** One lesion of one visit, from all the TR rows about it; their order decides nothing. */
export const lesionOf = (tumour: Tumour, rows: readonly SdtmRecord[]): LesionRead => {
  const tests = new Set(rows.map(testOf));
  const said = rows.map((record) => saidBy(record, tumour, tests));
  const sizes = said.flatMap(({ size }) => (size ? [size] : []));
  const states = new Set(said.flatMap(({ state }) => (state === undefined ? [] : [state])));
  const measured = sizes.filter(({ field }) => field !== 'perpendicularDiameter');
  const inOrder = measured.map(({ value, unit }) => inMm(value, unit)).sort((a, b) => b - a);
  const state = stateOf(states, inOrder);
  const unknown = said.flatMap((each) => (each.unknown === undefined ? [] : [each.unknown]));
  const against = contradicts(states, inOrder[0] ?? 0)
    ? [`${[...states].sort().join(' and ')} beside ${inOrder[0] ?? 'no'} mm`]
    : [];
  return {
    lesions: (HAS_SIZE.has(state) ? statementsOf(sizes) : [{}]).map((size) => ({
      lesionId: tumour.lesionId,
      site: tumour.site,
      kind: tumour.kind,
      ...(tumour.role ? { role: tumour.role } : {}),
      state,
      ...size,
      // Of a new lesion it says that the lesion is there for certain, which the list of new lesions holds.
      ...(tumour.role !== 'new' && isUnequivocal(rows) ? { unequivocalProgression: true } : {}),
    })),
    refused: said.flatMap(({ refused }) => (refused ? [refused] : [])),
    unclear: [...new Set([...unknown, ...against])].map((what) => `${tumour.lesionId}: ${what}`),
  };
};
