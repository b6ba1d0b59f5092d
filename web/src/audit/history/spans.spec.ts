import type { ToldAbout, ValueSpan } from '@web/api/types';
import { shownSpans, spanAt } from './spans';

const span = (fromRevision: number, toRevision: number, aval: number | null, digest: string): ValueSpan => ({
  fromRevision,
  toRevision,
  recordedAt: '2026-01-01T00:00:00.000Z',
  facts: [],
  aval,
  cnsr: aval === null ? null : 0,
  adt: aval === null ? null : '2024-07-20',
  evntdesc: '',
  cause: null,
  determinacy: 'exact',
  digest,
});
const told = (id: string, revision: number): ToldAbout => ({
  id,
  type: 'ProgressionDetected',
  key: 'progression:cns',
  date: '2024-07-20',
  sequence: id,
  recordedAt: '2026-01-01T00:00:00.000Z',
  revision,
  supersedes: null,
  on: null,
});

// Appends ended at r1, r4, r6 and r8.
const SPANS = [span(1, 1, null, 'a'), span(4, 6, 142, 'b'), span(8, 8, 142, 'c')];

describe('spans of a value', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [6, 4],
    [7, 8],
    [99, 8],
  ])('r%d lies in the span from r%d', (revision, from) => {
    expect(spanAt(SPANS, revision)?.fromRevision).toBe(from);
  });

  it('know when only the derivation changed', () => {
    expect(shownSpans({ spans: SPANS, told: [] }, 8).map(({ sameValue }) => sameValue)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('mark the one that is looked at, and the last', () => {
    const shown = shownSpans({ spans: SPANS, told: [] }, 5);
    expect(shown.map(({ current }) => current)).toEqual([false, true, false]);
    expect(shown.map(({ last }) => last)).toEqual([false, false, true]);
  });

  it('carry each message once, in the span for which it was derived', () => {
    const shown = shownSpans({ spans: SPANS, told: [told('m1', 4), told('m2', 6), told('m3', 8)] }, 8);
    expect(shown.map((each) => each.told.map(({ id }) => id))).toEqual([[], ['m1', 'm2'], ['m3']]);
  });
});
