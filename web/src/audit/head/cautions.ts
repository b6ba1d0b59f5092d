import type { EndpointAnswer } from '@web/api/types';

export interface Cautioned {
  readonly caution: string;
  readonly rules: readonly string[];
}

/** Rules by what is to be said of them: a rule may be both uncertain and our choice. */
export const rulesByCaution = (cautions: EndpointAnswer['cautions']): readonly Cautioned[] =>
  [...new Set(cautions.flatMap(({ caution }) => caution))].map((caution) => ({
    caution,
    rules: cautions.filter((each) => each.caution.includes(caution)).map(({ rule }) => rule),
  }));
