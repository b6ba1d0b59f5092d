import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag, type Lost } from '@leptotrace/rules';
import { type Response } from '../model';
import { type CsfFinding, type CsfState } from './csf';
import { type ImagingFinding } from './imaging';
import { type NeuroFinding } from './neuro';

/** The components of one evaluation, judged. */
export interface Components {
  /** The last examination of the evaluation; `null`: none. */
  readonly neuro: NeuroFinding | null;
  /** Seen twice in a row, or lasting: the day of the first examination. */
  readonly neuroConfirmedSince: EpochDay | null;
  readonly csf: CsfFinding;
  readonly imaging: ImagingFinding;
  /** A confounded progression that a repeat MRI confirmed: the day of the first. */
  readonly imagingConfirmedSince: EpochDay | null;
  /** Was any domain abnormal at baseline? */
  readonly abnormalAtBaseline: boolean;
}

export type RowId = `RANOLM-3.5-L${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;

export interface Combined {
  readonly rule: RowId;
  readonly value: Response;
  /** First day of the evidence; `null`: the evaluation's own day. */
  readonly day: EpochDay | null;
  readonly flags: readonly Flag[];
  /** Rows read before the one that fits, and why they do not. */
  readonly lost: readonly Lost[];
}

interface Fit {
  readonly value: Response;
  readonly day?: EpochDay | null;
  readonly flags?: readonly Flag[];
}
type Row = readonly [
  rule: RowId,
  test: (parts: Components, config: Configuration) => Fit | null,
  otherwise: string,
];

const worse = ({ neuro }: Components): boolean => neuro?.result === 'WORSE';
const neuroIs = ({ neuro }: Components, ...results: readonly NeuroFinding['result'][]): boolean =>
  neuro !== null && results.includes(neuro.result);

const notWorse = (parts: Components): boolean => neuroIs(parts, 'IMPROVED', 'STABLE');

const NEGATIVE: ReadonlySet<CsfState> = new Set(['CONVERTED_NEG', 'STAYS_NEG']);
const NO_PROGRESSION: ReadonlySet<CsfState> = new Set([
  'CONVERTED_NEG',
  'NEG_UNCONFIRMED',
  'STILL_POSITIVE',
  'STAYS_NEG',
]);
const STILL: ReadonlySet<ImagingFinding['result']> = new Set(['IMPROVED', 'STABLE', 'NOT_APPLICABLE']);

const refractory = (parts: Components, { failedConversion }: Configuration): Fit | null => {
  const { csf, imaging } = parts;
  if (csf.state !== 'FAILED_CONVERSION') return null;
  const improves = neuroIs(parts, 'IMPROVED') && imaging.result !== 'PROGRESSIVE';
  const stable = failedConversion === 'alwaysSD' || (failedConversion === 'seedReconciled' && improves);
  return stable
    ? { value: 'SD', flags: ['PERSISTENT_POSITIVE_CSF'] }
    : { value: 'PD', day: csf.day, flags: ['REFRACTORY'] };
};

const neuroAlone = (parts: Components, { neuroAloneIsPD }: Configuration): Fit | null => {
  const { neuro, neuroConfirmedSince } = parts;
  if (!worse(parts) || neuro?.attribution !== 'lm') return null;
  return neuroAloneIsPD && neuroConfirmedSince !== null
    ? { value: 'PD', day: neuroConfirmedSince, flags: neuroConfirmedSince < neuro.day ? ['BACKDATED'] : [] }
    : { value: 'SUSPECTED_PD', day: neuro.day };
};

const suspected = (parts: Components): Fit | null => {
  if (parts.imaging.downgraded) return { value: 'SUSPECTED_PD', day: parts.imaging.day };
  return worse(parts) ? { value: 'SUSPECTED_PD', day: parts.neuro?.day ?? null } : null;
};

const isComplete = ({ imaging, neuro, csf, abnormalAtBaseline }: Components): boolean =>
  imaging.resolved && neuro !== null && neuro.allNormal && abnormalAtBaseline && csf.now === 'neg';

const response = (parts: Components): Fit | null => {
  const { imaging, csf } = parts;
  const better =
    imaging.result === 'IMPROVED' || (imaging.result === 'NOT_APPLICABLE' && neuroIs(parts, 'IMPROVED'));
  if (!better || !NEGATIVE.has(csf.state) || !notWorse(parts)) return null;
  return { value: isComplete(parts) ? 'CR' : 'PR' };
};

const stable = (parts: Components): Fit | null => {
  const { imaging, csf } = parts;
  if (!STILL.has(imaging.result) || !notWorse(parts)) return null;
  if (NO_PROGRESSION.has(csf.state)) return { value: 'SD' };
  const missing = csf.state === 'NE' && csf.baseline === 'neg';
  return missing ? { value: 'SD', flags: ['CSF_NOT_AVAILABLE'] } : null;
};

const imagingProgression = ({ imaging, imagingConfirmedSince }: Components): Fit | null => {
  if (imaging.result !== 'PROGRESSIVE' || imaging.downgraded) return null;
  return imagingConfirmedSince === null
    ? { value: 'PD', day: imaging.day }
    : { value: 'PD', day: imagingConfirmedSince, flags: ['BACKDATED'] };
};

/** The rows in the order in which they are read (3.5). */
const ROWS: readonly Row[] = [
  ['RANOLM-3.5-L1', imagingProgression, 'imaging is not progressive, or confounded by a puncture'],
  [
    'RANOLM-3.5-L2',
    ({ csf }) => (csf.state === 'CONVERTED_POS' ? { value: 'PD', day: csf.day } : null),
    'cytology has not turned positive',
  ],
  ['RANOLM-3.5-L3', refractory, 'no failed conversion after induction'],
  ['RANOLM-3.5-L4', neuroAlone, 'no neurological worsening from LM'],
  ['RANOLM-3.5-L5', suspected, 'nothing is suspected'],
  ['RANOLM-3.5-L6', response, 'not improved with negative cytology'],
  ['RANOLM-3.5-L7', stable, 'a component that is needed is missing'],
  ['RANOLM-3.5-L8', () => ({ value: 'NE' }), ''],
];

/** Several that each make progression: it dates from the earliest (8.3). */
const earliestProgression = (parts: Components, config: Configuration): EpochDay | null => {
  const days = ROWS.slice(0, 4).flatMap(([, test]) => {
    const fit = test(parts, config);
    return fit?.value === 'PD' && fit.day !== null && fit.day !== undefined ? [fit.day] : [];
  });
  return days.length === 0 ? null : Math.min(...days);
};

/** Combined response of one evaluation: the first row of the table that fits. */
export const combine = (parts: Components, config: Configuration): Combined => {
  const lost: Lost[] = [];
  for (const [rule, test, otherwise] of ROWS) {
    const fit = test(parts, config);
    if (fit) {
      const day = fit.value === 'PD' ? earliestProgression(parts, config) : (fit.day ?? null);
      return { rule, value: fit.value, day, flags: fit.flags ?? [], lost };
    }
    lost.push({ rule, reason: otherwise });
  }
  throw new Error('the last row fits everything');
};

/** A puncture alone: only what cytology by itself can say, and only progression (3.2). */
export const combinePuncture = (parts: Components, config: Configuration): Combined | null => {
  for (const [rule, test] of ROWS.slice(1, 3)) {
    const fit = test(parts, config);
    if (fit?.value === 'PD')
      return { rule, value: 'PD', day: fit.day ?? null, flags: fit.flags ?? [], lost: [] };
  }
  return null;
};
