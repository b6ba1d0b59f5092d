import { type Attribution } from '../lm-model';
import { type ClinicalStatus } from '../model';

const OF_CNS: ReadonlySet<Attribution> = new Set(['lm', 'parenchymal-or-other-cns']);

/** One cause in the CNS is enough; only where every known cause is another one is it another cause (2.4). */
export const causeOf = (attributions: readonly Attribution[]): ClinicalStatus['attribution'] => {
  const known = attributions.filter((each) => each !== 'unknown');
  if (known.some((each) => OF_CNS.has(each))) return 'cns-tumour';
  return known.length > 0 ? 'other-cause' : 'unknown';
};
