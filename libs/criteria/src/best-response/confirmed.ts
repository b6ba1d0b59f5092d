import { type Configuration, type Lost } from '@leptotrace/rules';
import { type Response, type TimePointResponse } from '../model';
import { type BestResponseRule } from './best-response.rules';
import { withoutResponse } from './unconfirmed';
import { bestOf, type Best, type Window } from './window';

interface Pair {
  readonly first: TimePointResponse;
  readonly second: TimePointResponse;
}

/** A pair, or why the candidate was left unconfirmed. */
type Search = Pair | Lost;

const isPair = (search: Search): search is Pair => 'second' in search;

const UNTOLD: ReadonlySet<Response> = new Set(['NE', 'UNKNOWN', 'SUSPECTED_PD']);

const leftOpen = (first: TimePointResponse, rule: BestResponseRule, reason: string): Lost => ({
  rule,
  value: first.value,
  day: first.day,
  reason,
});

/** SD between PR and its confirmation: how many there were, and how many the ruleset accepts. */
interface Stable {
  readonly seen: number;
  readonly accepted: number;
}

/** What a time point between a response and its confirmation does to the pair; `null`: nothing. */
const breaks = (first: TimePointResponse, { value }: TimePointResponse, stable: Stable): boolean => {
  if (first.value === 'CR') return value !== 'CR' && !UNTOLD.has(value);
  if (value === 'SD') return stable.seen >= stable.accepted;
  return value !== 'CR' && value !== 'PR' && !UNTOLD.has(value);
};

const confirms = (
  first: TimePointResponse,
  later: TimePointResponse,
  { confirmDays }: Configuration,
): boolean =>
  (later.value === 'CR' || (first.value === 'PR' && later.value === 'PR')) &&
  later.day - first.day >= confirmDays;

/** Looks for the scan that confirms the response at `index`. Points end where PR follows CR. */
const searchFrom = (points: readonly TimePointResponse[], index: number, config: Configuration): Search => {
  const first = points[index] as TimePointResponse;
  let [untold, seen] = [0, 0];
  for (let place = index + 1; place < points.length; place += 1) {
    const later = points[place] as TimePointResponse;
    if (confirms(first, later, config)) return { first, second: later };
    if (breaks(first, later, { seen, accepted: config.acceptSDBetween })) {
      const rule = later.value === 'SD' ? 'BOR-1.8-sd-between' : 'BOR-1.8-interval';
      return leftOpen(first, rule, `${later.value} came before a confirmation`);
    }
    if (later.value === 'SD') seen += 1;
    if (UNTOLD.has(later.value)) untold += 1;
    if (untold > config.maxNE) return leftOpen(first, 'BOR-1.8-max-NE', 'too many NE before a confirmation');
  }
  return leftOpen(first, 'BOR-1.8-interval', 'no qualifying scan late enough confirmed it');
};

interface Found {
  readonly pairs: readonly Pair[];
  readonly lost: readonly Lost[];
}

const pairsIn = (points: readonly TimePointResponse[], config: Configuration): Found => {
  const pairs: Pair[] = [];
  const lost: Lost[] = [];
  points.forEach(({ value }, index) => {
    // One pair of each kind is enough: the first gives the date.
    if ((value !== 'CR' && value !== 'PR') || pairs.some(({ first }) => first.value === value)) return;
    const search = searchFrom(points, index, config);
    if (isPair(search)) pairs.push(search);
    else lost.push(search);
  });
  return { pairs, lost };
};

/** Index of the first time point at which disease is back after CR; -1: it never is. */
const returnAfterCR = (points: readonly TimePointResponse[], wanted: ReadonlySet<Response>): number => {
  const complete = points.findIndex(({ value }) => value === 'CR');
  return complete < 0 ? -1 : points.findIndex(({ value }, index) => index > complete && wanted.has(value));
};

const PARTIAL: ReadonlySet<Response> = new Set(['PR']);
const STABLE: ReadonlySet<Response> = new Set(['SD', 'NON_CR_NON_PD']);

/** PR after CR stands for progression: nothing from there on counts (pair table). */
const cutAtReturn = (window: Window): Window => {
  const at = returnAfterCR(window.points, PARTIAL);
  if (at < 0) return window;
  return { ...window, points: window.points.slice(0, at), progression: window.points[at] ?? null };
};

/** SD that follows PR by the interval of a pair is SD without a minimum of its own. */
const stableAfterPartial = ({ points, options }: Window): TimePointResponse | undefined => {
  const first = points.find(({ value }) => value === 'PR');
  if (!first || points.some(({ value }) => value === 'CR')) return undefined;
  return points.find(({ value, day }) => value === 'SD' && day - first.day >= options.config.confirmDays);
};

const afterPartial = (window: Window): BestResponseRule =>
  window.progression ? 'BOR-1.8-PR-PD' : 'BOR-1.8-PR-NE';

const afterComplete = (window: Window, cut: Window): BestResponseRule => {
  if (cut !== window) return 'BOR-1.8-CR-PR';
  const back = window.progression !== null || returnAfterCR(window.points, STABLE) >= 0;
  return back ? 'BOR-1.8-CR-SD-PD' : 'BOR-1.8-CR-NE';
};

const withLost = (best: Best, lost: readonly Lost[]): Best => ({
  ...best,
  why: { ...best.why, lost: [...lost, ...(best.why.lost ?? [])] },
});

const unconfirmedComplete = (window: Window, cut: Window): Best => {
  const back = returnAfterCR(cut.points, STABLE);
  // The minimum of stable disease is to be met at the CR: what comes after it does not make up for it.
  const seen =
    back < 0
      ? cut
      : {
          ...cut,
          points: cut.points.slice(0, back),
          progression: cut.progression ?? cut.points[back] ?? null,
        };
  return withoutResponse(seen, afterComplete(window, cut));
};

/** No pair: what the rest of the pair table leaves. */
const withoutPair = (window: Window, cut: Window, lost: readonly Lost[]): Best => {
  const responded = cut.points.find(({ value }) => value === 'CR' || value === 'PR');
  if (!responded) return withoutResponse(cut);
  const stable = stableAfterPartial(cut);
  if (stable) return withLost(bestOf('SD', [stable], window, { rule: 'BOR-1.8-PR-SD' }), lost);
  const complete = cut.points.some(({ value }) => value === 'CR');
  const best = complete ? unconfirmedComplete(window, cut) : withoutResponse(cut, afterPartial(cut));
  return withLost(best, lost);
};

/** Best response with confirmation (1.8): the pair table, at most `maxNE` in between. */
export const confirmedBest = (window: Window): Best => {
  const cut = cutAtReturn(window);
  const { pairs, lost } = pairsIn(cut.points, window.options.config);
  const pair = pairs.find(({ first }) => first.value === 'CR') ?? pairs[0];
  if (!pair) return withoutPair(window, cut, lost);
  const earliest = pairs.reduce((a, b) => (b.first.day < a.first.day ? b : a)).first;
  const rule = pair.first.value === 'CR' ? 'BOR-1.8-CR-CR' : 'BOR-1.8-PR-PR';
  return bestOf(pair.first.value, [pair.first, pair.second], window, { rule, lost, firstResponse: earliest });
};
