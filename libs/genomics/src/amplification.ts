import { type Configuration } from '@leptotrace/rules';
import { type MolecularCall, type MolecularSample } from './model';

const NGS = /\bngs\b|sequenc|panel|guardant|foundation/i;

/** Sequencing of several genes counts copies otherwise than a single-gene assay. */
const isSequencing = ({ assay, panelGenes }: MolecularSample): boolean =>
  NGS.test(assay) || (panelGenes?.length ?? 0) > 1;

interface Thresholds {
  readonly copyNumber: number;
  readonly ratio: number;
}

/** Thresholds of the assay record; where it has none, the ruleset's defaults, which nobody has verified. */
export const amplificationThresholds = (sample: MolecularSample, config: Configuration): Thresholds => ({
  copyNumber:
    sample.amplification?.copyNumber ??
    (isSequencing(sample) ? config.ampNgsCopyNumber : config.ampCopyNumber),
  ratio: sample.amplification?.ratio ?? config.ampFishRatio,
});

/**
 * Do the numbers of a call reach the threshold of amplification? One of copy number and FISH ratio is
 * enough; `null` when the call gives neither. Specification 10.1, amplification of MET.
 */
export const reachesAmplification = (
  call: MolecularCall,
  sample: MolecularSample,
  config: Configuration,
): boolean | null => {
  const { copyNumber, ratio } = amplificationThresholds(sample, config);
  if (call.copyNumber === null && call.ratio === null) return null;
  return (
    (call.copyNumber !== null && call.copyNumber >= copyNumber) ||
    (call.ratio !== null && call.ratio >= ratio)
  );
};
