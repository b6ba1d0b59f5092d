import { ruleBook } from '@leptotrace/rules';

/** Section 10.1: one rule a row of the table of EGFR. */
export const EGFR_RULES = ruleBook({
  'GENO-10.1-common': {
    says: 'Exon 19 deletion and L858R are sensitive to EGFR inhibitors of all generations.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-uncommon': {
    says: 'G719X, L861Q and S768I: first generation reduced, afatinib sensitive, third sensitive or reduced.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-exon-20-insertion': {
    says: 'Most exon 20 insertions resist the three generations, while the classes made for them are active.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-T790M': {
    says: 'T790M resists the first and second generation and is sensitive to the third.',
    section: '10.1',
    cites: ['leonetti-2019', 'mu-2020'],
    provenance: ['known', 'checked'],
  },
  'GENO-10.1-C797S-without-T790M': {
    says: 'C797S shown to be without T790M: first generation sensitive in part, second reduced, third resistant.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-C797S-cis': {
    says: 'C797S on one allele with T790M resists all three generations.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-C797S-trans': {
    says: 'C797S and T790M on two alleles: each generation alone fails; the first with the third may act.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-C797G': {
    says: 'C797G behaves as C797S to the first generation and resists the third.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-L718': {
    says: 'L718Q and L718V: first generation variable, afatinib reported active, third resistant or reduced.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-G724S': {
    says: 'G724S: first generation reduced, afatinib reported active, third resistant beside an exon 19 deletion.',
    section: '10.1',
    cites: ['leonetti-2019', 'mu-2020'],
    provenance: ['known', 'checked'],
  },
  'GENO-10.1-L792': {
    says: 'L792H, L792F and L792Y: first and second generation variable, third resistant or reduced.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-G796': {
    says: 'G796S, G796R and G796D resist the third generation; the others are unknown.',
    section: '10.1',
    cites: ['leonetti-2019', 'mu-2020'],
    provenance: ['known', 'checked'],
  },
  'GENO-10.1-VUS-like': {
    says: 'L798I, V802I, V834L and E758D are reported under the third generation; their meaning is not known.',
    section: '10.1',
    cites: ['mu-2020'],
    provenance: ['checked'],
  },
  'GENO-10.1-compound': {
    says: 'S768I compound with V769L gives conflicting reports for the first generation.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-rare': {
    says: 'D761Y, L747S and T854A are rare changes that resist the first generation.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-amplification': {
    says: 'Amplification of EGFR reduces the effect of the first and third generation.',
    section: '10.1',
    cites: ['leonetti-2019', 'mu-2020'],
    provenance: ['known', 'checked'],
  },
  'GENO-10.1-T790M-loss': {
    says: 'T790M that was there and is gone under a third-generation drug points to an off-target escape at progression.',
    section: '10.1',
    cites: ['mu-2020'],
    provenance: ['checked'],
  },
  'GENO-10.1-off-target': {
    says: 'Bypass by other genes, fusions or histological change resists EGFR inhibitors of all generations.',
    section: '10.1',
    cites: ['leonetti-2019', 'mu-2020'],
    provenance: ['known', 'checked'],
  },
  'GENO-10.1-SCLC-look': {
    says: 'Loss of RB1 and TP53 asks to look for transformation into small cell lung cancer.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-TP53': {
    says: 'TP53 beside a driver is prognostic and no call of resistance.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['known'],
  },
  'GENO-10.1-MET-amp': {
    says: 'Amplification needs the copy number or the FISH ratio of the assay record, else of the ruleset.',
    section: '10.1',
    cites: ['leonetti-2019'],
    provenance: ['unverified'],
    parameters: ['ampCopyNumber', 'ampNgsCopyNumber', 'ampFishRatio'],
  },
});
