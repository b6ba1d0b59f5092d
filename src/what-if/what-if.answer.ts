import type { Fact } from '@leptotrace/clinical';
import type { DifferingValue } from '@leptotrace/derivation';
import type { AnswerHead } from '../derivations/common.answer';

/** A statement that is tried on a copy of the course; nothing is recorded. */
export type Supposition =
  | { readonly statement: 'recorded'; readonly fact: Fact }
  | { readonly statement: 'amended'; readonly factId: string; readonly fact: Fact }
  | { readonly statement: 'retracted'; readonly factId: string }
  | { readonly statement: 'reinstated'; readonly factId: string };

/** A derived value that would change, with names that a screen can translate. */
export interface WouldChange {
  readonly what: string;
  readonly group: 'endpoint' | 'response' | 'BOR' | 'CBOR' | 'DOR' | 'alteration';
  readonly before: DifferingValue;
  readonly after: DifferingValue;
}

export interface WhatIfAnswer {
  readonly before: AnswerHead;
  readonly values: readonly WouldChange[];
  /** Values that were compared and stay. */
  readonly unchanged: number;
  readonly notice: string;
}

/** One endpoint as it was answered from one revision up to the next that changed it. */
export interface ValueSpan {
  readonly fromRevision: number;
  readonly toRevision: number;
  readonly recordedAt: string;
  /** Facts spoken of by the statements that made this value what it is (of the append that changed it). */
  readonly facts: readonly string[];
  readonly aval: number | null;
  readonly cnsr: number | null;
  readonly adt: string | null;
  readonly evntdesc: string;
  readonly cause: string | null;
  readonly determinacy: string;
  readonly digest: string;
}

/** Signals already sent about progression, by the revision that made them. */
export interface ToldAbout {
  readonly id: string;
  readonly type: string;
  readonly sequence: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly supersedes: string | null;
  readonly on: string | null;
}

export interface ValueHistoryAnswer extends AnswerHead {
  readonly paramcd: string;
  readonly spans: readonly ValueSpan[];
  /** False when the oldest moments were left out: ask again with `before`. */
  readonly complete: boolean;
  readonly before: number | null;
  readonly told: readonly ToldAbout[];
}
