import { KNOWLEDGE_DIGEST, KNOWLEDGE_VERSION } from '@leptotrace/genomics';
import { type Checked, type Issue } from '@leptotrace/kernel';
import { readRuleset, type Ruleset, type RulesetDocument } from '@leptotrace/rules';

/** The code itself is named beside: a ruleset stays what it is when a build mends an answer. */
const ENGINE = {
  knowledge: KNOWLEDGE_VERSION,
  knowledgeDigest: KNOWLEDGE_DIGEST,
} as const;

export const DEFAULT_RULESET = 'lm@1.0.0';

/** Rulesets that come with the software; a file adds others, it never replaces one of these. */
const BUILT_IN: readonly RulesetDocument[] = [
  {
    format: 'leptotrace-ruleset/1',
    name: 'lm',
    version: '1.0.0',
    title: 'RANO-BM, RANO-LM and RECIST 1.1 with the defaults of the specification',
    configuration: {},
  },
  {
    format: 'leptotrace-ruleset/1',
    name: 'lm-ema',
    version: '1.0.0',
    title: 'The defaults with EMA censoring',
    configuration: { pfsMode: 'EMA' },
  },
  {
    format: 'leptotrace-ruleset/1',
    name: 'seed-literal',
    version: '1.0.0',
    title: 'The founding review read literally: bidimensional RANO-BM, one compartment is CNS progression',
    configuration: { cnsCriterion: 'RANO_BM_SEED_BIDIMENSIONAL', oneCompartmentRule: 'seedLiteral' },
  },
  {
    format: 'leptotrace-ruleset/1',
    name: 'as-stated',
    version: '1.0.0',
    title: 'Responses as the source’s readers stated them; nothing is derived from measurements',
    configuration: { cnsCriterion: 'STATED', lmCriterion: 'STATED', nonCnsCriterion: 'STATED' },
  },
];

/** A ruleset of a document, with the tables of this version of the software. */
export const rulesetHere = (document: unknown): Checked<Ruleset> => readRuleset(document, ENGINE);

export type Installed =
  | { readonly ok: true; readonly rulesets: ReadonlyMap<string, Ruleset> }
  | { readonly ok: false; readonly document: number; readonly issues: readonly Issue[] };

/**
 * Rulesets by id: those built in, and those of documents beside them. A ruleset is immutable: another
 * content under an id that is there already is refused.
 */
export const installRulesets = (documents: readonly unknown[] = []): Installed => {
  const rulesets = new Map<string, Ruleset>();
  for (const [index, document] of [...BUILT_IN, ...documents].entries()) {
    const read = rulesetHere(document);
    const number = index - BUILT_IN.length;
    if (!read.ok) return { ok: false, document: number, issues: read.issues };
    const there = rulesets.get(read.value.id);
    if (there && there.digest !== read.value.digest) {
      const issue: Issue = {
        path: '/version',
        message: `${read.value.id} is installed with another content`,
        mend: 'Raise the version: an installed ruleset never changes.',
      };
      return { ok: false, document: number, issues: [issue] };
    }
    rulesets.set(read.value.id, read.value);
  }
  return { ok: true, rulesets };
};

/** A ruleset by `name@version`, or the highest version of a name. */
export const findRuleset = (rulesets: ReadonlyMap<string, Ruleset>, id: string): Ruleset | null => {
  const exact = rulesets.get(id);
  if (exact) return exact;
  const parts = (version: string): readonly number[] => version.split('.').map(Number);
  const newest = [...rulesets.values()]
    .filter(({ name }) => name === id)
    .sort((a, b) => {
      const [left, right] = [parts(a.version), parts(b.version)];
      return [0, 1, 2].map((at) => (right[at] ?? 0) - (left[at] ?? 0)).find((order) => order !== 0) ?? 0;
    });
  return newest[0] ?? null;
};
