import { withLetters } from './shared';

describe('the name of a glyph', () => {
  it('begins with the letters that are seen in it', () =>
    expect(withLetters('Jan 2017: MRI of the brain', 'MR 2')).toBe('MR 2, Jan 2017: MRI of the brain'));

  it('says them once', () =>
    expect(withLetters('from Mar 2016: Erlotinib, 150 mg', 'Erlotinib 150 mg')).toBe(
      'from Mar 2016: Erlotinib, 150 mg',
    ));

  it('leaves out a single sign, which is no word', () =>
    expect([withLetters('Jan 2017: positive', '+'), withLetters('Jan 2017: pain', 'S?')]).toEqual([
      'Jan 2017: positive',
      'Jan 2017: pain',
    ]));
});
