import type { ListedPatient } from '@web/api/types';
import { sortedBy, sortingOf, sortingText, sortPatients } from './listing';

const patient = (
  patientId: string,
  cns: 'progression' | 'suspected' | 'none' | 'not-evaluable',
  more: Partial<ListedPatient> & { readonly since?: string } = {},
): ListedPatient => ({
  patientId,
  study: null,
  site: null,
  pseudonym: null,
  attribution: null,
  revision: 1,
  facts: 1,
  lastRecordedAt: '2026-01-01T00:00:00.000Z',
  status: { lm: 'confirmed', vital: 'no-death-recorded', stated: [] },
  derived: {
    on: '2026-01-01',
    ruleset: 'lm@1.0.0',
    compartments: [
      {
        compartment: 'cns',
        progression: cns,
        since: more.since ?? null,
        sinceDates: null,
        by: [],
        determinacy: 'exact',
        checks: [],
      },
      {
        compartment: 'non-cns',
        progression: 'none',
        since: null,
        sinceDates: null,
        by: [],
        determinacy: 'exact',
        checks: [],
      },
    ],
  },
  ...more,
});

const ids = (patients: readonly ListedPatient[]): readonly string[] => patients.map((each) => each.patientId);

describe('the list of patients', () => {
  it('puts progression before suspicion before none, and what cannot be told last', () => {
    const patients = [
      patient('a', 'not-evaluable'),
      patient('b', 'none'),
      patient('c', 'suspected'),
      patient('d', 'progression', { since: '2025-05-02' }),
      patient('e', 'progression', { since: '2025-05-01' }),
    ];
    expect(ids(sortPatients(patients, { by: 'cns', descending: false }))).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('sorts numbers as numbers and equal ones by id, either way round', () => {
    const patients = [
      patient('b', 'none', { facts: 10 }),
      patient('a', 'none', { facts: 10 }),
      patient('c', 'none', { facts: 9 }),
    ];
    expect(ids(sortPatients(patients, { by: 'facts', descending: false }))).toEqual(['c', 'a', 'b']);
    expect(ids(sortPatients(patients, { by: 'facts', descending: true }))).toEqual(['a', 'b', 'c']);
  });

  it('keeps its order in the URL, the default left out', () => {
    for (const text of ['facts', '-facts', '-patient', 'non-cns'])
      expect(sortingText(sortingOf(text))).toBe(text);
    expect(sortingText(sortingOf('patient'))).toBeNull();
    expect(sortingOf('password')).toEqual({ by: 'patient', descending: false });
    expect(sortingOf(null)).toEqual({ by: 'patient', descending: false });
  });

  it('turns the order round at a second press', () => {
    const once = sortedBy(sortingOf(null), 'facts');
    expect(once).toEqual({ by: 'facts', descending: false });
    expect(sortedBy(once, 'facts')).toEqual({ by: 'facts', descending: true });
    expect(sortedBy(sortedBy(once, 'facts'), 'cns')).toEqual({ by: 'cns', descending: false });
  });
});
