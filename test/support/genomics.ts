import {
  resistanceOf,
  type AlterationAnswer,
  type Exposure,
  type MolecularCall,
  type MolecularSample,
  type ResistanceAnswer,
} from '@leptotrace/genomics';
import { DEFAULTS, type Configuration } from '@leptotrace/rules';

// Short forms of molecular reports for the specs of genomics; days are plain numbers.

export const call = (gene: string, alteration: string, more: Partial<MolecularCall> = {}): MolecularCall => ({
  gene,
  alteration,
  hgvsP: null,
  hgvsC: null,
  type: 'snv',
  vafPct: null,
  copyNumber: null,
  ratio: null,
  fusionPartner: null,
  phaseWith: [],
  status: 'detected',
  germline: false,
  ...more,
});

/** A sample that can be relied on: panel, input and quality are in order. */
export const sample = (
  day: number,
  specimen: MolecularSample['specimen'],
  calls: readonly MolecularCall[],
  more: Partial<MolecularSample> = {},
): MolecularSample => ({
  sampleId: `${specimen}-${day}`,
  factId: `${specimen}-${day}`,
  day,
  interval: { from: day, to: day },
  specimen,
  assay: 'panel',
  panelGenes: ['EGFR', 'ALK', 'ROS1', 'MET', 'RET', 'ERBB2', 'KRAS', 'TP53', 'DNMT3A', 'RB1'],
  inputNg: 20,
  minInputNg: 5,
  uniqueDepth: 5000,
  lodVafPct: 0.1,
  qc: 'pass',
  calls,
  reportedOn: day + 7,
  ...more,
});

export const drug = (
  agent: Exposure['agent'],
  from: number,
  to: number | null = null,
  held: Exposure['held'] = [],
): Exposure => ({ agent, name: agent, from, to, factId: `rx-${agent}`, held });

export const resistance = (
  samples: readonly MolecularSample[],
  more: {
    exposures?: readonly Exposure[];
    lineChanges?: readonly number[];
    config?: Partial<Configuration>;
  } = {},
): ResistanceAnswer =>
  resistanceOf(
    { samples, exposures: more.exposures ?? [], lineChanges: more.lineChanges ?? [] },
    { ...DEFAULTS, ...more.config },
  );

/** The answer about one alteration, by gene and the name that is shown. */
export const about = (answer: ResistanceAnswer, gene: string, shown: string): AlterationAnswer => {
  const found = answer.alterations.find((each) => each.gene === gene && each.shown === shown);
  if (!found)
    throw new Error(
      `${gene} ${shown} is not among ${answer.alterations.map((each) => `${each.gene} ${each.shown}`).join(', ')}`,
    );
  return found;
};
