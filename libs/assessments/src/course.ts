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
import { type TimelineView, type ViewedFact } from '@leptotrace/timeline';
import { compartmentCourse } from './compartment-course';
import { eanoInputsOf } from './eano-inputs';
import { lmCourse } from './lm-course';
import { populationOf } from './lm-population';
import { sayingsOf } from './metastasis-statements';
import { molecularSamplesOf } from './molecular-samples';
import { lastKnownAliveOf } from './last-known-alive';
import { undeclaredProgressions, type UndeclaredProgression } from './time-points';
import { decides, placedOf, placeFacts, type Placed } from './placement';
import {
  exposuresOf,
  indexLineOf,
  lineChangesOf,
  linesOf,
  newTherapiesOf,
  treatmentsOf,
  type TherapyLine,
} from './therapy-lines';

/** Where the clock starts: the index line's first dose, the line now, the diagnosis of LM, or a named fact. */
export type OriginChoice = 'first-dose' | 'current-line' | 'lm-diagnosis' | { readonly factId: string };

export type Origin = NonNullable<SubjectCourse['origin']>;

/** A patient's course, assembled for criteria and endpoints. Nothing here is derived by a criterion. */
export interface Course {
  readonly cutoff: EpochDay;
  readonly origin: Origin | null;
  readonly index: TherapyLine | null;
  readonly lines: readonly TherapyLine[];
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

/** The first diagnosis of LM that nothing refuted or replaced. */
const lmDiagnosisOf = (facts: readonly Placed[]): Dated | null =>
  sayingsOf(facts, 'leptomeningeal-metastasis').find(({ stands }) => stands) ?? null;

const dated = ({ day, dates, factIds }: Dated): Dated => ({ day, dates, factIds });

interface Chosen {
  readonly index: TherapyLine | null;
  readonly origin: Origin | null;
}

const ofLine = (index: TherapyLine | null): Chosen => ({
  index,
  origin: index ? { ...dated(index), what: 'first-dose' } : null,
});

const byFact = (facts: readonly Placed[], lines: readonly TherapyLine[], factId: string): Chosen => {
  const line = lines.find(({ factIds }) => factIds.includes(factId));
  if (line) return ofLine(line);
  const fact = facts.find((placed) => placed.factId === factId);
  return {
    index: fact ? indexLineOf(lines, fact.dates) : null,
    origin: fact ? { ...dated(fact), what: 'fact' } : null,
  };
};

const chooseOrigin = (
  facts: readonly Placed[],
  lines: readonly TherapyLine[],
  choice: OriginChoice,
): Chosen => {
  if (typeof choice === 'object') return byFact(facts, lines, choice.factId);
  const diagnosis = lmDiagnosisOf(facts);
  if (choice === 'current-line') return ofLine(lines.at(-1) ?? null);
  const index = indexLineOf(lines, diagnosis?.dates ?? null);
  if (choice === 'first-dose') return ofLine(index);
  return { index, origin: diagnosis ? { ...dated(diagnosis), what: 'lm-diagnosis' } : null };
};

const deathOf = (facts: readonly Placed[]): SubjectCourse['death'] => {
  const death = placedOf(facts, 'DeathRecorded')[0];
  return death ? { ...dated(death), unresolved: death.flags.includes('DEATH_DATE_UNRESOLVED') } : null;
};

const STOPPED: Readonly<Record<string, 'toxicity' | 'progression' | 'other'>> = {
  toxicity: 'toxicity',
  progression: 'progression',
};

const stoppedOf = (index: TherapyLine | null): SubjectCourse['stopped'] => {
  if (!index || index.to === null) return null;
  const last = index.treatments
    .flatMap(({ stop, stopReason }) => (stop ? [{ stop, stopReason }] : []))
    .sort((a, b) => a.stop.day - b.stop.day)
    .at(-1);
  return last ? { ...dated(last.stop), reason: STOPPED[last.stopReason ?? ''] ?? 'other' } : null;
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

/**
 * Facts of a view, assembled into a course against one origin. Pure: the same facts give the same
 * course whatever the order in which they were recorded.
 */
export const assemble = (view: TimelineView, choice: OriginChoice, config: Configuration): Course => {
  const cutoff = view.on.from;
  const { placed, undetermined, unplaced } = placeFacts(view, config);
  const treatments = treatmentsOf(placed);
  const lines = linesOf(treatments);
  const { index, origin } = chooseOrigin(placed, lines, choice);
  const diagnosis = lmDiagnosisOf(placed);
  const death = deathOf(placed);
  const classifications = classificationsOf(eanoInputsOf(placed), config);
  const context = origin && {
    facts: placed,
    indexFacts: new Set(index?.factIds),
    config,
    origin: origin.day,
    originFact: origin.factIds[0] ?? null,
  };
  return {
    cutoff,
    origin,
    index,
    lines,
    ...assessed(context, classifications, cutoff),
    undeclared: context ? undeclaredProgressions(context) : [],
    lmDiagnosis: diagnosis && dated(diagnosis),
    classifications,
    samples: molecularSamplesOf(placed),
    exposures: exposuresOf(placed),
    lineChanges: lineChangesOf(lines),
    newTherapies: origin ? newTherapiesOf(lines, index, origin.day) : [],
    death,
    lastKnownAlive: lastKnownAliveOf(placed, death),
    stopped: stoppedOf(index),
    withdrawn: withdrawnOf(placed),
    placed,
    undetermined: idsOf(undetermined),
    unplaced: idsOf(unplaced),
  };
};
