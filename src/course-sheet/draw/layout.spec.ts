import { LANGUAGES } from '../texts';
import { fitting } from './fit';
import { runsOf } from './fonts';
import { packed } from './pack';
import { ticksOf, xOf } from './time-axis';
import { clamped, shortened, wrapped } from './wrap';

/** One unit a character, so that widths can be counted. */
const of = (text: string): number => [...text].length;

describe('lines', () => {
  it('break between words, and a label takes its part of the first', () => {
    expect(wrapped('one two three', { of, width: 7 })).toEqual(['one two', 'three']);
    expect(wrapped('one two three', { of, width: 7, first: 4 })).toEqual(['one', 'two', 'three']);
  });

  it('keep a number with its unit', () => {
    expect(wrapped('after 474\u00a0d more', { of, width: 10 })).toEqual(['after', '474\u00a0d more']);
  });

  it('break Chinese between characters, but begin with no closing sign', () => {
    expect(wrapped('脑脊液未检出', { of, width: 4 })).toEqual(['脑脊液未', '检出']);
    expect(wrapped('脑脊液未，检出', { of, width: 4 })).toEqual(['脑脊液', '未，检出']);
  });

  it('cut a word that is wider than a line', () => {
    expect(wrapped('abcdefgh', { of, width: 3 })).toEqual(['abc', 'def', 'gh']);
  });

  it('say where they were cut', () => {
    expect(clamped(['one', 'two', 'three'], 2)).toEqual(['one', 'tw…']);
    expect(clamped(['one', 'two'], 2)).toEqual(['one', 'two']);
    expect(shortened('abcdef', { of, width: 4 })).toBe('abc…');
    expect(shortened('abcd', { of, width: 4 })).toBe('abcd');
  });
});

describe('a panel', () => {
  const items = [1, 3, 2, 3].map((rank, at) => ({ rank, at, height: 10 }));

  it('keeps everything where there is room', () => {
    expect(fitting(items, { height: 40, note: 10 })).toEqual({ kept: items, left: 0 });
  });

  it('lets the highest rank leave first, the last of them first, and makes room for the note', () => {
    const { kept, left } = fitting(items, { height: 39, note: 10 });
    expect(kept.map(({ at }) => at)).toEqual([0, 2]);
    expect(left).toBe(2);
  });
});

describe('a lane', () => {
  it('has no two marks over each other, and counts those without a row', () => {
    const items = [0, 4, 20, 2].map((left) => ({ left, right: left + 10 }));
    const { rows, left } = packed(items, 2);
    expect(rows.map((row) => row.map((item) => item.left))).toEqual([[0, 20], [4]]);
    expect(left).toBe(1);
  });
});

describe('the axis', () => {
  const axis = { left: 0, right: 100, range: { from: 0, to: 365 } };

  it('puts the first day left and the last day right', () => {
    expect([xOf(axis, 0), xOf(axis, 365)]).toEqual([0, 100]);
  });

  it('writes a year alone in January, in steps that leave room for the labels', () => {
    const ticks = ticksOf(axis, 4).map(({ label }) => label);
    expect(ticks).toEqual(['1970', '1970-04', '1970-07', '1970-10', '1971']);
  });
});

describe('fonts', () => {
  it('take each script from the face that has it, and show what none has', () => {
    const runs = runsOf('VAF ≥ 8 % 脑膜 λ \u{1F9E0}', 'regular');
    expect(runs.map(({ text }) => text).join('')).toBe('VAF >= 8 % 脑膜 λ ?');
    expect(runs.map(({ face }) => face.name)).toEqual([
      'noto-sans-latin-regular',
      'noto-sans-sc-chinese-simplified-regular',
      'noto-sans-latin-regular',
      'noto-sans-greek-regular',
      'noto-sans-latin-regular',
    ]);
  });

  it('have every sign of the texts in the three languages', () => {
    const said: string[] = [];
    const collect = (value: unknown): void => {
      if (typeof value === 'string') said.push(value);
      else if (typeof value === 'function')
        said.push(String((value as (...each: string[]) => unknown)('1', '2', '3')));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
    };
    collect(LANGUAGES);
    expect(said.length).toBeGreaterThan(1000);
    for (const weight of ['regular', 'bold'] as const) {
      const unknown = said.filter(
        (text) => !text.includes('?') && runsOf(text, weight).some((run) => run.text.includes('?')),
      );
      expect(unknown).toEqual([]);
    }
  });
});
