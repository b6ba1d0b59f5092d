import { ruleBook } from '@leptotrace/rules';

/** Section 10.2: one rule a row of the table of ALK. */
export const ALK_RULES = ruleBook({
  'GENO-10.2-T1151dup': {
    says: 'T1151dup, printed as 1151Tins: crizotinib and ceritinib resistant, brigatinib and lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk', 'hgvs'],
    provenance: ['checked', 'known'],
  },
  'GENO-10.2-L1152': {
    says: 'L1152P and L1152R: crizotinib and ceritinib resistant, alectinib, brigatinib and lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-C1156': {
    says: 'C1156Y and C1156T: crizotinib and ceritinib resistant, alectinib, brigatinib and lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-I1171': {
    says: 'I1171T, N and S: crizotinib and alectinib resistant, ceritinib sensitive for T and N, the rest sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked', 'known'],
  },
  'GENO-10.2-F1174': {
    says: 'F1174C, L and V: crizotinib and ceritinib resistant, alectinib, brigatinib and lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-V1180L': {
    says: 'V1180L: crizotinib and alectinib resistant, ceritinib, brigatinib and lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked', 'known'],
  },
  'GENO-10.2-L1196M': {
    says: 'L1196M, the gatekeeper, resists crizotinib only.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-G1202R': {
    says: 'G1202R: crizotinib, ceritinib and alectinib resistant, brigatinib conflicting, lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-G1202del': {
    says: 'G1202del: crizotinib, ceritinib and alectinib resistant, lorlatinib reduced.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['known'],
  },
  'GENO-10.2-S1206': {
    says: 'S1206C and S1206Y: crizotinib resistant, ceritinib, alectinib and lorlatinib sensitive, brigatinib unknown.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-D1203N-E1210K': {
    says: 'D1203N with E1210K in cis resists brigatinib; the rest is unknown.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-E1210K': {
    says: 'E1210K: crizotinib resistant, lorlatinib sensitive.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-S1206C-E1210K': {
    says: 'S1206C with E1210K in cis resists brigatinib.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-C1156Y-L1198F': {
    says: 'C1156Y with L1198F in cis resists lorlatinib and is sensitive to crizotinib again.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['checked'],
  },
  'GENO-10.2-compound': {
    says: 'G1202R with L1196M or I1171, and other pairs in cis: all resistant, lorlatinib resistant or reduced.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['known'],
  },
  'GENO-10.2-off-target': {
    says: 'MET amplification, EGFR, KRAS, BRAF, KIT, PIK3CA, small cell change and loss of NF2 bypass ALK inhibitors.',
    section: '10.2',
    cites: ['lin-2017-alk'],
    provenance: ['known'],
  },
});
