import { lmDiagnosis, lesion, start, study, viewOfFacts, type Written } from '../../../test/support/course';
import { derive, type Derived } from './derive';
import { findRuleset, installRulesets } from './rulesets';

const installed = installRulesets([
  {
    format: 'leptotrace-ruleset/1',
    name: 'aimed',
    version: '1.0.0',
    title: 'New therapy by compartment',
    configuration: { nactScope: 'compartment' },
  },
]);

const derived = (facts: readonly Written[], id = 'lm'): Derived => {
  if (!installed.ok) throw new Error('the ruleset is refused');
  const ruleset = findRuleset(installed.rulesets, id);
  if (!ruleset) throw new Error(`no ruleset ${id}`);
  return derive(viewOfFacts(facts, '2024-12-31'), ruleset, { subjectId: 'p', origin: 'first-dose' });
};
const endpoint = (found: Derived, name: string) => found.endpoints.find(({ paramcd }) => paramcd === name);

const chest = (id: string, when: string, longest: number): Written =>
  study(id, when, 'chest', { lesions: [lesion('t1', 'lung', longest)] });
const scans = [
  chest('s0', '2023-12-20', 50),
  chest('s1', '2024-02-12', 30),
  chest('s2', '2024-03-25', 28),
  chest('s3', '2024-05-06', 27),
  chest('s4', '2024-06-17', 40),
];
const docetaxel = start('a', '2024-01-01', 'docetaxel', { route: 'intravenous' });

describe('two readings of the same facts', () => {
  const local = (target: string): Written => ({
    id: 'rt',
    kind: 'RadiotherapyDelivered',
    occurredOn: '2024-04-08',
    technique: 'not-stated',
    target,
  });

  it('COMP-7.1-radiotherapy, LINE-R3-readings: a local treatment without a target, where its compartment counts', () => {
    const found = endpoint(derived([...scans, docetaxel, local('metastasis')], 'aimed'), 'NCNSPFS');
    expect(found).toMatchObject({ aval: 85, cnsr: 4, determinacy: 'undetermined', missing: ['rt'] });
    expect(found?.flags).toContain('TWO_READINGS');
    expect(found?.why.lost).toContainEqual(
      expect.objectContaining({ rule: 'LINE-R3-readings', value: '169 days, event' }),
    );
    expect(found?.avalRange).toEqual({ from: 85, to: 169 });
  });

  it('LINE-R3-readings: one with a target, or where any therapy counts, is read one way', () => {
    const one = (target: string, id: string) =>
      endpoint(derived([...scans, docetaxel, local(target)], id), 'NCNSPFS');
    expect(one('brain', 'aimed')).toMatchObject({ aval: 169, determinacy: 'exact' });
    expect(one('lung', 'aimed')).toMatchObject({ aval: 85, determinacy: 'exact' });
    expect(one('metastasis', 'lm')).toMatchObject({ aval: 85, determinacy: 'exact' });
  });

  it('LINE-R3-order, LINE-R3-readings: a worsening that may stand before or after a swap', () => {
    const swap = start('b', '2024-04-10', 'carboplatin', { route: 'intravenous' });
    const cisplatin = start('a', '2024-01-01', 'cisplatin', { route: 'intravenous' });
    const found = (occurredOn: unknown) =>
      endpoint(
        derived([
          ...scans,
          cisplatin,
          { id: 'stop', kind: 'TherapyStopped', occurredOn: '2024-04-01', startId: 'a', reason: 'toxicity' },
          { id: 'w', kind: 'ProgressionStated', occurredOn, compartment: 'not-stated' },
          swap,
        ]),
        'PFS',
      );
    expect(found('2024-04-05')).toMatchObject({ cnsr: 4, determinacy: 'exact' });
    expect(found('2024-04-20')).toMatchObject({ cnsr: 0, aval: 169, determinacy: 'exact' });
    const both = found('2024-04');
    expect(both?.determinacy).toBe('undetermined');
    expect(both?.missing).toContain('w');
    expect(both?.avalRange?.from).toBeLessThan(169);
    expect(both?.avalRange?.to).toBe(169);
  });

  it('LINE-R3-dose-raised: every endpoint can be asked from the phase', () => {
    const facts = [
      start('a', '2023-01-01', 'osimertinib', { dose: { value: 80, unit: 'mg' }, schedule: 'daily' }),
      lmDiagnosis('lm', '2024-01-02'),
      {
        id: 'd',
        kind: 'TherapyDoseChanged',
        occurredOn: '2024-01-05',
        startId: 'a',
        dose: { value: 160, unit: 'mg' },
      },
      ...scans,
    ];
    const found = derived(facts);
    expect(found.course.origin?.factIds).toEqual(['d']);
    expect(endpoint(found, 'NCNSPFS')).toMatchObject({ aval: 165, cnsr: 0 });
    expect(found.course.newTherapies).toEqual([]);
  });
});
