import type { Compartment } from '@leptotrace/clinical';
import { confirmationOf, drivingOf, type Derived } from '@leptotrace/derivation';
import type { EndpointResult } from '@leptotrace/endpoints';
import { dayText, type EpochDay } from '@leptotrace/kernel';
import { factsOf } from '@leptotrace/rules';
import { believedAt, reviewOf, type PatientLog } from '@leptotrace/timeline';
import { resistancesIn } from './resistances';
import type { ProgressionSubject, Subject } from './signal';

/** Everything that signals speak of, at one moment of knowledge. */
export type Picture = ReadonlyMap<string, Subject>;

const PROGRESSIONS = [
  ['CNSPFS', 'cns'],
  ['NCNSPFS', 'non-cns'],
  ['BIPFS', 'both'],
] as const;

const BOTH: readonly Compartment[] = ['cns', 'non-cns'];

const drivingIn = ({ criteria, ruleset }: Derived, compartment: Compartment) =>
  criteria ? drivingOf(criteria, compartment, ruleset.configuration) : [];

const criteriaOn = (derived: Derived, compartments: readonly Compartment[], day: EpochDay) =>
  compartments.flatMap((compartment) =>
    drivingIn(derived, compartment).flatMap(({ criterion, responses }) =>
      responses.some((response) => response.value === 'PD' && response.day === day) ? [criterion] : [],
    ),
  );

/** The progression that an endpoint counts; `null` when it has another event, or none. */
const progressionOf = (
  derived: Derived,
  { paramcd, cnsr, cause, adt, adtRange, determinacy, why }: EndpointResult,
  compartment: ProgressionSubject['compartment'],
): ProgressionSubject | null => {
  if (cnsr !== 0 || cause === 'DEATH' || adt === null) return null;
  const { from, to } = adtRange ?? { from: adt, to: adt };
  const compartments = compartment === 'both' ? BOTH : [compartment];
  return {
    what: 'progression',
    compartment,
    endpoint: paramcd,
    date: dayText(adt),
    dates: { from: dayText(from), to: dayText(to) },
    confirmation: determinacy === 'exact' || determinacy === 'imputed' ? 'confirmed' : 'provisional',
    criteria: [...new Set(criteriaOn(derived, compartments, adt))].sort(),
    facts: [...factsOf(why)].sort(),
  };
};

const progressions = (derived: Derived): readonly (readonly [string, Subject])[] =>
  PROGRESSIONS.flatMap(([paramcd, compartment]) => {
    const endpoint = derived.endpoints.find((found) => found.paramcd === paramcd);
    const found = endpoint ? progressionOf(derived, endpoint, compartment) : null;
    return found ? [[`progression:${compartment}`, found] as const] : [];
  });

const bestBy = ({ best }: Derived, compartment: Compartment, criterion: string) =>
  best.find((found) => found.compartment === compartment && found.criterion === criterion);

const responses = (derived: Derived): readonly (readonly [string, Subject])[] =>
  BOTH.flatMap((compartment) =>
    drivingIn(derived, compartment).flatMap(({ criterion, responses: all }) => {
      const last = all.at(-1);
      // A criterion that does not apply says nothing that could change.
      if (!last || last.value === 'not-applicable') return [];
      const subject: Subject = {
        what: 'response',
        compartment,
        criterion,
        value: last.value,
        confirmation: confirmationOf(last.value, bestBy(derived, compartment, criterion)),
        date: dayText(last.day),
        facts: [...factsOf(last.why)].sort(),
      };
      return [[`response:${compartment}:${criterion}`, subject] as const];
    }),
  );

const reviews = (log: PatientLog, asOf: number): readonly (readonly [string, Subject])[] =>
  [...believedAt(log, asOf).decisions.values()].flatMap((board) => {
    const review = reviewOf(log, board, asOf);
    if (!review) return [];
    const subject: Subject = {
      what: 'review',
      decisionId: review.decisionId,
      because: review.because.map(({ revision }) => revision),
      facts: [...new Set(review.because.map(({ factId }) => factId))].sort(),
    };
    return [[`review:${review.decisionId}`, subject] as const];
  });

/** What may be signalled of a patient as derived at revision `asOf` of the log. */
export const pictureOf = (derived: Derived, log: PatientLog, asOf: number): Picture =>
  new Map([
    ...progressions(derived),
    ...responses(derived),
    ...resistancesIn(derived.resistance),
    ...reviews(log, asOf),
  ]);
