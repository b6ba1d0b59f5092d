import { pressureClass } from '@leptotrace/criteria';
import { intervalOf, type OccurredOn } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import { type Fact } from '@leptotrace/clinical';
import { pressuresNow, type Told } from './pressures';

const cm = (value: number, bound?: string) => ({ value, unit: 'cm[H2O]', ...(bound ? { bound } : {}) });
const told = (factId: string, occurredOn: OccurredOn, fact: object): Told => ({
  factId,
  fact: { occurredOn, ...fact } as unknown as Fact,
  dates: intervalOf(occurredOn),
});
const puncture = (id: string, on: OccurredOn, more: object = {}): Told =>
  told(id, on, { kind: 'LumbarPuncturePerformed', ...more });
const measured = (id: string, on: OccurredOn, method: string, more: object = {}): Told =>
  told(id, on, { kind: 'IntracranialPressureMeasured', method, ...more });
const DAY = '2024-03-01';

const now = (facts: readonly Told[]) => {
  const { opening, beside } = pressuresNow(facts);
  return {
    opening: opening && [opening.factId, pressureClass(opening, DEFAULTS)],
    beside: beside.map(({ factId, afterDrainage }) => [factId, afterDrainage]),
  };
};

describe('the opening pressure', () => {
  it('PRESS-12-lumbar: is that of the puncture, in whatever order and at whatever time others were read', () => {
    const facts = [
      puncture('lp', DAY, { openingPressure: cm(30), timeOfDay: '09:00' }),
      measured('om', DAY, 'ommaya', { pressure: cm(14), timeOfDay: '18:00' }),
    ];
    const expected = { opening: ['lp', 'RAISED'], beside: [['om', true]] };
    expect(now(facts)).toEqual(expected);
    expect(now([...facts].reverse())).toEqual(expected);
  });

  it.each(['ommaya', 'ventricular-drain', 'monitor', 'other'])(
    'PRESS-12-lumbar: is none where only another device read (%s)',
    (method) => {
      expect(now([measured('x', DAY, method, { pressure: cm(30) })])).toEqual({
        opening: null,
        beside: [['x', false]],
      });
    },
  );

  it('PRESS-12-lumbar: measured as a pressure of its own by puncture counts, of a later day first', () => {
    expect(
      now([
        puncture('a', '2024-02-01', { openingPressure: cm(30) }),
        measured('b', DAY, 'lumbar-puncture', { pressure: cm(22) }),
        measured('m', '2024-02-15', 'monitor', { pressure: cm(40) }),
      ]),
    ).toEqual({ opening: ['b', 'BORDERLINE'], beside: [] });
  });

  it('PRESS-12-first: the first reading of a day by the clock opens it, the second is beside it', () => {
    expect(
      now([
        puncture('late', DAY, { openingPressure: cm(12), timeOfDay: '11:00' }),
        puncture('early', DAY, { openingPressure: cm(31), timeOfDay: '09:00' }),
      ]),
    ).toEqual({ opening: ['early', 'RAISED'], beside: [['late', true]] });
  });

  it('PRESS-12-first: without a clock the highest, whatever the order', () => {
    const facts = [
      puncture('a', DAY, { openingPressure: cm(12) }),
      puncture('b', DAY, { openingPressure: cm(26) }),
    ];
    expect(now(facts).opening).toEqual(['b', 'RAISED']);
    expect(now([...facts].reverse()).opening).toEqual(['b', 'RAISED']);
  });

  it('CSFM-12-drained: after CSF was let off that day a normal reading says nothing, a raised one does', () => {
    const tap = told('tap', DAY, { kind: 'SpecimenCollected', specimen: 'csf', timeOfDay: '08:00' });
    const lp = (value: number) => puncture('lp', DAY, { openingPressure: cm(value), timeOfDay: '08:01' });
    expect(now([tap, lp(24)]).opening).toEqual(['lp', 'NE']);
    expect(now([tap, lp(25)]).opening).toEqual(['lp', 'RAISED']);
    // Of the day before, of the same minute, or without a clock: nothing was let off before it.
    const before = { ...tap, dates: intervalOf('2024-02-29') };
    expect(now([before, lp(14)]).opening).toEqual(['lp', 'NORMAL']);
    const same = told('tap', DAY, { kind: 'SpecimenCollected', specimen: 'csf', timeOfDay: '08:01' });
    expect(now([same, lp(14)]).opening).toEqual(['lp', 'NORMAL']);
    const clockless = told('tap', DAY, { kind: 'SpecimenCollected', specimen: 'csf' });
    expect(now([clockless, lp(14)]).opening).toEqual(['lp', 'NORMAL']);
  });

  it('CSFM-12-drained: a puncture that has no reading itself is the one of the reading', () => {
    expect(
      now([
        puncture('lp', DAY, { timeOfDay: '09:00' }),
        measured('icp', DAY, 'lumbar-puncture', { pressure: cm(14), timeOfDay: '09:05' }),
      ]).opening,
    ).toEqual(['icp', 'NORMAL']);
  });

  it('PRESS-12-lumbar: a bound and a sitting position are told as what they are', () => {
    expect(now([puncture('a', DAY, { openingPressure: cm(40, '>') })]).opening).toEqual(['a', 'RAISED']);
    expect(now([puncture('a', DAY, { openingPressure: cm(40, '<') })]).opening).toEqual(['a', 'NE']);
    expect(now([puncture('a', DAY, { openingPressure: cm(40), position: 'sitting' })]).opening).toEqual([
      'a',
      'NE',
    ]);
  });
});
