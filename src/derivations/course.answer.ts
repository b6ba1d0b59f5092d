import { placedOf, type Placed } from '@leptotrace/assessments';
import type { Compartment } from '@leptotrace/clinical';
import {
  csfCourse,
  negativeCytologyNote,
  pressureClass,
  type PressureClass,
  type PunctureFinding,
} from '@leptotrace/criteria';
import { beyondProgression } from '@leptotrace/derivation';
import { dayText, type EpochDay } from '@leptotrace/kernel';
import { dateOf, flagAnswers, traced, type FlagAnswer, type Traced } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface LineAnswer {
  readonly lineId: string;
  readonly index: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
  readonly treatments: readonly string[];
  readonly facts: readonly string[];
}

/** The index line went on after progression of a compartment. */
export interface BeyondAnswer {
  readonly compartment: Compartment;
  readonly progressedOn: string;
  readonly days: number;
  readonly flag: FlagAnswer;
}

/** CSF measures that no response reads: shown beside it. */
export interface CsfAnswer {
  readonly openingPressure: {
    readonly date: string;
    readonly cmH2O: number;
    /** `>` or `<`: only a bound was read. */
    readonly bound?: '<' | '<=' | '>' | '>=';
    readonly class: PressureClass;
    readonly fact: string;
  } | null;
  readonly negativeCytology: string | null;
  /** Ascending, of the patients whom criteria of LM are made for. */
  readonly punctures: readonly PunctureAnswer[];
}

/** State of the CSF after one puncture (criteria 3.2): a puncture alone is told here and makes no visit. */
export interface PunctureAnswer extends Traced {
  readonly date: string;
  readonly cytology: string;
  readonly baseline: string;
  readonly state: string;
}

export interface EvidenceAge {
  readonly date: string | null;
  readonly ageDays: number | null;
  /** Older than eight weeks: say so before relying on it. */
  readonly stale: boolean;
}

const STALE_DAYS = 56;

const EVIDENCE: Readonly<Record<string, (placed: Placed) => boolean>> = {
  'mri-neuraxis': ({ fact }) =>
    fact.kind === 'ImagingStudyReported' &&
    fact.modality === 'mri' &&
    fact.regions.some((region) => region === 'brain' || region === 'spine' || region === 'neuraxis'),
  'lumbar-puncture': ({ fact }) =>
    fact.kind === 'LumbarPuncturePerformed' ||
    (fact.kind === 'SpecimenCollected' && fact.specimen === 'csf') ||
    fact.kind === 'CsfCytologyReported',
  'body-imaging': ({ fact }) =>
    fact.kind === 'ImagingStudyReported' &&
    fact.regions.some((region) => ['chest', 'abdomen', 'pelvis', 'skeleton', 'whole-body'].includes(region)),
  'neurological-exam': ({ fact }) => fact.kind === 'NeurologicalExamRecorded',
  'performance-status': ({ fact }) => fact.kind === 'PerformanceStatusRecorded',
};

const evidenceAge = (
  placed: readonly Placed[],
  is: (found: Placed) => boolean,
  cutoff: EpochDay,
): EvidenceAge => {
  const last = placed.filter(is).at(-1);
  const ageDays = last ? cutoff - last.day : null;
  return { date: dateOf(last?.day), ageDays, stale: ageDays !== null && ageDays > STALE_DAYS };
};

/** Lines of therapy, and which of them is the index line. */
export const linesAnswer = ({ derived: { course } }: AskedAndDerived): readonly LineAnswer[] =>
  course.lines.map((line) => ({
    lineId: line.lineId,
    index: line === course.index,
    from: dayText(line.day),
    to: dateOf(line.to),
    days: (line.to ?? course.cutoff) - line.day + 1,
    treatments: line.treatments.map(({ name }) => name),
    facts: line.factIds,
  }));

export const beyondAnswers = ({ derived }: AskedAndDerived): readonly BeyondAnswer[] =>
  beyondProgression(derived.course, derived.criteria, derived.ruleset.configuration).map(
    ({ compartment, progressedOn, days }) => ({
      compartment,
      progressedOn: dayText(progressedOn),
      days,
      flag: flagAnswers(['THERAPY_BEYOND_PROGRESSION'])[0] as FlagAnswer,
    }),
  );

const punctureAnswer = ({ day, now, baseline, state, why, flags }: PunctureFinding): PunctureAnswer => ({
  date: dayText(day),
  cytology: now,
  baseline,
  state,
  ...traced(why, flags),
});

const openingPressureOf = ({
  course: { lm },
  ruleset,
}: AskedAndDerived['derived']): CsfAnswer['openingPressure'] => {
  const last = [lm?.baseline, ...(lm?.before ?? []), ...(lm?.followUps ?? [])]
    .flatMap((each) => each?.pressures ?? [])
    .at(-1);
  if (!last) return null;
  return {
    date: dayText(last.day),
    cmH2O: last.cmH2O,
    ...(last.bound === undefined ? {} : { bound: last.bound }),
    class: pressureClass(last, ruleset.configuration),
    fact: last.factId,
  };
};

export const csfAnswer = ({ derived }: AskedAndDerived): CsfAnswer => {
  const { lm, placed } = derived.course;
  const results = placedOf(placed, 'CsfCytologyReported').map(({ fact }) => fact.result);
  const negative = results.length > 0 && results.every((result) => result === 'negative');
  return {
    openingPressure: openingPressureOf(derived),
    negativeCytology: negative ? negativeCytologyNote(results.length) : null,
    punctures: lm ? csfCourse(lm, derived.ruleset.configuration).map(punctureAnswer) : [],
  };
};

/** Age of the last assessment of each kind; none is no evidence, and not a stale one. */
export const evidenceAnswer = ({
  derived: { course },
}: AskedAndDerived): Readonly<Record<string, EvidenceAge>> =>
  Object.fromEntries(
    Object.entries(EVIDENCE).map(([name, is]) => [name, evidenceAge(course.placed, is, course.cutoff)]),
  );
