import { agentGroupOf, type Compartment } from '@leptotrace/clinical';
import { type StatedReading, type TimePoint } from '@leptotrace/criteria';
import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type TherapyCourse } from '@leptotrace/timeline';
import { clinicalStatusOn } from './clinical-status';
import { dayHull, groupByVisit, visitName, type Groupable } from './grouping';
import { compartmentsOf, newLesionsOf, readingsOf, type Study } from './lesions';
import { type TreatedBy } from './local-therapy';
import { placedOf, type Placed } from './placement';
import { statedReadings, statedValue, type StatedFact } from './stated-readings';
import { steroidOn } from './steroid';
import { markersElevated } from './tumour-markers';

/** A report in words alone says nothing of lesions, not even that there are none. */
const saysWhatItShows = ({ fact }: Study): boolean =>
  fact.lesions !== undefined || fact.newLesions !== undefined || fact.nonTargets !== undefined;

const hasTargets = ({ fact }: Study): boolean =>
  (fact.lesions ?? []).some(({ role }) => role === 'target' || role === undefined);

/** Date of the last target scan of the group, or of its last imaging if there are no targets (0.4). */
const dayOf = (studies: readonly Study[]): EpochDay => {
  const targets = studies.filter(hasTargets);
  return Math.max(...(targets.length > 0 ? targets : studies).map(({ day }) => day));
};

const RANK = ['absent', 'not-evaluable', 'present', 'unequivocal-progression'] as const;

/** The worst of the group's statements about non-targets as a whole. */
const nonTargetsOf = (studies: readonly Study[]): TimePoint['nonTargets'] => {
  const found = studies.flatMap((study) => {
    const status = study.fact.nonTargets;
    return status === undefined || status === 'not-applicable'
      ? []
      : [{ status, factId: study.factId, day: study.day }];
  });
  return (
    [...found].sort((a, b) => RANK.indexOf(b.status) - RANK.indexOf(a.status) || a.day - b.day)[0] ?? null
  );
};

const isStated = (placed: Placed): placed is StatedFact =>
  placed.fact.kind === 'ResponseStated' || placed.fact.kind === 'ProgressionStated';

const isOf = (fact: StatedFact['fact'], compartment: Compartment): boolean =>
  fact.compartment === compartment || fact.compartment === 'both';

/** Stated responses of a compartment whose category fits the vocabulary, ascending. */
export const statedOf = (facts: readonly Placed[], compartment: Compartment): readonly StatedFact[] =>
  facts.filter(
    (placed): placed is StatedFact =>
      isStated(placed) && isOf(placed.fact, compartment) && statedValue(placed.fact) !== null,
  );

/** Was an immune checkpoint inhibitor begun by that day? */
export const underImmunotherapy = (facts: readonly Placed[], day: EpochDay): boolean =>
  placedOf(facts, 'TherapyStarted').some(
    ({ fact, day: start }) => start <= day && agentGroupOf(fact) === 'immune-checkpoint',
  );

/** What time points of one compartment are built from. */
export interface TimePointContext extends TreatedBy {
  readonly compartment: Compartment;
  readonly config: Configuration;
  readonly therapy: TherapyCourse;
  /** Day that parts baseline from follow-up. */
  readonly origin: EpochDay | null;
}

interface Group {
  readonly studies: readonly Study[];
  readonly stated: readonly StatedFact[];
}

const groupable = <T extends Placed>(
  placed: T,
  visit: string | null,
): Groupable & { readonly placed: T } => ({
  day: placed.day,
  dates: placed.dates,
  factId: placed.factId,
  visit,
  placed,
});

const distance = ({ studies }: Group, day: EpochDay): number =>
  Math.min(...studies.map((study) => Math.abs(study.day - day)));

/** How surely a statement is about this imaging: of its day, of its visit, or of neither by name; null: not. */
const closeness = (
  { studies }: Group,
  { day, fact }: StatedFact,
  { config, origin }: TimePointContext,
): number | null => {
  const side = (on: EpochDay): boolean => origin !== null && on > origin;
  if (studies.some((study) => study.day === day)) return 0;
  const sides = studies.every((study) => side(study.day) === side(day));
  if (!sides || Math.min(...studies.map((study) => Math.abs(study.day - day))) > config.tpWindowDays)
    return null;
  const names = studies.map((study) => visitName(study.fact.visit));
  const own = visitName(fact.visit);
  if (own !== null && names.includes(own)) return 1;
  return own === null || names.includes(null) ? 2 : null;
};

/** A statement belongs to the imaging of its day, then of its visit, then to the nearest within the window. */
const groupOf = (
  groups: readonly Group[],
  stated: StatedFact,
  context: TimePointContext,
): Group | undefined =>
  groups
    .flatMap((group) => {
      const close = closeness(group, stated, context);
      return close === null ? [] : [{ group, close }];
    })
    .sort(
      (left, right) =>
        left.close - right.close || distance(left.group, stated.day) - distance(right.group, stated.day),
    )[0]?.group;

/** A stated response stands beside the imaging it is about, or makes a time point of its own. */
const groupsOf = (context: TimePointContext): readonly Group[] => {
  const { facts, compartment, config, origin } = context;
  const grouped = <T extends Study | StatedFact>(placed: readonly T[]): readonly (readonly T[])[] =>
    groupByVisit(
      placed.map((each) => groupable(each, each.fact.visit ?? null)),
      config.tpWindowDays,
      origin,
    ).map((group) => group.map((each) => each.placed));
  const studies = placedOf(facts, 'ImagingStudyReported').filter((study) =>
    compartmentsOf(study).has(compartment),
  );
  const imaging = grouped(studies).map((group) => ({ studies: group, stated: [] as StatedFact[] }));
  const alone: StatedFact[] = [];
  for (const stated of statedOf(facts, compartment)) {
    const group = groupOf(imaging, stated, context);
    if (group) (group.stated as StatedFact[]).push(stated);
    else alone.push(stated);
  }
  return [...imaging, ...grouped(alone).map((group): Group => ({ studies: [], stated: group }))];
};

const flagsOfGroup = (
  members: readonly (Study | StatedFact)[],
  readings: TimePoint['readings'],
): readonly Flag[] => {
  const flags = new Set<Flag>(members.flatMap((member) => member.flags));
  if (members.some(({ imputed }) => imputed)) flags.add('DATE_IMPUTED');
  if (readings.some(({ conflict }) => conflict)) flags.add('CONFLICTING_SIZES');
  return [...flags];
};

/** Only outside the CNS, and only where the protocol uses markers. */
const markersOf = (
  { facts, compartment, config, origin }: TimePointContext,
  day: EpochDay,
): Pick<TimePoint, 'markersElevated'> =>
  compartment === 'non-cns' && config.tumourMarkers === 'used' && origin !== null
    ? { markersElevated: markersElevated(facts, day, origin) }
    : {};

const pointOf = (context: TimePointContext, group: Group, before: readonly Study[]): TimePoint => {
  const { facts, compartment, config } = context;
  const { studies, stated } = group;
  const own: readonly Placed[] = studies.length > 0 ? studies : stated;
  const day = studies.length > 0 ? dayOf(studies) : Math.max(...stated.map((said) => said.day));
  const members = [...studies, ...stated];
  const readings = readingsOf(context, studies, compartment);
  return {
    id: `${compartment}:${own[0]?.factId}`,
    visit: studies.find(({ fact }) => fact.visit !== undefined)?.fact.visit ?? null,
    day,
    imaged: studies.some(saysWhatItShows),
    dates: dayHull(own),
    // A stated response stands beside the imaging; nothing derived rests on it.
    factIds: own.map(({ factId }) => factId),
    readings,
    newLesions: newLesionsOf(studies, compartment, before),
    nonTargets: nonTargetsOf(studies),
    steroid: compartment === 'cns' ? steroidOn(context.therapy, day, config) : null,
    clinical: compartment === 'cns' ? clinicalStatusOn(facts, day, context.origin, config) : null,
    underImmunotherapy: underImmunotherapy(facts, day),
    ...markersOf(context, day),
    stated: statedReadings(stated, studies),
    flags: flagsOfGroup(members, readings),
  };
};

/** Every time point of a compartment, ascending by day, before and after the origin. */
export const timePointsOf = (context: TimePointContext): readonly TimePoint[] => {
  const { origin } = context;
  const groups = groupsOf(context);
  const before = groups.flatMap(({ studies }) =>
    studies.filter(({ day }) => origin === null || day <= origin),
  );
  return groups
    .map((group) => pointOf(context, group, before))
    .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
};

/** A progression stated at one visit that tells no compartment. */
export interface UndeclaredProgression extends StatedReading {
  readonly dates: DayInterval;
}

/** Of each visit after the origin the records adopted, as in a compartment (criteria 0.4, real courses 2.3). */
export const undeclaredProgressions = ({
  facts,
  config,
  origin,
}: Pick<TimePointContext, 'facts' | 'config' | 'origin'>): readonly UndeclaredProgression[] => {
  const stated = facts.filter(
    (placed): placed is StatedFact => isStated(placed) && placed.fact.compartment === 'not-stated',
  );
  const visits = groupByVisit(
    stated.map((each) => groupable(each, each.fact.visit ?? null)),
    config.tpWindowDays,
    origin,
  );
  return visits.flatMap((visit) =>
    statedReadings(
      visit.map(({ placed }) => placed),
      [],
    )
      .filter(({ value, day }) => value === 'PD' && (origin === null || day > origin))
      .map((reading) => ({
        ...reading,
        dates: visit.find(({ factId }) => factId === reading.factId)?.dates ?? dayHull(visit),
      })),
  );
};
