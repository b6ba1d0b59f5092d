import type { Fact } from '@leptotrace/clinical';
import { dayText, type DayInterval } from '@leptotrace/kernel';
import type { Derived } from '@leptotrace/derivation';
import type { ViewedFact } from '@leptotrace/timeline';
import { datesText, type DatesAnswer } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface EvidenceAge {
  /** The day of the last specimen or examination; `null` where its date is wider than a day. */
  readonly date: string | null;
  /** Every day that it may have been; `null` where there is no such evidence. */
  readonly dates: DatesAnswer | null;
  readonly ageDays: number | null;
  /** Ages that the dates leave possible: one number where both ends are the same. */
  readonly ageRange: { readonly from: number; readonly to: number } | null;
  /** Older than eight weeks, or it may be: say so before relying on it. */
  readonly stale: boolean;
}

export const STALE_DAYS = 56;
const CNS = new Set<string>(['brain', 'spine', 'neuraxis']);
const BODY = new Set<string>(['chest', 'abdomen', 'pelvis', 'skeleton', 'whole-body']);

/** A specimen is as old as its taking: the day of a report on it says nothing of its age. */
const EVIDENCE: Readonly<Record<string, (fact: Fact) => boolean>> = {
  'mri-neuraxis': (fact) =>
    fact.kind === 'ImagingStudyReported' &&
    fact.modality === 'mri' &&
    fact.regions.some((region) => CNS.has(region)),
  'lumbar-puncture': (fact) =>
    fact.kind === 'LumbarPuncturePerformed' || (fact.kind === 'SpecimenCollected' && fact.specimen === 'csf'),
  'body-imaging': (fact) =>
    fact.kind === 'ImagingStudyReported' && fact.regions.some((region) => BODY.has(region)),
  'neurological-exam': ({ kind }) => kind === 'NeurologicalExamRecorded',
  'performance-status': ({ kind }) => kind === 'PerformanceStatusRecorded',
};

/** The day up to which evidence ages: that of the question, or of the death. */
export const lastDayOf = ({ course }: Derived): DayInterval => {
  const { cutoff, death } = course;
  const last = death?.dates ?? { from: cutoff, to: cutoff };
  return { from: Math.min(cutoff, last.from), to: Math.min(cutoff, last.to) };
};

const NONE: EvidenceAge = { date: null, dates: null, ageDays: null, ageRange: null, stale: false };

const evidenceAge = (found: readonly ViewedFact[], until: DayInterval): EvidenceAge => {
  if (found.length === 0) return NONE;
  // The last of them lies at or after the earliest day that each may have been.
  const from = Math.max(...found.map(({ interval }) => interval.from));
  const to = Math.max(...found.map(({ interval }) => interval.to));
  const ageRange = { from: Math.max(0, until.from - to), to: Math.max(0, until.to - from) };
  return {
    date: from === to ? dayText(from) : null,
    dates: datesText({ from, to }),
    ageDays: ageRange.from === ageRange.to ? ageRange.from : null,
    ageRange,
    stale: ageRange.to > STALE_DAYS,
  };
};

/** Age of the last assessment of each kind; none is no evidence, and not a stale one. */
export const evidenceAnswer = ({ derived, view }: AskedAndDerived): Readonly<Record<string, EvidenceAge>> =>
  Object.fromEntries(
    Object.entries(EVIDENCE).map(([name, is]) => [
      name,
      evidenceAge(
        view.known.filter(({ fact }) => is(fact)),
        lastDayOf(derived),
      ),
    ]),
  );
