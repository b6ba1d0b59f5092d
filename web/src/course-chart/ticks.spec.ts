import fc from 'fast-check';
import { dayText, parsePartialDate } from '@web/format/dates';
import { gapsIn, timeScale } from './scale';
import { labelWidth, ticksOf, type TickText } from './ticks';

const dayOf = (text: string): number => parsePartialDate(text)?.from ?? NaN;
const calendar: TickText = (day, unit, whole) =>
  unit === 'year' ? dayText(day).slice(0, 4) : whole ? dayText(day) : dayText(day).slice(5);
const relative: TickText = (day, unit) => `${unit} ${day}`;

describe('ticks', () => {
  it('never touch each other, whatever the window and its gaps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 20_000 }),
        fc.integer({ min: 1, max: 6_000 }),
        fc.array(fc.nat(6_000), { maxLength: 12 }),
        fc.boolean(),
        (from, length, days, fromAnchor) => {
          const window = { from, to: from + length };
          const occupied = days.map((day) => ({ from: from + day, to: from + day }));
          const scale = timeScale(window, 1_100, gapsIn(window, occupied));
          const ticks = ticksOf(scale, fromAnchor ? from + 100 : null, fromAnchor ? relative : calendar);
          ticks.forEach((tick, at) => {
            const next = ticks[at + 1];
            if (!next) return;
            expect(next.x - tick.x).toBeGreaterThan((labelWidth(tick.label) + labelWidth(next.label)) / 2);
          });
        },
      ),
    );
  });

  it('stand on first days of months, and say the year when it changes', () => {
    const window = { from: dayOf('2015-10-20'), to: dayOf('2016-03-10') };
    const labels = ticksOf(timeScale(window, 900), null, calendar).map(({ label }) => label);
    expect(labels).toEqual(['2015-11-01', '12-01', '2016-01-01', '02-01', '03-01']);
  });

  it('count from an anchor to both sides, the anchor itself included', () => {
    const window = { from: 100, to: 170 };
    const days = ticksOf(timeScale(window, 900), 121, relative).map(({ day }) => day);
    expect(days).toContain(121);
    expect(days.every((day) => (day - 121) % 7 === 0)).toBe(true);
    expect(Math.min(...days)).toBeLessThan(121);
  });
});
