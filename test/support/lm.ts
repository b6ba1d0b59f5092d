import { RANO_LM_DOMAINS } from '@leptotrace/clinical';
import {
  type CytologySample,
  type LmCourse,
  type LmEvaluation,
  type LmImaging,
  type NeuroDomain,
  type NeuroExam,
  type PerformanceReading,
  type PressureReading,
} from '@leptotrace/criteria';

// Short forms of LM courses for the specs of criteria: days count from the first dose, day 0.

export const DOMAINS: readonly NeuroDomain[] = RANO_LM_DOMAINS;

type Grade = number | null;

/** An examination in which every domain is normal but those named; `null` is not evaluable. */
export const exam = (
  day: number,
  grades: Partial<Record<NeuroDomain, Grade>> = {},
  attribution: NeuroExam['domains'][number]['attribution'] = 'lm',
): NeuroExam => ({
  factId: `exam${day}`,
  day,
  domains: DOMAINS.map((domain) => ({
    domain,
    grade: domain in grades ? (grades[domain] ?? null) : 0,
    attribution,
  })),
});

export const sample = (
  day: number,
  result: CytologySample['result'],
  more: Partial<CytologySample> = {},
): CytologySample => ({
  factId: `csf${day}`,
  specimenId: `s${day}`,
  day,
  result,
  site: 'lumbar',
  volumeMl: 10,
  method: 'cytology',
  ...more,
});

export const mri = (day: number, more: Partial<LmImaging> = {}): LmImaging => ({
  factId: `mri${day}`,
  day,
  timeOfDay: null,
  brain: true,
  spine: true,
  contrast: true,
  readerOverall: null,
  lano: [],
  revised: [],
  revisedReferenceFactId: null,
  nodules: [],
  newLmLesion: false,
  equivocalLmLesion: false,
  ...more,
});

export const lano = (
  item: LmImaging['lano'][number]['item'],
  presence: LmImaging['lano'][number]['presence'],
  change: number | null = null,
  more: Partial<LmImaging['lano'][number]> = {},
): LmImaging['lano'][number] => ({
  item,
  presence,
  change,
  direction: change === null ? null : 'positive-is-better',
  nodule: null,
  ...more,
});

export const pressure = (
  day: number,
  cmH2O: number,
  more: Partial<PressureReading> = {},
): PressureReading => ({
  factId: `icp${day}`,
  day,
  cmH2O,
  position: 'lateral-decubitus',
  lumbar: true,
  ...more,
});

export const ecog = (day: number, value: number): PerformanceReading => ({
  factId: `ecog${day}`,
  day,
  instrument: 'ECOG',
  value,
});

export const evaluation = (day: number, parts: Partial<LmEvaluation> = {}): LmEvaluation => ({
  id: `lm:${day}`,
  visit: null,
  day,
  dates: { from: day, to: day },
  factIds: [`lm${day}`],
  exams: [],
  nanoExams: [],
  samples: [],
  imaging: [],
  pressures: [],
  performance: [],
  stated: null,
  flags: [],
  ...parts,
});

export const lmCourseOf = (
  baseline: LmEvaluation | null,
  followUps: readonly LmEvaluation[],
  more: Partial<LmCourse> = {},
): LmCourse => ({
  origin: 0,
  population: {
    since: { day: -30, dates: { from: -30, to: -30 }, factIds: ['dx'], by: 'stated' },
    first: null,
  },
  before: [],
  baseline,
  followUps,
  inductionEnd: null,
  procedures: [],
  bevacizumab: [],
  osmotic: [],
  haematological: false,
  ...more,
});
