import type { Field } from './fields';
import { blank, membersOf, textOf, type Members, type State } from './state';

/** A fact that is being written. */
export interface Draft {
  readonly key: string;
  readonly kind: string;
  readonly fields: readonly Field[];
  readonly state: Members;
  /** As it was when it was begun: nothing is lost while it stands like that. */
  readonly begun: Members;
}

let drafts = 0;

const memberOf = (state: State, name: string): string => textOf(membersOf(state)[name]);

const BRINGS_SPECIMEN = ['SpecimenCollected', 'LumbarPuncturePerformed'];

export const bringsSpecimen = (kind: string): boolean => BRINGS_SPECIMEN.includes(kind);

/** Specimens that the drafts bring into being: results beside them may point to these. */
export const draftedSpecimens = (all: readonly Draft[]): readonly string[] =>
  all
    .filter(({ kind }) => bringsSpecimen(kind))
    .map(({ state }) => memberOf(state, 'specimenId'))
    .filter((id) => id !== '');

/** A name for a new specimen that no other has. */
export const newSpecimenId = (kind: string, taken: readonly string[]): string => {
  const stem = kind === 'LumbarPuncturePerformed' ? 'lp' : 'specimen';
  let number = 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
};

/** Members that a fact takes over from the one before it: the same visit, the same sample. */
const CARRIED = ['occurredOn', 'source', 'author'] as const;

const carriedFrom = (before: Draft | undefined): Members =>
  Object.fromEntries(
    CARRIED.flatMap((name) => {
      const state = before?.state[name];
      return state === undefined ? [] : [[name, state] as const];
    }),
  );

const specimenFor = (
  kind: string,
  fields: readonly Field[],
  known: { readonly drafted: readonly string[]; readonly taken: readonly string[] },
): Members => {
  if (!fields.some(({ name }) => name === 'specimenId')) return {};
  if (bringsSpecimen(kind)) return { specimenId: newSpecimenId(kind, [...known.taken, ...known.drafted]) };
  const last = known.drafted.at(-1);
  return last === undefined ? {} : { specimenId: last };
};

/** A new draft: blank but for its day, source and sample, which it has from the draft before. */
export const newDraft = (
  kind: string,
  fields: readonly Field[],
  { all, taken }: { readonly all: readonly Draft[]; readonly taken: readonly string[] },
): Draft => {
  drafts += 1;
  const untouched = Object.fromEntries(fields.map((field) => [field.name, blank(field)]));
  const given = {
    ...carriedFrom(all.at(-1)),
    ...specimenFor(kind, fields, { drafted: draftedSpecimens(all), taken }),
  };
  const begun = { ...untouched, ...given };
  return { key: `draft-${drafts}`, kind, fields, state: begun, begun };
};

export const changed = (all: readonly Draft[], key: string, state: Members): readonly Draft[] =>
  all.map((draft) => (draft.key === key ? { ...draft, state } : draft));

export const without = (all: readonly Draft[], key: string): readonly Draft[] =>
  all.filter((draft) => draft.key !== key);

/** Would something that was typed be lost? */
export const isTouched = (all: readonly Draft[]): boolean => all.some(({ state, begun }) => state !== begun);
