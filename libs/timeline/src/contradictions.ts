import { definedSpecimen, factReferences, usedSpecimen } from '@leptotrace/clinical';
import { compareIntervals, dayIn, UTC, type DayInterval, type Zone } from '@leptotrace/kernel';
import { boundsByAnchor, currentFact, factInterval, type Patient } from './patient';

/** Statements of the sources that cannot all be so. They are accepted, kept and named. */
export interface Contradiction {
  readonly code:
    | 'stop-before-start'
    | 'after-death'
    | 'two-deaths'
    | 'result-before-specimen'
    | 'known-before-it-happened'
    | 'anchor-disagrees'
    | 'narrative-order'
    | 'points-to-retracted-fact';
  readonly factIds: readonly string[];
  readonly message: string;
}

interface Dated {
  readonly factId: string;
  readonly fact: ReturnType<typeof currentFact>;
  readonly interval: DayInterval;
}

const datedFacts = (patient: Patient): readonly Dated[] =>
  [...patient.facts.values()].flatMap((timelineFact) => {
    const fact = currentFact(timelineFact);
    const interval = timelineFact.retraction ? null : factInterval(patient, fact);
    return interval ? [{ factId: timelineFact.factId, fact, interval }] : [];
  });

const isBefore = (a: DayInterval, b: DayInterval): boolean => compareIntervals(a, b) === 'before';

const therapyOrder = (facts: readonly Dated[]): readonly Contradiction[] => {
  const byId = new Map(facts.map((dated) => [dated.factId, dated]));
  return facts.flatMap(({ factId, fact, interval }) => {
    const start = 'startId' in fact ? byId.get(fact.startId) : undefined;
    return start && isBefore(interval, start.interval)
      ? [
          {
            code: 'stop-before-start' as const,
            factIds: [start.factId, factId],
            message: `${fact.kind} lies before its start`,
          },
        ]
      : [];
  });
};

const deaths = (facts: readonly Dated[]): readonly Contradiction[] => {
  const dead = facts.filter(({ fact }) => fact.kind === 'DeathRecorded');
  const [first] = dead;
  if (!first) return [];
  const several: readonly Contradiction[] =
    dead.length > 1
      ? [
          {
            code: 'two-deaths',
            factIds: dead.map(({ factId }) => factId),
            message: 'death is recorded twice',
          },
        ]
      : [];
  const after = facts.filter(
    ({ fact, interval }) =>
      fact.kind !== 'OtherFactRecorded' &&
      fact.kind !== 'DeathRecorded' &&
      isBefore(first.interval, interval),
  );
  return [
    ...several,
    ...after.map(({ factId, fact }): Contradiction => ({
      code: 'after-death',
      factIds: [first.factId, factId],
      message: `${fact.kind} lies after the death`,
    })),
  ];
};

const specimens = (facts: readonly Dated[]): readonly Contradiction[] => {
  const collected = new Map(facts.map((dated) => [definedSpecimen(dated.fact), dated]));
  return facts.flatMap(({ factId, fact, interval }): readonly Contradiction[] => {
    const specimenId = usedSpecimen(fact);
    const specimen = specimenId === null ? undefined : collected.get(specimenId);
    return specimen && isBefore(interval, specimen.interval)
      ? [
          {
            code: 'result-before-specimen',
            factIds: [specimen.factId, factId],
            message: `${fact.kind} lies before its specimen`,
          },
        ]
      : [];
  });
};

const assertions = (facts: readonly Dated[], zone: Zone): readonly Contradiction[] =>
  facts.flatMap(({ factId, fact, interval }): readonly Contradiction[] => {
    const asserted = fact.assertedAt === undefined ? null : dayIn(zone, fact.assertedAt);
    return asserted && isBefore(asserted, interval)
      ? [{ code: 'known-before-it-happened', factIds: [factId], message: 'said before it had happened' }]
      : [];
  });

const anchors = (patient: Patient, facts: readonly Dated[]): readonly Contradiction[] =>
  facts.flatMap(({ factId, fact, interval }): readonly Contradiction[] => {
    const anchored = fact.occurredOn === undefined ? null : boundsByAnchor(patient, fact);
    const order = anchored ? compareIntervals(anchored, interval) : 'overlaps';
    return order === 'before' || order === 'after'
      ? [
          {
            code: 'anchor-disagrees',
            factIds: [factId],
            message: 'its date and its distance from another fact exclude each other',
          },
        ]
      : [];
  });

/**
 * The story's order and its dates exclude each other. Only what is told first and dated after most of
 * the rest is named: stories jump, and one step back is no contradiction.
 */
const narrative = (facts: readonly Dated[]): readonly Contradiction[] => {
  const told = facts
    .filter(
      ({ fact }) =>
        fact.sequence !== undefined && fact.kind !== 'OtherFactRecorded' && fact.inferred !== true,
    )
    .sort((a, b) => (a.fact.sequence ?? 0) - (b.fact.sequence ?? 0));
  return told.flatMap((dated, index): readonly Contradiction[] => {
    const earlier = told.slice(index + 1).filter((next) => isBefore(next.interval, dated.interval));
    const nextThree = told.slice(index + 1, index + 6);
    return earlier.length >= 3 &&
      nextThree.filter((next) => isBefore(next.interval, dated.interval)).length >= 2
      ? [
          {
            code: 'narrative-order',
            factIds: [dated.factId, ...earlier.map(({ factId }) => factId)],
            message: 'told first, dated later than what the story tells after it',
          },
        ]
      : [];
  });
};

const retractedTargets = (patient: Patient, facts: readonly Dated[]): readonly Contradiction[] =>
  facts.flatMap(({ factId, fact }) =>
    factReferences(fact)
      .filter(({ id }) => patient.facts.get(id)?.retraction)
      .map(({ id }): Contradiction => ({
        code: 'points-to-retracted-fact',
        factIds: [id, factId],
        message: `${fact.kind} points to a fact that was retracted`,
      })),
  );

/** Every contradiction among what is believed. */
export const contradictionsOf = (patient: Patient, zone: Zone = UTC): readonly Contradiction[] => {
  const facts = datedFacts(patient);
  return [
    ...therapyOrder(facts),
    ...deaths(facts),
    ...specimens(facts),
    ...assertions(facts, zone),
    ...anchors(patient, facts),
    ...narrative(facts),
    ...retractedTargets(patient, facts),
  ];
};
