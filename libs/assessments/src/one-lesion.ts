import { groupBy } from '@leptotrace/kernel';
import { type LesionReading, type SizeStatement } from '@leptotrace/criteria';

const RANK: Readonly<Record<LesionReading['status'], number>> = {
  measured: 7,
  present: 6,
  merged: 5,
  split: 4,
  'too-small': 3,
  absent: 2,
  'not-evaluable': 1,
  'not-assessed': 0,
};

const UNREADABLE: ReadonlySet<LesionReading['status']> = new Set(['not-evaluable', 'not-assessed']);
const SIZES = ['longest', 'shortAxis', 'perpendicular'] as const;
type Sizes = Pick<LesionReading, (typeof SIZES)[number]>;

const sizeOf = (reading: LesionReading): number =>
  reading.kind === 'node' ? (reading.shortAxis ?? 0) : (reading.longest ?? 0);

/** By content alone, worst first: neither ids nor the order of recording decide. */
const worstFirst = (a: LesionReading, b: LesionReading): number => {
  const text = ({ factId: _id, ...content }: LesionReading): string => JSON.stringify(content);
  const [left, right] = [text(a), text(b)];
  return (
    RANK[b.status] - RANK[a.status] ||
    sizeOf(b) - sizeOf(a) ||
    b.day - a.day ||
    (left === right ? Number(a.factId > b.factId) : left < right ? -1 : 1)
  );
};

const sizesBy = (pick: (...values: number[]) => number, statements: readonly LesionReading[]): Sizes =>
  Object.fromEntries(
    SIZES.map((size) => {
      const known = statements.flatMap((each) => each[size] ?? []);
      return [size, known.length > 0 ? pick(...known) : null];
    }),
  ) as unknown as Sizes;

const statementOf = ({ factId, day, status, longest, shortAxis }: LesionReading): SizeStatement => ({
  factId,
  day,
  status,
  longest,
  shortAxis,
});

const differ = (statements: readonly LesionReading[]): boolean =>
  new Set(
    statements.map(({ status, longest, shortAxis, perpendicular }) =>
      JSON.stringify([status, longest, shortAxis, perpendicular]),
    ),
  ).size > 1;

/** Says one that it is gone, another that it is there? */
const goneAndThere = (statements: readonly LesionReading[]): boolean =>
  statements.some(({ status }) => status === 'absent') &&
  statements.some(({ status }) => status !== 'absent' && !UNREADABLE.has(status));

/**
 * What is said of a lesion on one day. A reader's "not evaluable" stands over a number left beside it, and
 * of "absent" beside a size neither is taken; else the worst.
 */
const ofOneDay = (statements: readonly LesionReading[]): LesionReading => {
  const [worst] = [...statements].sort(worstFirst) as [LesionReading];
  const unread = statements.find(({ status }) => UNREADABLE.has(status));
  if (!unread && !goneAndThere(statements)) return worst;
  return { ...worst, status: 'not-evaluable', longest: null, shortAxis: null, perpendicular: null };
};

const byDay = (statements: readonly LesionReading[]): readonly (readonly LesionReading[])[] => [
  ...groupBy(statements, ({ day }) => day).values(),
];

/** A scan of another day may have been made because the first could not be read: that is no contradiction. */
const contradict = (statements: readonly LesionReading[], days: readonly LesionReading[]): boolean =>
  byDay(statements).some(differ) || differ(days.filter(({ status }) => !UNREADABLE.has(status)));

/** Who calls a non-target unequivocally progressive is who is cited for it, on that day. */
const citing = (unequivocal: LesionReading | undefined): Partial<LesionReading> => {
  if (!unequivocal) return {};
  const { factId, day, role } = unequivocal;
  return { unequivocalProgression: true, ...(role === 'target' ? {} : { factId, day }) };
};

/**
 * One reading of a lesion at one time point (criteria 0.4, real courses 6): of two sizes the worse counts now, and the
 * lesser as what later visits are compared with, so that a second statement never makes a response better.
 */
export const oneReading = (statements: readonly [LesionReading, ...LesionReading[]]): LesionReading => {
  if (statements.length === 1) return statements[0];
  const days = byDay(statements).map(ofOneDay).sort(worstFirst);
  const [worst] = days as [LesionReading];
  const unequivocal = [...statements].sort(worstFirst).find((each) => each.unequivocalProgression);
  const taken = new Set(days.filter(({ status }) => status === worst.status).map(({ day }) => day));
  const all = statements.filter(({ status, day }) => status === worst.status && taken.has(day));
  const reading = { ...worst, ...sizesBy(Math.max, all), ...citing(unequivocal) };
  if (!contradict(statements, days)) return reading;
  const told = [...statements].sort(worstFirst).map(statementOf);
  return { ...reading, conflict: { statements: told, least: sizesBy(Math.min, all) } };
};
