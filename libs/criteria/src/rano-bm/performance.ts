import { type EpochDay } from '@leptotrace/kernel';
import { type Attribution } from '../lm-model';
import { type ClinicalStatus } from '../model';
import { causeOf } from './cause';
import { runOf } from './run';

export interface PerformancePoint {
  readonly day: EpochDay;
  readonly value: number;
  readonly factId: string;
  /** Why it is so, where the one who rated it says so. */
  readonly attribution?: Attribution;
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

const statusBy = (
  scale: Scale,
  readings: readonly PerformancePoint[],
  { origin, day }: PerformanceWindow,
): ClinicalStatus | null => {
  const known = [...readings].sort((a, b) => a.day - b.day);
  const reference = known.filter((reading) => reading.day <= origin).at(-1);
  if (!reference) return null;
  const after = known.filter((reading) => reading.day > origin);
  const run = runOf(after, day, ({ value }) => scale.worse(value, reference.value));
  if (!run) return null;
  const { worse, last } = run;
  const [first] = worse;
  if (first)
    return {
      status: 'worse',
      day: first.day,
      lastedDays: worse.length > 1 ? (worse.at(-1)?.day ?? first.day) - first.day : null,
      attribution: causeOf(worse.map(({ attribution }) => attribution ?? 'unknown')),
      factIds: [reference, ...worse].map(({ factId }) => factId),
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
 * against the last one on or before the origin. `null`: one of the two is missing. Why it worsened is
 * told by whoever rated it, or by the examinations around it.
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
