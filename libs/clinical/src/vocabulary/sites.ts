/** Where disease was seen. Compartment membership: criteria 7.1. */
export type Compartment = 'cns' | 'non-cns';

export const SITES = {
  leptomeninges: 'cns',
  'brain-parenchyma': 'cns',
  brainstem: 'cns',
  cerebellum: 'cns',
  'spinal-cord': 'cns',
  dura: 'cns',
  ventricles: 'cns',
  'cranial-nerve': 'cns',
  cns: 'cns',
  skull: 'non-cns',
  vertebra: 'non-cns',
  paraspinal: 'non-cns',
  epidural: 'non-cns',
  lung: 'non-cns',
  thorax: 'non-cns',
  pleura: 'non-cns',
  mediastinum: 'non-cns',
  'lymph-node': 'non-cns',
  liver: 'non-cns',
  adrenal: 'non-cns',
  bone: 'non-cns',
  skin: 'non-cns',
  abdomen: 'non-cns',
  pelvis: 'non-cns',
  systemic: 'non-cns',
  other: 'non-cns',
} as const satisfies Readonly<Record<string, Compartment>>;

export type Site = keyof typeof SITES;

export const compartmentOf = (site: Site): Compartment => SITES[site];
