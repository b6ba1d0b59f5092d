import type { Fact } from '@web/api/types';
import { changesOf, tallyOf } from './changes';
import {
  codedFields,
  fieldText,
  readSupposed,
  supposedText,
  supposeField,
  suppositionOf,
  type Supposed,
} from './supposition';

const FACT = {
  kind: 'CsfCytologyReported',
  specimenId: 's1',
  occurredOn: '2024-07',
  result: 'positive',
} as Fact;
const NOTHING: Supposed = { as: 'nothing' };

describe('what is supposed, in the address', () => {
  it.each([
    ['retracted', { as: 'retracted' }],
    [
      'occurredOn~2024-08~result~negative',
      { as: 'changed', fields: { occurredOn: '2024-08', result: 'negative' } },
    ],
    ['occurredOn~2024-05/2024-07', { as: 'changed', fields: { occurredOn: '2024-05/2024-07' } }],
  ])('%s is read and written alike', (text, supposed) => {
    expect(readSupposed(text)).toEqual(supposed);
    expect(supposedText(readSupposed(text))).toBe(text);
  });

  it.each(['', 'note~seen by two readers', '__proto__~x', 'result', 'a.b~c'])(
    '%j supposes nothing',
    (text) => {
      expect(readSupposed(text)).toEqual(NOTHING);
    },
  );

  it('holds no more than differs from the fact', () => {
    const negative = supposeField(NOTHING, FACT, { name: 'result', value: 'negative' });
    expect(negative).toEqual({ as: 'changed', fields: { result: 'negative' } });
    expect(supposeField(negative, FACT, { name: 'result', value: 'positive' })).toEqual(NOTHING);
    expect(supposedText(NOTHING)).toBeNull();
  });
});

describe('the supposition that is tried', () => {
  it('amends the whole fact; a span is a span', () => {
    const supposed: Supposed = {
      as: 'changed',
      fields: { occurredOn: '2024-05/2024-07', result: 'negative' },
    };
    expect(suppositionOf('f1', FACT, supposed)).toEqual({
      statement: 'amended',
      factId: 'f1',
      fact: { ...FACT, occurredOn: { earliest: '2024-05', latest: '2024-07' }, result: 'negative' },
    });
  });

  it('retracts, or is none', () => {
    expect(suppositionOf('f1', FACT, { as: 'retracted' })).toEqual({ statement: 'retracted', factId: 'f1' });
    expect(suppositionOf('f1', FACT, NOTHING)).toBeNull();
  });

  it('a span of dates is typed as it is read', () => {
    const span = { ...FACT, occurredOn: { earliest: '2024', latest: '2025' } } as Fact;
    expect(fieldText(span, 'occurredOn')).toBe('2024/2025');
    expect(fieldText(FACT, 'volume')).toBe('');
  });
});

describe('coded fields of a schema', () => {
  it('are those with codes, the needed ones first; how the date was come by changes nothing', () => {
    const schema = {
      required: ['kind', 'result'],
      properties: {
        kind: { type: 'string' },
        dateBasis: { type: 'string', enum: ['stated'] },
        site: { type: 'string', enum: ['lumbar'] },
        result: { type: 'string', enum: ['positive', 'negative'] },
        note: { type: 'string' },
      },
    };
    expect(codedFields(schema).map(({ name }) => name)).toEqual(['result', 'site']);
    expect(codedFields({})).toEqual([]);
  });
});

describe('changed values', () => {
  const values = [
    {
      what: 'endpoint CNSPFS',
      group: 'endpoint',
      before: { aval: 142, cnsr: 0, cause: 'CNS' },
      after: { aval: 186, cnsr: 0, cause: 'CNS' },
    },
    {
      what: 'response STATED cns cns:x',
      group: 'response',
      before: { value: 'PD', date: '2024-07-20' },
      after: { value: null },
    },
    { what: 'endpoint PFS', group: 'endpoint', before: { aval: 1 }, after: { aval: 2 } },
  ] as const;

  it('name what they are of, and only the fields that differ', () => {
    expect(changesOf(values)[0]).toEqual({
      key: 'endpoint CNSPFS',
      group: 'endpoint',
      name: ['CNSPFS'],
      day: null,
      fields: [{ field: 'aval', before: 142, after: 186 }],
    });
  });

  it('a response is named by its day, not by the id of its time point', () => {
    const response = changesOf(values).find(({ group }) => group === 'response');
    expect(response).toMatchObject({ name: ['STATED', 'cns'], day: '2024-07-20' });
  });

  it('a value that is gone has nothing after', () => {
    expect(changesOf(values)[1]?.fields).toEqual([
      { field: 'value', before: 'PD', after: null },
      { field: 'date', before: '2024-07-20', after: null },
    ]);
  });

  it('are counted by their group', () => {
    expect(tallyOf({ values })).toEqual([
      { group: 'endpoint', count: 2 },
      { group: 'response', count: 1 },
    ]);
  });
});
