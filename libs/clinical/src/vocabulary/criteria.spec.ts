import { isKnownCriterion, statedCriterion } from './criteria';

describe('criteria as sources name them', () => {
  it.each([
    ['RECIST 1.1', 'RECIST'],
    ['recist v1.1', 'RECIST'],
    ['RECIST1.1', 'RECIST'],
    ['iRECIST', 'IRECIST'],
    ['mRECIST', 'MRECIST'],
    ['RANO-BM', 'RANO-BM'],
    ['RANO BM 2015', 'RANO-BM'],
    ['RANO (brain metastases)', 'RANO-BM'],
    ['RANO-LM 2017', 'RANO-LM'],
    ['LANO', 'RANO-LM'],
    ['PERCIST', 'PERCIST'],
    ['Lugano', 'LUGANO'],
  ])('%s is %s', (name, criterion) => expect(statedCriterion(name)).toBe(criterion));

  it('none is named where nothing is said', () => {
    expect([statedCriterion(undefined), statedCriterion('  ')]).toEqual([null, null]);
  });

  it('of those that are made of RECIST none is RECIST', () => {
    expect(['RECIST 1.1', 'RANO-BM', 'RANO-LM'].map(isKnownCriterion)).toEqual([true, true, true]);
    expect(['iRECIST', 'mRECIST', 'PERCIST', 'Lugano'].map(isKnownCriterion)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
