import { type DayInterval } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { type CallState, type SampleState, type Standing } from './answer';

/** Of several samples of one day the strongest evidence counts. */
const STRENGTH: readonly CallState[] = ['DETECTED', 'NOT_DETECTED', 'BELOW_LOD', 'NE', 'NOT_TESTED'];

const strongerFirst = (a: SampleState, b: SampleState): number =>
  STRENGTH.indexOf(a.state) - STRENGTH.indexOf(b.state) ||
  Number(b.quantifiable) - Number(a.quantifiable) ||
  (b.vafPct ?? -1) - (a.vafPct ?? -1) ||
  (a.factId < b.factId ? -1 : 1);

const oneOf = (sameDay: readonly SampleState[]): SampleState => {
  const [first, ...others] = [...sameDay].sort(strongerFirst) as [SampleState, ...SampleState[]];
  if (others.length === 0) return first;
  return {
    ...first,
    why: {
      ...first.why,
      rule: 'GENO-10.4-same-day',
      because: [first.why],
      lost: others.map(({ why, state, day, factId }) => ({
        rule: why.rule,
        value: state,
        day,
        reason: 'another sample of the same day is stronger evidence',
        facts: [factId],
      })),
    },
  };
};

/** One state a day, ascending. Samples whose report says nothing of the alteration are left out. */
export const seriesOf = (states: readonly SampleState[]): readonly SampleState[] => {
  const days = new Map<number, SampleState[]>();
  for (const found of states)
    if (found.state !== 'NOT_TESTED') days.set(found.day, [...(days.get(found.day) ?? []), found]);
  return [...days.entries()].sort(([a], [b]) => a - b).map(([, sameDay]) => oneOf(sameDay));
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

/** First sample of the run of equal evaluable states that lasts to the end. */
const startOfRun = (evaluable: readonly SampleState[]): SampleState | null => {
  const last = evaluable.at(-1);
  if (!last) return null;
  const broken = evaluable.findLastIndex(({ state }) => state !== last.state);
  return evaluable[broken + 1] ?? null;
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
 * whole history. A sample that is not evaluable never changes it.
 */
export const standingOf = (states: readonly SampleState[]): Standing => {
  const history = seriesOf(states);
  const evaluable = history.filter(isEvaluable);
  const latest = history.at(-1) ?? null;
  const decides = evaluable.at(-1) ?? latest;
  const { state, vafPct } = decides ?? NOWHERE;
  const flags = [...new Set([...history.flatMap((each) => each.flags), ...dateFlags(history)])].sort();
  const since = (startOfRun(evaluable) ?? latest)?.day ?? null;
  return { state, since, vafPct, latest, history, flags, why: standingWhy(decides, history, flags) };
};
