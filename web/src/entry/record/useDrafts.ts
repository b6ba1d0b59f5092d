import { useKept } from '../kept';
import { changed, isTouched, newDraft, without, type Draft } from '../model/drafts';
import type { Field } from '../model/fields';
import { specimenIds, type KnownFact } from '../model/options';
import type { Members } from '../model/state';

export interface Drafts {
  readonly all: readonly Draft[];
  readonly wereKept: boolean;
  readonly isTouched: boolean;
  readonly add: (kind: string, fields: readonly Field[]) => void;
  readonly change: (key: string, state: Members) => void;
  readonly remove: (key: string) => void;
  readonly clear: () => void;
}

const NONE: readonly Draft[] = [];

/** The facts that are being written about a patient. */
export const useDrafts = (patientId: string, facts: readonly KnownFact[]): Drafts => {
  const kept = useKept<readonly Draft[]>(`record ${patientId}`, NONE, isTouched);
  const all = kept.value;
  return {
    all,
    wereKept: kept.wasKept,
    isTouched: isTouched(all),
    add: (kind, fields) => kept.set([...all, newDraft(kind, fields, { all, taken: specimenIds(facts) })]),
    change: (key, state) => kept.set(changed(all, key, state)),
    remove: (key) => kept.set(without(all, key)),
    clear: () => kept.set(NONE),
  };
};
