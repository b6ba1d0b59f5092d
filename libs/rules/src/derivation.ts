import { dayText, type EpochDay, type JsonValue } from '@leptotrace/kernel';
import type { Flag } from './flags';

/** A candidate that did not decide, and why. */
export interface Lost {
  readonly rule: string;
  readonly value?: JsonValue;
  readonly day?: EpochDay;
  readonly reason: string;
  readonly facts?: readonly string[];
}

/**
 * How a value came about: the rule that gave it, what the rule read, and what it rests on, down to
 * fact ids. A plain value: equal derivations have equal canonical JSON, hence equal digests. Text
 * that the rule book has (what a rule says, its citation) is not repeated here.
 */
export interface Derivation {
  readonly rule: string;
  readonly value: JsonValue;
  /** Clinical day of the value. */
  readonly day?: EpochDay;
  /** Facts that the rule itself read. */
  readonly facts?: readonly string[];
  /** Intermediate numbers by name; the name carries the unit: `sumMm`, `nadirMm`, `gapDays`. */
  readonly sums?: Readonly<Record<string, JsonValue>>;
  readonly because?: readonly Derivation[];
  readonly lost?: readonly Lost[];
  readonly flags?: readonly Flag[];
}

/** Ids of every fact that a derivation rests on, each once, sorted. */
export const factsOf = (derivation: Derivation): readonly string[] => {
  const found = new Set<string>();
  const walk = (node: Derivation): void => {
    for (const fact of node.facts ?? []) found.add(fact);
    for (const lost of node.lost ?? []) for (const fact of lost.facts ?? []) found.add(fact);
    for (const child of node.because ?? []) walk(child);
  };
  walk(derivation);
  return [...found].sort();
};

/** Every flag raised anywhere in a derivation, each once, in the order of first sight. */
export const flagsOf = (derivation: Derivation): readonly Flag[] => {
  const found = new Set<Flag>();
  const walk = (node: Derivation): void => {
    for (const flag of node.flags ?? []) found.add(flag);
    for (const child of node.because ?? []) walk(child);
  };
  walk(derivation);
  return [...found];
};

/** Days as dates, for answers. */
export const dayOrNull = (day: EpochDay | null | undefined): string | null =>
  day === null || day === undefined ? null : dayText(day);
