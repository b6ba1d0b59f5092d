import type { ToldAbout, ValueHistoryAnswer, ValueSpan } from '@web/api/types';

export interface ShownSpan {
  readonly span: ValueSpan;
  /** The value is what it was before: only its derivation, or its certainty, became another. */
  readonly sameValue: boolean;
  readonly told: readonly ToldAbout[];
  /** The moment that is looked at lies in it. */
  readonly current: boolean;
  /** The head of the log lies in it. */
  readonly last: boolean;
}

const valueOf = ({ aval, cnsr, adt, cause }: ValueSpan): string => JSON.stringify([aval, cnsr, adt, cause]);

/** The span in which a revision lies; spans name the ends of appends, so that it may lie before an end. */
export const spanAt = (spans: readonly ValueSpan[], revision: number): ValueSpan | undefined =>
  spans.find(({ toRevision }) => toRevision >= revision) ?? spans.at(-1);

/** Spans of a value with what others were told while each held. */
export const shownSpans = (
  { spans, told }: Pick<ValueHistoryAnswer, 'spans' | 'told'>,
  revision: number,
): readonly ShownSpan[] => {
  const now = spanAt(spans, revision);
  return spans.map((span, at) => {
    const before = spans[at - 1];
    return {
      span,
      sameValue: before !== undefined && valueOf(before) === valueOf(span),
      told: told.filter((each) => spanAt(spans, each.revision) === span),
      current: span === now,
      last: at === spans.length - 1,
    };
  });
};
