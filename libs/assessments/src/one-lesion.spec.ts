import { evaluateRanoBmBidimensional, evaluateRecist, type LesionReading } from '@leptotrace/criteria';
import fc from 'fast-check';
import { at, configWith, courseOf, lesion, measured, ORIGIN } from '../../criteria/src/recist/fixtures';
import { oneReading } from './one-lesion';

const on = (days: number, reading: LesionReading): LesionReading => ({ ...reading, day: ORIGIN + days });
const said = (size: number, factId = 'x'): LesionReading => on(30, measured('a', size, { factId }));
const state = (status: LesionReading['status']): LesionReading =>
  on(30, lesion('a', { status, factId: 'y' }));
const merged = (...all: LesionReading[]) => oneReading(all as [LesionReading, ...LesionReading[]]);

describe('several statements about one lesion at one time point', () => {
  it.each([
    ['two sizes: the worse', [said(120), said(400)], 'measured', 4000, true],
    ['the same size twice', [said(120), said(120)], 'measured', 1200, false],
    ['a number beside not evaluable', [said(120), state('not-evaluable')], 'not-evaluable', null, true],
    ['a number beside absent', [said(120), state('absent')], 'not-evaluable', null, true],
    ['present beside absent', [state('present'), state('absent')], 'not-evaluable', null, true],
    ['a number beside too small', [said(120), state('too-small')], 'measured', 1200, true],
    ['not evaluable twice', [state('not-evaluable'), state('not-evaluable')], 'not-evaluable', null, false],
    ['a later scan that could be read', [said(120), on(33, state('not-evaluable'))], 'measured', 1200, false],
    ['sizes of two days of a visit', [said(120), on(33, said(140))], 'measured', 1400, true],
  ] as const)('TP-0.4-worst-evidence: %s', (...[, statements, status, longest, conflict]) => {
    for (const order of [statements, [...statements].reverse()]) {
      const found = merged(...order);
      expect(found).toMatchObject({ status, longest });
      expect(found.conflict !== undefined).toBe(conflict);
    }
  });

  it('keeps a reader’s unequivocal progression beside a larger size', () =>
    expect(merged(said(400), { ...said(120), unequivocalProgression: true })).toMatchObject({
      longest: 4000,
      unequivocalProgression: true,
    }));
});

const WORSE = ['CR', 'PR', 'SD', 'PD', 'NE'];
const statement = fc.oneof(
  fc.integer({ min: 1, max: 600 }).map((size) => said(size, `s${size}`)),
  fc.constantFrom('absent', 'not-evaluable', 'too-small').map((status) => state(status as 'absent')),
);
const valueOf = (
  baseline: LesionReading,
  now: LesionReading,
  then: number | null,
  bidimensional: boolean,
) => {
  const across = (reading: LesionReading) => ({ ...reading, perpendicular: reading.longest && 1000 });
  const points = [at(30, [across(now)]), ...(then === null ? [] : [at(60, [across(measured('a', then))])])];
  const course = courseOf(at(-7, [across(baseline)]), points, bidimensional ? 'cns' : 'non-cns');
  const evaluate = bidimensional ? evaluateRanoBmBidimensional : evaluateRecist;
  return WORSE.indexOf(evaluate(course, configWith()).responses.at(-1)?.value ?? 'NE');
};

describe('a second statement about one lesion', () => {
  it('never makes the response of its visit better, nor depends on the order', () => {
    fc.assert(
      fc.property(statement, statement, fc.boolean(), (one, other, bidimensional) => {
        const baseline = measured('a', 300);
        const alone = valueOf(baseline, one, null, bidimensional);
        expect(merged(one, other)).toEqual(merged(other, one));
        expect(valueOf(baseline, merged(one, other), null, bidimensional)).toBeGreaterThanOrEqual(alone);
      }),
      { numRuns: 500 },
    );
  });

  it('of another size never makes a later response better', () => {
    const size = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 100, max: 600 }), (one, other, then) => {
        const later = (now: LesionReading) => valueOf(measured('a', 300), now, then, false);
        expect(later(merged(said(one), said(other)))).toBeGreaterThanOrEqual(later(said(one)));
        const from = (baseline: LesionReading) => valueOf(baseline, said(then), null, false);
        const large = fc.sample(size, 1)[0] ?? 300;
        const [first, second] = [measured('a', 100 + large), measured('a', 100 + other)];
        expect(from(merged(first, second))).toBeGreaterThanOrEqual(from(first));
      }),
      { numRuns: 500 },
    );
  });
});
