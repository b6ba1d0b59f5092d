import { figureAt, rawText, valueAt } from './figures';

const ANSWER = {
  endpoints: {
    endpoints: [
      { paramcd: 'PFS', aval: 12 },
      { paramcd: 'CNSPFS', aval: null },
    ],
    responses: [
      { criterion: 'STATED', compartment: 'non-cns', cbor: { value: 'CR' } },
      { criterion: 'STATED', compartment: 'cns', cbor: { value: 'PD' } },
    ],
  },
  status: { compartments: [{ compartment: 'cns', by: ['RANO_LM_2017'] }] },
  resistance: { alterations: [{ key: 'EGFR p.Thr790Met', standings: [{ where: 'csf', vafPct: 8.5 }] }] },
};

describe('paths of figures', () => {
  it.each([
    ['endpoints.endpoints[PFS].aval', 12],
    ['endpoints.endpoints[CNSPFS].aval', null],
    ['endpoints.responses[STATED|cns].cbor.value', 'PD'],
    ['status.compartments[cns].by[0]', 'RANO_LM_2017'],
    ['resistance.alterations[EGFR p.Thr790Met].standings[csf].vafPct', 8.5],
  ])('%s', (path, value) => expect(valueAt(ANSWER, path)).toBe(value));

  it.each(['endpoints.endpoints[OS].aval', 'status.compartments[cns].by[1]', 'status.lm.since', 'status[0]'])(
    '%s is not there',
    (path) => expect(valueAt(ANSWER, path)).toBeUndefined(),
  );

  it('an element is picked by all of its words', () =>
    expect(valueAt(ANSWER, 'endpoints.responses[RECIST_1_1|cns].cbor.value')).toBeUndefined());

  it('a name goes before a place', () =>
    expect(valueAt({ facts: [{ factId: '1' }, { factId: '0' }] }, 'facts[0].factId')).toBe('0'));

  it('a figure carries what its path leads to', () =>
    expect(figureAt(ANSWER, 'endpoints.endpoints[PFS].aval')).toEqual({
      path: 'endpoints.endpoints[PFS].aval',
      value: 12,
    }));

  it('raw values are text as it is and JSON of anything else', () =>
    expect(['2017-01', 12.5, null, { earliest: '2017' }, false].map(rawText)).toEqual([
      '2017-01',
      '12.5',
      'null',
      '{"earliest":"2017"}',
      'false',
    ]));
});
