import { assemble, decides, type Course, type OriginChoice, type Reading } from '@leptotrace/assessments';
import {
  bestResponse,
  type Best,
  type CriterionResult,
  type DatedClassification,
} from '@leptotrace/criteria';
import {
  deriveEndpoints,
  durationOfResponse,
  type EndpointResult,
  type Mode,
  type SubjectCourse,
} from '@leptotrace/endpoints';
import { resistanceOf, type ResistanceAnswer } from '@leptotrace/genomics';
import { type EpochDay } from '@leptotrace/kernel';
import { factsOf, type Configuration, type Ruleset } from '@leptotrace/rules';
import { type TimelineView } from '@leptotrace/timeline';
import { contradicted, deathConflict, readEitherWay, viewAs, type Conflict } from './conflicts';
import { drivingOf, subjectCourse } from './evidence';
import { readBy, type ReaderChoice } from './readers';
import { sizedTwice } from './sized-twice';
import { evaluateAll, type CriteriaResults } from './criteria-results';
import { joinReadings, type OtherReading } from './readings';
import { reachingIn, withChecks, type Reaching } from './reach';

export interface Question {
  readonly subjectId: string;
  readonly origin: OriginChoice;
  /** Whose reading; the accepted one when left out. */
  readonly reader?: ReaderChoice;
  /** Censoring; the ruleset's own when left out. */
  readonly mode?: Mode;
}

/** Best response by one criterion, and how long it lasted. */
export interface BestOf {
  readonly criterion: CriterionResult['criterion'];
  readonly compartment: CriterionResult['compartment'];
  readonly experimental: boolean;
  readonly unconfirmed: Best;
  readonly confirmed: Best;
  readonly duration: EndpointResult | null;
}

/** Everything that a ruleset derives from one view of one patient. */
export interface Derived {
  readonly ruleset: Ruleset;
  readonly mode: Mode;
  readonly course: Course;
  /** `null`: nothing starts the clock. */
  readonly criteria: CriteriaResults | null;
  readonly classifications: readonly DatedClassification[];
  readonly endpoints: readonly EndpointResult[];
  readonly best: readonly BestOf[];
  readonly resistance: ResistanceAnswer;
  /** Checks of the course, with what each can reach. */
  readonly reaching: readonly Reaching[];
}

/** Assessments after a new therapy do not count for the best response (1.8). */
const untilOf = (course: Course, { nactTie }: Configuration): EpochDay | null => {
  const first = course.newTherapies[0];
  if (!first) return null;
  return nactTie === 'inclusive' ? first.day : first.day - 1;
};

/**
 * Certainty is taken over every fact that could enter, not over those that happened to decide: a date
 * that was filled in may have chosen the line or the order, and so what else was read (decision 0009).
 */
const atMostImputed = (course: Course, endpoint: EndpointResult): EndpointResult => {
  const imputed =
    course.unplaced.length > 0 || course.placed.some((placed) => placed.imputed && decides(placed.fact));
  return imputed && endpoint.determinacy === 'exact' ? { ...endpoint, determinacy: 'imputed' } : endpoint;
};

/** What does not depend on how the facts are read. */
interface Asked {
  readonly question: Question;
  readonly mode: Mode;
  readonly conflict: Conflict | null;
  readonly reaching: readonly Reaching[];
}

interface BestContext extends Omit<Asked, 'question'> {
  readonly course: Course;
  readonly subject: SubjectCourse;
  readonly config: Configuration;
}

/** From the first CR or PR of the confirmed response; `null` without one. */
const durationOf = (
  { compartment, responses }: CriterionResult,
  { firstResponse }: Best,
  { course, subject, config, mode, conflict, reaching }: BestContext,
): EndpointResult | null => {
  const first = responses.find(({ timePointId }) => timePointId === firstResponse?.timePointId);
  if (!first) return null;
  const response = { ...first, compartment, factIds: factsOf(first.why) };
  const duration = sizedTwice(
    course,
    atMostImputed(course, durationOfResponse(subject, response, config, mode)),
    compartment,
  );
  return withChecks(reaching, conflict ? contradicted(duration, conflict, []) : duration);
};

/** Endpoints of one view: what a reading of contradicting statements is asked for. */
const endpointsOf = (
  view: TimelineView,
  { configuration: config }: Ruleset,
  { subjectId, origin, mode }: Question,
): readonly EndpointResult[] => {
  const course = assemble(view, origin, config);
  return deriveEndpoints(subjectCourse(subjectId, course, evaluateAll(course, config), config), config, mode);
};

const bestOf = (criteria: CriteriaResults, context: BestContext): readonly BestOf[] => {
  const { course, config } = context;
  const origin = course.origin?.day as EpochDay;
  const until = untilOf(course, config);
  const rated = criteria.all.filter(
    ({ criterion }) => criterion !== 'NANO_LM_2024' && criterion !== 'SEED_WEIGHTED_v0',
  );
  return rated.map((result) => {
    const { unconfirmed, confirmed } = bestResponse(result, { config, origin, until });
    const drives = drivingOf(criteria, result.compartment, config).includes(result);
    return {
      criterion: result.criterion,
      compartment: result.compartment,
      experimental: result.experimental,
      unconfirmed,
      confirmed,
      duration: drives ? durationOf(result, confirmed, context) : null,
    };
  });
};

interface Read {
  readonly course: Course;
  readonly criteria: CriteriaResults | null;
  readonly subject: SubjectCourse;
  readonly endpoints: readonly EndpointResult[];
  readonly best: readonly BestOf[];
}

const readAs = (
  view: TimelineView,
  { configuration: config }: Ruleset,
  { question, reading, ...asked }: Asked & { readonly reading: Reading },
): Read => {
  const course = assemble(view, question.origin, config, reading);
  const criteria = evaluateAll(course, config);
  const subject = subjectCourse(question.subjectId, course, criteria, config);
  return {
    course,
    criteria,
    subject,
    endpoints: deriveEndpoints(subject, config, asked.mode).map((endpoint) =>
      sizedTwice(course, atMostImputed(course, endpoint)),
    ),
    best: criteria ? bestOf(criteria, { course, subject, config, ...asked }) : [],
  };
};

/** A duration as the other reading has it; where it knows of no response, there is none to compare. */
const durationIn = ({ best }: Read, { criterion, compartment }: BestOf): EndpointResult | null =>
  best.find((found) => found.criterion === criterion && found.compartment === compartment)?.duration ?? null;

/** Endpoints as told, beside those of every other reading of the same facts. */
const readBothWays = (told: Read, others: readonly (Read & Pick<OtherReading, 'reading' | 'factIds'>)[]) => ({
  endpoints: told.endpoints.map((endpoint, at) =>
    joinReadings(
      endpoint,
      others.map((other) => ({ ...other, result: other.endpoints[at] as EndpointResult })),
    ),
  ),
  best: told.best.map((best) => ({
    ...best,
    duration:
      best.duration &&
      joinReadings(
        best.duration,
        others.flatMap((other) => {
          const result = durationIn(other, best);
          return result ? [{ ...other, result }] : [];
        }),
      ),
  })),
});

/**
 * From facts to answers: one pure function. The same view, ruleset and question give the same value,
 * whatever the order in which the facts were recorded.
 */
export const derive = (whole: TimelineView, ruleset: Ruleset, question: Question): Derived => {
  const view = readBy(whole, question.reader);
  const { configuration: config } = ruleset;
  const mode = question.mode ?? config.pfsMode;
  const [conflict, reaching] = [deathConflict(view), reachingIn(view)];
  const asked: Asked = { question, mode, conflict, reaching };
  const told = readAs(view, ruleset, { ...asked, reading: 'told' });
  const others = told.course.readings.map(({ reading, factIds }) => ({
    ...readAs(view, ruleset, { ...asked, reading }),
    reading,
    factIds,
  }));
  const { course, criteria } = told;
  const { endpoints, best } = readBothWays(told, others);
  return {
    ruleset,
    mode,
    course,
    criteria,
    classifications: course.classifications,
    endpoints: (conflict
      ? readEitherWay(endpoints, conflict, (alternative) =>
          endpointsOf(viewAs(view, alternative), ruleset, question),
        )
      : endpoints
    ).map((endpoint) => withChecks(reaching, endpoint)),
    best,
    reaching,
    resistance: resistanceOf(
      { samples: course.samples, exposures: course.exposures, lineChanges: course.lineChanges },
      config,
    ),
  };
};
