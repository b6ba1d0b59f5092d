import { type Alteration } from '../alteration';
import { type NamedClass } from './classes';
import { codonsOf, MET_EXON_14_LAST } from './exons';
import { lastResidueOf, type ProteinChange } from './protein-change';

const removes = (change: ProteinChange): boolean => {
  if (change.kind === 'deletion') return true;
  if (change.kind !== 'delins') return false;
  return change.inserted.length < lastResidueOf(change) - change.first.at + 1;
};

const adds = (change: ProteinChange): boolean => {
  if (change.kind === 'insertion' || change.kind === 'duplication') return true;
  if (change.kind !== 'delins') return false;
  return change.inserted.length > lastResidueOf(change) - change.first.at + 1;
};

const FITS: Readonly<Record<string, (change: ProteinChange) => boolean>> = {
  deletion: removes,
  insertion: adds,
  mutation: () => true,
  // A change of the exon's last residue is one of its last base: the exon is skipped.
  skipping: ({ kind, first }) => kind === 'substitution' && first.at === MET_EXON_14_LAST,
};

type ExonClass = Extract<NamedClass, { kind: 'exon' }>;

/** Any mutation of an exon covers the named kinds of mutation of it. */
const exonCoversClass = (exon: ExonClass, member: ExonClass): boolean =>
  exon.change === 'mutation' && member.exon === exon.exon && member.change !== 'mutation';

const exonCovers = (gene: string, exon: ExonClass, { named, change }: Alteration): boolean => {
  if (named?.kind === 'exon') return exonCoversClass(exon, named);
  const codons = codonsOf(gene, exon.exon);
  if (!change || !codons) return false;
  const inside = change.first.at >= codons[0] && lastResidueOf(change) <= codons[1];
  return inside && (FITS[exon.change]?.(change) ?? false);
};

const placeCovers = (place: ProteinChange, member: Alteration): boolean =>
  place.kind === 'any-change' &&
  member.change?.kind === 'substitution' &&
  member.change.first.at === place.first.at &&
  member.change.first.aa === place.first.aa &&
  member.change.alt !== place.first.aa;

/** A frameshift whose new residues are not told may be any of that place. */
const shiftCovers = (shift: ProteinChange, { change }: Alteration): boolean =>
  shift.kind === 'frameshift' &&
  change?.kind === 'frameshift' &&
  change.first.at === shift.first.at &&
  (shift.alt === null || shift.alt === change.alt) &&
  (shift.stopAfter === null || shift.stopAfter === change.stopAfter);

/** A fusion of unnamed partner covers the named ones of its gene. */
const fusionCovers = (named: NamedClass, member: Alteration): boolean =>
  named.kind === 'fusion' &&
  named.partners === null &&
  ((member.named?.kind === 'fusion' && member.named.partners !== null) ||
    member.named?.kind === 'fusion-with');

/**
 * Does a class (`exon 19 deletion`, `G719X`, `fusion`) contain a narrower alteration of its gene? An
 * alteration does not contain itself.
 */
export const covers = (group: Alteration, member: Alteration): boolean => {
  if (group.gene !== member.gene || group.key === member.key) return false;
  if (group.named?.kind === 'exon') return exonCovers(group.gene, group.named, member);
  // What gained copies may be amplified.
  if (group.named?.kind === 'copy-number-gain') return member.kind === 'amplification';
  if (group.named) return fusionCovers(group.named, member);
  return group.change !== null && (placeCovers(group.change, member) || shiftCovers(group.change, member));
};
