import type { BestAnswer, EndpointAnswer, EndpointsAnswer } from '@web/api/types';
import { bestByCompartment, definitionsOf, differingReadings, variantsOf } from './definitions';

const endpoint = (paramcd: string, more: Partial<EndpointAnswer> = {}): EndpointAnswer =>
  ({
    paramcd,
    aval: 142,
    cnsr: 0,
    startdt: '2024-03-01',
    adt: '2024-07-20',
    cause: 'CNS',
    determinacy: 'exact',
    ...more,
  }) as EndpointAnswer;
const answer = (...endpoints: readonly EndpointAnswer[]): EndpointsAnswer =>
  ({ endpoints, responses: [] }) as unknown as EndpointsAnswer;

const QUESTION = {
  mode: 'FDA',
  origin: { asked: 'first-dose' },
  ruleset: { id: 'lm@1.0.0' },
} as Pick<EndpointsAnswer, 'mode' | 'origin' | 'ruleset'>;

describe('variants of a question', () => {
  it('are every other censoring, start of the clock and ruleset, and never the question itself', () => {
    expect(variantsOf(QUESTION, ['lm@1.0.0', 'as-stated@1.0.0'], undefined)).toEqual([
      { part: 'mode', value: 'EMA' },
      { part: 'origin', value: 'current-line' },
      { part: 'origin', value: 'lm-diagnosis' },
      { part: 'ruleset', value: 'as-stated@1.0.0' },
    ]);
  });

  it('keep all three starts when the clock starts at a fact, and know the one that starts none', () => {
    const starts = (of: typeof QUESTION, asked?: string) =>
      variantsOf(of, [], asked).filter(({ part }) => part === 'origin').length;
    expect(
      starts({ ...QUESTION, origin: { asked: 'fact:f1' } as NonNullable<EndpointsAnswer['origin']> }),
    ).toBe(3);
    expect(starts({ ...QUESTION, origin: null }, 'lm-diagnosis')).toBe(2);
  });

  it('ask six rulesets at most, the first ones', () => {
    const many = Array.from({ length: 9 }, (_, at) => `r${at}@1.0.0`);
    expect(
      variantsOf(QUESTION, many, undefined)
        .filter(({ part }) => part === 'ruleset')
        .map(({ value }) => value),
    ).toEqual(many.slice(0, 6));
  });
});

describe('definitions side by side', () => {
  const base = answer(endpoint('CNSPFS'), endpoint('OS', { aval: 321 }));
  const ema = {
    part: 'mode',
    value: 'EMA',
    answer: answer(endpoint('CNSPFS', { cnsr: 3, cause: null }), endpoint('OS', { aval: 321 })),
  } as const;
  const waiting = { part: 'ruleset', value: 'x@1.0.0', answer: undefined } as const;

  it('mark the fields in which another reading differs', () => {
    const [cns, os] = definitionsOf(base, [ema]);
    expect(cns?.readings[0]?.differs).toEqual(['cnsr', 'cause']);
    expect(os?.readings[0]?.differs).toEqual([]);
    expect(cns && differingReadings(cns)).toHaveLength(1);
    expect(os && differingReadings(os)).toHaveLength(0);
  });

  it('say nothing about a reading that is not there yet', () => {
    const [cns] = definitionsOf(base, [waiting]);
    expect(cns?.readings[0]).toMatchObject({ endpoint: null, differs: null });
    expect(cns && differingReadings(cns)).toHaveLength(0);
  });
});

describe('best responses', () => {
  const best = (criterion: string, compartment: string, value: string): BestAnswer =>
    ({ criterion, compartment, bor: { value } }) as BestAnswer;

  it('disagree when two criteria of one compartment answer otherwise', () => {
    expect(
      bestByCompartment([
        best('RANO_BM_2015', 'cns', 'PR'),
        best('STATED', 'cns', 'PD'),
        best('RECIST_1_1', 'non-cns', 'PR'),
      ]).map(({ compartment, best: found, disagree }) => [compartment, found.length, disagree]),
    ).toEqual([
      ['cns', 2, true],
      ['non-cns', 1, false],
    ]);
  });

  it.each(['NE', 'MISSING', 'UNKNOWN', 'not-applicable'])('%s disagrees with nothing', (silent) => {
    expect(bestByCompartment([best('A', 'cns', 'PR'), best('B', 'cns', silent)])[0]?.disagree).toBe(false);
  });
});
