import type { Position } from './port';

export interface CommandContext {
  readonly commandId: string;
  /** Digest of the request: the same id with another digest is a mistake, not a retry. */
  readonly digest: string;
  readonly actor: string;
  readonly tenantId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  /** The revision the caller decided on (`If-Match`); no retry then, a conflict is answered. */
  readonly ifMatch?: number;
}

export type Decision<Statement, Rejection> =
  | { readonly kind: 'accepted'; readonly statements: readonly Statement[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

/** @param first Revision of the first of the entries. */
export type Decide<Entry, Statement, Rejection> = (
  entries: readonly Entry[],
  first: number,
) => Decision<Statement, Rejection>;

export type CommandOutcome<Entry, Rejection> =
  | {
      readonly kind: 'done';
      /** Head of the stream after the command. */
      readonly revision: number;
      readonly position: Position | null;
      /** What the command recorded; the same on a repeated command. */
      readonly entries: readonly Entry[];
      readonly repeated: boolean;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'revision-mismatch'; readonly expected: number; readonly actual: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'command-id-reused' }
  | { readonly kind: 'sealed' };
