import { ruleBook } from '@leptotrace/rules';

/** Names of alterations, and how the tables are read. */
export const NAME_RULES = ruleBook({
  'GENO-10-hgvs': {
    says: 'Alterations are stored by three-letter HGVS and shown in one letter; equal changes have one key.',
    section: '10',
    cites: ['hgvs'],
    provenance: ['choice'],
  },
  'GENO-R7-names': {
    says: 'Protein and coding change in one field, fusions with exons or variant number, and exon 14 skipping of MET are read in all printed forms.',
    section: 'R7',
    cites: ['hgvs', 'house'],
    provenance: ['choice'],
  },
  'GENO-R7-three-prime': {
    says: 'Names of one protein are one alteration: shifted towards its end; an insertion that repeats what stands before it is a duplication.',
    section: 'R7',
    cites: ['hgvs'],
    provenance: ['known'],
  },
  'GENO-R7-coding': {
    says: 'A protein change is read from a coding change by a reviewed table of hotspots alone.',
    section: 'R7',
    cites: ['hgvs', 'house'],
    provenance: ['choice'],
  },
  'GENO-R7-reference': {
    says: 'A name at residues that the protein does not have is not read.',
    section: 'R7',
    cites: ['hgvs', 'house'],
    provenance: ['choice'],
  },
  'GENO-R7-fusion-pair': {
    says: 'The pair of genes is a fusion; breakpoints and variant numbers are kept as printed and are findings of it.',
    section: 'R7',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-R7-unread-name': {
    says: 'A finding whose name cannot be read may be any alteration of its gene: none of them is negative in that sample.',
    section: 'R7',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-R7-unread-gene': {
    says: 'A finding of a gene that is not known may be of any gene: nothing of that report is a negative.',
    section: 'R7',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-R7-named-twice': {
    says: 'Two lines of a report on one alteration are one finding: the stronger state and the higher value count, both are told.',
    section: 'R7',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-unread': {
    says: 'A name that cannot be read is kept as printed; nothing is guessed and nothing is dropped.',
    section: '10',
    cites: ['hgvs', 'house'],
    provenance: ['choice'],
  },
  'GENO-10-disagree': {
    says: 'Two names of one call that do not mean the same alteration are both kept as printed.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-compound-name': {
    says: 'Several changes in one name are several calls: one bracket is cis, two are trans, else the phase is not known.',
    section: '10',
    cites: ['hgvs', 'house'],
    provenance: ['choice'],
  },
  'GENO-10-transcripts': {
    says: 'Each gene has its reference transcript; of KRAS the isoform must be told.',
    section: '10',
    cites: ['hgvs'],
    provenance: ['known'],
  },
  'GENO-10-statement': {
    says: 'Wild type and not tested are statements on a gene; neither is a negative of an alteration.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-alteration': {
    says: 'A rule matches the gene and its protein change, amplification, fusion, or change of expression or histology.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-absent': {
    says: 'What the table does not say of a drug is unknown; it is not sensitive.',
    section: '10',
    cites: ['lin-2017-alk', 'house'],
    provenance: ['checked', 'choice'],
  },
  'GENO-10-two-values': {
    says: 'Where a cell holds two effects the less favourable one is given and the note holds both.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-single-drug': {
    says: 'A cell that names single drugs speaks of these only; a class speaks of all drugs of its generation.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10-no-advice': {
    says: 'The table states curated facts on an alteration and a drug; it never chooses a therapy.',
    section: '10',
    cites: ['house'],
    provenance: ['choice'],
  },
});
