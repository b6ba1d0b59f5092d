import { oncePer } from '@leptotrace/kernel';
import { type Flag } from '@leptotrace/rules';
import { parseAlteration, parseProteinChange, type Alteration } from './hgvs';
import { covers } from './names/coverage';
import { type MolecularCall, type MolecularSample, type Phase } from './model';

/** A call with its name read. */
export interface ReadCall {
  readonly alteration: Alteration;
  readonly call: MolecularCall;
  readonly phases: readonly { readonly key: string; readonly phase: Phase }[];
}

export interface ReadSample extends MolecularSample {
  readonly read: readonly ReadCall[];
}

/** Kinds that say something of a report, not of a tumour. */
const STATEMENTS: ReadonlySet<string> = new Set(['wild-type', 'not-tested']);

/** Is it a statement (`wild type`, `not tested`) and no alteration? It is never a negative. */
export const isStatement = ({ kind }: Alteration): boolean => STATEMENTS.has(kind);

const disagreement = (call: MolecularCall, hgvsP: string): Alteration => {
  const printed = `${call.alteration} / ${hgvsP}`;
  return { ...parseAlteration(call.gene, printed), flags: ['UNREAD_NAME', 'NAMES_DISAGREE'] };
};

/**
 * Alteration of a call: by its HGVS name, else by its short name. Two names that do not mean the same
 * are not read at all: both are kept as printed. Specification 10, names.
 */
export const alterationOf = (call: MolecularCall): Alteration => {
  const short = parseAlteration(call.gene, call.alteration, call.fusionPartner);
  if (call.hgvsP === null) return short;
  const exact = parseAlteration(call.gene, call.hgvsP, call.fusionPartner);
  if (exact.kind === 'unread') return short;
  if (short.kind === 'unread' || short.key === exact.key || covers(short, exact)) return exact;
  return covers(exact, short) ? short : disagreement(call, call.hgvsP);
};

interface Alleles {
  readonly names: readonly string[];
  readonly phase: Phase;
}

/** Several changes in one name: `p.[A;B]` one allele, `p.[A];[B]` two, `A + B` not said. */
const allelesOf = (text: string): Alleles => {
  const inner = text.trim().replace(/^p\.\s*/i, '');
  const two = /^\[([^[\];]+)\]\s*;\s*(?:p\.)?\[([^[\];]+)\]$/.exec(inner);
  if (two) return { names: [two[1] ?? '', two[2] ?? ''], phase: 'trans' };
  const one = /^\[([^[\]]+;[^[\]]+)\]$/.exec(inner);
  if (one) return { names: (one[1] ?? '').split(';'), phase: 'cis' };
  return { names: text.split(/\s*(?:\+|&|\/|;|\band\b)\s*/), phase: 'unknown' };
};

/** One call for each change of a compound name; the call itself when it is none. */
const apart = (call: MolecularCall): readonly MolecularCall[] => {
  const { names, phase } = allelesOf(call.alteration);
  const prefix = new RegExp(`^${call.gene}\\s+`, 'i');
  const bare = names.map((name) => name.trim().replace(prefix, ''));
  const all = bare.length > 1 && bare.every((name) => parseProteinChange(call.gene, name) !== null);
  if (!all) return [call];
  return bare.map((alteration) => ({
    ...call,
    alteration,
    hgvsP: null,
    phaseWith: [
      ...call.phaseWith,
      ...bare.filter((other) => other !== alteration).map((other) => ({ alteration: other, phase })),
    ],
  }));
};

const readCall = (call: MolecularCall): ReadCall => ({
  call,
  alteration: alterationOf(call),
  phases: call.phaseWith.map(({ alteration, phase }) => ({
    key: parseAlteration(call.gene, alteration).key,
    phase,
  })),
});

/** Every look at a course reads the same names again. */
const readCalls = oncePer((call: MolecularCall): readonly ReadCall[] => apart(call).map(readCall));

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Samples with their calls read, in one order whatever the order of arrival. */
export const readSamples = (samples: readonly MolecularSample[]): readonly ReadSample[] =>
  samples
    .map((sample) => ({ ...sample, read: sample.calls.flatMap(readCalls) }))
    .sort((a, b) => a.day - b.day || text(a.factId, b.factId) || text(a.sampleId, b.sampleId));

/** Every alteration that any report names, each once, by key; flags of all spellings together. */
export const alterationsOf = (samples: readonly ReadSample[]): readonly Alteration[] => {
  const found = new Map<string, Alteration>();
  for (const { read } of samples)
    for (const { alteration } of read) {
      if (isStatement(alteration)) continue;
      const flags = new Set<Flag>([...(found.get(alteration.key)?.flags ?? []), ...alteration.flags]);
      found.set(alteration.key, { ...alteration, flags: [...flags].sort() });
    }
  return [...found.values()].sort((a, b) => text(a.key, b.key));
};
