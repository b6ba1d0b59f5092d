import { AGENTS, type Compartment, type FactOf } from '@leptotrace/clinical';
import { type Response, type TimePoint } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { clinicalStatusOn } from './clinical-status';
import { dayHull, groupByVisit, type Groupable } from './grouping';
import { compartmentsOf, newLesionsOf, readingsOf, regionsSeen, type Study } from './lesions';
import { placedOf, type Placed } from './placement';
import { steroidOn } from './steroid';

export type StatedFact = Placed<'ResponseStated' | 'ProgressionStated'>;

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
    ({ fact, day: start }) =>
      start <= day && fact.agent !== 'other' && AGENTS[fact.agent].group === 'immune-checkpoint',
  );

/** What time points of one compartment are built from. */
export interface TimePointContext {
  readonly facts: readonly Placed[];
  readonly compartment: Compartment;
  readonly config: Configuration;
  /** Day that parts baseline from follow-up. */
  readonly origin: EpochDay | null;
}

interface Member extends Groupable {
  readonly study: Study | null;
  readonly stated: StatedFact | null;
}

const visitOf = (fact: { readonly visit?: string }): string | null => fact.visit ?? null;

/** A stated response stands beside the imaging of its visit, or makes a time point of its own. */
const membersOf = ({ facts, compartment }: TimePointContext): readonly Member[] => [
  ...placedOf(facts, 'ImagingStudyReported')
    .filter((study) => compartmentsOf(study).has(compartment))
    .map((study): Member => ({ ...study, study, stated: null, visit: visitOf(study.fact) })),
  ...statedOf(facts, compartment).map((stated): Member => ({ ...stated, study: null, stated, visit: null })),
];

const flagsOfGroup = (members: readonly (Study | StatedFact)[]): readonly Flag[] => {
  const flags = new Set<Flag>(members.flatMap((member) => member.flags));
  if (members.some(({ imputed }) => imputed)) flags.add('DATE_IMPUTED');
  return [...flags];
};

const pointOf = (
  context: TimePointContext,
  group: readonly Member[],
  seenAtBaseline: ReadonlySet<StudyRegion>,
): TimePoint => {
  const { facts, compartment, config } = context;
  const studies = group.flatMap(({ study }) => study ?? []);
  const stated = group.flatMap((member) => member.stated ?? []);
  const day = studies.length > 0 ? dayOf(studies) : Math.max(...group.map((member) => member.day));
  const said = stated.at(-1);
  const members = [...studies, ...stated];
  return {
    id: `${compartment}:${group[0]?.factId}`,
    visit: group.find(({ visit }) => visit !== null)?.visit ?? null,
    day,
    dates: dayHull(group),
    factIds: members.map(({ factId }) => factId),
    readings: readingsOf(facts, studies, compartment),
    newLesions: newLesionsOf(studies, compartment, seenAtBaseline),
    nonTargets: nonTargetsOf(studies),
    steroid: compartment === 'cns' ? steroidOn(facts, day, config) : null,
    clinical: compartment === 'cns' ? clinicalStatusOn(facts, day, context.origin) : null,
    underImmunotherapy: underImmunotherapy(facts, day),
    stated: said
      ? { value: statedValue(said.fact) as Response, factId: said.factId, day: said.day }
      : readerOverall(studies),
    flags: flagsOfGroup(members),
  };
};

type StudyRegion = FactOf<'ImagingStudyReported'>['regions'][number];

/** Every time point of a compartment, ascending by day, before and after the origin. */
export const timePointsOf = (context: TimePointContext): readonly TimePoint[] => {
  const { config, origin } = context;
  const groups = groupByVisit(membersOf(context), config.tpWindowDays, origin);
  const before = groups.flatMap((group) =>
    group.flatMap(({ study, day }) => (study && (origin === null || day <= origin) ? [study] : [])),
  );
  const seen = regionsSeen(before);
  return groups
    .map((group) => pointOf(context, group, seen))
    .sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1));
};
