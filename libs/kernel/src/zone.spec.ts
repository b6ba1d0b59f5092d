import fc from 'fast-check';
import { dayText, epochDay } from './partial-date';
import { dayIn, UTC, zoneOf, type Zone } from './zone';

const of = (name: string): Zone => zoneOf(name) as Zone;

describe('a time zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-28T23:30:00Z', '2026-11-29'],
    ['Asia/Shanghai', '2026-11-28T15:59:59.999Z', '2026-11-28'],
    ['Asia/Shanghai', '2026-11-28T16:00:00Z', '2026-11-29'],
    ['America/New_York', '2024-03-10T04:59:59Z', '2024-03-09'],
    ['America/New_York', '2024-03-10T05:00:00Z', '2024-03-10'],
    ['America/New_York', '2024-03-11T03:59:59Z', '2024-03-10'],
    ['America/New_York', '2024-03-11T04:00:00Z', '2024-03-11'],
    ['Pacific/Auckland', '2024-02-29T10:59:59Z', '2024-02-29'],
    ['Pacific/Auckland', '2024-02-29T11:00:00Z', '2024-03-01'],
    ['Asia/Kolkata', '2024-02-28T18:29:59Z', '2024-02-28'],
    ['Asia/Kolkata', '2024-02-28T18:30:00Z', '2024-02-29'],
    ['UTC', '2024-12-31T23:59:59.999Z', '2024-12-31'],
  ])('in %s it is at %s the day %s', (name, instant, day) => {
    expect(dayText(of(name).dayOf(instant))).toBe(day);
  });

  it.each([
    ['Asia/Shanghai', [2026, 11, 28], '2026-11-28T15:59:59.999Z', 24],
    ['America/New_York', [2024, 3, 10], '2024-03-11T03:59:59.999Z', 23],
    ['America/New_York', [2024, 11, 3], '2024-11-04T04:59:59.999Z', 25],
    ['Pacific/Auckland', [2024, 9, 29], '2024-09-29T10:59:59.999Z', 23],
    ['Asia/Kolkata', [2024, 2, 29], '2024-02-29T18:29:59.999Z', 24],
    ['America/Sao_Paulo', [2018, 11, 4], '2018-11-05T01:59:59.999Z', 23],
  ] as const)('%s %j ends at %s and has %i hours', (name, [year, month, date], end, hours) => {
    const zone = of(name);
    const day = epochDay(year, month, date);
    expect(zone.endOf(day)).toBe(end);
    const length = Date.parse(zone.endOf(day)) - Date.parse(zone.endOf(day - 1));
    expect(length / 3_600_000).toBe(hours);
  });

  it('has days that follow each other without a gap, wherever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('America/New_York', 'Asia/Shanghai', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'),
        fc.integer({ min: epochDay(1990, 1, 1), max: epochDay(2037, 12, 31) }),
        (name, day) => {
          const zone = of(name);
          const end = Date.parse(zone.endOf(day));
          expect(zone.dayOf(new Date(end).toISOString())).toBe(day);
          expect(zone.dayOf(new Date(end + 1).toISOString())).toBe(day + 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is one of a place: no offset, and nothing that is not there', () => {
    expect(zoneOf('+08:00')).toBeNull();
    expect(zoneOf('Asia/Nowhere')).toBeNull();
    expect(zoneOf('')).toBeNull();
  });

  it('takes a date as it is, and an instant by its local day', () => {
    const day = epochDay(2026, 11, 29);
    expect(dayIn(of('Asia/Shanghai'), '2026-11-28T23:30:00Z')).toEqual({ from: day, to: day });
    expect(dayIn(UTC, '2026-11-29')).toEqual({ from: day, to: day });
    expect(dayIn(UTC, 'soon')).toBeNull();
  });
});
