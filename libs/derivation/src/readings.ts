import { type Reading } from '@leptotrace/assessments';
import { type EndpointResult } from '@leptotrace/endpoints';
import { type DayInterval } from '@leptotrace/kernel';

/** An endpoint as another reading of the facts gives it. */
export interface OtherReading {
  readonly reading: Reading;
  /** Facts that the two readings place, or aim, differently. */
  readonly factIds: readonly string[];
  readonly result: EndpointResult;
}

const SAYS: Readonly<Record<Reading, string>> = {
  told: 'as told',
  'other-order': 'a fact whose place cannot be told stands on the other side of a start of therapy',
  'local-elsewhere': 'local treatment without a target was aimed at the other compartment',
};

const same = (a: EndpointResult, b: EndpointResult): boolean =>
  a.aval === b.aval && a.cnsr === b.cnsr && a.adt === b.adt && a.startdt === b.startdt && a.cause === b.cause;

const hull = (...intervals: readonly (DayInterval | null)[]): DayInterval | null => {
  const found = intervals.flatMap((each) => each ?? []);
  return found.length === 0
    ? null
    : { from: Math.min(...found.map(({ from }) => from)), to: Math.max(...found.map(({ to }) => to)) };
};

const valueOf = ({ cnsr, aval }: EndpointResult): string =>
  aval === null ? 'no value' : `${aval} days, ${cnsr === 0 ? 'event' : 'censored'}`;

const joined = (told: EndpointResult, { reading, factIds, result }: OtherReading): EndpointResult => {
  if (same(told, result)) return told;
  return {
    ...told,
    determinacy: 'undetermined',
    missing: [...new Set([...told.missing, ...factIds])].sort(),
    avalRange: hull(told.avalRange, result.avalRange),
    adtRange: hull(told.adtRange, result.adtRange),
    flags: [...new Set([...told.flags, 'TWO_READINGS' as const])],
    why: {
      ...told.why,
      flags: [...new Set([...(told.why.flags ?? []), 'TWO_READINGS' as const])],
      lost: [
        ...(told.why.lost ?? []),
        {
          rule: 'LINE-R3-readings',
          value: valueOf(result),
          ...(result.adt === null ? {} : { day: result.adt }),
          reason: SAYS[reading],
          facts: factIds,
        },
      ],
    },
  };
};

/** The value as told; undetermined, with both readings, where another reading gives another value. */
export const joinReadings = (told: EndpointResult, others: readonly OtherReading[]): EndpointResult =>
  others.reduce(joined, told);
