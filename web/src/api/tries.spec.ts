import { randomKey, tryOf } from './tries';

describe('a try of a submission', () => {
  it('has the same key while its content is the same, and another one when it is not', () => {
    let made = 0;
    const newKey = () => `k${(made += 1)}`;
    const first = tryOf('a', null, newKey);
    expect(tryOf('a', first, newKey)).toBe(first);
    expect(tryOf('b', first, newKey)).toEqual({ content: 'b', key: 'k2' });
  });

  it('has keys that do not come twice', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(randomKey()).not.toBe(randomKey());
  });
});
