import type { Site } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { refusal, type Refused } from './facts';
import type { SdtmRecord } from './records';
import { lengthUnit, siteOf } from './vocabulary';

/** A tumour as TU identifies it. */
export interface Tumour {
  readonly lesionId: string;
  readonly site: Site;
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
  if (text.includes('NON-TARGET') || text.includes('NONTARGET')) return 'non-target';
  if (text.includes('NEW')) return 'new';
  return text.includes('TARGET') ? 'target' : undefined;
};

const lesionIdOf = ({ domain, cells }: SdtmRecord): string | undefined =>
  cells[`${domain}LNKID`] ?? cells[`${domain}REFID`];

/** Tumours of one subject by their link id; TU rows that identify none are left to be kept as they are. */
export const tumoursOf = (records: readonly SdtmRecord[]): ReadonlyMap<string, Tumour> => {
  const tumours = new Map<string, Tumour>();
  for (const record of records) {
    const lesionId = lesionIdOf(record);
    if (record.domain !== 'TU' || lesionId === undefined || tumours.has(lesionId)) continue;
    const site = siteOf(record.cells['TULOC']);
    const role = roleOf(record.cells['TUSTRESC'] ?? record.cells['TUORRES'] ?? record.cells['TUGRPID']);
    tumours.set(lesionId, { lesionId, site, kind: KINDS[site] ?? 'non-nodal', role });
  }
  return tumours;
};

/** Tests of TR that measure a lesion, and the field that each fills. */
const MEASURES: Readonly<Record<string, string>> = {
  LDIAM: 'longestDiameter',
  DIAMETER: 'longestDiameter',
  SAXIS: 'shortAxis',
  LPERP: 'perpendicularDiameter',
  PERP: 'perpendicularDiameter',
};

interface Length {
  readonly field: string;
  readonly length: JsonObject;
}

const isTooSmall = ({ cells }: SdtmRecord): boolean =>
  /TOO SMALL/i.test(`${cells['TRORRES'] ?? ''} ${cells['TRSTRESC'] ?? ''}`);

const isNotDone = ({ cells }: SdtmRecord): boolean => /NOT DONE/i.test(cells['TRSTAT'] ?? '');

/** Standardised result and unit, else the original ones. */
const printedLength = ({ cells }: SdtmRecord) => ({
  value: cells['TRSTRESN'] ?? cells['TRORRES'],
  unit: cells['TRSTRESU'] ?? cells['TRORRESU'],
});

const isSize = (value: string): boolean => Number.isFinite(Number(value)) && Number(value) >= 0;

const lengthOf = (record: SdtmRecord): Length | Refused | null => {
  const field = MEASURES[record.cells['TRTESTCD'] ?? ''];
  const { value, unit } = printedLength(record);
  if (field === undefined || value === undefined || isTooSmall(record) || isNotDone(record)) return null;
  if (!isSize(value)) return refusal(record, 'TRSTRESN', `${value} is no length`, 'Send a number.');
  const known = lengthUnit(unit);
  return known === null
    ? refusal(record, 'TRSTRESU', `${JSON.stringify(unit ?? '')} is no unit of length`, 'Use mm or cm.')
    : { field, length: { value: Number(value), unit: known } };
};

const STATES: readonly (readonly [RegExp, string])[] = [
  [/ABSENT|RESOLVED|DISAPPEARED/, 'absent'],
  [/NOT EVALUABLE|UNEVALUABLE|^NE$/, 'not-evaluable'],
  [/SPLIT/, 'split'],
  [/MERGED|COALESCED/, 'merged'],
  [/PRESENT|PROGRESS|INCREASED|EQUIVOCAL/, 'present'],
];

const stateOf = (rows: readonly SdtmRecord[], measured: boolean): string => {
  const said = rows
    .filter(({ cells }) => cells['TRTESTCD'] === 'TUMSTATE')
    .map(({ cells }) => (cells['TRSTRESC'] ?? cells['TRORRES'] ?? '').toUpperCase())
    .join(' ');
  const stated = STATES.find(([pattern]) => pattern.test(said))?.[1];
  if (measured) return stated === 'split' || stated === 'merged' ? stated : 'measured';
  if (rows.some(isTooSmall)) return 'too-small';
  return stated ?? (rows.some(isNotDone) ? 'not-evaluable' : 'present');
};

const isUnequivocal = (rows: readonly SdtmRecord[]): boolean =>
  rows.some(
    ({ cells }) =>
      /^(UNEQUIVOCAL|PD\b).*/i.test(cells['TRSTRESC'] ?? cells['TRORRES'] ?? '') &&
      !/EQUIVOCAL NEW/i.test(cells['TRSTRESC'] ?? ''),
  );

export interface LesionRead {
  readonly lesion: JsonObject | null;
  readonly refused: readonly Refused[];
}

/** One lesion of one visit, from all the TR rows about it. */
export const lesionOf = (tumour: Tumour, rows: readonly SdtmRecord[]): LesionRead => {
  const found = rows.map(lengthOf).filter((each) => each !== null);
  const refused = found.flatMap((each) => ('issue' in each ? [each] : []));
  if (refused.length > 0) return { lesion: null, refused };
  const lengths = found.flatMap((each) => ('field' in each ? [each] : []));
  const measured = lengths.some(({ field }) => field !== 'perpendicularDiameter');
  const zero = lengths.some(
    ({ field, length }) => field !== 'perpendicularDiameter' && length['value'] === 0,
  );
  const state = zero ? 'absent' : stateOf(rows, measured);
  const sizes = state === 'absent' ? [] : lengths.map(({ field, length }) => [field, length] as const);
  return {
    lesion: {
      lesionId: tumour.lesionId,
      site: tumour.site,
      kind: tumour.kind,
      ...(tumour.role ? { role: tumour.role } : {}),
      state,
      ...Object.fromEntries(sizes),
      // Of a new lesion it says that the lesion is there for certain, which the list of new lesions holds.
      ...(tumour.role !== 'new' && isUnequivocal(rows) ? { unequivocalProgression: true } : {}),
    },
    refused: [],
  };
};

export { lesionIdOf };
