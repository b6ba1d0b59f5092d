import { findAgent } from '@leptotrace/clinical';
import { type Flag, type Lost, type Provenance } from '@leptotrace/rules';
import { type DrugEffect, type Effect } from '../answer';
import { GENOMICS_RULES, type GenomicsRuleId } from '../genomics.rules';
import { type Exposure } from '../model';
import { fitOf, type Fit, type Member, type Picture } from './match';
import { type Entry } from './entry';
import { KNOWLEDGE } from './table';

/** Key of a drug in the table: its agent code, or the name of one that the vocabulary does not have. */
export const drugKeyOf = ({ agent, name }: Pick<Exposure, 'agent' | 'name'>): string =>
  agent === 'other' ? (findAgent(name) ?? name.trim().toLowerCase()) : agent;

interface Candidate {
  readonly fit: Fit;
  readonly entry: Entry;
}

const candidatesOf = (member: Member, picture: Picture, drug: string): readonly Candidate[] =>
  KNOWLEDGE.flatMap((row) => {
    const entry = row.entries.find(({ drugs }) => drugs.includes(drug));
    const fit = entry && fitOf(row, member, picture);
    return fit ? [{ fit, entry }] : [];
  });

interface Verdict {
  readonly effect: Effect;
  readonly rule: GenomicsRuleId;
  readonly note: string | null;
  readonly provenance: readonly Provenance[];
  readonly beside: readonly Member[];
  readonly flags: readonly Flag[];
}

const ofCandidate = ({ fit, entry }: Candidate): Verdict => ({
  effect: entry.effect,
  rule: fit.row.rule,
  note: entry.note ?? null,
  provenance: [entry.provenance],
  beside: fit.beside,
  flags: [],
});

const unknown = (rule: GenomicsRuleId, note: string, rest: Partial<Verdict> = {}): Verdict => ({
  effect: 'unknown',
  rule,
  note,
  provenance: GENOMICS_RULES[rule].provenance,
  beside: [],
  flags: [],
  ...rest,
});

const isCompound = ({ fit }: Candidate): boolean => fit.row.condition?.kind === 'with';

type Phase = 'cis' | 'trans';

const phaseOf = ({ fit }: Candidate): Phase | null =>
  fit.row.condition?.kind === 'with' ? fit.row.condition.phase : null;

/** In a phase of which no row speaks, the alteration acts as it does by itself. */
const inPhase = (
  phase: Phase,
  compounds: readonly Candidate[],
  alone: Candidate | undefined,
): readonly (Candidate | undefined)[] => {
  const rows = compounds.filter((each) => phaseOf(each) === phase);
  return rows.length > 0 ? rows : [alone];
};

/**
 * Of two alterations whose phase is not proven: what is so in every phase is so. Where the phases differ
 * the effect is unknown, and the note says what each would mean.
 */
const unproven = (compounds: readonly Candidate[], alone: Candidate | undefined): Verdict => {
  const possible = (['cis', 'trans'] as const).map((phase) => {
    const effects = inPhase(phase, compounds, alone).map((found) => found?.entry.effect ?? 'unknown');
    return { phase, effects: [...new Set(effects)] };
  });
  const says = possible.map(({ phase, effects }) => `${phase}: ${effects.join(' or ')}`).join('; ');
  const [effect, ...others] = new Set(possible.flatMap(({ effects }) => effects));
  const rest = {
    beside: [...new Set(compounds.flatMap(({ fit }) => fit.beside))],
    flags: ['PHASE_UNKNOWN'],
  } as const;
  const [first] = compounds;
  if (first && effect !== 'unknown' && others.length === 0)
    return {
      ...ofCandidate(first),
      ...rest,
      rule: 'GENO-10.4-every-phase',
      note: `the phase is not proven, and the same in every phase (${says})`,
    };
  return unknown('GENO-10.4-PHASE_UNKNOWN', `phase not proven (${says})`, rest);
};

const notShown = ({ fit, entry }: Candidate): Verdict => {
  const { condition, rule } = fit.row;
  const partner = condition ? `${condition.partner.gene} ${condition.partner.names.join(', ')}` : '';
  return condition?.kind === 'without'
    ? unknown('GENO-10.4-absence', `${partner} not shown to be absent (if so: ${entry.effect})`, {
        flags: ['ABSENCE_NOT_PROVEN'],
      })
    : unknown(rule, `${partner} not shown beside it (if so: ${entry.effect})`);
};

/** What the table says of the alteration by itself. */
const aloneOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.find((each) => each.fit.kind === 'applies' && !isCompound(each));

const decide = (candidates: readonly Candidate[]): Verdict => {
  const compounds = candidates.filter(isCompound);
  const proven = compounds.find(({ fit }) => fit.kind === 'applies');
  if (proven) return ofCandidate(proven);
  const alone = aloneOf(candidates);
  if (compounds.length > 0) return unproven(compounds, alone);
  if (alone) return ofCandidate(alone);
  const open = candidates[0];
  return open ? notShown(open) : unknown('GENO-10-absent', 'the table says nothing of this drug here');
};

/** Copies under the threshold are no amplification, and the table speaks of amplification. */
const withheld = ({ amplified }: Member): Verdict | null =>
  amplified === false
    ? unknown('GENO-10.1-MET-amp', 'the copies are under the threshold', {
        flags: ['BELOW_AMPLIFICATION_THRESHOLD'],
      })
    : null;

const lostOf = (candidates: readonly Candidate[], { rule }: Verdict): readonly Lost[] =>
  candidates
    .filter(({ fit }) => fit.row.rule !== rule)
    .map(({ fit, entry }) => ({
      rule: fit.row.rule,
      value: entry.effect,
      reason:
        fit.kind === 'applies'
          ? 'a row that stands before it, or reads more, decides'
          : 'what it needs beside it is not proven',
    }));

/** Effect of one drug on one present alteration, in the company of the others. Section 10. */
export const effectOf = (member: Member, picture: Picture, drug: string): DrugEffect => {
  const candidates = candidatesOf(member, picture, drug);
  const found = withheld(member) ?? decide(candidates);
  const alone = aloneOf(candidates);
  const lost = lostOf(candidates, found);
  const facts = [...new Set([member, ...found.beside].flatMap((each) => each.facts))].sort();
  return {
    drug,
    effect: found.effect,
    rule: found.rule,
    note: found.note,
    provenance: found.provenance,
    cites: GENOMICS_RULES[found.rule].cites,
    with: found.beside.map(({ alteration }) => alteration.key).sort(),
    alone:
      alone && alone.fit.row.rule !== found.rule
        ? { effect: alone.entry.effect, rule: alone.fit.row.rule }
        : null,
    flags: found.flags,
    why: {
      rule: found.rule,
      value: found.effect,
      facts,
      sums: { drug, alteration: member.alteration.key },
      ...(lost.length > 0 ? { lost } : {}),
      ...(found.flags.length > 0 ? { flags: found.flags } : {}),
    },
  };
};

/**
 * What the table says of every present alteration of a compartment and one drug; one entry an
 * alteration, in the order of the picture. Facts, no advice.
 *
 * @param drug agent code, or the lower-case name of a drug that the vocabulary does not have.
 */
export const effectsOf = (
  picture: Picture,
  drug: string,
): readonly (DrugEffect & { readonly alteration: string })[] =>
  picture.members
    .filter(({ presence }) => presence === 'present')
    .map((member) => ({ alteration: member.alteration.key, ...effectOf(member, picture, drug) }));
