import { factsOf } from '@leptotrace/rules';
import { course, endpoint, seen, therapy } from './testing';
import { ENDPOINT_RULES } from './endpoints.rules';
import { type Derivation } from '@leptotrace/rules';

const rulesOf = (why: Derivation): readonly string[] => [
  why.rule,
  ...(why.lost ?? []).map(({ rule }) => rule),
  ...(why.because ?? []).flatMap(rulesOf),
];

describe('why an endpoint is what it is', () => {
  const facts = course({
    cns: { stable: [42], pd: [84] },
    nonCns: { stable: [42], pd: [100] },
    therapies: [therapy(90)],
    death: 120,
  });

  it('rests on the progression, with its own derivation as a child', () => {
    const { why } = endpoint(facts, 'BIPFS');
    const winner = why.because?.[0];
    expect(winner).toMatchObject({ value: 'cns', day: 84, facts: ['scan-cns-84'] });
    expect(winner?.because).toEqual([expect.objectContaining({ rule: 'TEST-0-value', value: 'PD' })]);
    expect(why.value).toEqual({ paramcd: 'BIPFS', aval: 85, cnsr: 0, cause: 'CNS' });
    expect(why.sums).toEqual({ avalDays: 85, gapDays: 42, limitDays: 91 });
  });

  it('names each candidate that lost, with its day and its reason', () => {
    expect(endpoint(facts, 'BIPFS').why.lost?.map(({ value, day, reason }) => [value, day, reason])).toEqual([
      ['progression (non-CNS)', 100, 'the other compartment progressed first'],
      ['death', 120, 'the progression came first'],
      ['drug', 90, 'it began after the event'],
      ['last adequate assessment', 42, 'the event came after it and decides'],
    ]);
  });

  it('shows what the therapy censored, and at which assessment', () => {
    const treated = course({ cns: { stable: [42], pd: [84] }, therapies: [therapy(60)], death: 120 });
    const { why } = endpoint(treated, 'CNSPFS');
    expect(why.because?.map(({ rule, day }) => [rule, day])).toEqual([
      ['TTE-8.1-nact', 60],
      ['TTE-8.1-adequate', 42],
      ['TTE-8.1-gap', 42],
      ['TTE-8.1-origin', 0],
      ['ENDP-7.2-CNSPFS', undefined],
    ]);
    expect(why.lost?.map(({ value, reason }) => [value, reason])).toEqual([
      ['progression (CNS)', 'a new anticancer therapy began before it'],
      ['death', 'the progression came first'],
    ]);
  });

  it('shows the visit that was not adequate, the gap that EMA mode counts not, and the stop', () => {
    const visit = course({ cns: { stable: [42], other: [seen(84, 'NE')] }, stopped: [50, 'toxicity'] });
    const { why } = endpoint(visit, 'CNSPFS');
    expect(why.lost).toContainEqual(
      expect.objectContaining({ rule: 'TTE-8.1-adequate', value: 'NE', day: 84 }),
    );
    expect(why.because).toContainEqual(expect.objectContaining({ rule: 'TTE-8.2-P8', value: 'toxicity' }));
    const late = endpoint(course({ cns: { stable: [42] }, death: 300 }), 'CNSPFS', 'EMA').why;
    expect(late.lost).toContainEqual(expect.objectContaining({ rule: 'TTE-8.1-gap', value: 258 }));
  });

  it('rests on facts that exist and on rules of the book', () => {
    for (const paramcd of ['PFS', 'CNSPFS', 'BIPFS', 'TTP', 'OS'] as const)
      for (const mode of ['FDA', 'EMA'] as const) {
        const { why } = endpoint(facts, paramcd, mode);
        expect(factsOf(why)).toContain('dose');
        for (const rule of rulesOf(why).filter((id) => id !== 'TEST-0-value'))
          expect(ENDPOINT_RULES).toHaveProperty([rule]);
      }
  });
});

describe('uncertain order', () => {
  const settings = (pd: readonly [number, number, number]): ReturnType<typeof course> =>
    course({ cns: { stable: [42], pd: [pd] }, therapies: [therapy(90)] });

  it('DATE-8.5-order-uncertain: intervals of the deciding and a losing candidate overlap', () => {
    expect(endpoint(settings([70, 84, 100]), 'CNSPFS').flags).toEqual(['ORDER_UNCERTAIN', 'DATE_IMPUTED']);
    expect(endpoint(settings([70, 84, 89]), 'CNSPFS').flags).toEqual(['DATE_IMPUTED']);
    expect(endpoint(settings([84, 84, 84]), 'CNSPFS').flags).toEqual([]);
  });

  it('DATE-8.5-order-uncertain: a therapy that EMA mode ignores makes nothing uncertain', () => {
    expect(endpoint(settings([70, 84, 100]), 'CNSPFS', 'EMA').flags).toEqual(['DATE_IMPUTED']);
  });
});
