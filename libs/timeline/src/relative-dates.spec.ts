import fc from 'fast-check';
import { decodeFact, type Fact } from '@leptotrace/clinical';
import {
  boundsAfter,
  compareIntervals,
  dayText,
  intersectionOf,
  intervalOf,
  type DayInterval,
  type Instant,
  type OccurredOn,
} from '@leptotrace/kernel';
import { contradictionsOf } from './checks';
import type { Logged } from './log';
import { believedAt, factInterval, type Patient } from './patient';

const factOf = (fact: object): Fact => {
  const decoded = decodeFact({ kind: 'ContactRecorded', ...fact });
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
  return decoded.value;
};

const entry = (revision: number, statement: Logged['statement']): Logged => ({
  revision,
  recordedAt: '2026-01-01T00:00:00.000Z' as Instant,
  actor: 'x',
  commandId: `c${revision}`,
  correlationId: 'x',
  statement,
});

const given = (facts: Readonly<Record<string, object>>, retracted: readonly string[] = []): Patient => {
  const recorded = Object.entries(facts).map(
    ([factId, fact]) => ({ statement: 'recorded', factId, fact: factOf(fact) }) as const,
  );
  const taken = retracted.map(
    (factId) => ({ statement: 'retracted', factId, reason: 'entered-in-error', supersedes: 0 }) as const,
  );
  return believedAt([...recorded, ...taken].map((statement, at) => entry(at, statement)));
};

const daysOf = (patient: Patient, factId: string): string | null => {
  const fact = patient.facts.get(factId)?.versions[0].fact;
  const days = fact ? factInterval(patient, fact) : null;
  return days && `${dayText(days.from)}/${dayText(days.to)}`;
};

const after = (offset: string, occurredOn?: OccurredOn) => ({
  ...(occurredOn === undefined ? {} : { occurredOn }),
  relativeTo: { factId: 'a', offset },
});

const codes = (patient: Patient): readonly string[] => contradictionsOf(patient).map(({ code }) => code);

describe('a date and a distance from another fact', () => {
  it.each([
    // The day of the anchor, the distance, the date, what is left of it.
    ['2024-05-10', 'P2W', '2024-05', '2024-05-24/2024-05-24'],
    ['2024-05-10', 'P10D', '2024', '2024-05-20/2024-05-20'],
    ['2024-05', 'P2W', '2024-06', '2024-06-01/2024-06-14'],
    ['2024-02-20', 'P9D', '2024-02', '2024-02-29/2024-02-29'],
    ['2024-01-31', 'P1M', '2024-02', '2024-02-14/2024-02-29'],
    ['2015-01-05', 'P8M', '2015-09', '2015-09-01/2015-09-20'],
    ['2014-01-05', 'P1Y', '2015', '2015-01-01/2015-07-07'],
    ['2024-03', '-P2M', '2024-01', '2024-01-01/2024-01-31'],
  ])('%s and %s later, in %s: both bound the day', (anchor, offset, date, days) => {
    const patient = given({ a: { occurredOn: anchor }, b: after(offset, date) });
    expect(daysOf(patient, 'b')).toBe(days);
    expect(codes(patient)).toEqual([]);
  });

  it('that exclude each other are named, and the date stands', () => {
    const patient = given({ a: { occurredOn: '2024-05-10' }, b: after('P2W', '2024-06') });
    expect(daysOf(patient, 'b')).toBe('2024-06-01/2024-06-30');
    expect(codes(patient)).toEqual(['anchor-disagrees']);
  });

  it('a month counted from the 10th may end half a month early or late, and not a day more', () => {
    const on = (date: string) => given({ a: { occurredOn: '2024-05-10' }, b: after('P1M', date) });
    expect(codes(on('2024-06-25'))).toEqual([]);
    expect(codes(on('2024-06-26'))).toEqual(['anchor-disagrees']);
    expect(daysOf(on('2024-06-25'), 'b')).toBe('2024-06-25/2024-06-25');
  });

  it('the distance alone dates a fact that has nothing else', () => {
    const patient = given({ a: { occurredOn: '2024-05-10' }, b: after('P2M') });
    expect(daysOf(patient, 'b')).toBe('2024-07-10/2024-07-10');
  });

  it('a chain of them is followed; a circle, and words for a distance, bound nothing', () => {
    const chain = given({
      a: { occurredOn: '2024-05-10' },
      b: after('P1W', '2024-05'),
      c: { occurredOn: '2024', relativeTo: { factId: 'b', offset: 'P3D' } },
    });
    expect(daysOf(chain, 'c')).toBe('2024-05-20/2024-05-20');
    const circle = given({ a: { occurredOn: '2024-05', relativeTo: { factId: 'a', offset: 'P0D' } } });
    expect(daysOf(circle, 'a')).toBe('2024-05-01/2024-05-31');
    const words = given({ a: { occurredOn: '2024-05-10' }, b: after('after the third dose', '2024-06') });
    expect(daysOf(words, 'b')).toBe('2024-06-01/2024-06-30');
  });

  it('a distance out of the calendar, also at the end of a chain, leads nowhere and bounds nothing', () => {
    const patient = given({
      a: { occurredOn: '2024-05-10' },
      b: { relativeTo: { factId: 'a', offset: 'P280000Y' } },
      c: { relativeTo: { factId: 'b', offset: 'P1D' } },
      d: { occurredOn: '2024', relativeTo: { factId: 'b', offset: 'P1D' } },
      e: { occurredOn: '2024', relativeTo: { factId: 'a', offset: '-P1974Y' } },
      f: { relativeTo: { factId: 'a', offset: 'P7000Y' } },
      g: { relativeTo: { factId: 'f', offset: 'P7000Y' } },
    });
    expect(['b', 'c', 'd', 'e', 'g'].map((factId) => daysOf(patient, factId))).toEqual([
      null,
      null,
      '2024-01-01/2024-12-31',
      '2024-01-01/2024-12-31',
      null,
    ]);
    expect(codes(patient)).toEqual([]);
  });

  it('a fact that is not believed any more narrows no date', () => {
    const patient = given({ a: { occurredOn: '2024-05-10' }, b: after('P2W', '2024-05') }, ['a']);
    expect(daysOf(patient, 'b')).toBe('2024-05-01/2024-05-31');
  });

  it('leave days that both leave possible, whatever they are; never more than the date does', () => {
    const pad = (value: number): string => String(value).padStart(2, '0');
    const date = fc
      .tuple(
        fc.integer({ min: 2019, max: 2025 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom(1, 2, 3),
      )
      .map(([y, m, d, parts]) => [String(y), pad(m), pad(d)].slice(0, parts).join('-'));
    const offset = fc
      .tuple(fc.constantFrom('', '-'), fc.integer({ min: 0, max: 40 }), fc.constantFrom('D', 'W', 'M', 'Y'))
      .map(([sign, count, unit]) => `${sign}P${count}${unit}`);
    const within = (inner: DayInterval, outer: DayInterval): boolean =>
      inner.from >= outer.from && inner.to <= outer.to;
    fc.assert(
      fc.property(date, offset, date, (anchor, distance, stated) => {
        const patient = given({ a: { occurredOn: anchor }, b: after(distance, stated) });
        const found = factInterval(patient, factOf(after(distance, stated))) as DayInterval;
        const byDate = intervalOf(stated);
        const byAnchor = boundsAfter(intervalOf(anchor), distance) as DayInterval;
        expect(found.from).toBeLessThanOrEqual(found.to);
        expect(within(found, byDate)).toBe(true);
        const order = compareIntervals(byDate, byAnchor);
        const disjoint = order === 'before' || order === 'after';
        expect(intersectionOf(byDate, byAnchor) === null).toBe(disjoint);
        if (disjoint) expect(found).toEqual(byDate);
        else expect(within(found, byAnchor)).toBe(true);
        expect(codes(patient).includes('anchor-disagrees')).toBe(disjoint);
      }),
    );
  });
});
