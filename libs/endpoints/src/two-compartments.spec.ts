import { DEFAULTS } from '@leptotrace/rules';
import { durationOfResponse, deriveEndpoints } from './endpoints';
import { course, dated, endpoint, pick, therapy, told, type Settings } from './testing';

type Told = Parameters<typeof course>[0];
const bi = (facts: Told, settings: Settings = {}, mode: 'FDA' | 'EMA' = 'FDA'): readonly unknown[] =>
  told(endpoint(course(facts), 'BIPFS', mode, settings));

describe('what ends an endpoint', () => {
  const cnsFirst = { cns: { stable: [42], pd: [84] }, nonCns: { stable: [42, 84], pd: [126] }, death: 150 };
  const found = deriveEndpoints(course(cnsFirst), DEFAULTS, 'FDA');

  it.each([
    ['ENDP-7.2-PFS', 'PFS', 84, 'CNS'],
    ['ENDP-7.2-CNSPFS', 'CNSPFS', 84, 'CNS'],
    ['ENDP-7.2-NCNSPFS', 'NCNSPFS', 126, 'NON_CNS'],
    ['ENDP-7.2-BIPFS', 'BIPFS', 84, 'CNS'],
    ['ENDP-7.2-TTP', 'TTP', 84, 'CNS'],
    ['ENDP-7.2-CNSTTP', 'CNSTTP', 84, 'CNS'],
    ['ENDP-7.2-NCNSTTP', 'NCNSTTP', 126, 'NON_CNS'],
  ] as const)('%s: %s ends on day %i by %s', (rule, paramcd, adt, cause) => {
    const result = pick(found, paramcd);
    expect(result).toMatchObject({ adt, cause, cnsr: 0, aval: adt + 1 });
    expect(result.why.because?.at(-1)).toEqual({ rule, value: paramcd });
  });

  it.each([
    ['ENDP-7.2-PFS', 'PFS', 0, 'DEATH'],
    ['ENDP-7.2-CNSPFS', 'CNSPFS', 0, 'DEATH'],
    ['ENDP-7.2-NCNSPFS', 'NCNSPFS', 0, 'DEATH'],
    ['ENDP-7.2-BIPFS', 'BIPFS', 0, 'DEATH'],
    ['ENDP-7.2-TTP', 'TTP', 9, null],
    ['ENDP-7.2-CNSTTP', 'CNSTTP', 9, null],
    ['ENDP-7.2-NCNSTTP', 'NCNSTTP', 9, null],
  ] as const)('%s: death without progression in %s gives CNSR %i', (_, paramcd, cnsr, cause) => {
    const facts = course({ cns: { stable: [42] }, nonCns: { stable: [42] }, death: 100 });
    expect(endpoint(facts, paramcd)).toMatchObject({ cnsr, cause, adt: cnsr === 0 ? 100 : 42 });
  });

  it('ENDP-7.2-CNSPFS: a non-CNS progression is ignored and named among the losers', () => {
    const result = endpoint(course({ cns: { stable: [42, 84] }, nonCns: { pd: [60] } }), 'CNSPFS');
    expect(told(result)).toEqual(['TTE-8.2-P10', 84, 8]);
    expect(result.why.lost).toContainEqual(
      expect.objectContaining({ value: 'progression (non-CNS)', day: 60, rule: 'ENDP-7.2-CNSPFS' }),
    );
  });
});

describe('PFS pools the compartments', () => {
  it('ENDP-7.2-PFS: the latest assessment of any compartment censors', () => {
    const facts = course({ cns: { stable: [42] }, nonCns: { stable: [84] } });
    expect(told(endpoint(facts, 'PFS'))).toEqual(['TTE-8.2-P10', 84, 8]);
  });

  it('ENDP-7.2-PFS: and is the anchor of a progression in the other one', () => {
    const facts = course({ cns: { pd: [134] }, nonCns: { stable: [43] } });
    expect(told(endpoint(facts, 'PFS'))).toEqual(['TTE-8.2-P3', 134, 0]);
    expect(told(endpoint(facts, 'BIPFS'))).toEqual(['TTE-8.2-P4', 0, 3]);
  });
});

describe('the anchor of a pooled progression', () => {
  it('TTE-8.1-gap: an assessment of the other compartment on the day of the progression is no earlier visit', () => {
    const onTheDay = course({ cns: { stable: [42], pd: [200] }, nonCns: { stable: [42, 200] } });
    expect(told(endpoint(onTheDay, 'PFS'))).toEqual(['TTE-8.2-P4', 42, 3]);
    const dayBefore = course({ cns: { stable: [42], pd: [200] }, nonCns: { stable: [42, 199] } });
    expect(told(endpoint(dayBefore, 'PFS'))).toEqual(['TTE-8.2-P3', 200, 0]);
  });
});

describe('bicompartmental PFS', () => {
  it.each([
    [42 + 91, ['TTE-8.2-P3', 133, 0]],
    [42 + 92, ['TTE-8.2-P4', 42, 3]],
  ])('TTE-8.2-BI-gap: progression on day %i, anchored in its own compartment', (pd, expected) => {
    expect(bi({ cns: { stable: [42], pd: [pd] }, nonCns: { stable: [42, 84, 126] } })).toEqual(expected);
    expect(bi({ cns: { stable: [42], pd: [pd] }, nonCns: { stable: [42, 84, 126] } }, {}, 'EMA')[1]).toBe(pd);
  });

  it.each([
    [84 + 91, ['TTE-8.2-P6', 175, 0]],
    [84 + 92, ['TTE-8.2-P7', 42, 3]],
  ])('TTE-8.2-BI-death: death on day %i, anchored in the latest assessment of any', (death, expected) => {
    expect(bi({ cns: { stable: [42] }, nonCns: { stable: [84] }, death })).toEqual(expected);
  });

  it.each([
    ['min', 42],
    ['max', 84],
  ] as const)('TTE-8.2-BI-censor: %s of the last adequate assessments', (biCensor, day) => {
    expect(bi({ cns: { stable: [42] }, nonCns: { stable: [84] } }, { biCensor })).toEqual([
      'TTE-8.2-P10',
      day,
      8,
    ]);
    const treated = { cns: { stable: [42, 110] }, nonCns: { stable: [84] }, therapies: [therapy(100)] };
    expect(bi(treated, { biCensor })).toEqual(['TTE-8.2-P5', day, 4]);
    const late = { cns: { stable: [42] }, nonCns: { stable: [84] }, death: 400 };
    expect(bi(late, { biCensor })).toEqual(['TTE-8.2-P7', day, 3]);
  });

  it.each([
    ['min', 10],
    ['max', 42],
  ] as const)('TTE-8.2-BI-censor: progression after missed visits, %s', (biCensor, day) => {
    const facts = { cns: { stable: [42], pd: [200] }, nonCns: { stable: [10] } };
    expect(bi(facts, { biCensor })).toEqual(['TTE-8.2-P4', day, 3]);
    const lookedAtElsewhere = { cns: { stable: [42], pd: [200] }, nonCns: { stable: [190] } };
    expect(bi(lookedAtElsewhere, { biCensor })).toEqual(['TTE-8.2-P4', 42, 3]);
  });

  it('TTE-8.2-BI-left-out: a compartment that is not required neither censors nor needs a baseline', () => {
    const facts = { cns: { stable: [42, 84] }, nonCns: { required: false, baseline: false } };
    expect(bi(facts)).toEqual(['TTE-8.2-P10', 84, 8]);
    expect(bi({ ...facts, nonCns: { required: true } })).toEqual(['TTE-8.2-P2', 0, 2]);
    expect(
      bi({ cns: { required: false, baseline: false }, nonCns: { required: false, baseline: false } }),
    ).toEqual(['TTE-8.2-P1', 0, 1]);
  });

  it('TTE-8.2-BI-baseline: a progression needs the baseline of its own compartment', () => {
    const cnsKnown = { cns: { stable: [42], pd: [84] }, nonCns: { baseline: false, pd: [60] } };
    expect(bi(cnsKnown)).toEqual(['TTE-8.2-P3', 84, 0]);
    const { why } = endpoint(course(cnsKnown), 'BIPFS');
    expect(why.lost).toContainEqual(expect.objectContaining({ rule: 'TTE-8.2-BI-baseline', day: 60 }));
  });

  it.each([
    ['min', ['TTE-8.2-P1', 0, 1]],
    ['max', ['TTE-8.2-P10', 84, 8]],
  ] as const)('TTE-8.2-BI-baseline: without an event, %s', (biCensor, expected) => {
    const facts = { cns: { stable: [42, 84] }, nonCns: { baseline: false } };
    expect(bi(facts, { biCensor })).toEqual(expected);
    expect(bi({ ...facts, death: 100 }, { biCensor })).toEqual(['TTE-8.2-P6', 100, 0]);
  });
});

describe('cause of the first progression', () => {
  const both = (gap: number): ReturnType<typeof course> =>
    course({ cns: { stable: [42], pd: [84] }, nonCns: { stable: [42], pd: [84 + gap] } });

  it.each([
    [0, {}, 'BOTH'],
    [1, {}, 'CNS'],
    [14, { simultaneousDays: 14 }, 'BOTH'],
    [15, { simultaneousDays: 14 }, 'CNS'],
    [-14, { simultaneousDays: 14 }, 'BOTH'],
    [-15, { simultaneousDays: 14 }, 'NON_CNS'],
    [0, { bothCountsAs: 'CNS' }, 'CNS'],
  ] as const)('ENDP-7.2-BOTH: %i days apart under %j is %s', (gap, settings, cause) => {
    for (const paramcd of ['PFS', 'BIPFS', 'TTP'] as const)
      expect(endpoint(both(gap), paramcd, 'FDA', settings)).toMatchObject({
        cause,
        adt: 84 + Math.min(0, gap),
      });
    expect(endpoint(both(gap), 'CNSPFS', 'FDA', settings).cause).toBe('CNS');
    expect(endpoint(both(gap), 'NCNSPFS', 'FDA', settings).cause).toBe('NON_CNS');
  });

  it.each([
    [{ cns: { stable: [42], pd: [84] } }, 'CNS'],
    [{ nonCns: { stable: [42], pd: [84] } }, 'NON_CNS'],
    [{ cns: { stable: [42] }, death: 84 }, 'DEATH'],
    [{ cns: { stable: [42] } }, null],
  ])('ENDP-7.2-cause: %j has the cause %s', (facts, cause) => {
    expect(endpoint(course(facts), 'PFS').cause).toBe(cause);
  });
});

describe('the seed’s one-compartment sentence', () => {
  const facts = course({ cns: { stable: [42, 84, 126] }, nonCns: { stable: [42], pd: [84] } });
  const literal = { oneCompartmentRule: 'seedLiteral' } as const;

  it('ENDP-7.3-biPfs: progression in one compartment ends bicompartmental PFS and its own PFS only', () => {
    expect(endpoint(facts, 'BIPFS')).toMatchObject({ adt: 84, cause: 'NON_CNS', cnsr: 0 });
    expect(endpoint(facts, 'BIPFS').why.because?.[0]?.rule).toBe('ENDP-7.3-biPfs');
    expect(endpoint(facts, 'CNSPFS')).toMatchObject({ adt: 126, cnsr: 8, flags: [] });
  });

  it('ENDP-7.3-seedLiteral: a non-CNS progression also ends CNS PFS, and is flagged', () => {
    const result = endpoint(facts, 'CNSPFS', 'FDA', literal);
    expect(result).toMatchObject({
      adt: 84,
      cnsr: 0,
      cause: 'NON_CNS_BY_SEED_LITERAL',
      flags: ['SEED_LITERAL'],
    });
    expect(result.why.because?.[0]?.rule).toBe('ENDP-7.3-seedLiteral');
  });

  it('ENDP-7.3-seedLiteral: every other endpoint is the same', () => {
    const config = { ...DEFAULTS, ...literal };
    const rest = (all: ReturnType<typeof deriveEndpoints>): unknown =>
      all.filter((each) => each.paramcd !== 'CNSPFS');
    expect(rest(deriveEndpoints(facts, config))).toEqual(rest(deriveEndpoints(facts, DEFAULTS)));
  });

  it('ENDP-7.3-seedLiteral: a CNS progression of the same day is the cause', () => {
    const same = course({ cns: { stable: [42], pd: [84] }, nonCns: { stable: [42], pd: [84] } });
    expect(endpoint(same, 'CNSPFS', 'FDA', literal).cause).toBe('CNS');
  });

  it('ENDP-7.3-seedLiteral: missed visits are told from the compartment that progressed, the date from the CNS', () => {
    const gap = course({ cns: { stable: [42, 120] }, nonCns: { stable: [42], pd: [134] } });
    expect(told(endpoint(gap, 'CNSPFS', 'FDA', literal))).toEqual(['TTE-8.2-P4', 120, 3]);
  });
});

describe('time to progression', () => {
  it.each([
    ['lastAdequate', 42, 'LAST ADEQUATE ASSESSMENT'],
    ['death', 100, 'DEATH'],
  ] as const)('TTE-8.4-TTP-death: death censors at %s', (ttpDeathCensor, adt, cnsdtdsc) => {
    const facts = course({ cns: { stable: [42] }, death: 100 });
    expect(endpoint(facts, 'CNSTTP', 'FDA', { ttpDeathCensor })).toMatchObject({ adt, cnsr: 9, cnsdtdsc });
  });

  it('TTE-8.4-TTP-death: a death is no early event where the baseline is missing', () => {
    const facts = course({ cns: { baseline: false }, death: 30 });
    expect(told(endpoint(facts, 'CNSTTP'))).toEqual(['TTE-8.2-P1', 0, 1]);
  });

  it('TTE-8.4-TTP-death: missed visits before it censor first, in FDA mode only', () => {
    const facts = course({ cns: { stable: [42] }, death: 134 });
    expect(told(endpoint(facts, 'CNSTTP'))).toEqual(['TTE-8.2-P7', 42, 3]);
    expect(told(endpoint(facts, 'CNSTTP', 'EMA'))).toEqual(['TTE-8.4-TTP-death', 42, 9]);
  });
});

describe('duration of response', () => {
  const responder = course({
    cns: { stable: [42, 84, 126], pd: [168] },
    nonCns: { stable: [42], pd: [100] },
    therapies: [therapy(300)],
  });
  const response = { ...dated(42, 'scan'), timePointId: 'tp-cns-42' };

  it.each([
    ['cns', 168, 'CNS', 127],
    ['non-cns', 100, 'NON_CNS', 59],
    [null, 100, 'NON_CNS', 59],
  ] as const)('TTE-8.4-DOR: response of %s ends on day %i by %s', (compartment, adt, cause, aval) => {
    expect(durationOfResponse(responder, { ...response, compartment }, DEFAULTS, 'FDA')).toMatchObject({
      paramcd: 'DOR',
      startdt: 42,
      adt,
      cause,
      aval,
    });
  });

  it('TTE-8.4-DOR: the response itself is an assessment: a patient seen no more is ongoing', () => {
    const found = durationOfResponse(
      course({ cns: { stable: [42] } }),
      { ...response, compartment: 'cns' },
      DEFAULTS,
    );
    expect(found).toMatchObject({ aval: 1, cnsr: 8, why: { rule: 'TTE-8.2-P10' } });
  });

  it('TTE-8.4-DOR: the gap is measured from the response', () => {
    const at = (death: number): readonly unknown[] =>
      told(durationOfResponse(course({ death }), { ...response, compartment: 'cns' }, DEFAULTS, 'FDA'));
    expect(at(42 + 91)).toEqual(['TTE-8.2-P6', 133, 0]);
    expect(at(42 + 92)).toEqual(['TTE-8.2-P7', 42, 3]);
  });

  it('TTE-8.4-DOR: a death before the response leaves nobody at risk', () => {
    const found = durationOfResponse(course({ death: 41 }), { ...response, compartment: null }, DEFAULTS);
    expect(found).toMatchObject({ paramcd: 'DOR', aval: null });
  });
});
