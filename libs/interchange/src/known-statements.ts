import type { PatientStatement } from '@leptotrace/clinical';
import { canonicalJson, type JsonValue } from '@leptotrace/kernel';
import type { Logged, PatientLog } from '@leptotrace/timeline';

/** Why an import amends: the row says something else than it said before. */
export const CHANGED_IN_SOURCE = 'changed in the source';

/** The content of a statement, without what depends on the log it stands in. */
export const contentOf = ({ origin: _origin, sourceKey: _key, ...statement }: PatientStatement): unknown => ({
  ...statement,
  supersedes: undefined,
  knownRevision: undefined,
});

/** An amendment that an import made of a row is that row's recording, told where the fact was there already. */
const saidBy = (statement: PatientStatement): unknown =>
  statement.statement === 'amended' && statement.reason === CHANGED_IN_SOURCE
    ? { statement: 'recorded', factId: statement.factId, fact: statement.fact }
    : contentOf(statement);

const identityOf = (
  statement: PatientStatement,
  { recordedAt, actor }: { readonly recordedAt: string; readonly actor: string },
): string => canonicalJson({ recordedAt, actor, said: saidBy(statement) } as JsonValue);

/**
 * The statements of a log by what they are: who first recorded what, and when. Copies keep that for
 * ever, so a statement is known again in any log, whatever was said about the same fact since. Each is
 * found once: who says the same twice in one instant has said it twice.
 */
export class KnownStatements {
  private readonly entries = new Map<string, Logged[]>();

  constructor(log: PatientLog) {
    for (const entry of log) {
      const { statement } = entry;
      const identity = identityOf(statement, statement.origin ?? entry);
      const same = this.entries.get(identity);
      if (same) same.push(entry);
      else this.entries.set(identity, [entry]);
    }
  }

  /** The entry that is this very statement; `null` when the log has it not, or where nobody says who recorded it. */
  take(statement: PatientStatement): Logged | null {
    const { origin } = statement;
    return (origin && this.entries.get(identityOf(statement, origin))?.shift()) ?? null;
  }
}
