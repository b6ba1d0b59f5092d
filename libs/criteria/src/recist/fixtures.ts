import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import { mm } from '../length';
import { type CompartmentCourse, type LesionReading, type NewLesionReading, type TimePoint } from '../model';

/** First day of every course here; a plain number so that tests read as days on study. */
export const ORIGIN = 1000;

export const configWith = (over: Partial<Configuration> = {}): Configuration => ({ ...DEFAULTS, ...over });

const SIZES = ['longest', 'shortAxis', 'perpendicular', 'slice'] as const;

/** Specs tell sizes in tenths of a millimetre; finer ones as fractions of it. */
const tenths = (over: Partial<LesionReading>): Partial<LesionReading> =>
  Object.fromEntries(
    SIZES.flatMap((size) => {
      const value = over[size];
      return typeof value === 'number' ? [[size, mm(value / 10)]] : [];
    }),
  );

/** A lung target measured on CT in thin slices; sizes in tenths of a millimetre. */
export const lesion = (lesionId: string, over: Partial<LesionReading> = {}): LesionReading => ({
  lesionId,
  factId: `fact-${lesionId}`,
  day: ORIGIN,
  site: 'lung',
  kind: 'non-nodal',
  role: 'target',
  status: 'measured',
  longest: null,
  shortAxis: null,
  perpendicular: null,
  slice: mm(5),
  parts: [],
  unequivocalProgression: false,
  locallyTreatedOn: null,
  localProcedures: [],
  modality: 'ct',
  ...over,
  ...tenths(over),
});

export const measured = (
  lesionId: string,
  longest: number,
  over: Partial<LesionReading> = {},
): LesionReading => lesion(lesionId, { longest, ...over });

export const node = (lesionId: string, shortAxis: number, over: Partial<LesionReading> = {}): LesionReading =>
  lesion(lesionId, { kind: 'node', site: 'mediastinum', shortAxis, ...over });

export const nonTarget = (lesionId: string, over: Partial<LesionReading> = {}): LesionReading =>
  lesion(lesionId, { role: 'non-target', ...over });

export const fresh = (lesionId: string, over: Partial<NewLesionReading> = {}): NewLesionReading => ({
  lesionId,
  factId: `new-${lesionId}`,
  day: ORIGIN,
  site: 'liver',
  equivocal: false,
  regionImagedAtBaseline: true,
  petOnly: false,
  ...over,
});

/** A time point so many days after the origin; readings and new lesions take its day unless they say more. */
export const at = (
  days: number,
  readings: readonly LesionReading[] = [],
  over: Partial<TimePoint> = {},
): TimePoint => {
  const day = ORIGIN + days;
  const dated = <T extends { readonly day: number }>(one: T): T =>
    one.day === ORIGIN ? { ...one, day } : one;
  return {
    id: `tp${days}`,
    visit: null,
    day,
    dates: { from: day, to: day },
    factIds: [`study-${days}`],
    nonTargets: null,
    steroid: null,
    clinical: null,
    underImmunotherapy: false,
    stated: [],
    flags: [],
    ...over,
    readings: readings.map(dated),
    newLesions: (over.newLesions ?? []).map(dated),
  };
};

export const wholeNonTargets = (
  status: NonNullable<TimePoint['nonTargets']>['status'],
  days: number,
): Pick<TimePoint, 'nonTargets'> => ({
  nonTargets: { status, factId: `whole-${days}`, day: ORIGIN + days },
});

export const courseOf = (
  baseline: TimePoint | null,
  followUps: readonly TimePoint[],
  compartment: CompartmentCourse['compartment'] = 'non-cns',
): CompartmentCourse => ({ compartment, origin: ORIGIN, baseline, followUps });
