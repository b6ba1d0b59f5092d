import type { Issue } from '@leptotrace/kernel';

/** Expected refusals. The core knows no HTTP: one filter of the shell maps them. */
export type Rejection =
  | { readonly kind: 'unknown-patient' }
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'erased' }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  | { readonly kind: 'unknown-fact'; readonly factId: string }
  | { readonly kind: 'duplicate-fact'; readonly factId: string; readonly path: string }
  | { readonly kind: 'superseded'; readonly factId: string; readonly named: number; readonly current: number }
  | { readonly kind: 'already-retracted'; readonly factId: string }
  | { readonly kind: 'not-retracted'; readonly factId: string };

export type Decided<T> =
  | { readonly kind: 'accepted'; readonly statements: readonly T[] }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };
