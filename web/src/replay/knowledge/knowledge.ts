import type { PatientLogAnswer, ReplayAnswer, StatementLine } from '@web/api/types';

/** How the knowledge that is looked at differs from the head. */
export interface Behind {
  /** Statements after the moment looked at, whatever they touch. */
  readonly newer: number;
  readonly notYetRecorded: number;
  /** Facts that were known and have been amended, retracted or reinstated since. */
  readonly corrected: number;
  /** Nothing at all was recorded by then. */
  readonly beforeAll: boolean;
}

/** `null` when the head itself is looked at. */
export const behindOf = ({ revision, head, since }: ReplayAnswer): Behind | null =>
  revision === head
    ? null
    : {
        newer: head - revision,
        notYetRecorded: since.notYetRecorded.length,
        corrected: new Set(since.corrections.map(({ factId }) => factId)).size,
        beforeAll: revision < 0,
      };

/** When the first statement was recorded, and whether the course came from elsewhere as a whole. */
export const beginningOf = ({
  statements,
}: Pick<PatientLogAnswer, 'statements'>): {
  readonly recordedAt: string;
  readonly imported: boolean;
} | null => {
  const [first] = statements;
  if (!first) return null;
  return { recordedAt: first.recordedAt, imported: statements.some(({ imported }) => imported) };
};

/** The line of the log that a place of the knowledge slider stands on. */
export const lineAt = (statements: readonly StatementLine[], revision: number): StatementLine | null =>
  statements.find((line) => line.revision === revision) ?? null;

/** `r17` as a number; `null` when the state of knowledge is named by a date or an instant. */
export const revisionIn = (asOf: string | null): number | null => {
  const revision = /^r(\d+)$/.exec(asOf ?? '')?.[1];
  return revision === undefined ? null : Number(revision);
};
