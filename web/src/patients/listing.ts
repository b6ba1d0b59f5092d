import type { ListedPatient } from '@web/api/types';

export const COLUMNS = ['patient', 'cns', 'non-cns', 'lm', 'vital', 'facts', 'recorded'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sorting {
  readonly by: Column;
  readonly descending: boolean;
}

export type Progression = ListedPatient['derived']['compartments'][number];

export const compartmentOf = (patient: ListedPatient, compartment: 'cns' | 'non-cns'): Progression | null =>
  patient.derived.compartments.find((each) => each.compartment === compartment) ?? null;

/** What a board looks for first: progression before suspicion before none; what cannot be told comes last. */
const URGENCY: readonly Progression['progression'][] = ['progression', 'suspected', 'none', 'not-evaluable'];

const progressionKey = (found: Progression | null): string =>
  `${found ? URGENCY.indexOf(found.progression) : URGENCY.length} ${found?.since ?? '9999'}`;

const KEYS: Readonly<Record<Column, (patient: ListedPatient) => string | number>> = {
  patient: ({ pseudonym, patientId }) => pseudonym ?? patientId,
  cns: (patient) => progressionKey(compartmentOf(patient, 'cns')),
  'non-cns': (patient) => progressionKey(compartmentOf(patient, 'non-cns')),
  lm: ({ status }) => status.lm,
  vital: ({ status }) => status.vital,
  facts: ({ facts }) => facts,
  recorded: ({ lastRecordedAt }) => lastRecordedAt,
};

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');

/** Patients in the order asked for; equal ones by their id, so that the order is always the same. */
export const sortPatients = (
  patients: readonly ListedPatient[],
  { by, descending }: Sorting,
): readonly ListedPatient[] => {
  const key = KEYS[by];
  const direction = descending ? -1 : 1;
  return [...patients].sort(
    (a, b) => direction * compare(key(a), key(b)) || compare(a.patientId, b.patientId),
  );
};

/** `facts` or `-facts`, as the URL holds it; by patient when it holds nothing that is known. */
export const sortingOf = (text: string | null): Sorting => {
  const descending = text?.startsWith('-') ?? false;
  const by = COLUMNS.find((column) => column === text?.replace(/^-/, ''));
  return by ? { by, descending } : { by: 'patient', descending: false };
};

export const sortingText = ({ by, descending }: Sorting): string | null =>
  by === 'patient' && !descending ? null : `${descending ? '-' : ''}${by}`;

/** A second press on the same column turns the order round. */
export const sortedBy = (before: Sorting, by: Column): Sorting => ({
  by,
  descending: before.by === by ? !before.descending : false,
});
