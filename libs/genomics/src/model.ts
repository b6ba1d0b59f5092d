import { type AgentCode } from '@leptotrace/clinical';
import { type DayInterval, type EpochDay } from '@leptotrace/kernel';

export const MOLECULAR_SPECIMENS = [
  'csf-supernatant',
  'csf-cells',
  'csf-not-stated',
  'plasma',
  'tissue-primary',
  'tissue-metastasis',
  'tissue-not-stated',
  'pleural-fluid',
] as const;
export type MolecularSpecimen = (typeof MOLECULAR_SPECIMENS)[number];

export const GENOMIC_COMPARTMENTS = ['csf', 'plasma', 'tissue'] as const;
export type GenomicCompartment = (typeof GENOMIC_COMPARTMENTS)[number];

const COMPARTMENT_OF: Readonly<Record<MolecularSpecimen, GenomicCompartment>> = {
  'csf-supernatant': 'csf',
  'csf-cells': 'csf',
  'csf-not-stated': 'csf',
  plasma: 'plasma',
  'tissue-primary': 'tissue',
  'tissue-metastasis': 'tissue',
  'tissue-not-stated': 'tissue',
  'pleural-fluid': 'tissue',
};

/** Compartment of a specimen: CSF, plasma, or tumour tissue (to which pleural fluid counts). */
export const genomicCompartmentOf = (specimen: MolecularSpecimen): GenomicCompartment =>
  COMPARTMENT_OF[specimen];

export type Phase = 'cis' | 'trans' | 'unknown';

/** One line of a molecular report. */
export interface MolecularCall {
  readonly gene: string;
  /** As the report prints it. */
  readonly alteration: string;
  readonly hgvsP: string | null;
  readonly hgvsC: string | null;
  readonly type: 'snv' | 'indel' | 'cnv' | 'fusion' | 'expression' | 'transformation' | 'not-stated';
  /** Variant allele fraction, percent. */
  readonly vafPct: number | null;
  readonly copyNumber: number | null;
  /** Copies of the gene by those of its centromere (FISH). */
  readonly ratio: number | null;
  readonly fusionPartner: string | null;
  readonly phaseWith: readonly { readonly alteration: string; readonly phase: Phase }[];
  readonly status: 'detected' | 'not-detected' | 'not-evaluable' | 'below-lod';
  readonly germline: boolean;
}

/** One molecular report on one specimen, by the day on which the specimen was taken. */
export interface MolecularSample {
  readonly sampleId: string;
  readonly factId: string;
  readonly day: EpochDay;
  readonly interval: DayInterval;
  readonly specimen: MolecularSpecimen;
  readonly assay: string;
  /** Genes that the assay reads; `null`: not stated, and then nothing is negative by silence. */
  readonly panelGenes: readonly string[] | null;
  readonly inputNg: number | null;
  readonly minInputNg: number | null;
  readonly uniqueDepth: number | null;
  /** Limit of detection, percent VAF. */
  readonly lodVafPct: number | null;
  readonly qc: 'pass' | 'borderline' | 'fail' | null;
  readonly calls: readonly MolecularCall[];
  readonly reportedOn: EpochDay | null;
  /** Amplification thresholds of this assay's record; the ruleset's where they are missing. */
  readonly amplification?: { readonly copyNumber: number | null; readonly ratio: number | null };
}

/** A drug that was given. Planned or never given therapy is none. */
export interface Exposure {
  readonly agent: AgentCode;
  readonly name: string;
  readonly from: EpochDay;
  /** Last day in effect; `null` while it goes on. */
  readonly to: EpochDay | null;
  readonly factId: string;
  /** Holds, both ends inclusive; `to: null`: still held. */
  readonly held: readonly { readonly from: EpochDay; readonly to: EpochDay | null }[];
  /** Without a known end: the day after which nobody can say that it still goes on. */
  readonly shownUntil?: EpochDay | null;
}

export interface ResistanceInput {
  readonly samples: readonly MolecularSample[];
  readonly exposures: readonly Exposure[];
  /** Days on which a line of therapy begins. */
  readonly lineChanges: readonly EpochDay[];
}
