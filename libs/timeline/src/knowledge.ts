import type { Instant } from '@leptotrace/kernel';
import { parseInstant, parsePartialDate, UTC, type Zone } from '@leptotrace/kernel';
import type { PatientLog } from './log';

/** A state of knowledge: `r17`, an instant, or a date (the end of that local day). */
export type KnowledgeCut =
  | { readonly kind: 'head' }
  | { readonly kind: 'revision'; readonly revision: number }
  | { readonly kind: 'instant'; readonly until: Instant };

/** Reads `asOf`; `null` when it is none of the three forms. */
export const parseKnowledgeCut = (text: string | undefined, zone: Zone = UTC): KnowledgeCut | null => {
  if (text === undefined || text === 'head') return { kind: 'head' };
  const revision = /^r(\d{1,9})$/.exec(text);
  if (revision) return { kind: 'revision', revision: Number(revision[1]) };
  const instant = parseInstant(text);
  if (instant) return { kind: 'instant', until: instant };
  const date = parsePartialDate(text);
  return date ? { kind: 'instant', until: zone.endOf(date.to) } : null;
};

/**
 * The last revision that counts; -1 when nothing was recorded by then. Exact for instants because
 * recorded times never go back within a stream.
 */
export const revisionAt = (log: PatientLog, cut: KnowledgeCut): number => {
  const head = log.length - 1;
  if (cut.kind === 'head') return head;
  if (cut.kind === 'revision') return Math.min(cut.revision, head);
  let revision = -1;
  for (const entry of log) {
    if (entry.recordedAt > cut.until) break;
    revision = entry.revision;
  }
  return revision;
};
