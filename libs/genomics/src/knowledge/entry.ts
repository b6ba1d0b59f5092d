import { AGENTS, type Agent, type KnownAgent } from '@leptotrace/clinical';
import { type Provenance } from '@leptotrace/rules';
import { type Effect } from '../answer';
import { parseAlteration, type Alteration } from '../hgvs';
import { type GenomicsRuleId } from '../genomics.rules';

/** Alterations of one gene by name; a class covers its members. `domain`: any change within codons. */
export interface Pattern {
  readonly gene: string;
  readonly names: readonly string[];
  readonly domain?: readonly [first: number, last: number];
  /** Members of a class that the row does not speak of. */
  readonly except?: readonly string[];
}

/** What must stand beside an alteration for a row to speak of it. */
export type Condition =
  /** Both on one allele, or on two; needs same-read proof. */
  | { readonly kind: 'with'; readonly partner: Pattern; readonly phase: 'cis' | 'trans' }
  /** An evaluable negative of the partner. */
  | { readonly kind: 'without'; readonly partner: Pattern }
  /** The partner is present; no phase needed. */
  | { readonly kind: 'background'; readonly partner: Pattern };

export interface Entry {
  /** Agent codes, or names of drugs that the vocabulary does not have. */
  readonly drugs: readonly string[];
  readonly effect: Effect;
  readonly provenance: Provenance;
  readonly note?: string;
}

/** One row of the tables of section 10, or one variant of it. */
export interface KnowledgeRow {
  readonly rule: GenomicsRuleId;
  /** Gene whose inhibitors the table is about. */
  readonly table: string;
  readonly subjects: readonly Pattern[];
  readonly condition?: Condition;
  readonly entries: readonly Entry[];
  /** Something to know of the alteration that is no effect. */
  readonly remark?: string;
}

const codes = (test: (agent: Agent) => boolean): readonly KnownAgent[] =>
  (Object.entries(AGENTS) as [KnownAgent, Agent][]).filter(([, agent]) => test(agent)).map(([code]) => code);

/** EGFR inhibitors of a generation. */
export const egfrGeneration = (generation: 1 | 2 | 3): readonly KnownAgent[] =>
  codes((agent) => agent.group === 'egfr-tki' && agent.generation === generation);

/** EGFR inhibitors of all three generations. */
export const EGFR_TKIS = ([1, 2, 3] as const).flatMap(egfrGeneration);

/** Two generations given together: a combination, which is no agent of the vocabulary. */
export const FIRST_WITH_THIRD = 'first + third generation EGFR inhibitor';

/** ALK inhibitors: those of the group that have a generation. */
export const ALK_TKIS = codes((agent) => agent.group === 'alk-ros1-tki' && agent.generation !== undefined);

export const ofGroup = (group: Agent['group']): readonly KnownAgent[] =>
  codes((agent) => agent.group === group);

export const of = (gene: string, ...names: readonly string[]): Pattern => ({ gene, names });

type Told = readonly [drugs: string | readonly string[], effect: Effect, note?: string];

/** Entries of one provenance. */
export const told = (provenance: Provenance, ...entries: readonly Told[]): readonly Entry[] =>
  entries.map(([drugs, effect, note]) => ({
    drugs: typeof drugs === 'string' ? [drugs] : drugs,
    effect,
    provenance,
    ...(note === undefined ? {} : { note }),
  }));

const READ = new Map<string, Alteration>();

/** Alteration of a name in the tables. */
const named = (gene: string, name: string): Alteration => {
  const key = `${gene} ${name}`;
  const found = READ.get(key) ?? parseAlteration(gene, name);
  READ.set(key, found);
  return found;
};

/** Alterations that a pattern names. */
export const namedBy = ({ gene, names }: Pattern): readonly Alteration[] =>
  names.map((name) => named(gene, name));

export const exceptionsOf = ({ gene, except }: Pattern): readonly Alteration[] =>
  (except ?? []).map((name) => named(gene, name));
