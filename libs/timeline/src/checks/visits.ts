import { groupBy } from '@leptotrace/kernel';
import { type FactOf } from '@leptotrace/clinical';
import { found, type Check, type Dated } from './model';

/** A visit's place in its schedule: places of one unit can be compared, and a baseline comes before all. */
interface Place {
  readonly unit: string;
  readonly number: number;
}

const BASELINE = /^(screening|baseline|pre-?(treatment|dose))\b/i;
const NUMBERED =
  /^(?:week|wk|w|month|m|day|d|cycle|c|visit|v)\s*-?\s*(\d{1,4})(?:\s*,?\s*(?:day|d)\s*(\d{1,3}))?$/i;

const placeOf = (visit: string): Place | null => {
  const name = visit.trim();
  if (BASELINE.test(name)) return { unit: 'any', number: -1 };
  const [, first, day = '0'] = NUMBERED.exec(name) ?? [];
  return first === undefined
    ? null
    : { unit: name.charAt(0).toLowerCase(), number: Number(first) * 1000 + Number(day) };
};

/** Must the one visit come before the other? Not told of unscheduled visits, nor of two kinds of schedule. */
const comesBefore = (a: Place, b: Place): boolean =>
  a.number < b.number && (a.unit === b.unit || a.unit === 'any');

interface Visited extends Dated {
  readonly visit: string;
  readonly place: Place | null;
}

const visited = (facts: readonly Dated[]): readonly Visited[] =>
  facts.flatMap((dated) => {
    const visit = 'visit' in dated.fact ? dated.fact.visit : undefined;
    return visit === undefined ? [] : [{ ...dated, visit, place: placeOf(visit) }];
  });

/** A later visit that is dated before an earlier one: as a rule the year after New Year. */
const outOfOrder = (facts: readonly Visited[]): readonly Check[] => {
  const placed = facts.filter(({ place }) => place !== null);
  return placed.flatMap((later): readonly Check[] => {
    const earlier = placed.filter(
      (other) =>
        later.interval.to < other.interval.from && comesBefore(other.place as Place, later.place as Place),
    );
    const [first] = earlier;
    return first
      ? [
          found(
            'visit-out-of-order',
            [later.factId, ...earlier.map(({ factId }) => factId)],
            `visit ${later.visit} lies before visit ${first.visit}`,
          ),
        ]
      : [];
  });
};

type Scan = Visited & { readonly fact: FactOf<'ImagingStudyReported'> };

const isScan = (dated: Visited): dated is Scan => dated.fact.kind === 'ImagingStudyReported';

/** What a scan is of: a CT and an MRI of one day are two visits of nobody. */
const seriesOf = ({ fact }: Scan): string =>
  `${fact.modality} ${[...fact.regions].sort().join()} ${fact.reader ?? ''}`;

const isDay = ({ interval }: Dated): boolean => interval.from === interval.to;

/** How far the scan lies from all else of its visit (real courses 6.1). */
const COPIED_DAYS = 14;

/** A visit that is told of on other days, and whose scan has the date of another visit's scan. */
const isCopied = (scan: Scan, facts: readonly Visited[]): boolean => {
  const others = facts.filter((other) => other.visit === scan.visit && !isScan(other));
  return (
    others.length > 0 &&
    others.every(({ interval }) => Math.abs(interval.from - scan.interval.from) > COPIED_DAYS)
  );
};

const onOneDate = (facts: readonly Visited[]): readonly Check[] => {
  const scans = facts.filter(isScan).filter(isDay);
  const groups = groupBy(scans, (scan) => `${scan.interval.from} ${seriesOf(scan)}`);
  return [...groups.values()].flatMap((group): readonly Check[] => {
    const names = [...new Set(group.map(({ visit }) => visit))].sort();
    if (names.length < 2) return [];
    const ids = group.map(({ factId }) => factId).sort();
    const copied = group.filter((scan) => isCopied(scan, facts)).map(({ visit }) => visit);
    return copied.length > 0 && copied.length < group.length
      ? [
          found(
            'scan-date-copied',
            ids,
            `the scan of visit ${copied.join(', ')} has the date of another visit`,
          ),
        ]
      : [found('two-visits-on-one-date', ids, `one date is that of the visits ${names.join(' and ')}`)];
  });
};

/** Names and numbers of visits against their dates. */
export const visitChecks = (facts: readonly Dated[]): readonly Check[] => {
  const all = visited(facts);
  return all.length === 0 ? [] : [...outOfOrder(all), ...onOneDate(all)];
};
