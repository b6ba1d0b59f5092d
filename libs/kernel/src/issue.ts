/** What is wrong with an input, where (JSON pointer), and how to mend it. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  readonly mend: string;
}

export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };
