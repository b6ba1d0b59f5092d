import { type Configuration } from '@leptotrace/rules';
import { type CompartmentCourse, type TimePoint, type TimePointResponse } from '../model';
import { baselineFor, type Baseline } from './baseline';
import { type TargetPolicy } from './choose-targets';
import { NOTHING_NEW, newLesionsOf, type NewLesions } from './new-lesions';
import { nonTargetResponse } from './non-target';
import { atBaseline, withSum, type Before } from './nadir';
import { responseOf, unknownResponse, type Findings, type Verdict } from './response';
import { seenAt } from './seen';
import { sumOf, type TargetSum } from './sum';
import { targetFinding, type TargetVerdict } from './target-response';

/** How a criterion differs from the next: its table of targets and its overall response. */
export interface Walk {
  readonly targets: (sum: TargetSum, before: Before, config: Configuration) => TargetVerdict;
  /** `index` is that of the follow-up. */
  readonly overall: (found: Findings, index: number) => Verdict;
}

export interface Walked {
  readonly baseline: Baseline;
  readonly responses: readonly TimePointResponse[];
}

/** Carried from one time point to the next. */
interface Carried {
  before: Before;
  progressed: boolean;
  newSeen: boolean;
}

const LEAVES_CR_STANDING: ReadonlySet<string> = new Set(['NE', 'UNKNOWN', 'SUSPECTED_PD']);

/** What an unequivocal new lesion can be without anything to compare it with (1.7). */
const NEEDS_NO_BASELINE: ReadonlySet<string> = new Set(['PD', 'SUSPECTED_PD']);

const carry = (carried: Carried, sum: TargetSum | null, response: TimePointResponse): void => {
  const { value, timePointId } = response;
  // What follows the first progression is no nadir of this line (0.4).
  if (sum && !carried.progressed) carried.before = withSum(carried.before, sum, timePointId);
  if (value === 'PD') carried.progressed = true;
  if (LEAVES_CR_STANDING.has(value)) return;
  const afterCR = value === 'CR';
  if (afterCR !== carried.before.afterCR) carried.before = { ...carried.before, afterCR };
};

/**
 * Walks the follow-ups of a course once, in order, with the nadir of what came before (0.4).
 * `walkFor` gets the baseline and the new lesions, so that a criterion can look ahead before the walk begins.
 */
export const walk = (
  course: CompartmentCourse,
  config: Configuration,
  policy: TargetPolicy,
  walkFor: (baseline: Baseline, news: ReadonlyMap<number, NewLesions>) => Walk,
): Walked => {
  const baseline = baselineFor(course, policy, config);
  const { finding, context, targets } = baseline;
  const newOnes = newLesionsOf(course, baseline);
  const unknown = finding.disease === 'unknown';
  const steps = walkFor(baseline, newOnes);
  const carried: Carried = {
    before: atBaseline(baseline.sum, finding.timePointId),
    progressed: false,
    newSeen: false,
  };
  const step = (point: TimePoint, index: number): TimePointResponse => {
    const seen = seenAt(point, context.slots);
    const news = newOnes.get(index) ?? NOTHING_NEW;
    if (unknown && news.counted.length === 0) return unknownResponse(point, baseline);
    const sum = targets.length > 0 ? sumOf(targets, seen, context) : null;
    const { before } = carried;
    const target = sum && targetFinding(steps.targets(sum, before, config), sum, before, context);
    const nonTarget = nonTargetResponse(point, baseline, seen);
    const found = { point, baseline, target, nonTarget, news, seen, afterNew: carried.newSeen };
    const response = responseOf(found, steps.overall(found, index));
    if (unknown && !NEEDS_NO_BASELINE.has(response.value)) return unknownResponse(point, baseline);
    carry(carried, sum, response);
    if (news.counted.length > 0) carried.newSeen = true;
    return response;
  };
  return { baseline, responses: course.followUps.map(step) };
};
