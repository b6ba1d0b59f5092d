import { type SampleState } from './answer';
import { type Caveats } from './pairing';
import { genomicCompartmentOf } from './model';

/** Genes whose variants in plasma may come from clonal haematopoiesis. */
export const CHIP_GENES: readonly string[] = ['DNMT3A', 'TET2', 'ASXL1', 'TP53'];

const isDetectedOutside = (states: readonly SampleState[]): boolean =>
  states.some(({ state, specimen }) => state === 'DETECTED' && genomicCompartmentOf(specimen) !== 'plasma');

const isDetectedInPlasma = (states: readonly SampleState[]): boolean =>
  states.some(({ state, specimen }) => state === 'DETECTED' && specimen === 'plasma');

/** Germline, and clonal haematopoiesis: a gene of the list that only plasma ever showed. 10.4. */
export const caveatsOf = (gene: string, states: readonly SampleState[]): Caveats => ({
  germline: states.some(({ germline }) => germline),
  chipPossible: CHIP_GENES.includes(gene) && isDetectedInPlasma(states) && !isDetectedOutside(states),
});
