import type { EpochDay } from '@leptotrace/kernel';
import { mgPerDay } from '@leptotrace/clinical';
import type { Line } from './decide-line';
import { drugsOf } from './decide-line';
import type { Drug } from './drugs';
import { endContextOf, ended, upToDeath } from './ends';
import { foldLines, type Folded } from './lines';
import {
  isOfKind,
  sequenceOf,
  type DatedFact,
  type DrugCourse,
  type DrugLine,
  type LinePhase,
  type OrderReading,
  type PhaseRule,
  type TherapyCourse,
  type TherapyParameters,
} from './model';
import { worsenedBetween } from './order';

export * from './model';
export { inForceOn } from './ends';
export { isEvidence } from './evidence';
export { orderOf } from './order';

interface Raised {
  readonly fact: DatedFact;
}

/** Dose by dose, each with the fact that set it. */
const dosesOf = ({ start, again, changes }: Drug): readonly DatedFact[] =>
  [start, ...again, ...changes.filter((change) => !isOfKind(change, 'TherapyHeld', 'TherapyStopped'))].sort(
    (a, b) => a.day - b.day,
  );

type Dosed = DatedFact<'TherapyStarted' | 'TherapyDoseChanged' | 'TherapyResumed'>;

/** Facts that raised the dose: said to, or more milligrams a day than before. */
const raisesOf = (drug: Drug): readonly Raised[] => {
  const [first, ...rest] = dosesOf(drug) as unknown as readonly [Dosed, ...Dosed[]];
  let before = { dose: first.fact.dose, schedule: first.fact.schedule };
  return rest.flatMap((fact) => {
    const now = { dose: fact.fact.dose ?? before.dose, schedule: fact.fact.schedule ?? before.schedule };
    const [was, is] = [mgPerDay(before), mgPerDay(now)];
    const said = fact.fact.kind === 'TherapyDoseChanged' && fact.fact.direction === 'increase';
    before = now;
    return said || (was !== null && is !== null && is > was) ? [{ fact }] : [];
  });
};

const lineOn = (lines: readonly Line[], drug: Drug, day: EpochDay): Line | undefined =>
  lines.findLast((line) => line.first.day <= day && drugsOf(line).includes(drug));

const phaseOf = (rule: PhaseRule, fact: DatedFact): LinePhase => ({
  rule,
  day: fact.day,
  dates: fact.dates,
  factId: fact.factId,
  sequence: sequenceOf(fact),
});

/** A dose raised after worsening begins a phase of its line; one raised with the line is of the line. */
const raisedIn = (line: Line, folded: Folded, reading: OrderReading): readonly LinePhase[] =>
  drugsOf(line).flatMap((drug) =>
    raisesOf(drug)
      .filter(({ fact }) => fact.day > line.first.day && lineOn(folded.lines, drug, fact.day) === line)
      .filter(({ fact }) => worsenedBetween(folded.worsenings, { from: line.first, to: fact }, reading).worse)
      .map(({ fact }) => phaseOf('LINE-R3-dose-raised', fact)),
  );

const doubtfulRaises = (folded: Folded): readonly string[] =>
  folded.lines.flatMap((line) =>
    drugsOf(line).flatMap((drug) =>
      raisesOf(drug)
        .filter(({ fact }) => lineOn(folded.lines, drug, fact.day) === line)
        .flatMap(
          ({ fact }) => worsenedBetween(folded.worsenings, { from: line.first, to: fact }, 'told').uncertain,
        ),
    ),
  );

const lineOf = (
  line: Line,
  courses: ReadonlyMap<Drug, DrugCourse>,
  raised: readonly LinePhase[],
): DrugLine => {
  const { lineId, rule, reason, first, begun, held, local, phases } = line;
  const starts = begun.filter((each) => each.rule === rule || each.rule === 'LINE-R3-regimen');
  const all = starts.length > 0 ? starts.map(({ drug }) => drug.start.dates) : [first.dates];
  const course = (drug: Drug): DrugCourse => courses.get(drug) as DrugCourse;
  return {
    lineId,
    rule,
    reason,
    day: first.day,
    dates: { from: Math.min(...all.map(({ from }) => from)), to: Math.min(...all.map(({ to }) => to)) },
    sequence: sequenceOf(first),
    begun: begun.map((each) => ({ course: course(each.drug), rule: each.rule })),
    held: held.map(course),
    local,
    phases: [...phases.map((each) => phaseOf(each.rule, each.fact)), ...raised].sort((a, b) => a.day - b.day),
  };
};

/**
 * Drugs, their ends and their lines: the one place where it is decided whether a therapy goes on, and which
 * belong together. Pure; the order in which facts were recorded changes nothing.
 */
export const therapyCourseOf = (
  told: readonly DatedFact[],
  asked: {
    readonly on: EpochDay;
    readonly parameters: TherapyParameters;
    readonly reading?: OrderReading;
    readonly toldLater?: readonly string[];
  },
): TherapyCourse => {
  const { on, parameters, reading = 'told', toldLater = [] } = asked;
  const facts = upToDeath(told);
  const folded = foldLines(facts, { parameters, reading, toldLater });
  const context = endContextOf(facts, on, parameters);
  const courses = new Map(folded.drugs.map((drug) => [drug, ended(drug, context)]));
  return {
    drugs: [...courses.values()],
    lines: folded.lines.map((line) => lineOf(line, courses, raisedIn(line, folded, reading))),
    uncertain: [...new Set([...folded.uncertain, ...doubtfulRaises(folded)])].sort(),
  };
};
