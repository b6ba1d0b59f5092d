import { LEAST_RADIUS, overRoom, runsOf, vafRadius, type VafPoint } from './vaf';
import { vafAxis, vafHeight } from './vaf-axis';

const point = (vafPct: number | null, lodPct: number | null = null): VafPoint => ({
  key: 'k',
  id: 'f',
  fluid: 'csf',
  specimen: 'csf-supernatant',
  assay: 'panel',
  from: 0,
  to: 0,
  state: vafPct === null ? 'not-detected' : 'detected',
  vafPct,
  lodPct,
  copyNumber: null,
});

describe('VAF', () => {
  it('is the area of its circle: four times the VAF is twice the radius', () => {
    expect(vafRadius(80, 20)).toBeCloseTo(2 * vafRadius(20, 20), 9);
    expect(vafRadius(100, 14)).toBe(14);
  });

  it('has a least radius, at its boundary and on both sides of it', () => {
    expect(vafRadius(0, 20)).toBe(LEAST_RADIUS);
    expect(vafRadius(4, 20)).toBeCloseTo(LEAST_RADIUS, 9);
    expect(vafRadius(3.9, 20)).toBe(LEAST_RADIUS);
    expect(vafRadius(4.1, 20)).toBeGreaterThan(LEAST_RADIUS);
    expect(vafRadius(250, 20)).toBe(20);
  });

  it('stands on a logarithmic axis from under the least value or limit to 100 %', () => {
    const { y, ticks } = vafAxis([point(30), point(0.4, 0.1)], 'log', [0, 90]);
    expect(ticks).toEqual([0.1, 1, 100]);
    expect(y(100)).toBeCloseTo(0, 9);
    expect(y(0.1)).toBeCloseTo(90, 9);
    expect(y(1)).toBeCloseTo(60, 9);
    expect(y(0)).toBeCloseTo(90, 9);
  });

  it('may stand on a linear one', () => {
    const { y, ticks } = vafAxis([point(40)], 'linear', [0, 80]);
    expect(ticks).toEqual([0, 40]);
    expect(y(20)).toBeCloseTo(40, 9);
  });

  it('has an axis where nothing was measured', () =>
    expect(vafAxis([point(null)], 'log', [0, 90]).ticks).toEqual([1, 100]));
});

describe('the line of a variant', () => {
  const on = (day: number, of: Partial<VafPoint> = {}): VafPoint => ({
    ...point(10),
    key: String(day),
    from: day,
    to: day,
    ...of,
  });
  const daysOf = (points: readonly VafPoint[]) =>
    runsOf(points).map((run) => run.points.map(({ from }) => from));

  it('joins samples of one specimen by one assay', () =>
    expect(daysOf([on(1), on(2), on(3)])).toEqual([[1, 2, 3]]));

  it('does not join different assays', () => {
    expect(daysOf([on(1), on(2, { assay: 'ddPCR' })])).toEqual([]);
    expect(daysOf([on(1), on(2, { assay: 'ddPCR' }), on(3), on(4, { assay: 'ddPCR' })])).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('does not join different specimens, nor tissue', () => {
    expect(daysOf([on(1), on(2, { specimen: 'csf-cells' })])).toEqual([]);
    expect(daysOf([1, 2].map((day) => on(day, { fluid: 'tissue', specimen: 'tissue' })))).toEqual([]);
  });

  it('ends with a sample of its assay that has no value, whether found or not', () => {
    const missing = [on(3, { state: 'not-detected', vafPct: null }), on(3, { vafPct: null })];
    for (const each of missing)
      expect(daysOf([on(1), on(2), each, on(4), on(5)])).toEqual([
        [1, 2],
        [4, 5],
      ]);
  });
});

describe('a variant that was found without a value', () => {
  const found: VafPoint = { ...point(null), state: 'detected' };
  const at = { y: () => 40, over: 8, floor: 51 };

  it('stands neither on the axis nor among the absences', () => {
    expect(vafHeight(found, at)).toBe(8);
    expect(vafHeight(point(10), at)).toBe(40);
    expect(vafHeight(point(null), at)).toBe(51);
  });

  it('has room of its own, which no other sample takes', () => {
    expect(overRoom([point(10), found])).toBeGreaterThan(0);
    expect(overRoom([point(10), point(null)])).toBe(0);
  });
});
