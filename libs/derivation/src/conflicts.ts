import { showsLife } from '@leptotrace/clinical';
import {
  readingOf,
  withReadings,
  type EndpointReading,
  type EndpointResult,
  type ReadingName,
} from '@leptotrace/endpoints';
import { compareIntervals } from '@leptotrace/kernel';
import { type TimelineView, type ViewedFact } from '@leptotrace/timeline';

/** One way in which statements that exclude each other may be read. */
export interface Alternative {
  readonly reading: ReadingName;
  /** Facts that it takes for true. */
  readonly facts: readonly string[];
  /** Facts that it takes for wrong. */
  readonly without: ReadonlySet<string>;
}

/** Statements that cannot all be so, and every way to read them. */
export interface Conflict {
  readonly facts: readonly string[];
  readonly alternatives: readonly Alternative[];
}

const idsOf = (facts: readonly ViewedFact[]): readonly string[] => facts.map(({ factId }) => factId).sort();

const isBefore = (a: ViewedFact, b: ViewedFact): boolean =>
  compareIntervals(a.interval, b.interval) === 'before';

/** Facts that show the patient alive on a day after all of these deaths. */
const lifeAfter = (view: TimelineView, deaths: readonly ViewedFact[]): readonly ViewedFact[] =>
  view.known.filter((viewed) => showsLife(viewed.fact) && deaths.every((death) => isBefore(death, viewed)));

const deathsOf = (view: TimelineView): readonly ViewedFact[] =>
  view.known.filter(({ fact }) => fact.kind === 'DeathRecorded');

/** Deaths in order, each with those that may be of the same day: one death told twice. */
const distinctDeaths = (deaths: readonly ViewedFact[]): readonly (readonly ViewedFact[])[] => {
  const apart: ViewedFact[][] = [];
  for (const death of [...deaths].sort((a, b) => a.interval.from - b.interval.from)) {
    const same = apart.find((group) => !group.some((other) => isBefore(other, death)));
    if (same) same.push(death);
    else apart.push([death]);
  }
  return apart;
};

/** A death beside signs of life after it, or beside another death of another day (real courses 6). */
export const deathConflict = (view: TimelineView): Conflict | null => {
  const deaths = deathsOf(view);
  const apart = distinctDeaths(deaths);
  const readings = apart.map((group) => {
    const signs = lifeAfter(view, group);
    const others = deaths.filter((death) => !group.includes(death));
    return { group, signs, wrong: idsOf([...signs, ...others]) };
  });
  if (readings.every(({ wrong }) => wrong.length === 0)) return null;
  const dead = readings.map(({ group, wrong }): Alternative => ({
    reading: 'death-stands',
    facts: idsOf(group),
    without: new Set(wrong),
  }));
  const alive = readings.at(-1)?.signs ?? [];
  const living: readonly Alternative[] =
    alive.length > 0
      ? [{ reading: 'alive-after-death', facts: idsOf(alive), without: new Set(idsOf(deaths)) }]
      : [];
  const facts = [...new Set([...idsOf(deaths), ...readings.flatMap(({ wrong }) => wrong)])].sort();
  return { facts, alternatives: [...dead, ...living] };
};

/** The view as one reading has it. */
export const viewAs = (view: TimelineView, { without }: Alternative): TimelineView => {
  const stands = ({ factId }: ViewedFact): boolean => !without.has(factId);
  return { ...view, known: view.known.filter(stands), undetermined: view.undetermined.filter(stands) };
};

/** A value that rests on statements that exclude each other, with what it is under each reading (R6). */
export const contradicted = (
  result: EndpointResult,
  { facts }: Conflict,
  readings: readonly EndpointReading[],
): EndpointResult =>
  withReadings(result, { determinacy: 'contradicted', flag: 'CONTRADICTED', facts, readings });

/** Every endpoint with its value under each reading; `endpointsAs` derives all of them as one reading has it. */
export const readEitherWay = (
  endpoints: readonly EndpointResult[],
  conflict: Conflict,
  endpointsAs: (alternative: Alternative) => readonly EndpointResult[],
): readonly EndpointResult[] => {
  const read = conflict.alternatives.map((alternative) => ({
    alternative,
    as: new Map(endpointsAs(alternative).map((found) => [found.paramcd, found])),
  }));
  return endpoints.map((endpoint) =>
    contradicted(
      endpoint,
      conflict,
      read.flatMap(({ alternative: { reading, facts }, as }) => {
        const found = as.get(endpoint.paramcd);
        return found ? [readingOf(reading, facts, found)] : [];
      }),
    ),
  );
};
