import type { CitationId } from './citations';
import type { ParameterName } from './parameters';

/**
 * How far a rule is known to be what its source says. Shown with every value that the rule gave.
 * `seed`: stated by the founding review. `checked`: compared with the cited publication.
 * `known`: well-known content of the cited paper. `unverified`: uncertain wording or number.
 * `choice`: the source is silent or ambiguous, and this is our choice. `computed`: a reference value.
 */
export type Provenance = 'seed' | 'checked' | 'known' | 'unverified' | 'choice' | 'computed';

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
