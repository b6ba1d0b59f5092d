import { namedValue, shownValue } from './value';

describe('values of a derivation', () => {
  it.each([
    ['PD', { as: 'response', value: 'PD' }],
    ['2024-07-20', { as: 'date', date: '2024-07-20' }],
    ['first-dose', { as: 'word', word: 'first-dose' }],
    [false, { as: 'answer', yes: false }],
    [183, { as: 'number', number: 183 }],
    [null, { as: 'none' }],
    [['a', 2], { as: 'word', word: 'a, 2' }],
  ])('%j is shown as what it is', (value, shown) => {
    expect(shownValue(value)).toEqual(shown);
  });

  it('an endpoint without a value stays without one', () => {
    expect(shownValue({ paramcd: 'CNSPFS', aval: null, cnsr: null, cause: null })).toEqual({
      as: 'endpoint',
      paramcd: 'CNSPFS',
      aval: null,
      cnsr: null,
    });
  });

  it('a lesion is told with its size in millimetres', () => {
    expect(shownValue({ lesionId: 'b1', mm: 22.54 })).toEqual({
      as: 'parts',
      parts: [
        { name: 'lesionId', text: 'b1', unit: '' },
        { name: '', text: '22.54', unit: 'mm' },
      ],
    });
  });
});

describe('numbers that carry their unit in their name', () => {
  it.each([
    ['gapDays', 49, { name: 'gapDays', text: '49', unit: 'd' }],
    ['nadirMm', 20, { name: 'nadir', text: '20', unit: 'mm' }],
    ['sumMm2', 190, { name: 'sum', text: '190', unit: 'mm²' }],
    ['evaluated', 2, { name: 'evaluated', text: '2', unit: '' }],
    ['lastedDays', null, { name: 'lastedDays', text: '–', unit: '' }],
    ['nadirTimePointId', 'cns:1', { name: 'nadirTimePointId', text: 'cns:1', unit: '' }],
  ])('%s %j', (name, value, shown) => {
    expect(namedValue(name, value)).toEqual(shown);
  });
});
