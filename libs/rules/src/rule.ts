import type { CitationId } from './citations';
import type { ParameterName } from './parameters';
import type { Provenance } from './provenance';

export interface Rule {
  /** What the rule says, in one sentence. */
  readonly says: string;
  /** Section of the clinical specification. */
  readonly section: string;
  readonly cites: readonly CitationId[];
  readonly provenance: readonly Provenance[];
  /** Parameters of the ruleset that the rule reads. */
  readonly parameters?: readonly ParameterName[];
}

export type RuleBook<Id extends string = string> = Readonly<Record<Id, Rule>>;

/** Rules of one topic by id. Ids are stable for ever: answers and audits name them. */
export const ruleBook = <const Id extends string>(rules: RuleBook<Id>): RuleBook<Id> => rules;

/** What a reader must be warned of: parts of the rule that nobody has verified, or that we chose. */
export const cautionOf = ({ provenance }: Rule): readonly ('unverified' | 'choice')[] =>
  (['unverified', 'choice'] as const).filter((tag) => provenance.includes(tag));
