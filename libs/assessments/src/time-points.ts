import { agentGroupOf, type Compartment } from '@leptotrace/clinical';
import { type Response, type TimePoint } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type TherapyCourse } from '@leptotrace/timeline';
import { clinicalStatusOn } from './clinical-status';
import { dayHull, groupByVisit, type Groupable } from './grouping';
import { compartmentsOf, newLesionsOf, readingsOf, type Study } from './lesions';
import { placedOf, type Placed } from './placement';
import { steroidOn } from './steroid';
import { markersElevated } from './tumour-markers';

export type StatedFact = Placed<'ResponseStated' | 'ProgressionStated'>;

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

const CATEGORIES: Readonly<Partial<Record<string, Response>>> = {
  CR: 'CR',
  PR: 'PR',
  SD: 'SD',
  NON_CR_NON_PD: 'NON_CR_NON_PD',
  PD: 'PD',
  NE: 'NE',
  NED: 'NED',
  STABLE: 'SD',
  WORSE: 'PD',
};

/** Category of a stated response in the common vocabulary; `IMPROVED` and `OTHER` fit no category. */
export const statedValue = (fact: StatedFact['fact']): Response | null =>
  fact.kind === 'ProgressionStated' ? 'PD' : (CATEGORIES[fact.category] ?? null);

const isOf = (fact: StatedFact['fact'], compartment: Compartment): boolean =>
  fact.compartment === compartment || fact.compartment === 'both';

/** Stated responses of a compartment whose category fits the vocabulary, ascending. */
export const statedOf = (facts: readonly Placed[], compartment: Compartment): readonly StatedFact[] =>
  facts.filter(
    (placed): placed is StatedFact =>
      (placed.fact.kind === 'ResponseStated' || placed.fact.kind === 'ProgressionStated') &&
      isOf(placed.fact, compartment) &&
      statedValue(placed.fact) !== null,
  );

const readerOverall = (studies: readonly Study[]): TimePoint['stated'] => {
  const read = studies.find(({ fact }) => CATEGORIES[fact.readerOverall ?? ''] !== undefined);
  return read
    ? { value: CATEGORIES[read.fact.readerOverall ?? ''] as Response, factId: read.factId, day: read.day }
    : null;
};

const underImmunotherapy = (facts: readonly Placed[], day: EpochDay): boolean =>
  placedOf(facts, 'TherapyStarted').some(
    ({ fact, day: start }) => start <= day && agentGroupOf(fact) === 'immune-checkpoint',
  );

/** What time points of one compartment are built from. */
export interface TimePointContext {
  readonly facts: readonly Placed[];
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

/** A statement belongs to the nearest imaging within the window, on its side of the origin. */
const groupOf = (
  groups: readonly Group[],
  { day }: StatedFact,
  { config, origin }: TimePointContext,
): Group | undefined => {
  const side = (on: EpochDay): boolean => origin !== null && on > origin;
  return groups
    .filter(
      (group) =>
        side(group.studies[0]?.day as EpochDay) === side(day) && distance(group, day) <= config.tpWindowDays,
    )
    .sort((left, right) => distance(left, day) - distance(right, day))[0];
};

/** A stated response stands beside the imaging it is about, or makes a time point of its own. */
const groupsOf = (context: TimePointContext): readonly Group[] => {
  const { facts, compartment, config, origin } = context;
  const studies = placedOf(facts, 'ImagingStudyReported').filter((study) =>
    compartmentsOf(study).has(compartment),
  );
  const imaging = groupByVisit(
    studies.map((study) => groupable(study, study.fact.visit ?? null)),
    config.tpWindowDays,
    origin,
  ).map((group): Group & { readonly stated: StatedFact[] } => ({
    studies: group.map(({ placed }) => placed),
    stated: [],
  }));
  const alone: StatedFact[] = [];
  for (const stated of statedOf(facts, compartment)) {
    const group = groupOf(imaging, stated, context);
    if (group) (group.stated as StatedFact[]).push(stated);
    else alone.push(stated);
  }
  const apart = groupByVisit(
    alone.map((stated) => groupable(stated, null)),
    config.tpWindowDays,
    origin,
  ).map((group): Group => ({ studies: [], stated: group.map(({ placed }) => placed) }));
  return [...imaging, ...apart];
};

const flagsOfGroup = (members: readonly (Study | StatedFact)[]): readonly Flag[] => {
  const flags = new Set<Flag>(members.flatMap((member) => member.flags));
  if (members.some(({ imputed }) => imputed)) flags.add('DATE_IMPUTED');
  return [...flags];
};

const statedOfGroup = ({ stated, studies }: Group): TimePoint['stated'] => {
  const said = stated.at(-1);
  return said
    ? { value: statedValue(said.fact) as Response, factId: said.factId, day: said.day }
    : readerOverall(studies);
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
  return {
    id: `${compartment}:${own[0]?.factId}`,
    visit: studies.find(({ fact }) => fact.visit !== undefined)?.fact.visit ?? null,
    day,
    imaged: studies.some(saysWhatItShows),
    dates: dayHull(own),
    // A stated response stands beside the imaging; nothing derived rests on it.
    factIds: own.map(({ factId }) => factId),
    readings: readingsOf(facts, studies, compartment),
    newLesions: newLesionsOf(studies, compartment, before),
    nonTargets: nonTargetsOf(studies),
    steroid: compartment === 'cns' ? steroidOn(context.therapy, day, config) : null,
    clinical: compartment === 'cns' ? clinicalStatusOn(facts, day, context.origin) : null,
    underImmunotherapy: underImmunotherapy(facts, day),
    ...markersOf(context, day),
    stated: statedOfGroup(group),
    flags: flagsOfGroup(members),
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
