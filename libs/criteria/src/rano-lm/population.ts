import { type LmCourse, type LmEvaluation, type LmEvidence } from '../lm-model';
import { type CriterionResult, type Response, type TimePointResponse } from '../model';

/** Only a puncture was done: judged for the CSF, and no visit at which the rest was not evaluable (3.2). */
export const isPunctureAlone = ({
  exams,
  nanoExams,
  imaging,
  stated,
  samples,
  pressures,
}: LmEvaluation): boolean =>
  samples.length + pressures.length > 0 &&
  exams.length === 0 &&
  nanoExams.length === 0 &&
  imaging.length === 0 &&
  stated === null;

const RULE = 'RANOLM-3-population';

const notApplicable = ({ id, day, dates, factIds, flags }: LmEvaluation): TimePointResponse => ({
  timePointId: id,
  value: 'not-applicable',
  day,
  dates,
  parts: {},
  flags,
  why: { rule: RULE, value: 'not-applicable', day, facts: factIds },
});

/** The evaluation at which LM appeared: the one of its evidence, else the one of its day. */
const appearedAt = ({ baseline, followUps }: LmCourse, { day, factIds }: LmEvidence): string => {
  const all = baseline ? [baseline, ...followUps] : followUps;
  const at =
    all.find((each) => each.factIds.some((id) => factIds.includes(id))) ??
    all.find(({ dates }) => dates.from <= day && day <= dates.to);
  return at?.id ?? `lm:${factIds[0]}`;
};

/** LM that appears under treatment: what was not there before cannot have been stable. */
const appearance = (course: LmCourse, value: Response): readonly TimePointResponse[] => {
  const { first } = course.population;
  if (!first) return [];
  const { day, dates, factIds, by } = first;
  const why = { rule: 'RANOLM-R1-first', value, day, facts: factIds, sums: { by } };
  const timePointId = appearedAt(course, first);
  const flags = course.baseline?.flags ?? [];
  return [{ timePointId, value, day, dates, parts: { newLesion: 'yes' }, newDisease: true, flags, why }];
};

/** The evaluation that found what may be LM is what later ones are compared with, and no response. */
const laterBaseline = ({ population, baseline, origin }: LmCourse): readonly TimePointResponse[] => {
  if (!baseline || !population.since || population.since.day <= origin) return [];
  const { id, day, dates, factIds, flags } = baseline;
  const why = { rule: 'RANOLM-3-later-baseline', value: 'UNKNOWN', day, facts: factIds };
  return [{ timePointId: id, value: 'UNKNOWN', day, dates, parts: {}, flags, why }];
};

/** Of one time point the appearance of LM is what it says, unless progression is said of an earlier day. */
const oneEach = (
  appeared: readonly TimePointResponse[],
  others: readonly TimePointResponse[],
): readonly TimePointResponse[] => {
  const [first] = appeared;
  if (!first) return others;
  const same = (each: TimePointResponse): boolean => each.timePointId === first.timePointId;
  const said = others.some((each) => same(each) && each.value === first.value && each.day <= first.day);
  return said ? others : [first, ...others.filter((each) => !same(each))];
};

const byDay = (a: TimePointResponse, b: TimePointResponse): number => a.day - b.day;

/**
 * A result of a criterion of LM, confined to the time at which LM was at least possible (3). `appears` is
 * what the criterion calls LM that appears under treatment; `null`: it has no word for it.
 */
export const inPopulation = (
  course: LmCourse,
  result: CriterionResult,
  appears: Response | null,
): CriterionResult => {
  const { population, before } = course;
  const applies = population.since !== null;
  const judged = appears === null ? result.responses : [...laterBaseline(course), ...result.responses];
  const responses = appears === null ? judged : oneEach(appearance(course, appears), judged);
  return {
    ...result,
    applies,
    ...(applies ? {} : { baseline: { ...result.baseline, why: { rule: RULE, value: 'not-applicable' } } }),
    responses: [...before.map(notApplicable), ...[...responses].sort(byDay)],
  };
};
