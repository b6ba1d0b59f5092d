import { type DayInterval, groupBy } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { type CallState, type SampleState, type Standing, type Uncounted } from './answer';

/** Of several samples of one day the strongest evidence counts. */
const STRENGTH: readonly (CallState | 'open')[] = [
  'DETECTED',
  'open',
  'NOT_DETECTED',
  'BELOW_LOD',
  'NE',
  'NOT_TESTED',
];

const rankOf = ({ state, open }: SampleState): number => STRENGTH.indexOf(open ? 'open' : state);

const strongerFirst = (a: SampleState, b: SampleState): number =>
  rankOf(a) - rankOf(b) ||
  Number(b.quantifiable) - Number(a.quantifiable) ||
  (b.vafPct ?? -1) - (a.vafPct ?? -1) ||
  (a.factId < b.factId ? -1 : 1);

/** A trace beside an unread finding, and a negative that outweighs the trace alone: nobody knows which it is. */
const isDenied = ({ state, open }: SampleState, others: readonly SampleState[]): boolean =>
  open && state === 'BELOW_LOD' && others.some((other) => other.state === 'NOT_DETECTED');

const oneOf = (sameDay: readonly SampleState[]): SampleState => {
  const [first, ...others] = [...sameDay].sort(strongerFirst) as [SampleState, ...SampleState[]];
  if (others.length === 0) return first;
  const state = isDenied(first, others) ? 'NE' : first.state;
  return {
    ...first,
    state,
    why: {
      ...first.why,
      value: state,
      rule: 'GENO-10.4-same-day',
      because: [first.why],
      lost: others.map(({ why, state: value, day, factId }) => ({
        rule: why.rule,
        value,
        day,
        reason: 'another sample of the same day is stronger evidence',
        facts: [factId],
      })),
    },
  };
};

/** One state a day, ascending. Samples whose report says nothing of the alteration are left out. */
export const seriesOf = (states: readonly SampleState[]): readonly SampleState[] => {
  const tested = states.filter(({ state }) => state !== 'NOT_TESTED');
  return [...groupBy(tested, ({ day }) => day)]
    .sort(([a], [b]) => a - b)
    .map(([, sameDay]) => oneOf(sameDay));
};

/** Does the state say whether the alteration is there? BELOW_LOD does not (10.4). */
export const isEvaluable = ({ state }: SampleState): boolean =>
  state === 'DETECTED' || state === 'NOT_DETECTED';

const overlaps = (a: DayInterval, b: DayInterval): boolean => a.from <= b.to && b.from <= a.to;

const dateFlags = (series: readonly SampleState[]): readonly Flag[] => [
  ...(series.some(({ interval }) => interval.from !== interval.to) ? (['DATE_IMPUTED'] as const) : []),
  ...(series.some((each, at) => at > 0 && overlaps((series[at - 1] as SampleState).interval, each.interval))
    ? (['ORDER_UNCERTAIN'] as const)
    : []),
];

/** The sample that gives the state: the last evaluable one; no negative outlives a finding that may be it. */
const decidingOf = (history: readonly SampleState[]): SampleState | null => {
  const evaluable = history.findLast(isEvaluable) ?? null;
  const open = history.findLast((each) => each.open) ?? null;
  if (!evaluable) return history.at(-1) ?? null;
  return open && evaluable.state === 'NOT_DETECTED' && open.day > evaluable.day ? open : evaluable;
};

/**
 * The last sample of the kinds that showed it, where only another kind, which never did, is negative after it: it was
 * not looked for again where it was found.
 */
const stillShown = (states: readonly SampleState[], decides: SampleState | null): SampleState | null => {
  const shown = (kind: string): boolean =>
    states.some(({ specimen, state }) => specimen === kind && state === 'DETECTED');
  if (decides?.state !== 'NOT_DETECTED' || shown(decides.specimen)) return null;
  const last = [...new Set(states.map(({ specimen }) => specimen))]
    .filter(shown)
    .flatMap((kind) => decidingOf(seriesOf(states.filter(({ specimen }) => specimen === kind))) ?? []);
  if (last.some(({ state }) => state === 'NOT_DETECTED')) return null;
  return last.sort((a, b) => b.day - a.day)[0] ?? null;
};

const breaks = (decides: SampleState, each: SampleState): boolean => {
  if (decides.state === 'NOT_DETECTED') return each.state === 'DETECTED' || each.open;
  return isEvaluable(each) && each.state !== decides.state;
};

/** First sample of the run of the deciding state that lasts to the end. */
const startOfRun = (history: readonly SampleState[], decides: SampleState | null): SampleState | null => {
  if (!decides) return null;
  const broken = history.findLastIndex((each) => breaks(decides, each));
  return history.slice(broken + 1).find(({ state }) => state === decides.state) ?? null;
};

const countedAfter = ({ day }: SampleState, decides: SampleState | null): boolean =>
  !decides || !isEvaluable(decides) || day > decides.day;

/** Negatives that do not count, behind the last state that does: by the reason, the earliest first. */
const uncountedOf = (states: readonly SampleState[], decides: SampleState | null): readonly Uncounted[] => {
  const uncounted = states.filter(
    (found) => found.negative && found.state === 'NE' && countedAfter(found, decides),
  );
  return [...groupBy(uncounted, ({ flags }) => flags.join(' '))]
    .map(([, all]) => {
      const days = all.map(({ day }) => day);
      return {
        reasons: all[0]?.flags ?? [],
        reports: new Set(all.map(({ factId }) => factId)).size,
        firstDay: Math.min(...days),
        lastDay: Math.max(...days),
        facts: [...new Set(all.map(({ factId }) => factId))].sort(),
      };
    })
    .sort((a, b) => a.firstDay - b.firstDay || (a.reasons.join() < b.reasons.join() ? -1 : 1));
};

const UNTESTED = { rule: 'GENO-10.4-NOT_TESTED', value: 'NOT_TESTED' } as const;

const standingWhy = (
  decides: SampleState | null,
  history: readonly SampleState[],
  flags: readonly Flag[],
): Derivation => ({
  ...(decides ? { rule: 'GENO-10.4-standing', value: decides.state, day: decides.day } : UNTESTED),
  because: history.map(({ why }) => why),
  ...(flags.length > 0 ? { flags } : {}),
});

const NOWHERE = { state: 'NOT_TESTED', vafPct: null } as const;

/**
 * Where an alteration stands after a series of samples: the last evaluable state, since when, and the
 * whole history. A sample that is not evaluable never changes it, but for a finding that may be what the
 * last negative denied; nor does a negative in a kind of specimen that never showed it.
 */
export const standingOf = (states: readonly SampleState[]): Standing => {
  const history = seriesOf(states);
  const latest = history.at(-1) ?? null;
  const inKind = stillShown(states, decidingOf(history));
  const decides = inKind ?? decidingOf(history);
  const { state, vafPct } = decides ?? NOWHERE;
  const flags = [
    ...new Set([
      ...history.flatMap((each) => each.flags),
      ...dateFlags(history),
      ...(inKind ? (['NEGATIVE_IN_OTHER_SPECIMEN'] as const) : []),
    ]),
  ].sort();
  const ofKind = states.filter(({ specimen }) => !inKind || specimen === inKind.specimen);
  const since = startOfRun(seriesOf(ofKind), decides)?.day ?? null;
  const uncounted = uncountedOf(states, decides);
  return {
    state,
    since,
    vafPct,
    latest,
    history,
    uncounted,
    flags,
    why: inKind
      ? { ...standingWhy(decides, history, flags), rule: 'GENO-10.4-other-specimen' }
      : standingWhy(decides, history, flags),
  };
};
