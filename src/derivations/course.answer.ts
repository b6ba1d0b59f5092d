import { placedOf, type Placed, type TherapyLine } from '@leptotrace/assessments';
import type { Compartment } from '@leptotrace/clinical';
import { negativeCytologyNote, pressureClass, type PressureClass } from '@leptotrace/criteria';
import { beyondProgression, ruleOf } from '@leptotrace/derivation';
import { dayText, type EpochDay } from '@leptotrace/kernel';
import type { DrugCourse } from '@leptotrace/timeline';
import { dateOf, flagAnswers, type FlagAnswer } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface LineAnswer {
  readonly lineId: string;
  readonly index: boolean;
  readonly from: string;
  readonly to: string | null;
  /** `null`: it may have ended, and nothing tells when. */
  readonly days: number | null;
  readonly daysRange: { readonly from: number; readonly to: number };
  readonly mayHaveEnded: boolean;
  /** Last day on which a fact shows it. */
  readonly shown: string;
  /** Which rule made it a line of its own, and in words. */
  readonly rule: string;
  readonly says: string;
  /** Why the therapy before it was stopped, where that is recorded. */
  readonly reason: string | null;
  readonly treatments: readonly string[];
  /** Facts that begin its drugs, those that were in force at its start with them. */
  readonly facts: readonly string[];
  /** How each drug came into the line. */
  readonly drugs: readonly LineDrugAnswer[];
  /** Parts with a start of their own: ask with `origin=fact:<fact>`. */
  readonly phases: readonly LinePhaseAnswer[];
}

export interface LineDrugAnswer {
  readonly name: string;
  readonly start: string;
  readonly rule: string;
  readonly says: string;
  readonly to: string | null;
  readonly endRule: string | null;
  readonly inferred: boolean;
}

export interface LinePhaseAnswer {
  readonly rule: string;
  readonly says: string;
  readonly from: string;
  readonly fact: string;
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

const saysOf = (rule: string): string => ruleOf(rule)?.says ?? '';

const drugAnswer = ({ name, start, end }: DrugCourse, rule: string): LineDrugAnswer => ({
  name,
  start: start.factId,
  rule,
  says: saysOf(rule),
  to: dateOf(end?.day),
  endRule: end?.rule ?? null,
  inferred: end?.inferred ?? false,
});

const daysOf = ({ day, to, shown, mayHaveEnded }: TherapyLine, cutoff: EpochDay) => {
  const most = (to ?? cutoff) - day + 1;
  return {
    days: mayHaveEnded ? null : most,
    daysRange: { from: mayHaveEnded ? shown - day + 1 : most, to: most },
  };
};

/** Lines of therapy, and which of them is the index line. */
export const linesAnswer = ({ derived: { course } }: AskedAndDerived): readonly LineAnswer[] =>
  course.lines.map((found): LineAnswer => {
    const { line, drugs, factIds } = found;
    return {
      lineId: found.lineId,
      index: found === course.index,
      from: dayText(found.day),
      to: dateOf(found.to),
      ...daysOf(found, course.cutoff),
      mayHaveEnded: found.mayHaveEnded,
      shown: dayText(found.shown),
      rule: line.rule,
      says: saysOf(line.rule),
      reason: line.reason,
      treatments: found.treatments,
      facts: [...new Set([...factIds, ...drugs.map(({ start }) => start.factId)])],
      drugs: [
        ...line.held.map((drug) => drugAnswer(drug, 'LINE-R3-holds')),
        ...line.begun.map(({ course: drug, rule }) => drugAnswer(drug, rule)),
      ],
      phases: line.phases.map(({ rule, day, factId }) => ({
        rule,
        says: saysOf(rule),
        from: dayText(day),
        fact: factId,
      })),
    };
  });

export const beyondAnswers = ({ derived }: AskedAndDerived): readonly BeyondAnswer[] =>
  beyondProgression(derived.course, derived.criteria, derived.ruleset.configuration).map(
    ({ compartment, progressedOn, days }) => ({
      compartment,
      progressedOn: dayText(progressedOn),
      days,
      flag: flagAnswers(['THERAPY_BEYOND_PROGRESSION'])[0] as FlagAnswer,
    }),
  );

export const csfAnswer = ({ derived: { course, ruleset } }: AskedAndDerived): CsfAnswer => {
  const { lm, placed } = course;
  const last = [lm?.baseline, ...(lm?.followUps ?? [])].flatMap((each) => each?.pressures ?? []).at(-1);
  const results = placedOf(placed, 'CsfCytologyReported').map(({ fact }) => fact.result);
  const negative = results.length > 0 && results.every((result) => result === 'negative');
  return {
    openingPressure: last
      ? {
          date: dayText(last.day),
          cmH2O: last.cmH2O,
          ...(last.bound === undefined ? {} : { bound: last.bound }),
          class: pressureClass(last, ruleset.configuration),
          fact: last.factId,
        }
      : null,
    negativeCytology: negative ? negativeCytologyNote(results.length) : null,
  };
};

/** Age of the last assessment of each kind; none is no evidence, and not a stale one. */
export const evidenceAnswer = ({
  derived: { course },
}: AskedAndDerived): Readonly<Record<string, EvidenceAge>> =>
  Object.fromEntries(
    Object.entries(EVIDENCE).map(([name, is]) => [name, evidenceAge(course.placed, is, course.cutoff)]),
  );
