import { type Mode } from './model';
import { course, endpoint, evidence, pick, seen, therapy, told, type Settings } from './testing';
import { deriveEndpoints } from './endpoints';
import { DEFAULTS } from '@leptotrace/rules';

/** Defaults: I = 42, W = 7, so that two visits are missed from the 92nd day on. */
const LIMIT = 91;
type Told = Parameters<typeof course>[0];

const cnsPfs = (facts: Told, mode: Mode, settings: Settings = {}): readonly unknown[] =>
  told(endpoint(course(facts), 'CNSPFS', mode, settings));

describe('the event and censoring table, CNS PFS', () => {
  it.each<[string, string, Told, readonly unknown[], readonly unknown[]]>([
    [
      'TTE-8.2-P1',
      'no baseline, alive',
      { cns: { baseline: false } },
      ['TTE-8.2-P1', 0, 1],
      ['TTE-8.2-P1', 0, 1],
    ],
    [
      'TTE-8.2-P1',
      'no baseline, progression',
      { cns: { baseline: false, pd: [42] } },
      ['TTE-8.2-P1', 0, 1],
      ['TTE-8.2-P1', 0, 1],
    ],
    [
      'TTE-8.2-P1, TTE-8.2-P1-EMA-death',
      'no baseline, death a day after the gap limit',
      { cns: { baseline: false }, death: LIMIT + 1 },
      ['TTE-8.2-P1', 0, 1],
      ['TTE-8.2-P1-EMA-death', LIMIT + 1, 0],
    ],
    [
      'TTE-8.2-P1-early-death',
      'no baseline, death at the gap limit',
      { cns: { baseline: false }, death: LIMIT },
      ['TTE-8.2-P1-early-death', LIMIT, 0],
      ['TTE-8.2-P1-early-death', LIMIT, 0],
    ],
    [
      'TTE-8.2-P1-early-death',
      'a progression that nothing judges does not precede it',
      { cns: { baseline: false, pd: [40] }, death: 60 },
      ['TTE-8.2-P1-early-death', 60, 0],
      ['TTE-8.2-P1-early-death', 60, 0],
    ],
    [
      'TTE-8.2-P1-early-death',
      'a new therapy before it still censors in FDA mode',
      { cns: { baseline: false }, therapies: [therapy(30)], death: 60 },
      ['TTE-8.2-P5', 0, 4],
      ['TTE-8.2-P1-early-death', 60, 0],
    ],
    ['TTE-8.2-P2', 'baseline only, alive', {}, ['TTE-8.2-P2', 0, 2], ['TTE-8.2-P2', 0, 2]],
    [
      'TTE-8.2-P2',
      'NE visits are no assessments',
      { cns: { other: [seen(42, 'NE'), seen(84, 'UNKNOWN'), seen(120, 'SUSPECTED_PD')] } },
      ['TTE-8.2-P2', 0, 2],
      ['TTE-8.2-P2', 0, 2],
    ],
    [
      'TTE-8.2-P3',
      'progression',
      { cns: { stable: [42], pd: [84] } },
      ['TTE-8.2-P3', 84, 0],
      ['TTE-8.2-P3', 84, 0],
    ],
    [
      'TTE-8.2-P3',
      'progression exactly at the gap limit',
      { cns: { stable: [42], pd: [42 + LIMIT] } },
      ['TTE-8.2-P3', 133, 0],
      ['TTE-8.2-P3', 133, 0],
    ],
    [
      'TTE-8.2-P3',
      'a new therapy after it',
      { cns: { stable: [42], pd: [84] }, therapies: [therapy(85)] },
      ['TTE-8.2-P3', 84, 0],
      ['TTE-8.2-P3', 84, 0],
    ],
    [
      'TTE-8.2-P4',
      'progression a day after the gap limit',
      { cns: { stable: [42], pd: [42 + LIMIT + 1] } },
      ['TTE-8.2-P4', 42, 3],
      ['TTE-8.2-P4', 134, 0],
    ],
    [
      'TTE-8.2-P5',
      'new therapy, then progression',
      { cns: { stable: [42, 84], pd: [126] }, therapies: [therapy(100)] },
      ['TTE-8.2-P5', 84, 4],
      ['TTE-8.2-P5', 126, 0],
    ],
    [
      'TTE-8.2-P5',
      'new therapy, then death',
      { cns: { stable: [42, 84] }, therapies: [therapy(100)], death: 150 },
      ['TTE-8.2-P5', 84, 4],
      ['TTE-8.2-P5', 150, 0],
    ],
    [
      'TTE-8.2-P5',
      'new therapy and no event: later assessments do not count in FDA mode',
      { cns: { stable: [42, 126] }, therapies: [therapy(100)] },
      ['TTE-8.2-P5', 42, 4],
      ['TTE-8.2-P10', 126, 8],
    ],
    [
      'TTE-8.2-P5',
      'no assessment before the therapy: origin',
      { cns: { stable: [42], pd: [84] }, therapies: [therapy(20)] },
      ['TTE-8.2-P5', 0, 4],
      ['TTE-8.2-P5', 84, 0],
    ],
    [
      'TTE-8.2-P6',
      'death before progression',
      { cns: { stable: [42] }, death: 42 + LIMIT },
      ['TTE-8.2-P6', 133, 0],
      ['TTE-8.2-P6', 133, 0],
    ],
    [
      'TTE-8.2-P6',
      'an assessment on the day of death is an anchor',
      { cns: { stable: [42, 300] }, death: 300 },
      ['TTE-8.2-P6', 300, 0],
      ['TTE-8.2-P6', 300, 0],
    ],
    [
      'TTE-8.2-P7',
      'death a day after the gap limit',
      { cns: { stable: [42] }, death: 42 + LIMIT + 1 },
      ['TTE-8.2-P7', 42, 3],
      ['TTE-8.2-P7', 134, 0],
    ],
    [
      'TTE-8.2-origin-anchor',
      'death at the gap limit of the origin',
      { death: LIMIT },
      ['TTE-8.2-P6', LIMIT, 0],
      ['TTE-8.2-P6', LIMIT, 0],
    ],
    [
      'TTE-8.2-origin-anchor',
      'death a day later',
      { death: LIMIT + 1 },
      ['TTE-8.2-P7', 0, 3],
      ['TTE-8.2-P7', LIMIT + 1, 0],
    ],
    [
      'TTE-8.2-origin-anchor',
      'first progression a day after the gap limit of the origin',
      { cns: { pd: [LIMIT + 1] } },
      ['TTE-8.2-P4', 0, 3],
      ['TTE-8.2-P4', LIMIT + 1, 0],
    ],
    [
      'TTE-8.2-P8',
      'stopped for toxicity',
      { cns: { stable: [42, 84] }, stopped: [50, 'toxicity'] },
      ['TTE-8.2-P8', 84, 5],
      ['TTE-8.2-P8', 84, 5],
    ],
    [
      'TTE-8.2-P8',
      'followed after toxicity to a progression',
      { cns: { stable: [42, 84], pd: [126] }, stopped: [50, 'toxicity'] },
      ['TTE-8.2-P3', 126, 0],
      ['TTE-8.2-P3', 126, 0],
    ],
    [
      'TTE-8.2-P9',
      'stopped for undocumented progression',
      { cns: { stable: [42] }, stopped: [60, 'progression'] },
      ['TTE-8.2-P9', 42, 6],
      ['TTE-8.2-P9', 42, 6],
    ],
    [
      'TTE-8.2-P9',
      'the other compartment documents it within a window',
      { cns: { stable: [42] }, nonCns: { pd: [67] }, stopped: [60, 'progression'] },
      ['TTE-8.2-P10', 42, 8],
      ['TTE-8.2-P10', 42, 8],
    ],
    [
      'TTE-8.2-P9',
      'the other compartment progresses a day later: undocumented',
      { cns: { stable: [42] }, nonCns: { pd: [68] }, stopped: [60, 'progression'] },
      ['TTE-8.2-P9', 42, 6],
      ['TTE-8.2-P9', 42, 6],
    ],
    [
      'TTE-8.2-P10',
      'withdrawn',
      { cns: { stable: [42] }, withdrawn: 60 },
      ['TTE-8.2-P10', 42, 7],
      ['TTE-8.2-P10', 42, 7],
    ],
    [
      'TTE-8.2-P10',
      'alive at the cutoff',
      { cns: { stable: [42] } },
      ['TTE-8.2-P10', 42, 8],
      ['TTE-8.2-P10', 42, 8],
    ],
    [
      'TTE-8.2-P10',
      'stopped for another reason',
      { cns: { stable: [42] }, stopped: [50, 'other'] },
      ['TTE-8.2-P10', 42, 8],
      ['TTE-8.2-P10', 42, 8],
    ],
    [
      'TTE-8.2-P10',
      'death after the cutoff is not known yet',
      { cns: { stable: [42] }, death: 90, cutoff: 80 },
      ['TTE-8.2-P10', 42, 8],
      ['TTE-8.2-P10', 42, 8],
    ],
  ])('%s: %s', (_, __, facts, ...expected) => {
    expect([cnsPfs(facts, 'FDA'), cnsPfs(facts, 'EMA')]).toEqual(expected);
  });

  it('TTE-8.2-P9: both modes flag the undocumented progression', () => {
    const facts = course({ cns: { stable: [42] }, stopped: [60, 'progression'] });
    for (const mode of ['FDA', 'EMA'] as const)
      expect(endpoint(facts, 'CNSPFS', mode).flags).toEqual(['UNDOCUMENTED_PROGRESSION']);
  });

  it('TTE-8.1-clinical-deterioration: a stop for progression alone is no event in any endpoint', () => {
    const facts = course({ cns: { stable: [42] }, nonCns: { stable: [42] }, stopped: [60, 'progression'] });
    for (const mode of ['FDA', 'EMA'] as const)
      for (const { cnsr } of deriveEndpoints(facts, DEFAULTS, mode)) expect(cnsr).not.toBe(0);
  });
});

describe('ties and anchors', () => {
  const sameDay = { cns: { stable: [42], pd: [84] }, therapies: [therapy(84)] };

  it.each([
    ['inclusive', ['TTE-8.2-P3', 84, 0]],
    ['strict', ['TTE-8.2-P5', 42, 4]],
  ] as const)('TTE-8.1-nactTie: progression on the day of a new therapy, %s', (nactTie, expected) => {
    expect(cnsPfs(sameDay, 'FDA', { nactTie })).toEqual(expected);
  });

  it.each([
    ['inclusive', 84],
    ['strict', 42],
  ] as const)(
    'CONV-0.4-assessment-before-therapy: assessment on the day of a new therapy, %s',
    (nactTie, day) => {
      const facts = { cns: { stable: [42, 84], pd: [126] }, therapies: [therapy(84)] };
      expect(cnsPfs(facts, 'FDA', { nactTie })).toEqual(['TTE-8.2-P5', day, 4]);
    },
  );

  it.each(['inclusive', 'strict'] as const)(
    'TTE-8.2-death-after-therapy: death on the day of a new therapy, %s',
    (nactTie) => {
      const facts = { cns: { stable: [42] }, therapies: [therapy(84)], death: 84 };
      expect(cnsPfs(facts, 'FDA', { nactTie })).toEqual(['TTE-8.2-P5', 42, 4]);
    },
  );

  it('CONV-0.4-progression-and-death: on one day, PFS ends by progression and OS by death', () => {
    const found = deriveEndpoints(course({ cns: { stable: [42], pd: [84] }, death: 84 }), DEFAULTS, 'FDA');
    expect(pick(found, 'CNSPFS')).toMatchObject({ cause: 'CNS', adt: 84, cnsr: 0 });
    expect(pick(found, 'NCNSPFS').cause).toBe('DEATH');
    expect(pick(found, 'OS')).toMatchObject({ cause: 'DEATH', adt: 84, cnsr: 0 });
  });

  it('TTE-8.1-adequate: NE visits move neither the censor date nor the anchor of the gap', () => {
    const other = [seen(84, 'NE'), seen(120, 'NE')];
    expect(cnsPfs({ cns: { stable: [42], other } }, 'FDA')).toEqual(['TTE-8.2-P10', 42, 8]);
    expect(cnsPfs({ cns: { stable: [42], other, pd: [134] } }, 'FDA')).toEqual(['TTE-8.2-P4', 42, 3]);
    expect(cnsPfs({ cns: { stable: [42, 84], pd: [134] } }, 'FDA')).toEqual(['TTE-8.2-P3', 134, 0]);
  });

  it('TTE-8.1-gap: what the visit of the progression shows by another criterion is no earlier visit', () => {
    const sameVisit = { ...seen(198), timePointId: 'tp-cns-200', criterion: 'RANO_BM_2015' as const };
    const facts = { cns: { stable: [42], other: [sameVisit], pd: [200] } };
    expect(cnsPfs(facts, 'FDA')).toEqual(['TTE-8.2-P4', 42, 3]);
    const earlierVisit = { ...sameVisit, timePointId: 'tp-198' };
    expect(cnsPfs({ cns: { stable: [42], other: [earlierVisit], pd: [200] } }, 'FDA')).toEqual([
      'TTE-8.2-P3',
      200,
      0,
    ]);
  });

  it.each([
    [30, 3, 133, ['TTE-8.2-P6', 133, 0]],
    [30, 3, 42 + 64, ['TTE-8.2-P6', 106, 0]],
  ])('TTE-8.1-schedule: the limit follows the schedule (%i, %i)', (scheduleDays, windowDays, death, late) => {
    const facts = { cns: { stable: [42] }, death };
    const expected = death - 42 > 2 * scheduleDays + windowDays ? ['TTE-8.2-P7', 42, 3] : late;
    expect(cnsPfs(facts, 'FDA', { scheduleDays, windowDays })).toEqual(expected);
    expect(cnsPfs({ cns: { stable: [42] }, death: 42 + 63 }, 'FDA', { scheduleDays, windowDays })).toEqual([
      'TTE-8.2-P6',
      105,
      0,
    ]);
  });

  it('CONV-0.4-interval-test: the gap is a plain difference, the duration counts both ends', () => {
    const { aval, why } = endpoint(course({ cns: { stable: [42], pd: [84] } }), 'CNSPFS');
    expect(aval).toBe(85);
    expect(why.sums).toEqual({ avalDays: 85, gapDays: 42, limitDays: 91 });
  });
});

describe('TTE-8.2-first-reason: missed assessments and a new therapy', () => {
  it.each<[string, Told, readonly unknown[]]>([
    [
      'therapy before the last assessment: the earlier date',
      { cns: { stable: [42, 84], pd: [300] }, therapies: [therapy(60)] },
      ['TTE-8.2-P5', 42, 4],
    ],
    [
      'one date, the therapy began before two visits were missed',
      { cns: { stable: [42], pd: [300] }, therapies: [therapy(42 + LIMIT)] },
      ['TTE-8.2-P5', 42, 4],
    ],
    [
      'one date, two visits were missed before the therapy began',
      { cns: { stable: [42], pd: [300] }, therapies: [therapy(42 + LIMIT + 1)] },
      ['TTE-8.2-P4', 42, 3],
    ],
    [
      'the same for a death',
      { cns: { stable: [42] }, therapies: [therapy(42 + LIMIT + 1)], death: 300 },
      ['TTE-8.2-P7', 42, 3],
    ],
  ])('TTE-8.2-first-reason: %s', (_, facts, expected) => {
    expect(cnsPfs(facts, 'FDA')).toEqual(expected);
  });
});

describe('new therapies', () => {
  it('TTE-8.1-nact: one on the day of the origin is none; the first later one counts', () => {
    const facts = {
      cns: { stable: [42, 84], pd: [126] },
      therapies: [therapy(110), therapy(0), therapy(50)],
    };
    expect(cnsPfs(facts, 'FDA')).toEqual(['TTE-8.2-P5', 42, 4]);
    expect(cnsPfs({ ...facts, therapies: [therapy(0)] }, 'FDA')).toEqual(['TTE-8.2-P3', 126, 0]);
  });

  it.each([
    ['any', 'non-cns', 'TTE-8.2-P5'],
    ['compartment', 'non-cns', 'TTE-8.2-P3'],
    ['compartment', 'cns', 'TTE-8.2-P5'],
    ['compartment', null, 'TTE-8.2-P5'],
  ] as const)('TTE-8.2-nactScope: %s, therapy aimed at %s gives %s', (nactScope, aim, row) => {
    const facts = { cns: { stable: [42, 84], pd: [126] }, therapies: [therapy(100, aim)] };
    expect(cnsPfs(facts, 'FDA', { nactScope })[0]).toBe(row);
  });
});

describe('the origin', () => {
  it('TTE-8.1-origin: without one there is no value, and it says so', () => {
    const found = deriveEndpoints(course({ origin: null, death: 10 }), DEFAULTS, 'FDA');
    expect(found).toHaveLength(8);
    for (const each of found) {
      expect(each).toMatchObject({ aval: null, adt: null, cnsr: null, avalRange: null, cause: null });
      expect(each.flags).toEqual(['NO_ORIGIN']);
    }
  });

  it('TTE-8.1-at-risk: a death before the origin leaves nobody at risk', () => {
    const found = deriveEndpoints(course({ origin: 10, death: 9 }), DEFAULTS, 'FDA');
    for (const each of found)
      expect(each).toMatchObject({ aval: null, cnsr: null, why: { rule: 'TTE-8.1-at-risk' } });
    expect(endpoint(course({ origin: 10, death: 10 }), 'OS').aval).toBe(1);
  });

  it('TTE-8.1-at-risk: nor does an origin after the cutoff', () => {
    expect(endpoint(course({ origin: 10, cutoff: 9 }), 'OS').aval).toBeNull();
    expect(endpoint(course({ origin: 10, cutoff: 10 }), 'OS').aval).toBe(1);
  });

  it('gives eight endpoints in one order', () => {
    expect(deriveEndpoints(course({}), DEFAULTS).map(({ paramcd }) => paramcd)).toEqual([
      'PFS',
      'CNSPFS',
      'NCNSPFS',
      'BIPFS',
      'TTP',
      'CNSTTP',
      'NCNSTTP',
      'OS',
    ]);
  });

  it('takes the mode of the ruleset when none is asked for', () => {
    const facts = course({ cns: evidenceLess, death: 200 });
    expect(deriveEndpoints(facts, { ...DEFAULTS, pfsMode: 'EMA' })[0]?.mode).toBe('EMA');
    expect(deriveEndpoints(facts, DEFAULTS)[0]?.mode).toBe('FDA');
  });
});

const evidenceLess = { stable: [42] };

it('builds evidence in ascending order', () => {
  expect(evidence('x', { stable: [84, 42] }).assessments.map(({ day }) => day)).toEqual([42, 84]);
});
