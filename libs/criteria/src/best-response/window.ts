import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type CriterionResult, type Response, type TimePointResponse } from '../model';
import { type BestResponseRule } from './best-response.rules';

export interface BestResponseOptions {
  readonly config: Configuration;
  /** Day from which the minimum for SD is counted. */
  readonly origin: EpochDay;
  /** Start of new therapy or the cutoff: time points of later days do not count. `null`: neither. */
  readonly until: EpochDay | null;
}

/** Best response; `MISSING`: no time point lies in the window. */
export interface Best {
  readonly value: Response | 'MISSING';
  readonly day: EpochDay | null;
  readonly timePointIds: readonly string[];
  /** First CR or PR of the response, from which its duration counts; `null` without response. */
  readonly firstResponse: { readonly day: EpochDay; readonly timePointId: string } | null;
  readonly why: Derivation;
  readonly flags: readonly Flag[];
}

/** The time points that count, and what the table needs of them. */
export interface Window {
  readonly points: readonly TimePointResponse[];
  /** `false`: the criterion applies at no time point of this patient. */
  readonly applies: boolean;
  readonly progression: TimePointResponse | null;
  /** SD, or its counterpart without targets. */
  readonly stable: 'SD' | 'NON_CR_NON_PD';
  readonly options: BestResponseOptions;
}

const LM: ReadonlySet<CriterionResult['criterion']> = new Set([
  'RANO_LM_2017',
  'LM_SCORECARD_2019',
  'LM_SCORECARD_2022',
]);

/** What stable disease is called: as time points late enough call it, else as the criterion does. */
const stableOf = (
  { criterion, baseline }: CriterionResult,
  points: readonly TimePointResponse[],
  options: BestResponseOptions,
): Window['stable'] => {
  const said = new Set(points.filter((point) => isLateEnough(point, options)).map(({ value }) => value));
  if (said.has('SD')) return 'SD';
  if (said.has('NON_CR_NON_PD')) return 'NON_CR_NON_PD';
  return baseline.disease === 'non-target-only' && !LM.has(criterion) ? 'NON_CR_NON_PD' : 'SD';
};

/** Time points up to and including the first progression, none after `until` (1.8). */
export const windowOf = (result: CriterionResult, options: BestResponseOptions): Window => {
  const points: TimePointResponse[] = [];
  let progression: TimePointResponse | null = null;
  for (const response of result.responses) {
    if (response.value === 'not-applicable') continue;
    if (options.until !== null && response.day > options.until) break;
    points.push(response);
    if (response.value !== 'PD') continue;
    progression = response;
    break;
  }
  return {
    points,
    applies: result.applies !== false,
    progression,
    stable: stableOf(result, points, options),
    options,
  };
};

const NOT_PROGRESSED: ReadonlySet<Response> = new Set(['CR', 'PR', 'SD', 'NON_CR_NON_PD']);

/** Did the patient stay without progression at this time point? */
export const isWithoutProgression = ({ value }: TimePointResponse): boolean => NOT_PROGRESSED.has(value);

export const isLateEnough = ({ day }: TimePointResponse, { origin, config }: BestResponseOptions): boolean =>
  day - origin >= config.sdMinDays;

/** The first time point that makes SD long enough; `undefined`: none does. */
export const stableLongEnough = ({ points, options }: Window): TimePointResponse | undefined =>
  points.find((point) => isWithoutProgression(point) && isLateEnough(point, options));

export interface Reason {
  readonly rule: BestResponseRule;
  readonly lost?: Derivation['lost'];
  readonly firstResponse?: TimePointResponse;
}

/** A best response with the time points that gave it. */
export const bestOf = (
  value: Best['value'],
  points: readonly TimePointResponse[],
  window: Window,
  { rule, lost, firstResponse }: Reason,
): Best => {
  const flags = [...new Set(points.flatMap((point) => point.flags))];
  const day = points[0]?.day ?? null;
  const { origin, until } = window.options;
  const why: Derivation = {
    rule,
    value,
    ...(day === null ? {} : { day }),
    sums: { originDay: origin, untilDay: until, timePoints: window.points.length },
    because: points.map((point) => point.why),
    lost: lost ?? [],
    flags,
  };
  return {
    value,
    day,
    timePointIds: points.map(({ timePointId }) => timePointId),
    firstResponse: firstResponse ? { day: firstResponse.day, timePointId: firstResponse.timePointId } : null,
    why,
    flags,
  };
};
