import { oncePer } from '@leptotrace/kernel';
import { type Flag } from '@leptotrace/rules';
import { unread } from './alteration';
import { alterationOf } from './call-names';
import { geneSymbol, parseAlteration, type Alteration } from './hgvs';
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
const STATEMENTS: ReadonlySet<string> = new Set(['wild-type', 'not-tested', 'biomarker', 'none-found']);

/** Is it a statement (`wild type`, `not tested`) and no alteration? It is never a negative. */
export const isStatement = ({ kind }: Alteration): boolean => STATEMENTS.has(kind);

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
  return { names: text.split(/\s*(?:\+|&|\/|;|,|\band\b)\s*/), phase: 'unknown' };
};

const isRead = ({ kind }: Alteration): boolean => kind !== 'unread';

/** One call for each change of a compound name; the call itself when it is none. */
const apart = (call: MolecularCall): readonly MolecularCall[] => {
  if (isRead(parseAlteration(call.gene, call.alteration, call.fusionPartner))) return [call];
  const { names, phase } = allelesOf(call.alteration);
  const bare = names.map((name) => name.trim()).filter((name) => name !== '');
  const found = bare.map((name) => parseAlteration(call.gene, name));
  if (bare.length < 2 || !found.every(({ change }) => change !== null)) return [call];
  const keys = [...new Set(found.map(({ key }) => key))];
  return keys.map((key) => ({
    ...call,
    alteration: bare[found.findIndex((each) => each.key === key)] as string,
    ...(keys.length > 1 ? { hgvsP: null, hgvsC: null } : {}),
    phaseWith: [
      ...call.phaseWith,
      ...found.filter((other) => other.key !== key).map((other) => ({ alteration: other.name, phase })),
    ],
  }));
};

const SAYS_FOUND = /\b(?:positive|detected|present)\b/i;
const SAYS_ABSENT = /\b(?:no|not|negative|absent|none)\b/i;

/** Status of a call against the words of its name. */
const againstName = (call: MolecularCall, alteration: Alteration): MolecularCall['status'] => {
  const { alteration: name, status } = call;
  const found = SAYS_FOUND.test(name) && !SAYS_ABSENT.test(name) && alteration.kind !== 'none-found';
  return status === 'not-detected' && found ? 'not-evaluable' : status;
};

/** A name that says that nothing was found, of a call that was detected, says neither. */
const contradicted = (call: MolecularCall, alteration: Alteration): Alteration =>
  alteration.kind === 'none-found' && call.status !== 'not-detected'
    ? unread(geneSymbol(call.gene), call.alteration, [geneSymbol(call.gene)])
    : alteration;

/** More copies are an amplification where their number is told. */
const withCopies = (call: MolecularCall, alteration: Alteration): Alteration =>
  alteration.kind === 'copy-number-gain' && (call.copyNumber !== null || call.ratio !== null)
    ? parseAlteration(alteration.gene, 'amplification')
    : alteration;

const withName = (printed: MolecularCall): Pick<ReadCall, 'call' | 'alteration'> => {
  const named = alterationOf(printed);
  const call = {
    ...printed,
    copyNumber: printed.copyNumber ?? named.copies,
    status: againstName(printed, named),
  };
  return { call, alteration: withCopies(call, contradicted(call, named)) };
};

const readCall = (call: MolecularCall): ReadCall => ({
  ...withName(call),
  phases: call.phaseWith.map(({ alteration, phase }) => ({
    key: parseAlteration(call.gene, alteration).key,
    phase,
  })),
});

/** Every look at a course reads the same names again. */
export const readCalls = oncePer((call: MolecularCall): readonly ReadCall[] => apart(call).map(readCall));

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
