import { type Compartment } from '@leptotrace/clinical';
import {
  classificationsOf,
  type CompartmentCourse,
  type DatedClassification,
  type LmCourse,
} from '@leptotrace/criteria';
import { type Dated, type NewTherapy, type SubjectCourse } from '@leptotrace/endpoints';
import { type Exposure, type MolecularSample } from '@leptotrace/genomics';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import {
  therapyCourseOf,
  type TherapyCourse,
  type TimelineView,
  type ViewedFact,
} from '@leptotrace/timeline';
import { compartmentCourse } from './compartment-course';
import { eanoInputsOf } from './eano-inputs';
import { lmCourse } from './lm-course';
import { populationOf } from './lm-population';
import { molecularSamplesOf } from './molecular-samples';
import { lastKnownAliveOf } from './last-known-alive';
import { undeclaredProgressions, type UndeclaredProgression } from './time-points';
import { decides, placedOf, placeFacts, type Placed } from './placement';
import { exposuresOf } from './lines/exposures';
import { newTherapiesOf } from './lines/new-therapies';
import {
  chooseOrigin,
  dated,
  lmDiagnosisOf,
  type ChosenOrigin,
  type Origin,
  type OriginChoice,
} from './lines/origin';
import { lineChangesOf, linesOf, type TherapyLine } from './lines/therapy-lines';

/**
 * How facts are read that can be read in two ways: `told`; what cannot be placed on its other side; local
 * treatment without a target as aimed elsewhere.
 */
export type Reading = 'told' | 'other-order' | 'local-elsewhere';

/** A patient's course, assembled for criteria and endpoints. Nothing here is derived by a criterion. */
export interface Course {
  readonly cutoff: EpochDay;
  readonly origin: Origin | null;
  readonly index: TherapyLine | null;
  readonly lines: readonly TherapyLine[];
  /** Every drug with its end, and what decided the lines. */
  readonly therapy: TherapyCourse;
  /** The other readings that there are, each with the facts that it hangs on. */
  readonly readings: readonly { readonly reading: Reading; readonly factIds: readonly string[] }[];
  readonly compartments: Readonly<Record<Compartment, CompartmentCourse>> | null;
  readonly lm: LmCourse | null;
  /** Progressions stated after the origin without a compartment, one a visit. */
  readonly undeclared: readonly UndeclaredProgression[];
  readonly lmDiagnosis: Dated | null;
  /** By EANO and ESMO, ascending: from facts, with or without a stated diagnosis (5). */
  readonly classifications: readonly DatedClassification[];
  readonly samples: readonly MolecularSample[];
  readonly exposures: readonly Exposure[];
  readonly lineChanges: readonly EpochDay[];
  readonly newTherapies: readonly NewTherapy[];
  readonly death: SubjectCourse['death'];
  readonly lastKnownAlive: Dated | null;
  readonly stopped: SubjectCourse['stopped'];
  readonly withdrawn: Dated | null;
  readonly placed: readonly Placed[];
  /** Facts that decide something and that cannot be told to lie on or before the day. */
  readonly undetermined: readonly string[];
  readonly unplaced: readonly string[];
}

const deathOf = (facts: readonly Placed[]): SubjectCourse['death'] => {
  const death = placedOf(facts, 'DeathRecorded')[0];
  return death ? { ...dated(death), unresolved: death.flags.includes('DEATH_DATE_UNRESOLVED') } : null;
};

const STOPPED: Readonly<Record<string, 'toxicity' | 'progression' | 'other'>> = {
  toxicity: 'toxicity',
  progression: 'progression',
};

/** Stopped, all of it, by stops that are recorded: what only follows from other facts stops nothing here. */
const stoppedOf = (index: TherapyLine | null): SubjectCourse['stopped'] => {
  const stops = (index?.drugs ?? []).map(({ stop, end }) => (end?.rule === 'END-R3-recorded' ? stop : null));
  const last = stops.toSorted((a, b) => (a?.day ?? 0) - (b?.day ?? 0)).at(-1);
  if (!last || stops.includes(null)) return null;
  return {
    day: last.day,
    dates: last.dates,
    factIds: [last.factId],
    reason: STOPPED[last.fact.reason] ?? 'other',
  };
};

const withdrawnOf = (facts: readonly Placed[]): Dated | null => {
  const found = placedOf(facts, 'CareTransitioned').find(
    ({ fact }) => fact.to === 'lost-to-follow-up' || fact.to === 'withdrew',
  );
  return found ? dated(found) : null;
};

const idsOf = (facts: readonly ViewedFact[]): readonly string[] =>
  facts
    .filter(({ fact }) => decides(fact))
    .map(({ factId }) => factId)
    .sort();

const assessed = (
  context: Parameters<typeof compartmentCourse>[0] | null,
  classifications: Course['classifications'],
  cutoff: EpochDay,
): Pick<Course, 'compartments' | 'lm'> =>
  context
    ? {
        compartments: {
          cns: compartmentCourse(context, 'cns'),
          'non-cns': compartmentCourse(context, 'non-cns'),
        },
        lm: lmCourse(context, populationOf({ ...context, classifications }, context.origin), cutoff),
      }
    : { compartments: null, lm: null };

const readingsOf = (
  therapy: TherapyCourse,
  newTherapies: readonly NewTherapy[],
  config: Configuration,
): Course['readings'] => {
  const local = newTherapies.filter(({ compartment }) => compartment === 'undetermined');
  return [
    ...(therapy.uncertain.length > 0
      ? [{ reading: 'other-order' as const, factIds: therapy.uncertain }]
      : []),
    ...(local.length > 0 && config.nactScope === 'compartment'
      ? [{ reading: 'local-elsewhere' as const, factIds: local.flatMap(({ factIds }) => factIds) }]
      : []),
  ];
};

const newTherapiesIn = (
  { index, origin }: ChosenOrigin,
  lines: readonly TherapyLine[],
  reading: Reading,
): readonly NewTherapy[] => {
  const found = origin ? newTherapiesOf(lines, index, origin.day) : [];
  return reading === 'local-elsewhere'
    ? found.filter(({ compartment }) => compartment !== 'undetermined')
    : found;
};

/**
 * Facts of a view, assembled into a course against one origin. Pure: the same facts give the same
 * course whatever the order in which they were recorded.
 */
export const assemble = (
  view: TimelineView,
  choice: OriginChoice,
  config: Configuration,
  reading: Reading = 'told',
): Course => {
  const cutoff = view.on.from;
  const { placed, undetermined, unplaced } = placeFacts(view, config);
  const therapy = therapyCourseOf(placed, {
    on: cutoff,
    parameters: config,
    reading: reading === 'other-order' ? 'other' : 'told',
    toldLater: view.toldLater,
  });
  const lines = linesOf(therapy);
  const chosen = chooseOrigin(placed, lines, choice);
  const { index, origin } = chosen;
  const diagnosis = lmDiagnosisOf(placed);
  const death = deathOf(placed);
  const newTherapies = newTherapiesIn(chosen, lines, reading);
  const classifications = classificationsOf(eanoInputsOf(placed), config);
  const context = origin && {
    facts: placed,
    indexFacts: new Set(index?.factIds),
    config,
    therapy,
    origin: origin.day,
    originFact: origin.factIds[0] ?? null,
  };
  return {
    cutoff,
    origin,
    index,
    lines,
    therapy,
    readings: readingsOf(therapy, newTherapies, config),
    ...assessed(context, classifications, cutoff),
    undeclared: context ? undeclaredProgressions(context) : [],
    lmDiagnosis: diagnosis && dated(diagnosis),
    classifications,
    samples: molecularSamplesOf(placed),
    exposures: exposuresOf(therapy),
    lineChanges: lineChangesOf(lines),
    newTherapies,
    death,
    lastKnownAlive: lastKnownAliveOf(placed, death),
    stopped: stoppedOf(index),
    withdrawn: withdrawnOf(placed),
    placed,
    undetermined: idsOf(undetermined),
    unplaced: idsOf(unplaced),
  };
};
