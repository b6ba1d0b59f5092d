import fc from 'fast-check';
import { GAP_PX, gapsIn, occupiedDays, timeScale } from './scale';

const point = (day: number) => ({ from: day, to: day });

describe('gaps of an axis', () => {
  const window = { from: 0, to: 99 };

  it('is collapsed when it is longer than 28 days, and not when it is as long', () => {
    expect(gapsIn({ from: 0, to: 60 }, [point(0), point(29), point(60)])).toEqual([{ from: 30, to: 59 }]);
    expect(gapsIn({ from: 0, to: 29 }, [point(0), point(29)])).toEqual([]);
    expect(gapsIn({ from: 0, to: 30 }, [point(0), point(30)])).toEqual([{ from: 1, to: 29 }]);
  });

  it('must exceed 8 % of a long window', () => {
    const long = { from: 0, to: 999 };
    expect(gapsIn(long, [point(0), point(81), point(999)])[0]).toEqual({ from: 82, to: 998 });
    expect(gapsIn(long, [point(0), point(82), point(999)])[0]).toEqual({ from: 1, to: 81 });
  });

  it('takes 8 % of the span that is measured, not of documents far away', () => {
    expect(gapsIn({ from: 0, to: 9_999 }, [point(0), point(40), point(9_999)], window)).toEqual([
      { from: 1, to: 39 },
      { from: 41, to: 9_998 },
    ]);
  });

  it('reaches the ends of the window', () => {
    expect(gapsIn(window, [point(50)])).toEqual([
      { from: 0, to: 49 },
      { from: 51, to: 99 },
    ]);
  });

  it('is held open all through a month, and at both ends alone by a vaguer date', () => {
    expect(occupiedDays([{ from: 10, to: 40 }])).toEqual([{ from: 10, to: 40 }]);
    expect(occupiedDays([{ from: 10, to: 400 }])).toEqual([point(10), point(400)]);
  });
});

describe('scale of time', () => {
  const courses = fc
    .tuple(
      fc.integer({ min: -400, max: 400 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 200, max: 2_000 }),
      fc.array(fc.nat(5_000), { maxLength: 30 }),
    )
    .map(([from, length, width, days]) => {
      const window = { from, to: from + length };
      const occupied = days.map((day) => point(from + Math.min(day, length)));
      return { window, scale: timeScale(window, width, gapsIn(window, occupied)) };
    });

  it('is strictly increasing from the left to the right edge', () => {
    fc.assert(
      fc.property(courses, ({ window, scale }) => {
        expect(scale.x(window.from)).toBe(0);
        expect(scale.x(window.to + 1)).toBeCloseTo(scale.width, 6);
        let least = Infinity;
        for (let day = window.from; day <= window.to; day += 1)
          least = Math.min(least, scale.x(day + 1) - scale.x(day));
        expect(least).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('finds every day again from its middle', () => {
    fc.assert(
      fc.property(courses, fc.nat(5_000), ({ window, scale }, offset) => {
        const day = Math.min(window.to, window.from + offset);
        expect(scale.dayAt(scale.mid(day))).toBe(day);
      }),
    );
  });

  it('has day 0 as a bound like any other', () => {
    const scale = timeScale({ from: 0, to: 9 }, 100);
    expect(scale.x(0)).toBe(0);
    expect(scale.dayAt(0)).toBe(0);
    expect(scale.dayAt(-5)).toBe(0);
    expect(scale.dayAt(1_000)).toBe(9);
  });

  it('gives each gap its width, and keeps half of the axis for what happened', () => {
    const gaps = [{ from: 10, to: 89 }];
    const scale = timeScale({ from: 0, to: 99 }, 400, gaps);
    expect(scale.x(90) - scale.x(10)).toBeCloseTo(GAP_PX, 6);
    const many = Array.from({ length: 20 }, (_, at) => ({ from: at * 50 + 1, to: at * 50 + 49 }));
    expect(timeScale({ from: 0, to: 1_000 }, 10 * GAP_PX, many).gaps).toHaveLength(5);
  });
});
