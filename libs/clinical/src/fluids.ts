import type { Fact, FactOf } from './facts';

export type Fluid = FactOf<'SpecimenCollected'>['specimen'];

type MolecularSpecimen = FactOf<'MolecularReportIssued'>['specimen'];

const CSF = ['csf'] as const;
/** Plasma and serum are drawn as one blood; reports use the words for each other. */
const BLOOD = ['plasma', 'serum'] as const;
const TISSUE = ['tissue'] as const;

const OF_REPORT: Readonly<Record<MolecularSpecimen, readonly Fluid[]>> = {
  'csf-supernatant': CSF,
  'csf-cells': CSF,
  'csf-not-stated': CSF,
  plasma: BLOOD,
  'tissue-primary': TISSUE,
  'tissue-metastasis': TISSUE,
  'tissue-not-stated': TISSUE,
  'pleural-fluid': ['pleural'],
};

/** Specimens in which a result can have been found, by what it says of itself; `null`: it does not say. */
export const fluidsOfResult = (fact: Fact): readonly Fluid[] | null => {
  switch (fact.kind) {
    case 'CsfCytologyReported':
    case 'CsfChemistryReported':
    case 'CirculatingTumorCellsReported':
      return CSF;
    case 'TumorMarkerReported':
      return fact.compartment === 'csf' ? CSF : BLOOD;
    case 'MolecularReportIssued':
      return OF_REPORT[fact.specimen];
    default:
      return null;
  }
};

/** What was collected; `null` for a fact that collects nothing. */
export const collectedFluid = (fact: Fact): Fluid | null => {
  if (fact.kind === 'SpecimenCollected') return fact.specimen;
  return fact.kind === 'LumbarPuncturePerformed' ? 'csf' : null;
};

/** Do a result and the fact that collected its specimen name two fluids? Then one of them is wrong. */
export const isOfAnotherFluid = (result: Fact, collected: Fact): boolean => {
  const [fluids, fluid] = [fluidsOfResult(result), collectedFluid(collected)];
  return fluids !== null && fluid !== null && !fluids.includes(fluid);
};
