import { type EpochDay } from '@leptotrace/kernel';
import { type ClinicalStatus } from '../model';

export interface PerformancePoint {
  readonly day: EpochDay;
  readonly value: number;
  readonly factId: string;
}

export interface PerformanceExam extends PerformancePoint {
  readonly instrument: 'ECOG' | 'KPS';
}

export interface PerformanceWindow {
  readonly origin: EpochDay;
  readonly day: EpochDay;
}

interface Scale {
  readonly worse: (now: number, reference: number) => boolean;
  readonly better: (now: number, reference: number) => boolean;
}

const KPS: Scale = {
  worse: (now, reference) =>
    (reference >= 90 && now <= 70) ||
    (reference <= 80 && reference - now >= 20) ||
    (now <= 50 && now < reference),
  better: (now, reference) => now > reference,
};

const ECOG: Scale = {
  worse: (now, reference) => now - reference >= 2,
  better: (now, reference) => now < reference,
};

/** Readings in a row, up to the last, that are worse. */
const worseRun = (after: readonly PerformancePoint[], reference: number, scale: Scale) => {
  let from = after.length;
  while (from > 0 && scale.worse((after[from - 1] as PerformancePoint).value, reference)) from -= 1;
  return after.slice(from);
};

const statusBy = (
  scale: Scale,
  readings: readonly PerformancePoint[],
  { origin, day }: PerformanceWindow,
): ClinicalStatus | null => {
  const known = readings.filter((reading) => reading.day <= day).sort((a, b) => a.day - b.day);
  const reference = known.filter((reading) => reading.day <= origin).at(-1);
  const after = known.filter((reading) => reading.day > origin);
  const last = after.at(-1);
  if (!reference || !last) return null;
  const run = worseRun(after, reference.value, scale);
  const first = run[0];
  if (first)
    return {
      status: 'worse',
      day: first.day,
      lastedDays: run.length > 1 ? last.day - first.day : null,
      attribution: 'unknown',
      factIds: [reference, ...run].map(({ factId }) => factId),
    };
  return {
    status: scale.better(last.value, reference.value) ? 'improved' : 'stable',
    day: last.day,
    lastedDays: null,
    attribution: 'unknown',
    factIds: [reference.factId, last.factId],
  };
};

/**
 * Clinical item of RANO-BM by Karnofsky status (2.4): the readings after the origin, up to the day,
 * against the last one on or before the origin. `null`: one of the two is missing. Why it worsened a
 * performance status does not tell.
 */
export const clinicalStatusFromKps = (
  readings: readonly PerformancePoint[],
  window: PerformanceWindow,
): ClinicalStatus | null => statusBy(KPS, readings, window);

/** The same by ECOG: a rise of two levels is worse (2.4). */
export const clinicalStatusFromEcog = (
  readings: readonly PerformancePoint[],
  window: PerformanceWindow,
): ClinicalStatus | null => statusBy(ECOG, readings, window);

/** Clinical item from mixed readings: by KPS where it can be told, else by ECOG (2.4). */
export const clinicalStatusFrom = (
  readings: readonly PerformanceExam[],
  window: PerformanceWindow,
): ClinicalStatus | null => {
  const of = (wanted: PerformanceExam['instrument']): readonly PerformanceExam[] =>
    readings.filter(({ instrument }) => instrument === wanted);
  return clinicalStatusFromKps(of('KPS'), window) ?? clinicalStatusFromEcog(of('ECOG'), window);
};
