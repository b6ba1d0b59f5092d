import fc from 'fast-check';
import { groupByVisit, type Groupable } from './grouping';

type Told = readonly [day: number, visit: string | null];
const items = (told: readonly Told[]): readonly Groupable[] =>
  told.map(([day, visit], index) => ({ day, visit, factId: `f${index}`, dates: { from: day, to: day } }));
const daysOf = (told: readonly Told[], split: number | null = null) =>
  groupByVisit(items(told), 14, split).map((group) => group.map(({ day }) => day));

describe('time points', () => {
  it.each<readonly [string, readonly Told[], readonly (readonly number[])[]]>([
    [
      'one day is one time point, whatever the visits are called',
      [
        [5, 'WEEK 12'],
        [5, 'UNSCHEDULED'],
      ],
      [[5, 5]],
    ],
    [
      'so is a day with and without a name',
      [
        [5, 'WEEK 12'],
        [5, null],
      ],
      [[5, 5]],
    ],
    [
      'a name holds what lies 14 days apart',
      [
        [5, 'C2'],
        [19, 'C2'],
      ],
      [[5, 19]],
    ],
    [
      'and not what lies 15 days apart',
      [
        [5, 'C2'],
        [20, 'C2'],
      ],
      [[5], [20]],
    ],
    [
      'a name used again is a visit of its own',
      [
        [5, 'UNSCHEDULED'],
        [92, 'UNSCHEDULED'],
      ],
      [[5], [92]],
    ],
    [
      'two names of two days are two visits',
      [
        [5, 'C2'],
        [6, 'C3'],
      ],
      [[5], [6]],
    ],
    [
      'a name is one in any spelling',
      [
        [5, 'Week  12'],
        [6, 'WEEK 12 '],
      ],
      [[5, 6]],
    ],
    [
      'without names by the span',
      [
        [5, null],
        [19, null],
        [20, null],
      ],
      [[5, 19], [20]],
    ],
    [
      'no group is longer than the window',
      [
        [1, 'A'],
        [10, 'A'],
        [10, 'B'],
        [22, 'B'],
      ],
      [[1, 10, 10], [22]],
    ],
  ])('TP-0.4-grouping: %s', (_name, told, groups) => expect(daysOf(told)).toEqual(groups));

  it('TP-0.4-grouping: no group crosses the day that parts baseline from follow-up', () =>
    expect(
      daysOf(
        [
          [5, 'C1'],
          [6, 'C1'],
        ],
        5,
      ),
    ).toEqual([[5], [6]]));

  it('one day is never in two groups, and neither order nor ids decide', () => {
    const visit = fc.constantFrom(null, 'A', 'B', 'UNSCHEDULED');
    const told = fc.array(fc.tuple(fc.nat(120), visit), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        told.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const groups = daysOf(list);
          expect(daysOf(shuffled)).toEqual(groups);
          const days = groups.flatMap((group) => [...new Set(group)]);
          expect(new Set(days).size).toBe(days.length);
          for (const group of groups) expect(Math.max(...group) - Math.min(...group)).toBeLessThanOrEqual(14);
        },
      ),
    );
  });
});
