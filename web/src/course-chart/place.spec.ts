import fc from 'fast-check';
import { place, type Extent } from './place';

const extent = (key: string, left: number, right: number, more: Partial<Extent> = {}): Extent => ({
  key,
  left,
  right,
  ...more,
});

describe('places on rows', () => {
  it('takes a second row for what would overlap, and the first again after it', () => {
    const { rows, seats } = place([extent('a', 0, 50), extent('b', 20, 80), extent('c', 60, 90)], 2);
    expect(rows).toBe(2);
    expect(['a', 'b', 'c'].map((key) => seats.get(key)?.row)).toEqual([0, 1, 0]);
  });

  it('bundles what stands in one place, and what finds no room', () => {
    const same = place([extent('a', 10, 24), extent('b', 12, 26)], 4);
    expect(same.seats.get('a')?.bundle).toBe(same.seats.get('b')?.bundle);
    const full = place([extent('a', 0, 50), extent('b', 20, 80)], 1);
    expect(full.rows).toBe(1);
    expect(full.seats.get('a')?.bundle).toBe(full.seats.get('b')?.bundle);
  });

  it('joins the bundle that it is most alike', () => {
    const { seats } = place([extent('long', 0, 200), extent('short', 40, 60), extent('third', 50, 70)], 2);
    expect(seats.get('third')?.bundle).toBe(seats.get('short')?.bundle);
  });

  it('seats the higher rank first of those that begin together', () => {
    const { seats } = place([extent('low', 0, 30, { rank: 1 }), extent('high', 4, 20, { rank: 9 })], 2);
    expect([seats.get('high')?.row, seats.get('low')?.row]).toEqual([0, 1]);
  });

  const extents = fc
    .array(fc.tuple(fc.nat(1_000), fc.integer({ min: 1, max: 200 }), fc.boolean()), { maxLength: 60 })
    .map((all) => all.map(([left, width, solid], at) => extent(`${at}`, left, left + width, { solid })));

  it('seats everything, keeps bars to themselves and lets none overlap on a row', () => {
    fc.assert(
      fc.property(extents, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const { seats } = place(all, most);
        expect(seats.size).toBe(all.length);
        const bars = all.filter(({ solid }) => solid === true);
        for (const bar of bars) {
          const own = seats.get(bar.key);
          for (const other of all) {
            if (other.key === bar.key) continue;
            const seat = seats.get(other.key);
            expect(seat?.bundle).not.toBe(own?.bundle);
            if (seat?.row === own?.row) expect(other.left >= bar.right || other.right <= bar.left).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
