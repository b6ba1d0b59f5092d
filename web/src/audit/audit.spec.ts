import type { BestAnswer, EndpointAnswer, StatementLine } from '@web/api/types';
import { shortId } from './facts';
import { rulesByCaution } from './head/cautions';
import { momentsOf } from './head/moments';
import { auditQuestion, sharedSearch } from './question';
import { selectedOf, withCriterion } from './selected';

const urlOf = (search: string) => {
  const parameters = new URLSearchParams(search);
  return { value: (name: string) => parameters.get(name) };
};

describe('the question of the page', () => {
  it('is CNS PFS with the defaults of the service, when the address says nothing', () => {
    const asked = auditQuestion('p', urlOf(''));
    expect(asked).toMatchObject({ paramcd: 'CNSPFS', against: null, factId: null });
    expect(sharedSearch(asked.question)).toBe('');
  });

  it('is read from the address', () => {
    const asked = auditQuestion(
      'p',
      urlOf('paramcd=BOR&criterion=STATED&compartment=cns&on=2024&asOf=r3&mode=EMA&fact=f1'),
    );
    expect(asked).toMatchObject({ paramcd: 'BOR', criterion: 'STATED', compartment: 'cns', factId: 'f1' });
    expect(sharedSearch(asked.question)).toBe('on=2024&asOf=r3&mode=EMA');
  });

  it('takes a criterion for best responses only', () => {
    expect(auditQuestion('p', urlOf('paramcd=OS&criterion=STATED')).criterion).toBeUndefined();
  });
});

describe('the value of the page', () => {
  const best = (criterion: string, dor: object | null = null): BestAnswer =>
    ({ criterion, compartment: 'cns', bor: { value: 'PR' }, cbor: { value: 'SD' }, dor }) as BestAnswer;
  const answer = {
    endpoints: [{ paramcd: 'OS', aval: 3 } as EndpointAnswer],
    responses: [best('RANO_BM_2015'), best('STATED', { paramcd: 'DOR', aval: 9 })],
  };
  const asked = (search: string) => auditQuestion('p', urlOf(search));

  it('is an endpoint, a response, or the duration of one', () => {
    expect(selectedOf(answer, asked('paramcd=OS'))).toMatchObject({ as: 'endpoint', endpoint: { aval: 3 } });
    expect(selectedOf(answer, asked('paramcd=CBOR&criterion=STATED'))).toMatchObject({
      as: 'response',
      response: { value: 'SD' },
    });
    expect(selectedOf(answer, asked('paramcd=DOR&criterion=STATED'))).toMatchObject({
      as: 'endpoint',
      endpoint: { aval: 9 },
    });
  });

  it('is none where there is no duration, no criterion, or no such endpoint', () => {
    expect(selectedOf(answer, asked('paramcd=DOR'))).toMatchObject({
      as: 'none',
      best: { criterion: 'RANO_BM_2015' },
    });
    expect(selectedOf({ ...answer, responses: [] }, asked('paramcd=BOR'))).toEqual({
      as: 'none',
      best: null,
    });
    expect(selectedOf(answer, asked('paramcd=XYZ'))).toEqual({ as: 'none', best: null });
  });

  it('asks for the first criterion when the address names none', () => {
    const question = asked('paramcd=BOR');
    expect(withCriterion(question, selectedOf(answer, question))).toMatchObject({
      criterion: 'RANO_BM_2015',
      compartment: 'cns',
    });
  });
});

describe('moments of knowledge', () => {
  it('are the ends of appends, the newest first', () => {
    const line = (revision: number, recordedAt: string) => ({ revision, recordedAt }) as StatementLine;
    expect(momentsOf([line(0, 'a'), line(1, 'b'), line(2, 'b'), line(3, 'c')])).toEqual([
      { revision: 3, recordedAt: 'c', statements: 1 },
      { revision: 2, recordedAt: 'b', statements: 2 },
      { revision: 0, recordedAt: 'a', statements: 1 },
    ]);
  });
});

describe('cautions', () => {
  it('name their rules; a rule of two cautions is named under both', () => {
    expect(
      rulesByCaution([
        { rule: 'A', caution: ['choice'] },
        { rule: 'B', caution: ['unverified', 'choice'] },
      ]),
    ).toEqual([
      { caution: 'choice', rules: ['A', 'B'] },
      { caution: 'unverified', rules: ['B'] },
    ]);
  });
});

describe('short ids', () => {
  it('shorten what a machine made and keep what a source wrote', () => {
    expect(shortId('149455a6-cc0e-55b8-a53e-ac60d706b4eb')).toBe('149455a6');
    expect(shortId('f05.specimen')).toBe('f05.specimen');
  });
});
