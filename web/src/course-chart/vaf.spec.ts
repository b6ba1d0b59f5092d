import { LEAST_RADIUS, vafRadius, type VafPoint } from './vaf';
import { vafAxis } from './vaf-axis';

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
