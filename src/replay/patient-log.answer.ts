import type { PatientStatement } from '@leptotrace/clinical';
import { believedAt, isImported, type Logged, type PatientLog } from '@leptotrace/timeline';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import type { PatientLogAnswer, Registration, StatementLine } from './replay.answer';

const reasonOf = (statement: PatientStatement): string | null => {
  if ('reason' in statement) return statement.reason;
  return statement.statement === 'erased' ? statement.legalBasis : null;
};

const lineOf = (entry: Logged, kinds: Map<string, string>): StatementLine => {
  const { statement, revision, recordedAt, actor } = entry;
  const factId = 'factId' in statement ? statement.factId : null;
  if ('fact' in statement) kinds.set(statement.factId, statement.fact.kind);
  return {
    revision,
    recordedAt,
    actor,
    statement: statement.statement,
    factId,
    decisionId: statement.statement === 'decided' ? statement.decisionId : null,
    kind: factId === null ? null : (kinds.get(factId) ?? null),
    reason: reasonOf(statement),
    imported: isImported(entry),
  };
};

/** What was said and when, in recorded order, without its content. */
export const statementLines = (log: PatientLog): readonly StatementLine[] => {
  const kinds = new Map<string, string>();
  return log.map((entry) => lineOf(entry, kinds));
};

const UNSAID: Registration = {
  study: null,
  site: null,
  pseudonym: null,
  sex: null,
  yearOfBirth: null,
  ageAtDiagnosis: null,
  attribution: null,
};

const registrationOf = (log: PatientLog): Registration => {
  const { registration } = believedAt(log);
  if (!registration) return UNSAID;
  const { statement: _statement, sourceKey: _key, origin: _origin, ...said } = registration;
  return { ...UNSAID, ...said };
};

export const patientLogAnswer = (patientId: string, log: PatientLog, zone: string): PatientLogAnswer => ({
  patientId,
  revision: log.length - 1,
  registration: registrationOf(log),
  statements: statementLines(log),
  zone,
  notice: RESEARCH_USE,
});
