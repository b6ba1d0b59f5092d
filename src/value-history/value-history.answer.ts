import type { EndpointResult } from '@leptotrace/endpoints';
import type { SignalType } from '@leptotrace/signals';
import type { AnswerHead } from '../derivations/common.answer';

/** One endpoint as it was answered after one append, up to the last append that left it so. */
export interface ValueSpan {
  /** Ask with one of these revisions as `asOf` to see the value derived. */
  readonly fromRevision: number;
  readonly toRevision: number;
  /** When it became so. */
  readonly recordedAt: string;
  /** Facts spoken of by the append that made the value what it is. */
  readonly facts: readonly string[];
  readonly aval: number | null;
  readonly cnsr: number | null;
  readonly adt: string | null;
  readonly evntdesc: string;
  readonly cause: string | null;
  readonly determinacy: EndpointResult['determinacy'];
  readonly digest: string;
}

/** A signal about a progression that others were sent, by the revision that it was derived for. */
export interface ToldAbout {
  readonly id: string;
  readonly type: SignalType;
  /** A later signal of the same key replaces this one. */
  readonly key: string;
  /** Day of the progression that was told; `null` when it was taken back. */
  readonly date: string | null;
  readonly sequence: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly supersedes: string | null;
  /** Clinical day for which it was derived. */
  readonly on: string | null;
}

/** How a value changed as more became known about one and the same day. */
export interface ValueHistoryAnswer extends AnswerHead {
  readonly paramcd: string;
  readonly spans: readonly ValueSpan[];
  /** False when older moments were left out: the first span may have begun earlier. Ask again with `before`. */
  readonly complete: boolean;
  readonly before: number | null;
  /** Under the preset ruleset and the day of the statement, whatever the question is. */
  readonly told: readonly ToldAbout[];
}
