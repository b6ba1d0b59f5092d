import { dayText, parsePartialDate } from '@web/format/dates';
import { LEAST_DAYS, lastDays, moved, readWindow, windowText, within, zoomed } from './window';

const extent = { from: 0, to: 999 };
const dayOf = (text: string): number => parsePartialDate(text)?.from ?? NaN;

describe('window of the axis', () => {
  it('is read from a link as it was written, day 0 included', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(readWindow(windowText({ from: 0, to: 100 }), extent)).toEqual({ from: 0, to: 100 });
    expect(readWindow('1970-01-01_1970-03-01', extent)).toEqual({ from: 0, to: 59 });
  });

  it.each([[null], [''], ['1970-01-01'], ['x_y'], ['1970-03-01_1970-01-01']])('%p names none', (text) =>
    expect(readWindow(text, extent)).toBeNull(),
  );

  it('stays inside of the course and shows no fewer than the least days', () => {
    expect(within({ from: -50, to: 49 }, extent)).toEqual({ from: 0, to: 99 });
    expect(within({ from: 950, to: 1_049 }, extent)).toEqual({ from: 900, to: 999 });
    expect(within({ from: 10, to: 10 }, extent)).toEqual({ from: 10, to: 9 + LEAST_DAYS });
    expect(within({ from: -10, to: 5_000 }, extent)).toEqual(extent);
    expect(within({ from: 0, to: 3 }, { from: 0, to: 3 })).toEqual({ from: 0, to: 3 });
  });

  it('is zoomed about a day that stays where it is', () => {
    const before = { from: 100, to: 300 };
    expect(zoomed(before, 200, 0.5, extent)).toEqual({ from: 150, to: 250 });
    expect(zoomed(before, 100, 0.5, extent).from).toBe(100);
    expect(zoomed(before, 300, 0.5, extent).to).toBe(300);
    expect(zoomed(before, 200, 100, extent)).toEqual(extent);
  });

  it('moves up to the ends', () => {
    expect(moved({ from: 100, to: 199 }, -500, extent)).toEqual({ from: 0, to: 99 });
    expect(moved({ from: 100, to: 199 }, 50, extent)).toEqual({ from: 150, to: 249 });
  });

  it('of the last 90 days ends on the day that is looked at', () => {
    expect(lastDays(90, 500, extent)).toEqual({ from: 411, to: 500 });
    expect(dayText(lastDays(90, 20, extent).from)).toBe('1970-01-01');
  });
});
