import { type Fact, type PatientStatement } from '@leptotrace/clinical';
import { type Instant } from '@leptotrace/kernel';
import { believedAt, type Decide, type Decided, type Patient, type PatientLog } from '@leptotrace/timeline';

/** Statements, each recorded at its instant, or at one that is the same for all. */
export const logOf = (
  statements: readonly PatientStatement[],
  instants: readonly string[] = [],
): PatientLog =>
  statements.map((statement, revision) => ({
    revision,
    recordedAt: (instants[revision] ?? '2026-01-01T00:00:00.000Z') as Instant,
    actor: 'x',
    commandId: `c${revision}`,
    correlationId: 'x',
    statement,
  }));

/** Given what was said of a patient: what is believed, and what becomes of a command. */
export const given = (
  ...statements: readonly PatientStatement[]
): { readonly patient: Patient; readonly when: (decide: Decide) => Decided<PatientStatement> } => {
  const log = logOf(statements);
  const patient = believedAt(log);
  return { patient, when: (decide) => decide(patient, log) };
};

// Short forms of the statements. Facts are not decoded: a command must refuse what cannot be read.
export const registered: PatientStatement = { statement: 'registered', yearOfBirth: 1958 };
export const erased: PatientStatement = { statement: 'erased', scope: 'all', legalBasis: 'article 17' };

export const recorded = (factId: string, fact: object, more: object = {}): PatientStatement => ({
  statement: 'recorded',
  factId,
  fact: fact as Fact,
  ...more,
});

export const amended = (factId: string, fact: object, more: object = {}): PatientStatement => ({
  statement: 'amended',
  factId,
  fact: fact as Fact,
  supersedes: 1,
  change: 'corrected',
  reason: 'a slip',
  ...more,
});

export const retracted = (factId: string, more: object = {}): PatientStatement => ({
  statement: 'retracted',
  factId,
  supersedes: 1,
  reason: 'entered-in-error',
  ...more,
});

export const reinstated = (factId: string, more: object = {}): PatientStatement => ({
  statement: 'reinstated',
  factId,
  supersedes: 2,
  reason: 'it was right',
  ...more,
});

export const contact = (occurredOn?: string, more: object = {}): object => ({
  kind: 'ContactRecorded',
  ...(occurredOn === undefined ? {} : { occurredOn }),
  ...more,
});
