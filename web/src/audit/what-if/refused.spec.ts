import { issuesAt, issuesBeside, placeOf } from './refused';

const at = (path: string) => ({ path, message: 'wrong', mend: 'Mend it.' });

describe('a refused supposition', () => {
  it('names places in the fact', () => {
    expect(placeOf(at('/suppositions/0/fact/occurredOn'))).toBe('/occurredOn');
    expect(placeOf(at('/suppositions/0/fact'))).toBe('/');
    expect(placeOf(at('/suppositions/0/factId'))).toBe('/factId');
  });

  it('is shown at the field that it is of, or beside the fields', () => {
    const [date, latest, other] = ['occurredOn', 'occurredOn/latest', 'occurredOnly'].map((name) =>
      at(`/suppositions/0/fact/${name}`),
    ) as [ReturnType<typeof at>, ReturnType<typeof at>, ReturnType<typeof at>];
    expect(issuesAt([date, latest, other], 'occurredOn')).toEqual([date, latest]);
    expect(issuesBeside([date, latest, other], ['occurredOn', 'result'])).toEqual([other]);
    expect(issuesBeside([date], [])).toEqual([date]);
  });
});
