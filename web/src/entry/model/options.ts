import type { Fact, FactAnswer, TimelineAnswer } from '@web/api/types';

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface KnownFact {
  readonly factId: string;
  readonly fact: Fact;
  readonly from: string;
}

/** What the course holds that a fact may point to; a retracted fact may not be pointed to. */
export const knownFacts = (timeline: TimelineAnswer): readonly KnownFact[] =>
  [...timeline.facts, ...timeline.undetermined]
    .map(({ factId, fact, interval }: FactAnswer) => ({ factId, fact, from: interval.from }))
    .sort((a, b) => (a.from < b.from ? 1 : -1));

/** Facts of the kinds (any when none is named), newest first. */
export const factOptions = (
  facts: readonly KnownFact[],
  kinds: readonly string[],
  say: (known: KnownFact) => string,
): readonly Option[] =>
  facts
    .filter(({ fact }) => kinds.length === 0 || kinds.includes(fact.kind))
    .map((known) => ({ value: known.factId, label: say(known) }));

const specimenOf = (fact: Fact): string | undefined =>
  fact.kind === 'SpecimenCollected' || fact.kind === 'LumbarPuncturePerformed' ? fact.specimenId : undefined;

/** Specimens of the course, by the facts that brought them; `drafted` ones are not recorded yet. */
export const specimenOptions = (
  facts: readonly KnownFact[],
  drafted: readonly string[],
  say: { readonly known: (known: KnownFact) => string; readonly drafted: (specimenId: string) => string },
): readonly Option[] => [
  ...drafted.map((specimenId) => ({
    value: specimenId,
    label: `${specimenId} · ${say.drafted(specimenId)}`,
  })),
  ...facts.flatMap((known) => {
    const specimenId = specimenOf(known.fact);
    return specimenId === undefined
      ? []
      : [{ value: specimenId, label: `${specimenId} · ${say.known(known)}` }];
  }),
];

export const specimenIds = (facts: readonly KnownFact[]): readonly string[] =>
  facts.flatMap(({ fact }) => specimenOf(fact) ?? []);

const plain = (text: string): string => text.trim().toLocaleLowerCase();

/** Options of which the label or the code holds every word. */
export const search = (options: readonly Option[], typed: string): readonly Option[] => {
  const words = plain(typed).split(/\s+/);
  return options.filter(({ value, label }) => {
    const text = plain(`${label} ${value}`);
    return words.every((word) => text.includes(word));
  });
};
