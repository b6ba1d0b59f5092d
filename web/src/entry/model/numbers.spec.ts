import { numberText, parseNumber } from './numbers';

describe('numbers as they are typed', () => {
  it.each([
    ['en', '0.1', 0.1],
    ['en', ' 80 ', 80],
    ['zh-CN', '12.50', 12.5],
    ['de', '0,1', 0.1],
    ['de', '12.5', 12.5],
    ['de', '0.123', 0.123],
    ['en', '\u22123', -3],
    ['en', '1e-7', 1e-7],
  ])('%s %s', (language, typed, value) => expect(parseNumber(typed, language)).toBe(value));

  it.each([
    ['en', '1,234'],
    ['de', '1.234'],
    ['en', '0,1'],
    ['en', '12 mg'],
    ['en', ''],
    ['de', '1,2,3'],
  ])('in %s, %s is none or may be read in two ways', (language, typed) =>
    expect(parseNumber(typed, language)).toBeNull(),
  );

  it('are shown as they are typed', () => {
    for (const language of ['en', 'de', 'zh-CN'])
      for (const value of [0, 0.1, 12.5, 1e-7, 80, 1234567, -3])
        expect(parseNumber(numberText(value, language), language)).toBe(value);
  });

  it('are shown so that they can be read back, or not at all', () => {
    // 1.234 typed in German may be thousands; shown by the form it is written with a comma.
    expect(numberText(1.234, 'de')).toBe('1,234');
    expect(parseNumber('1,234', 'de')).toBe(1.234);
  });
});
