import { progressionDay, type ProgressionFinding } from './progression-date';

describe('day of a progression', () => {
  it.each<[string, ProgressionFinding, number]>([
    ['TTE-8.3-new-lesion', { kind: 'new-lesion', days: [20, 10] }, 10],
    ['TTE-8.3-new-lesion', { kind: 'new-lesion', days: [20], equivocalSince: 5 }, 5],
    ['TTE-8.3-new-lesion', { kind: 'new-lesion', days: [20], equivocalSince: null }, 20],
    ['TTE-8.3-target-growth', { kind: 'target-growth', days: [12, 10, 11] }, 12],
    ['TTE-8.3-non-target', { kind: 'non-target', days: [11] }, 11],
    ['TTE-8.3-cytology', { kind: 'cytology', days: [9] }, 9],
    ['TTE-8.3-clinical', { kind: 'clinical', days: [17, 10] }, 10],
  ])('%s: %j is dated %i', (rule, finding, day) => {
    expect(progressionDay([finding])).toEqual({ day, rule, several: false });
  });

  it('TTE-8.3-several: the earliest finding that by itself makes progression', () => {
    const growth: ProgressionFinding = { kind: 'target-growth', days: [10, 14] };
    const lesion: ProgressionFinding = { kind: 'new-lesion', days: [12] };
    const expected = { day: 12, rule: 'TTE-8.3-new-lesion', several: true };
    expect(progressionDay([growth, lesion])).toEqual(expected);
    expect(progressionDay([lesion, growth])).toEqual(expected);
  });

  it('is none without a finding that carries a day', () => {
    expect(progressionDay([])).toBeNull();
    expect(progressionDay([{ kind: 'new-lesion', days: [] }])).toBeNull();
    expect(progressionDay([{ kind: 'target-growth', days: [] }])).toBeNull();
  });
});
