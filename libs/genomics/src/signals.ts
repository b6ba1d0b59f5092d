import { AGENTS } from '@leptotrace/clinical';
import { type Configuration } from '@leptotrace/rules';
import { type ResistanceSignal, type SampleState } from './answer';
import { isUnder } from './emergence';
import { genomicCompartmentOf, type Exposure } from './model';
import { isEvaluable } from './standing';

const isThirdGeneration = ({ agent }: Exposure): boolean => {
  if (agent === 'other') return false;
  const found: { readonly group: string; readonly generation?: number } = AGENTS[agent];
  return found.group === 'egfr-tki' && found.generation === 3;
};

/**
 * Loss of T790M in one kind of specimen: detected before, evaluably negative under a third-generation
 * drug. Whether the disease progresses is for the reader: at progression it points off target. 10.1.
 *
 * @param series states of T790M, one a day.
 */
export const t790mLoss = (
  series: readonly SampleState[],
  exposures: readonly Exposure[],
  config: Configuration,
): ResistanceSignal | null => {
  const evaluable = series.filter(isEvaluable);
  const last = evaluable.findLastIndex(({ state }) => state === 'DETECTED');
  const [before, lost] = [evaluable[last], evaluable[last + 1]];
  // A later finding that could not be read may be T790M again.
  const masked = series.some(({ open, day }) => open && lost !== undefined && day > lost.day);
  if (!before || !lost || masked) return null;
  const exposure = [...exposures]
    .sort((a, b) => b.from - a.from || (a.factId < b.factId ? -1 : 1))
    .find((each) => isThirdGeneration(each) && isUnder(each, lost.day, config));
  if (!exposure) return null;
  return {
    signal: 'T790M_LOSS',
    compartment: genomicCompartmentOf(lost.specimen),
    specimen: lost.specimen,
    day: lost.day,
    drug: exposure.name,
    why: {
      rule: 'GENO-10.1-T790M-loss',
      value: 'T790M_LOSS',
      day: lost.day,
      facts: [exposure.factId],
      because: [before.why, lost.why],
      flags: ['T790M_LOSS'],
    },
  };
};
