import { type Warning } from '@leptotrace/clinical';
import { oncePer, UTC, type DayInterval, type Zone } from '@leptotrace/kernel';
import { currentFact, factInterval, type Patient } from '../patient';
import { againstChecks, setAsideBy } from './against';
import { type Check, type Dated } from './model';
import { notUsedChecks } from './not-used';
import { orderChecks } from './order';
import { plausibilityChecks, plausibilityOf } from './plausibility';
import { saidTwiceChecks } from './said-twice';
import { visitChecks } from './visits';

export { CHECKS, type Check, type CheckCode, type CheckGroup, type Reach, type Severity } from './model';

const believedFacts = (patient: Patient): readonly Dated[] =>
  [...patient.facts.values()].flatMap((timelineFact) => {
    const fact = currentFact(timelineFact);
    const interval = timelineFact.retraction ? null : factInterval(patient, fact);
    return interval ? [{ factId: timelineFact.factId, fact, interval }] : [];
  });

/** What is wrong with a course, or may be. */
export interface Checked {
  readonly checks: readonly Check[];
  /** What is hardly meant, by fact. */
  readonly warnings: ReadonlyMap<string, readonly Warning[]>;
  /** Facts that stand in the course and drive nothing. */
  readonly setAside: ReadonlySet<string>;
}

const inOrder = (a: Check, b: Check): number => {
  const [left, right] = [`${a.factIds.join()} ${a.message}`, `${b.factIds.join()} ${b.message}`];
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const checked = (patient: Patient, believed: readonly Dated[], zone: Zone): Checked => {
  const facts = [...believed].sort((a, b) => (a.factId < b.factId ? -1 : 1));
  const warnings = plausibilityOf(patient, facts);
  const checks = [
    ...orderChecks(patient, facts, zone),
    ...visitChecks(facts),
    ...saidTwiceChecks(patient, facts),
    ...againstChecks(patient, facts),
    ...plausibilityChecks(warnings),
    ...notUsedChecks(patient, facts),
  ].sort(inOrder);
  return { checks, warnings, setAside: setAsideBy(checks) };
};

/** What is found of a patient by the place of care and the last day that counts. */
const kept = oncePer((_patient: Patient): Map<string, Checked> => new Map());

const keptOr = (patient: Patient, key: string, make: () => Checked): Checked => {
  const there = kept(patient).get(key) ?? make();
  kept(patient).set(key, there);
  return there;
};

/**
 * Every check of a patient as known at one revision (real courses 6). The order in which facts were
 * recorded says nothing: equal facts give equal checks. `zone` is that of the place of care.
 */
export const checkedOf = (patient: Patient, zone: Zone = UTC): Checked =>
  keptOr(patient, zone.name, () => checked(patient, believedFacts(patient), zone));

/** The checks of what may have happened by a day: what lies after it changes none of them. */
export const checkedUpTo = (patient: Patient, on: DayInterval, zone: Zone = UTC): Checked =>
  keptOr(patient, `${zone.name} ${on.to}`, () => {
    const facts = believedFacts(patient);
    const reached = facts.filter(({ interval }) => interval.from <= on.to);
    return reached.length === facts.length ? checkedOf(patient, zone) : checked(patient, reached, zone);
  });

/** Statements of the sources that cannot all be so. They are accepted, kept and named. */
export type Contradiction = Check;

/** Every contradiction among what is believed: checks of values and of what is not used are no such thing. */
export const contradictionsOf = (patient: Patient, zone: Zone = UTC): readonly Contradiction[] =>
  checkedOf(patient, zone).checks.filter(
    ({ group, severity }) => group !== 'plausibility' && group !== 'not-used' && severity !== 'hint',
  );
