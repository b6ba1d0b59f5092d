import { course, endpoint, told } from './testing';

describe('overall survival', () => {
  it.each<[string, string, Parameters<typeof course>[0], readonly unknown[]]>([
    [
      'TTE-8.4-OS-death',
      'death after progression',
      { cns: { pd: [42] }, death: 400 },
      ['TTE-8.4-OS-death', 400, 0],
    ],
    ['TTE-8.4-OS-death', 'death on the cutoff', { death: 100, cutoff: 100 }, ['TTE-8.4-OS-death', 100, 0]],
    ['TTE-8.4-OS-alive', 'last contact', { alive: 90 }, ['TTE-8.4-OS-alive', 90, 8]],
    ['TTE-8.4-OS-alive', 'lost', { alive: 90, withdrawn: 95 }, ['TTE-8.4-OS-alive', 90, 7]],
    ['TTE-8.4-OS-alive', 'not after the cutoff', { alive: 120, cutoff: 100 }, ['TTE-8.4-OS-alive', 100, 8]],
    [
      'TTE-8.4-OS-after-cutoff',
      'death a day after the cutoff',
      { alive: 90, death: 101, cutoff: 100 },
      ['TTE-8.4-OS-after-cutoff', 100, 8],
    ],
    ['TTE-8.4-OS-no-follow-up', 'nothing known', {}, ['TTE-8.4-OS-no-follow-up', 0, 2]],
    [
      'TTE-8.4-OS-no-follow-up',
      'seen before the origin only',
      { alive: -1 },
      ['TTE-8.4-OS-no-follow-up', 0, 2],
    ],
  ])('%s: %s, in both modes', (_, __, facts, expected) => {
    for (const mode of ['FDA', 'EMA'] as const)
      expect(told(endpoint(course(facts), 'OS', mode))).toEqual(expected);
  });

  it.each([
    [100, 'LAST KNOWN ALIVE'],
    [101, 'DATA CUTOFF'],
  ])('TTE-8.4-OS-alive: seen on day %i with a cutoff on day 100 is dated by %s', (alive, cnsdtdsc) => {
    expect(endpoint(course({ alive, cutoff: 100 }), 'OS')).toMatchObject({ adt: 100, cnsdtdsc });
  });

  it('CONV-0.4-duration: death on the day of the origin is one day', () => {
    expect(endpoint(course({ death: 0 }), 'OS').aval).toBe(1);
    expect(endpoint(course({ death: 1 }), 'OS').aval).toBe(2);
  });

  it('an unresolved date of death is flagged where the death is used', () => {
    const facts = course({ cns: { stable: [42] }, death: 60 });
    const unresolved = { ...facts, death: facts.death && { ...facts.death, unresolved: true } };
    expect(endpoint(unresolved, 'OS').flags).toContain('DEATH_DATE_UNRESOLVED');
    expect(endpoint(unresolved, 'CNSPFS').flags).toContain('DEATH_DATE_UNRESOLVED');
    expect(endpoint(facts, 'OS').flags).toEqual([]);
  });

  it('a partial date of death gives a range, never before the last sign of life', () => {
    const result = endpoint(course({ death: [100, 115, 130], alive: 110 }), 'OS');
    expect(result).toMatchObject({ aval: 116, avalRange: { from: 111, to: 131 }, determinacy: 'imputed' });
    expect(result.adtRange).toEqual({ from: 110, to: 130 });
    expect(result.flags).toContain('DATE_IMPUTED');
  });

  it('what cannot be placed makes a living patient undetermined, not a known death', () => {
    const unplaced = ['vague-scan'];
    const dead = { ...course({ death: 60 }), unplaced };
    expect(endpoint(dead, 'OS')).toMatchObject({ determinacy: 'exact', missing: [] });
    expect(endpoint(dead, 'CNSPFS')).toMatchObject({ determinacy: 'undetermined', missing: unplaced });
    expect(endpoint({ ...course({ alive: 60 }), unplaced }, 'OS')).toMatchObject({
      determinacy: 'undetermined',
      missing: unplaced,
      flags: ['UNDETERMINED_FACTS'],
    });
  });

  it('facts that may lie after the cutoff make every endpoint undetermined', () => {
    const facts = { ...course({ death: 60 }), undetermined: ['b', 'a'], unplaced: ['a'] };
    expect(endpoint(facts, 'OS').missing).toEqual(['a', 'b']);
    expect(endpoint(facts, 'PFS').missing).toEqual(['a', 'b']);
  });
});
