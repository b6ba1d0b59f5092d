import { LANGUAGES } from '../texts';
import { fitting } from './fit';
import { runsOf, signsWithoutGlyph } from './fonts';
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
    expect(shortened('\u{2CB4A}\u{2CB4A}\u{2CB4A}', { of, width: 2 })).toBe('\u{2CB4A}…');
    expect(clamped(['one', 'tw\u{2CB4A}', 'x'], 2)).toEqual(['one', 'tw…']);
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
    expect(runs.map(({ text }) => text).join('')).toBe('VAF >= 8 % 脑膜 λ □U+1F9E0');
    expect(runs.map(({ face }) => face.name)).toEqual([
      'noto-sans-latin-regular',
      'noto-sans-hans-regular',
      'noto-sans-latin-regular',
      'noto-sans-greek-regular',
      'noto-sans-latin-regular',
      'noto-sans-hans-regular',
      'noto-sans-latin-regular',
    ]);
    expect(signsWithoutGlyph('脑膜 \u{1F9E0}\u{1F9E0}', 'bold')).toBe(2);
  });

  it('take what shows nothing by itself for nothing, and a letter with its accent for one', () => {
    const runs = runsOf('a\u200b\ufeffb\ufe0f e\u0301', 'regular');
    expect(runs.map(({ text }) => text).join('')).toBe('ab é');
    expect(signsWithoutGlyph('a\u200b\u200d\ufe0f', 'regular')).toBe(0);
  });

  it.each(['regular', 'bold'] as const)('have all 6,763 characters of GB 2312, %s', (weight) => {
    const read = new TextDecoder('gb2312', { fatal: true });
    const hanzi: string[] = [];
    // Level 1 is rows 16 to 55, level 2 rows 56 to 87; the last five places of row 55 are empty.
    for (let row = 0xb0; row <= 0xf7; row += 1)
      for (let place = 0xa1; place <= 0xfe; place += 1)
        if (row !== 0xd7 || place <= 0xf9) hanzi.push(read.decode(Uint8Array.of(row, place)));
    expect(hanzi).toHaveLength(6763);
    expect(hanzi).toEqual(expect.arrayContaining(['钆', '谵', '癃']));
    expect(signsWithoutGlyph(hanzi.join(''), weight)).toBe(0);
  });

  it('have every ideograph that Unicode began with, where nearly all general standard characters are', () => {
    const ideographs = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, at) => String.fromCodePoint(0x4e00 + at));
    for (const weight of ['regular', 'bold'] as const)
      expect(signsWithoutGlyph(ideographs.join(''), weight)).toBe(0);
  });

  it('show a general standard character of a later plane, or else its code point', () => {
    const shown = runsOf('\u{2CB4A}\u{2B7F7}', 'regular').map(({ text }) => text);
    expect(shown.join('')).toBe('\u{2CB4A}□U+2B7F7');
    expect(signsWithoutGlyph('\u{2CB4A}\u{2B7F7}', 'regular')).toBe(1);
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
      const unknown = said.filter((text) => signsWithoutGlyph(text, weight) > 0);
      expect(unknown).toEqual([]);
    }
  });
});
