import { ruleBook } from '@leptotrace/rules';

/** Section 10.3: one rule a row of the table of ROS1, MET, RET, ERBB2 and KRAS. */
export const OTHER_RULES = ruleBook({
  'GENO-10.3-ROS1-G2032R': {
    says: 'G2032R: crizotinib and entrectinib resistant, lorlatinib reduced, repotrectinib and taletrectinib sensitive.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-ROS1-L2086F': {
    says: 'L2086F: crizotinib, entrectinib, lorlatinib and repotrectinib resistant, cabozantinib reported active.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-ROS1-other': {
    says: 'The other changes of ROS1 resist crizotinib; the other drugs vary.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-MET-D1228-Y1230': {
    says: 'D1228 and Y1230 resist inhibitors of type I; type II varies.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-MET-G1163R': {
    says: 'G1163R resists crizotinib; capmatinib and tepotinib may act.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-MET-L1195-F1200': {
    says: 'L1195 and F1200 resist inhibitors of type II and are sensitive to type I.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-RET-G810': {
    says: 'G810R, S, C and V, the solvent front, resist selpercatinib and pralsetinib.',
    section: '10.3',
    cites: ['solomon-2020'],
    provenance: ['checked', 'known'],
  },
  'GENO-10.3-RET-V804': {
    says: 'V804M and V804L resist multikinase drugs and are sensitive to selpercatinib and pralsetinib.',
    section: '10.3',
    cites: ['solomon-2020'],
    provenance: ['known'],
  },
  'GENO-10.3-RET-L730-V738-Y806': {
    says: 'L730 resists pralsetinib and spares selpercatinib; V738 and Y806 resist selpercatinib.',
    section: '10.3',
    cites: ['solomon-2020'],
    provenance: ['unverified'],
  },
  'GENO-10.3-RET-bypass': {
    says: 'Amplification of MET and mutated KRAS bypass RET inhibitors.',
    section: '10.3',
    cites: ['solomon-2020'],
    provenance: ['unverified'],
  },
  'GENO-10.3-ERBB2-driver': {
    says: 'Exon 20 insertions, S310F and V777L are drivers, sensitive to trastuzumab deruxtecan and some inhibitors.',
    section: '10.3',
    cites: ['zhao-2023'],
    provenance: ['known', 'seed'],
  },
  'GENO-10.3-ERBB2-secondary': {
    says: 'T798I, L755S and C805S resist covalent or other HER2 inhibitors; it varies.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-ERBB2-loss': {
    says: 'Loss of expression of HER2 resists trastuzumab deruxtecan.',
    section: '10.3',
    cites: ['house'],
    provenance: ['known'],
  },
  'GENO-10.3-KRAS-on-therapy': {
    says: 'Changes of the pocket under G12C inhibition: Y96D resists sotorasib and adagrasib, H95 adagrasib only.',
    section: '10.3',
    cites: ['awad-2021'],
    provenance: ['known'],
  },
  'GENO-10.3-KRAS-second-hit': {
    says: 'Second KRAS mutations and amplification of G12C resist G12C inhibitors.',
    section: '10.3',
    cites: ['awad-2021'],
    provenance: ['known'],
  },
  'GENO-10.3-KRAS-bypass': {
    says: 'Other genes of the pathway, fusions and histological change bypass G12C inhibitors.',
    section: '10.3',
    cites: ['awad-2021'],
    provenance: ['checked'],
  },
});
