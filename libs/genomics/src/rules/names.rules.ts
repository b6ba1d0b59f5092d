import { ruleBook } from '@leptotrace/rules';

/** Names of alterations, and how the tables are read. */
export const NAME_RULES = ruleBook({
  'GENO-10-hgvs': {
    says: 'Alterations are stored by three-letter HGVS and shown in one letter; equal changes have one key.',
    section: '10',
    cites: ['hgvs'],
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
