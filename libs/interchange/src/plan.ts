import { isClientReference, type PatientStatement, type StatementOf } from '@leptotrace/clinical';
import { canonicalJson, type Instant, type Issue, type JsonValue } from '@leptotrace/kernel';
import {
  amendFact,
  believedAt,
  recordDecision,
  recordFacts,
  registerPatient,
  reinstateFact,
  retractFact,
  type Decide,
  type Logged,
  type Patient,
  type PatientLog,
  type Rejection,
  type TimelineFact,
} from '@leptotrace/timeline';
import { CHANGED_IN_SOURCE, contentOf, KnownStatements } from './known-statements';
import type { RowOutcome, RowReport, SourceRow } from './rows';
import { atOnce } from './steps';

/** What an import would write, and what it says of each row. */
export interface ImportPlan {
  readonly statements: readonly PatientStatement[];
  readonly report: readonly RowReport[];
  readonly refused: boolean;
}

type Step = {
  readonly outcome: RowOutcome;
  readonly decide?: Decide;
  readonly revision?: number;
  readonly issue?: Issue;
};

const same = (a: unknown, b: unknown): boolean =>
  canonicalJson(a as JsonValue) === canonicalJson(b as JsonValue);

const refused = (path: string, message: string, mend: string): Step => ({
  outcome: 'refused',
  issue: { path, message, mend },
});

const issuesOf = (rejection: Rejection): readonly Issue[] =>
  rejection.kind === 'invalid'
    ? rejection.issues
    : [{ path: '', message: rejection.kind, mend: 'Correct the row, or the patient that is there.' }];

/**
 * Walks the rows over a copy of the log. Statements of another log are found again by their identity,
 * rows of a source by their key or content, and left alone; a row whose content has changed becomes an
 * amendment.
 */
class Planner {
  private readonly log: Logged[];
  private patient: Patient;
  private readonly planned: PatientStatement[] = [];
  /** How far the statements about a fact have been found again. */
  private readonly found = new Map<string, number>();
  /** Revision at which each line of the file stands: what a pinned decision refers to. */
  private readonly revisions: number[] = [];
  private readonly known: KnownStatements;

  constructor(log: PatientLog) {
    this.log = [...log];
    this.patient = believedAt(log);
    this.known = new KnownStatements(log);
  }

  take(row: SourceRow): RowReport {
    const steps = row.statements.map((statement) => this.takeStatement(statement));
    const issues = steps.flatMap(({ issues: own }) => own);
    const outcomes = steps.map(({ outcome }) => outcome);
    const outcome =
      outcomes.find((one) => one === 'refused') ?? outcomes.find((one) => one !== 'unchanged') ?? 'unchanged';
    return { row: row.row, rowKey: row.rowKey, outcome, issues };
  }

  get statements(): readonly PatientStatement[] {
    return this.planned;
  }

  private takeStatement(statement: PatientStatement): { outcome: RowOutcome; issues: readonly Issue[] } {
    const step = this.foundAgain(statement) ?? this.stepFor(statement);
    if (step.issue) return { outcome: 'refused', issues: [step.issue] };
    if (!step.decide) {
      this.revisions.push(step.revision ?? this.patient.revision);
      return { outcome: step.outcome, issues: [] };
    }
    const decided = step.decide(this.patient, this.log);
    if (decided.kind === 'rejected') return { outcome: 'refused', issues: issuesOf(decided.rejection) };
    for (const accepted of decided.statements) this.append(accepted);
    this.revisions.push(this.patient.revision);
    return { outcome: step.outcome, issues: [] };
  }

  private append(statement: PatientStatement): void {
    const recordedAt = (this.log.at(-1)?.recordedAt ?? '1970-01-01T00:00:00.000Z') as Instant;
    const revision = this.log.length;
    this.log.push({ revision, recordedAt, actor: '', commandId: '', correlationId: '', statement });
    this.planned.push(statement);
    this.patient = believedAt(this.log);
    if ('factId' in statement) {
      this.found.set(statement.factId, this.patient.facts.get(statement.factId)?.statements.length ?? 0);
    }
  }

  private foundAgain(statement: PatientStatement): Step | null {
    const there = this.known.take(statement);
    if (!there) return null;
    if ('factId' in there.statement) {
      const about = this.patient.facts.get(there.statement.factId)?.statements ?? [];
      this.markFound(there.statement.factId, about.indexOf(there) + 1);
    }
    return { outcome: 'unchanged', revision: there.revision };
  }

  private stepFor(statement: PatientStatement): Step {
    switch (statement.statement) {
      case 'registered':
        return this.registration(statement);
      case 'recorded':
        return this.recording(statement);
      case 'amended':
      case 'retracted':
      case 'reinstated':
        return this.correction(statement);
      case 'decided':
        return this.decision(statement);
      case 'erased':
        return refused('/statement', 'an erasure is never imported', 'Erase the patient here.');
    }
  }

  private registration(statement: StatementOf<'registered'>): Step {
    const { registration } = this.patient;
    if (!registration) return { outcome: 'recorded', decide: registerPatient(rest(statement)) };
    return same(contentOf(registration), contentOf(statement))
      ? { outcome: 'unchanged', revision: 0 }
      : refused('', 'the patient is registered with other particulars', 'Import under another patientId.');
  }

  private recording(statement: StatementOf<'recorded'>): Step {
    const { factId, fact } = statement;
    const sourceKey = rowKeyOf(statement);
    const row = this.patient.rows.get(sourceKey);
    const known = this.patient.facts.get(row?.factId ?? factId);
    if (!known) return recorded(statement);
    const said = row ? row.fact : known.versions[0].fact;
    this.markFound(known.factId, 1);
    if (said && same(said, fact)) return { outcome: 'unchanged', revision: known.versions[0].entry.revision };
    if (known.retraction) {
      return refused(
        '/fact',
        'changed in the source, but retracted here',
        'Reinstate the fact, or leave the row out.',
      );
    }
    return changed(known, statement);
  }

  private markFound(factId: string, statements: number): void {
    this.found.set(factId, Math.max(statements, this.found.get(factId) ?? 0));
  }

  private correction(
    statement: StatementOf<'amended'> | StatementOf<'retracted'> | StatementOf<'reinstated'>,
  ): Step {
    const fact = this.patient.facts.get(statement.factId);
    if (!fact) return refused('/factId', 'no such fact', 'Let the row that records it come first.');
    const from = this.found.get(statement.factId) ?? 0;
    const index = fact.statements.findIndex(
      (entry, place) => place >= from && same(contentOf(entry.statement), contentOf(statement)),
    );
    if (index >= 0) {
      this.found.set(statement.factId, index + 1);
      return { outcome: 'unchanged', revision: fact.statements[index]?.revision ?? fact.revision };
    }
    const restated = { ...statement, supersedes: fact.revision };
    switch (restated.statement) {
      case 'amended':
        return { outcome: 'stated', decide: amendFact(rest(restated)) };
      case 'retracted':
        return { outcome: 'stated', decide: retractFact(rest(restated)) };
      case 'reinstated':
        return { outcome: 'stated', decide: reinstateFact(rest(restated)) };
    }
  }

  private decision(statement: StatementOf<'decided'>): Step {
    const there = this.patient.decisions.get(statement.decisionId);
    if (there) {
      return same(contentOf(there.decision), contentOf(statement))
        ? { outcome: 'unchanged', revision: there.entry.revision }
        : refused(
            '',
            'the decision is there with another content',
            'A decision is not changed by an import.',
          );
    }
    const knownRevision = this.revisions[statement.knownRevision];
    return knownRevision === undefined
      ? refused('/knownRevision', 'names a line that comes later', 'Let the lines it stands on come first.')
      : { outcome: 'stated', decide: recordDecision({ ...rest(statement), knownRevision }) };
  }
}

const rest = <S extends PatientStatement>({ statement: _name, ...content }: S): Omit<S, 'statement'> =>
  content;

const changed = ({ factId, revision }: TimelineFact, statement: StatementOf<'recorded'>): Step => ({
  outcome: 'amended',
  decide: amendFact({
    ...rest(statement),
    factId,
    supersedes: revision,
    change: 'corrected',
    reason: CHANGED_IN_SOURCE,
    sourceKey: rowKeyOf(statement),
  }),
});

const recorded = (statement: StatementOf<'recorded'>): Step =>
  isClientReference(statement.factId)
    ? refused('/factId', 'names a fact of a request, not one of a log', 'Take an id that does not begin so.')
    : { outcome: 'recorded', decide: recordFacts([rest(statement)]) };

/** A statement of another log keeps the key of the row that it was read from, and is not that row. */
const rowKeyOf = ({ factId, sourceKey, origin }: StatementOf<'recorded'>): string =>
  sourceKey === undefined || origin ? `leptotrace/1:${factId}` : sourceKey;

/**
 * Plans an import over what is there, a row at a step: a long course need not be planned at once. A refused row
 * refuses the patient as a whole.
 */
export function* planningImport(
  log: PatientLog,
  rows: readonly SourceRow[],
): Generator<undefined, ImportPlan> {
  const planner = new Planner(log);
  const report: RowReport[] = [];
  for (const row of rows) {
    report.push(planner.take(row));
    yield;
  }
  const isRefused = report.some(({ outcome }) => outcome === 'refused');
  return { statements: isRefused ? [] : planner.statements, report, refused: isRefused };
}

export const planImport = (log: PatientLog, rows: readonly SourceRow[]): ImportPlan =>
  atOnce(planningImport(log, rows));
