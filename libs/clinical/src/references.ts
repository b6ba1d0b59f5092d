import type { TSchema } from '@sinclair/typebox';
import { FACT_KIND_NAMES, factSchemaOf, type Fact, type FactKind } from './facts';

/** Where a fact points to another fact or to a specimen of the same patient. */
export interface Reference {
  readonly path: string;
  readonly id: string;
  /** Kinds that may be pointed to; any kind when left out. */
  readonly kinds?: readonly FactKind[];
}

/** Where the facts of one kind hold references, by the marks of their schema; `*` is every item of a list. */
interface Place {
  readonly steps: readonly string[];
  readonly kinds: readonly FactKind[] | undefined;
}

const placesIn = (schema: TSchema, steps: readonly string[] = []): readonly Place[] => {
  if (schema['x-reference'] === 'fact')
    return [{ steps, kinds: schema['x-kinds'] as readonly FactKind[] | undefined }];
  if (schema['type'] === 'array') return placesIn(schema['items'] as TSchema, [...steps, '*']);
  const members = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
  return Object.entries(members).flatMap(([name, member]) => placesIn(member, [...steps, name]));
};

const PLACES: ReadonlyMap<FactKind, readonly Place[]> = new Map(
  FACT_KIND_NAMES.map((kind) => [kind, placesIn(factSchemaOf(kind))]),
);

/** What a fact holds at a place of its schema, each with its path; nothing where it holds none. */
export const heldAt = <T>(
  value: unknown,
  [step, ...rest]: readonly string[],
  path = '',
): readonly { readonly path: string; readonly held: T }[] => {
  if (value === undefined) return [];
  if (step === undefined) return [{ path, held: value as T }];
  if (step === '*')
    return (value as readonly unknown[]).flatMap((item, index) => heldAt<T>(item, rest, `${path}/${index}`));
  return heldAt<T>((value as Readonly<Record<string, unknown>>)[step], rest, `${path}/${step}`);
};

/** Facts of the same patient that a fact points to. */
export const factReferences = (fact: Fact): readonly Reference[] =>
  (PLACES.get(fact.kind) ?? []).flatMap(({ steps, kinds }) =>
    heldAt<string>(fact, steps).map(({ path, held }) => ({ path, id: held, ...(kinds ? { kinds } : {}) })),
  );

const changedAt = (
  value: unknown,
  [step, ...rest]: readonly string[],
  change: (id: string) => string,
): unknown => {
  if (value === undefined) return undefined;
  if (step === undefined) return change(value as string);
  if (step === '*') return (value as readonly unknown[]).map((item) => changedAt(item, rest, change));
  const held = value as Readonly<Record<string, unknown>>;
  return step in held ? { ...held, [step]: changedAt(held[step], rest, change) } : held;
};

/** The fact with every reference to another fact put through `change`. */
export const withReferences = (fact: Fact, change: (id: string) => string): Fact =>
  (PLACES.get(fact.kind) ?? []).reduce(
    (changed, { steps }) => changedAt(changed, steps, change) as Fact,
    fact,
  );

/** The specimen that a fact brings into being; results may point to it from then on. */
export const definedSpecimen = (fact: Fact): string | null =>
  fact.kind === 'SpecimenCollected' || fact.kind === 'LumbarPuncturePerformed'
    ? (fact.specimenId ?? null)
    : null;

/** The specimen that a result was found in. */
export const usedSpecimen = (fact: Fact): string | null =>
  definedSpecimen(fact) === null && 'specimenId' in fact ? (fact.specimenId ?? null) : null;
