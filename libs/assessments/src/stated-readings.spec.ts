import { statedReadings, type StatedFact } from './stated-readings';

const said = (factId: string, category: string, more: object = {}): StatedFact =>
  ({
    factId,
    day: 100,
    dates: { from: 100, to: 100 },
    fact: { kind: 'ResponseStated', compartment: 'non-cns', category, ...more },
  }) as unknown as StatedFact;
const taken = (...stated: StatedFact[]) =>
  statedReadings(stated, []).map(({ criterion, value, flags }) => [criterion, value, flags.length > 0]);

describe('what was stated at one visit', () => {
  it('TP-0.4-stated-worst: the worst of one criterion, in any order, flagged and with the loser told', () => {
    const [better, worse] = [said('a', 'PR'), said('b', 'PD')];
    expect(taken(better, worse)).toEqual([[null, 'PD', true]]);
    expect(statedReadings([worse, better], [])).toEqual(statedReadings([better, worse], []));
    expect(statedReadings([better, worse], [])[0]?.lost).toMatchObject([
      { rule: 'TP-0.4-stated-worst', value: 'PR', facts: ['a'] },
    ]);
    expect(taken(said('a', 'PR'), said('b', 'NE'))).toEqual([[null, 'NE', true]]);
    expect(taken(said('a', 'PR'), said('b', 'PR'))).toEqual([[null, 'PR', false]]);
  });

  it('TP-0.4-stated-worst: criteria are never mixed, in whatever spelling a source names them', () => {
    const stated = [
      said('a', 'PR', { criterion: 'RECIST 1.1' }),
      said('b', 'PD', { criterion: 'RANO-BM 2015' }),
      said('c', 'SD', { criterion: 'recist v1.1' }),
      said('d', 'CR', { criterion: 'LANO' }),
    ];
    expect(taken(...stated)).toEqual([
      ['RANO-BM', 'PD', false],
      ['RANO-LM', 'CR', false],
      ['RECIST', 'SD', true],
    ]);
  });

  it('TP-0.4-stated-accepted: two accepted records that differ: the worst, flagged', () => {
    const [one, other] = [
      said('a', 'PR', { reader: 'R1', accepted: true }),
      said('b', 'SD', { reader: 'R2', accepted: true }),
    ];
    expect(taken(one, other, said('c', 'PD', { reader: 'R3' }))).toEqual([[null, 'SD', true]]);
  });

  it('TP-0.4-stated-accepted: none accepted: the investigator, whoever is not named as a reader, or the only one', () => {
    expect(taken(said('a', 'PD', { reader: 'R1' }), said('b', 'SD', { reader: 'Investigator' }))).toEqual([
      [null, 'SD', false],
    ]);
    expect(taken(said('a', 'PD', { reader: 'R1', accepted: false }))).toEqual([[null, 'PD', false]]);
  });
});
