import fc from 'fast-check';
import { changed, changeOf, UNCHANGED } from './change';
import type { JsonValue } from './json';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

/** Two values that have much in common, as answers of two days have. */
const related = fc.tuple(json, json, json, json).map(([a, b, c, d]): [JsonValue, JsonValue] => [
  { a, list: [a, b, { c }, d], gone: b },
  { a, list: [a, c, { c: d }, d], came: { b } },
]);

describe('a change', () => {
  it('makes of the one value the other', () => {
    fc.assert(
      fc.property(fc.oneof(related, fc.tuple(json, json)), ([before, after]) => {
        const change = changeOf(before, after);
        const told = change === null ? null : (JSON.parse(JSON.stringify(change)) as typeof change);
        expect(told === null ? before : changed(before, told)).toEqual(after);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none between equal values', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(changeOf(value, JSON.parse(JSON.stringify(value)) as JsonValue)).toBeNull();
      }),
    );
  });

  it('says what came, went and changed, and nothing else', () => {
    const before = { kept: [1, 2], went: 1, deep: { a: 1, b: [{ id: 'x', n: 1 }] } };
    const after = { kept: [1, 2], came: null, deep: { a: 1, b: [{ id: 'x', n: 2 }] } };
    expect(changeOf(before, after)).toEqual({
      of: {
        came: { is: null },
        deep: { of: { b: { from: 0, replaced: 1, by: [{ of: { n: { is: 2 } } }] } } },
      },
      without: ['went'],
    });
  });

  it('says of a list what lies between its beginning and its end that stayed', () => {
    expect(changeOf([1, 2, 3, 4], [1, 9, 8, 3, 4])).toEqual({
      from: 1,
      replaced: 1,
      by: [{ is: 9 }, { is: 8 }],
    });
    expect(changeOf([1, 2, 3], [1, 3])).toEqual({ from: 1, replaced: 1, by: [] });
    expect(changeOf([1, 1], [1, 1, 1])).toEqual({ from: 2, replaced: 0, by: [{ is: 1 }] });
  });

  it('keeps the very values that did not change', () => {
    const before = { same: { deep: [1] }, list: [{ a: 1 }, { b: 1 }] };
    const change = changeOf(before, { same: { deep: [1] }, list: [{ a: 1 }, { b: 2 }] });
    const after = changed(before, change ?? UNCHANGED) as typeof before;
    expect(after.same).toBe(before.same);
    expect(after.list[0]).toBe(before.list[0]);
  });

  it('takes what is undefined as what is not there, as JSON does', () => {
    expect(changeOf({ a: 1, b: undefined }, { a: 1 })).toBeNull();
    expect(changeOf({ a: 1 }, { a: undefined })).toEqual({ of: {}, without: ['a'] });
  });
});
