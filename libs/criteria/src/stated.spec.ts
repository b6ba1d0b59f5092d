import { type StatedReading } from './model';
import { at, configWith, courseOf, measured, ORIGIN } from './recist/fixtures';
import { evaluateStated } from './stated';

const said = (criterion: string | null, value: StatedReading['value'], days = 28): StatedReading => ({
  criterion,
  value,
  factId: `${criterion ?? 'none'}-${value}`,
  day: ORIGIN + days,
  lost: [],
  flags: [],
});
const stated = [said(null, 'PR')];
const last = (
  compartment: 'cns' | 'non-cns',
  found: readonly StatedReading[],
  config: Parameters<typeof configWith>[0] = {},
) =>
  evaluateStated(courseOf(null, [at(30, [], { stated: found })], compartment), configWith(config))
    .responses[0];

it('STATED-0.3-value: the statement is taken, not derived, with its own day', () => {
  const grown = at(30, [measured('a', 900)], { stated });
  const { criterion, responses } = evaluateStated(
    courseOf(at(-7, [measured('a', 300)]), [grown]),
    configWith(),
  );
  expect(criterion).toBe('STATED');
  expect(responses[0]).toMatchObject({ value: 'PR', day: ORIGIN + 28, flags: ['STATED_NOT_DERIVED'] });
  expect(responses[0]?.why.facts).toEqual(['none-PR']);
});

it('STATED-0.3-NE: nothing stated is NE', () => {
  const { responses } = evaluateStated(courseOf(null, [at(30, [measured('a', 300)])]), configWith());
  expect(responses[0]).toMatchObject({ value: 'NE', day: ORIGIN + 30 });
});

it('STATED-0.4-baseline: a statement presupposes a baseline; without either there is none', () => {
  const adequate = (points: Parameters<typeof courseOf>[1]): boolean =>
    evaluateStated(courseOf(null, points), configWith()).baseline.adequate;
  expect(adequate([at(30, [], { stated })])).toBe(true);
  expect(adequate([at(30)])).toBe(false);
});

describe('criteria stated at one visit', () => {
  it('STATED-0.4-criteria: RANO-BM leads in the CNS, RECIST outside; the others are told, not mixed in', () => {
    const both = [said('RANO-LM', 'CR'), said('RANO-BM', 'SD'), said('RECIST', 'PR')];
    expect(last('cns', both)).toMatchObject({ value: 'SD', parts: { criterion: 'RANO-BM' } });
    expect(last('non-cns', both)).toMatchObject({ value: 'PR', parts: { criterion: 'RECIST' } });
    expect(last('cns', both)?.why.lost?.map(({ rule }) => rule)).toEqual([
      'STATED-0.4-criteria',
      'STATED-0.4-criteria',
    ]);
  });

  it.each([
    ['RANO_BM_AND_LM', 'PD', 20],
    ['RANO_LM', 'PD', 20],
    ['RANO_BM', 'PD', 28],
  ] as const)(
    'STATED-0.4-criteria: CNS progression is the earlier of both, by %s',
    (cnsPdSources, value, days) => {
      const found = last('cns', [said('RANO-BM', 'PD', 28), said('RANO-LM', 'PD', 20)], { cnsPdSources });
      expect(found).toMatchObject({ value, day: ORIGIN + days });
    },
  );

  it('STATED-0.4-criteria: a progression by a criterion that does not count leaves the other as it is', () => {
    const found = [said('RANO-BM', 'SD'), said('RANO-LM', 'PD', 20)];
    expect(last('cns', found, { cnsPdSources: 'RANO_BM' })?.value).toBe('SD');
    expect(last('cns', found)?.value).toBe('PD');
  });
});
