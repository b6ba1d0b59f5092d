import { labelPlace, takenBy } from './bar-label';

const width = (text: string): number => text.length * 10;
const room = { left: 100, right: 300, glyphs: [], behind: 0, edge: 500 };

describe('label of a bar', () => {
  it('is the fullest that fits, at its boundary', () => {
    expect(labelPlace(['x'.repeat(19), 'short'], room, width).text).toHaveLength(19);
    expect(labelPlace(['x'.repeat(20), 'short'], room, width).text).toBe('short');
  });

  it('stands between the glyphs on the bar', () =>
    expect(labelPlace(['abcdef'], { ...room, glyphs: [120] }, width)).toEqual({
      text: 'abcdef',
      x: 133,
      anchor: 'start',
    }));

  it('leaves room for how many changes a glyph holds', () =>
    expect(labelPlace(['abcdef'], { ...room, glyphs: [120], behind: 8 }, width).x).toBe(141));

  it('follows a bar that is too short, or precedes it where the as-of line is near', () => {
    const short = { ...room, right: 110 };
    expect(labelPlace(['abc'], short, width)).toEqual({ text: 'abc', x: 114, anchor: 'start' });
    const near = { ...short, edge: 120 };
    const before = labelPlace(['abc'], near, width);
    expect(before).toEqual({ text: 'abc', x: 96, anchor: 'end' });
    expect(takenBy(before, 30, near)).toEqual({ left: 66, right: 110 });
    expect(takenBy(labelPlace(['abc'], short, width), 30, short)).toEqual({ left: 100, right: 144 });
  });
});
