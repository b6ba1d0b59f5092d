import { DEFAULTS } from '@leptotrace/rules';
import { ADRS_AVAL, ADRS_PARAMS, adrsValue, toAdtte, type AdtteRow } from './adam';
import { differenceDays, durationDays, monthsOf, monthsText } from './conventions';
import { deriveEndpoints, durationOfResponse } from './endpoints';
import { type EndpointResult } from './model';
import { CNSR_TEXTS, EVENT_TEXTS, PARAMS } from './names';
import { course, dated, endpoint, therapy } from './testing';

type Told = Parameters<typeof course>[0];
const IDS = { studyid: 'STUDY', usubjid: 'STUDY-01' };

const rowOf = (result: EndpointResult, unit: AdtteRow['AVALU'] = 'DAYS'): AdtteRow =>
  toAdtte([result], IDS, unit)[0] as AdtteRow;

describe('durations', () => {
  it('CONV-0.4-duration: both ends count; an interval test does not count them', () => {
    expect([durationDays(5, 5), durationDays(5, 6), differenceDays(5, 6)]).toEqual([1, 2, 1]);
  });

  it('CONV-0.4-months: days over 30.4375, rounded for display only', () => {
    expect(monthsOf(487)).toBe(16);
    expect(monthsOf(100)).toBe(100 / 30.4375);
    expect(monthsText(100)).toBe('3.29');
    expect(monthsOf(60, 30)).toBe(2);
  });
});

describe('ADTTE', () => {
  it('ADAM-8.6-adtte: one record an endpoint, in days or unrounded months', () => {
    const facts = course({ cns: { stable: [42], pd: [84] }, nonCns: { stable: [42] }, death: 100 });
    const results = deriveEndpoints(facts, DEFAULTS, 'FDA');
    const rows = toAdtte(results, IDS, 'DAYS');
    expect(rows).toHaveLength(8);
    expect(rows[1]).toEqual({
      STUDYID: 'STUDY',
      USUBJID: 'STUDY-01',
      PARAMCD: 'CNSPFS',
      PARAM: 'CNS Progression-Free Survival',
      AVAL: 85,
      AVALU: 'DAYS',
      STARTDT: '1970-01-01',
      ADT: '1970-03-26',
      CNSR: 0,
      EVNTDESC: 'Documented progression (CNS)',
      CNSDTDSC: null,
      SRCDOM: 'ADRS',
      SRCVAR: 'ADT',
      LTDETERM: 'exact',
      LTCHECKS: null,
    });
    expect(toAdtte(results, IDS, 'MONTHS')[1]).toMatchObject({ AVAL: 85 / 30.4375, AVALU: 'MONTHS' });
    expect(toAdtte(results, IDS, 'MONTHS', 30)[1]?.AVAL).toBe(85 / 30);
  });

  it.each([
    ['contradicted', ['visit-out-of-order', 'after-death', 'after-death'], 'after-death; visit-out-of-order'],
    ['undetermined', ['unread'], 'unread'],
    ['undetermined', [], null],
    ['imputed', [], null],
  ] as const)(
    'ADAM-8.6-adtte: a value that is %s says so, with the checks %j',
    (determinacy, codes, said) => {
      const [first] = deriveEndpoints(course({ cns: { stable: [42] }, nonCns: { stable: [42] } }), DEFAULTS);
      const checks = codes.map((code) => ({ code, factIds: ['f1'] }));
      const row = rowOf({ ...(first as EndpointResult), determinacy, checks });
      expect([row.LTDETERM, row.LTCHECKS]).toEqual([determinacy, said]);
    },
  );

  it('ADAM-8.6-adtte: no record without a value', () => {
    expect(toAdtte(deriveEndpoints(course({ origin: null }), DEFAULTS), IDS, 'DAYS')).toEqual([]);
  });

  it('ADAM-8.6-paramcd: names have at most eight characters', () => {
    expect(Object.keys(PARAMS).sort()).toEqual(
      ['BIPFS', 'CNSPFS', 'CNSTTP', 'DOR', 'NCNSPFS', 'NCNSTTP', 'OS', 'PFS', 'TTP'].sort(),
    );
    for (const name of Object.keys(PARAMS)) expect(name.length).toBeLessThanOrEqual(8);
  });

  it('ADAM-8.6-cnsr: every reason has its own number and its own text', () => {
    expect(Object.keys(CNSR_TEXTS)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(new Set(Object.values(CNSR_TEXTS)).size).toBe(9);
  });

  it.each<[Told, string]>([
    [{ cns: { pd: [42] } }, 'Documented progression (CNS)'],
    [{ nonCns: { pd: [42] } }, 'Documented progression (non-CNS)'],
    [{ cns: { pd: [42] }, nonCns: { pd: [42] } }, 'Documented progression (both)'],
    [{ death: 42 }, 'Death'],
    [{ cns: { stable: [42] } }, 'Ongoing at data cutoff'],
    [{ cns: { stable: [42] }, therapies: [therapy(50)] }, 'New anticancer therapy'],
  ])('ADAM-8.6-evntdesc: %j is "%s"', (facts, text) => {
    expect(endpoint(course(facts), 'PFS').evntdesc).toBe(text);
  });

  it('ADAM-8.6-evntdesc: events of every cause are named', () => {
    expect(EVENT_TEXTS.NON_CNS_BY_SEED_LITERAL).toBe('Documented progression (non-CNS)');
  });

  const response = { ...dated(42, 'scan'), timePointId: 'tp', compartment: 'cns' as const };

  it.each<[string, EndpointResult, string | null, string | null, string | null]>([
    ['progression', endpoint(course({ cns: { pd: [42] } }), 'PFS'), null, 'ADRS', 'ADT'],
    ['death', endpoint(course({ death: 42 }), 'OS'), null, 'ADSL', 'DTHDT'],
    [
      'assessment',
      endpoint(course({ cns: { stable: [42] } }), 'PFS'),
      'LAST ADEQUATE ASSESSMENT',
      'ADRS',
      'ADT',
    ],
    ['first dose', endpoint(course({}), 'PFS'), 'FIRST DOSE', 'ADSL', 'TRTSDT'],
    ['contact', endpoint(course({ alive: 42 }), 'OS'), 'LAST KNOWN ALIVE', 'ADSL', 'LSTALVDT'],
    ['cutoff', endpoint(course({ death: 50, cutoff: 42 }), 'OS'), 'DATA CUTOFF', 'ADSL', 'DCUTDT'],
    [
      'death that censors',
      endpoint(course({ death: 42 }), 'TTP', 'FDA', { ttpDeathCensor: 'death' }),
      'DEATH',
      'ADSL',
      'DTHDT',
    ],
    ['response', durationOfResponse(course({}), response, DEFAULTS), 'FIRST RESPONSE', 'ADRS', 'ADT'],
    ['chosen fact', endpoint(chosen('fact'), 'PFS'), 'CHOSEN ORIGIN', null, null],
    ['diagnosis', endpoint(chosen('lm-diagnosis'), 'PFS'), 'LM DIAGNOSIS', 'MH', 'MHSTDTC'],
  ])('ADAM-8.6-cnsdtdsc, ADAM-8.6-source: %s', (_, result, ...expected) => {
    const { CNSDTDSC, SRCDOM, SRCVAR } = rowOf(result);
    expect([CNSDTDSC, SRCDOM, SRCVAR]).toEqual(expected);
  });
});

function chosen(what: 'fact' | 'lm-diagnosis'): ReturnType<typeof course> {
  const facts = course({});
  return { ...facts, origin: facts.origin && { ...facts.origin, what } };
}

describe('ADRS', () => {
  it.each([
    ['CR', 'CR', 1],
    ['PR', 'PR', 2],
    ['SD', 'SD', 3],
    ['NON_CR_NON_PD', 'NON-CR/NON-PD', 4],
    ['PD', 'PD', 5],
    ['NE', 'NE', 6],
    [null, 'MISSING', 7],
    ['NED', 'NED', null],
    ['UNKNOWN', 'UNKNOWN', null],
    ['SUSPECTED_PD', 'SUSPECTED_PD', null],
  ] as const)('ADAM-8.6-adrs-order: %s is %s, %s', (value, AVALC, AVAL) => {
    expect(adrsValue(value)).toEqual({ AVALC, AVAL });
  });

  it('ADAM-8.6-adrs-order: seven values in the admiral order', () => {
    expect(Object.values(ADRS_AVAL)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('ADAM-8.6-adrs-paramcd: the names of the admiral examples', () => {
    expect(Object.keys(ADRS_PARAMS)).toEqual([
      'OVR',
      'BOR',
      'CBOR',
      'RSP',
      'CRSP',
      'PD',
      'CB',
      'CCB',
      'DEATH',
      'LSTA',
      'MDIS',
    ]);
  });
});
