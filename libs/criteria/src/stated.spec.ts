import { at, configWith, courseOf, measured, ORIGIN } from './recist/fixtures';
import { evaluateStated } from './stated';

const stated = { value: 'PR', factId: 'said', day: ORIGIN + 28 } as const;

it('STATED-0.3-value: the statement is taken, not derived, with its own day', () => {
  const grown = at(30, [measured('a', 900)], { stated });
  const { criterion, responses } = evaluateStated(
    courseOf(at(-7, [measured('a', 300)]), [grown]),
    configWith(),
  );
  expect(criterion).toBe('STATED');
  expect(responses[0]).toMatchObject({ value: 'PR', day: ORIGIN + 28, flags: ['STATED_NOT_DERIVED'] });
  expect(responses[0]?.why.facts).toEqual(['said']);
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
