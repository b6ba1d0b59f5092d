import type { BestAnswer, EndpointAnswer, EndpointsAnswer } from '@web/api/types';

/** A part of the question that is asked otherwise. */
export type Part = 'mode' | 'origin' | 'ruleset';

export interface Variant {
  readonly part: Part;
  readonly value: string;
}

export interface AnsweredVariant extends Variant {
  /** `undefined` until it is there. */
  readonly answer: EndpointsAnswer | undefined;
}

export interface Reading {
  readonly variant: AnsweredVariant;
  readonly endpoint: EndpointAnswer | null;
  /** Fields in which it differs from the value asked for; `null` while not known. */
  readonly differs: readonly Field[] | null;
}

export interface Definition {
  readonly endpoint: EndpointAnswer;
  readonly readings: readonly Reading[];
}

const FIELDS = ['aval', 'cnsr', 'startdt', 'adt', 'cause', 'determinacy'] as const;
export type Field = (typeof FIELDS)[number];

const MODES = ['FDA', 'EMA'];
const ORIGINS = ['first-dose', 'current-line', 'lm-diagnosis'];

/** Rulesets asked at once at most: each is a derivation of the whole course. */
const MOST_RULESETS = 6;

/** How else the question could be asked: the other censoring, the other starts of the clock, the other rulesets. */
export const variantsOf = (
  { mode, origin, ruleset }: Pick<EndpointsAnswer, 'mode' | 'origin' | 'ruleset'>,
  rulesets: readonly string[],
  askedOrigin: string | undefined,
): readonly Variant[] => {
  const from = origin?.asked ?? askedOrigin ?? 'first-dose';
  const others = (part: Part, values: readonly string[], asked: string): readonly Variant[] =>
    values.filter((value) => value !== asked).map((value) => ({ part, value }));
  return [
    ...others('mode', MODES, mode),
    ...others('origin', ORIGINS, from),
    ...others('ruleset', rulesets, ruleset.id).slice(0, MOST_RULESETS),
  ];
};

const differing = (base: EndpointAnswer, other: EndpointAnswer): readonly Field[] =>
  FIELDS.filter((field) => base[field] !== other[field]);

const readingOf = (base: EndpointAnswer, variant: AnsweredVariant): Reading => {
  const endpoint = variant.answer?.endpoints.find(({ paramcd }) => paramcd === base.paramcd) ?? null;
  return { variant, endpoint, differs: endpoint && differing(base, endpoint) };
};

/** Every definition of an endpoint beside the one asked for, and where they part. */
export const definitionsOf = (
  { endpoints }: Pick<EndpointsAnswer, 'endpoints'>,
  variants: readonly AnsweredVariant[],
): readonly Definition[] =>
  endpoints.map((endpoint) => ({
    endpoint,
    readings: variants.map((variant) => readingOf(endpoint, variant)),
  }));

export const differingReadings = ({ readings }: Definition): readonly Reading[] =>
  readings.filter(({ differs }) => differs !== null && differs.length > 0);

export interface CompartmentBest {
  readonly compartment: string;
  readonly best: readonly BestAnswer[];
  /** The criteria do not answer alike; one that cannot evaluate disagrees with none. */
  readonly disagree: boolean;
}

const SILENT = ['NE', 'MISSING', 'UNKNOWN', 'not-applicable'];

/** Best responses of each compartment, criteria side by side. */
export const bestByCompartment = (responses: readonly BestAnswer[]): readonly CompartmentBest[] =>
  [...new Set(responses.map(({ compartment }) => compartment))].map((compartment) => {
    const best = responses.filter((each) => each.compartment === compartment);
    const said = new Set(best.map(({ bor }) => bor.value).filter((value) => !SILENT.includes(value)));
    return { compartment, best, disagree: said.size > 1 };
  });
