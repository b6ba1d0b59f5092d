import type { Fact, RequestedFact } from '@leptotrace/clinical';
import type { DifferingValue } from '@leptotrace/derivation';
import type { AnswerHead } from '../derivations/common.answer';

/** A statement that is tried on a copy of the course; nothing is recorded. */
export type Supposition =
  | { readonly statement: 'recorded'; readonly fact: RequestedFact }
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

export type { ToldAbout, ValueHistoryAnswer, ValueSpan } from '../value-history/value-history.answer';
