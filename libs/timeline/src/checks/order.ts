import { definedSpecimen, factReferences, showsLife, usedSpecimen } from '@leptotrace/clinical';
import { compareIntervals, dayIn, type DayInterval, type Zone } from '@leptotrace/kernel';
import { boundsByAnchor, type Patient } from '../patient';
import { found, type Check, type Dated } from './model';

const isBefore = (a: DayInterval, b: DayInterval): boolean => compareIntervals(a, b) === 'before';

const therapyOrder = (facts: readonly Dated[]): readonly Check[] => {
  const byId = new Map(facts.map((dated) => [dated.factId, dated]));
  return facts.flatMap(({ factId, fact, interval }) => {
    const start = 'startId' in fact ? byId.get(fact.startId) : undefined;
    return start && isBefore(interval, start.interval)
      ? [found('stop-before-start', [start.factId, factId], `${fact.kind} lies before its start`)]
      : [];
  });
};

const collections = (facts: readonly Dated[]): ReadonlyMap<string, Dated> =>
  new Map(
    facts.flatMap((dated) => {
      const specimenId = definedSpecimen(dated.fact);
      return specimenId === null ? [] : [[specimenId, dated] as const];
    }),
  );

const deaths = (facts: readonly Dated[]): readonly Check[] => {
  const dead = facts
    .filter(({ fact }) => fact.kind === 'DeathRecorded')
    .sort((a, b) => a.interval.to - b.interval.to || (a.factId < b.factId ? -1 : 1));
  const [first] = dead;
  if (!first) return [];
  const several =
    dead.length > 1
      ? [
          found(
            'two-deaths',
            dead.map(({ factId }) => factId),
            'death is recorded twice',
          ),
        ]
      : [];
  return [
    ...several,
    ...facts
      .filter(({ fact, interval }) => isBefore(first.interval, interval) && showsLife(fact))
      .map(({ factId, fact }) =>
        found('after-death', [first.factId, factId], `${fact.kind} lies after the death`),
      ),
  ];
};

const specimens = (facts: readonly Dated[]): readonly Check[] => {
  const collected = collections(facts);
  return facts.flatMap(({ factId, fact, interval }): readonly Check[] => {
    const specimenId = usedSpecimen(fact);
    const specimen = specimenId === null ? undefined : collected.get(specimenId);
    return specimen && isBefore(interval, specimen.interval)
      ? [found('result-before-specimen', [specimen.factId, factId], `${fact.kind} lies before its specimen`)]
      : [];
  });
};

const assertions = (facts: readonly Dated[], zone: Zone): readonly Check[] =>
  facts.flatMap(({ factId, fact, interval }): readonly Check[] => {
    const asserted = fact.assertedAt === undefined ? null : dayIn(zone, fact.assertedAt);
    return asserted && isBefore(asserted, interval)
      ? [found('known-before-it-happened', [factId], 'said before it had happened')]
      : [];
  });

const anchors = (patient: Patient, facts: readonly Dated[]): readonly Check[] =>
  facts.flatMap(({ factId, fact, interval }): readonly Check[] => {
    const anchored =
      fact.occurredOn === undefined || fact.relativeTo === undefined ? null : boundsByAnchor(patient, fact);
    const order = anchored ? compareIntervals(anchored, interval) : 'overlaps';
    return order === 'before' || order === 'after'
      ? [
          found(
            'anchor-disagrees',
            [factId],
            'its date and its distance from another fact exclude each other',
          ),
        ]
      : [];
  });

/**
 * The story's order and its dates exclude each other. Only what is told first and dated after most of
 * the rest is named: stories jump, and one step back is no contradiction.
 */
const narrative = (facts: readonly Dated[]): readonly Check[] => {
  const told = facts
    .filter(
      ({ fact }) =>
        fact.sequence !== undefined && fact.kind !== 'OtherFactRecorded' && fact.inferred !== true,
    )
    .sort((a, b) => (a.fact.sequence ?? 0) - (b.fact.sequence ?? 0) || (a.factId < b.factId ? -1 : 1));
  return told.flatMap((dated, index): readonly Check[] => {
    const liesBefore = (next: Dated): boolean => isBefore(next.interval, dated.interval);
    if (told.slice(index + 1, index + 6).filter(liesBefore).length < 2) return [];
    const earlier = told.slice(index + 1).filter(liesBefore);
    return earlier.length >= 3
      ? [
          found(
            'narrative-order',
            [dated.factId, ...earlier.map(({ factId }) => factId)],
            'told first, dated later than what the story tells after it',
          ),
        ]
      : [];
  });
};

const retractedTargets = (patient: Patient, facts: readonly Dated[]): readonly Check[] =>
  facts.flatMap(({ factId, fact }) =>
    factReferences(fact)
      .filter(({ id }) => patient.facts.get(id)?.retraction)
      .map(({ id }) =>
        found('points-to-retracted-fact', [id, factId], `${fact.kind} points to a fact that was retracted`),
      ),
  );

/** Dates that exclude each other, or the order in which things are told. */
export const orderChecks = (patient: Patient, facts: readonly Dated[], zone: Zone): readonly Check[] => [
  ...therapyOrder(facts),
  ...deaths(facts),
  ...specimens(facts),
  ...assertions(facts, zone),
  ...anchors(patient, facts),
  ...narrative(facts),
  ...retractedTargets(patient, facts),
];
