import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type CitationId, type Derivation, type Flag, type Provenance } from '@leptotrace/rules';
import { type AlterationKind } from './hgvs';
import { type GenomicCompartment, type MolecularCall, type MolecularSpecimen, type Phase } from './model';

/** NOT_TESTED: no report says anything of the alteration. It counts as NE wherever states are compared. */
export type CallState = 'DETECTED' | 'NOT_DETECTED' | 'NE' | 'BELOW_LOD' | 'NOT_TESTED';

/** One line of a report, as it prints the alteration. */
export interface Finding {
  readonly printed: string;
  readonly status: MolecularCall['status'];
  readonly vafPct: number | null;
  readonly copyNumber: number | null;
}

/** One alteration in one sample. */
export interface SampleState {
  readonly state: CallState;
  readonly day: EpochDay;
  readonly interval: DayInterval;
  readonly specimen: MolecularSpecimen;
  readonly assay: string;
  readonly sampleId: string;
  readonly factId: string;
  /** Percent; `null`: not reported. */
  readonly vafPct: number | null;
  readonly lodVafPct: number | null;
  readonly copyNumber: number | null;
  readonly ratio: number | null;
  /** Copies reach the threshold of amplification; `null`: no numbers, or no amplification. */
  readonly amplified: boolean | null;
  /** May its VAF be compared with others? */
  readonly quantifiable: boolean;
  readonly germline: boolean;
  /** Something was found that may be this alteration: an unread name, or its class. */
  readonly open: boolean;
  /** The report says not detected, or is silent where it reads the gene. */
  readonly negative: boolean;
  /** Every line of the report that says it; breakpoints and spellings as printed. */
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

/** Negatives of reports that do not count, by the reason. */
export interface Uncounted {
  readonly reasons: readonly Flag[];
  readonly reports: number;
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  readonly facts: readonly string[];
}

/** The course of one alteration in one compartment or one kind of specimen. */
export interface Standing {
  /** State of the last evaluable sample; without one, of the last sample; NOT_TESTED without any. */
  readonly state: CallState;
  /** First day of the unbroken run of that state; samples that are not evaluable do not break it. */
  readonly since: EpochDay | null;
  /** VAF of the sample that gives the state, percent. */
  readonly vafPct: number | null;
  /** The most recent sample, evaluable or not. */
  readonly latest: SampleState | null;
  /** One a day, ascending; of several samples of a day the strongest evidence. */
  readonly history: readonly SampleState[];
  /** Negatives after the sample that gives the state which do not count; of a state without one, all. */
  readonly uncounted: readonly Uncounted[];
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

export interface CompartmentStanding extends Standing {
  readonly compartment: GenomicCompartment;
}

export type ClearanceState = 'NOT_CLEARED' | 'CLEARED_PROVISIONAL' | 'CONFIRMED_CLEARED' | 'REAPPEARED';

export interface Clearance {
  readonly state: ClearanceState;
  readonly specimen: MolecularSpecimen;
  /** Day on which the state was reached. */
  readonly day: EpochDay;
  readonly why: Derivation;
}

export type TrendDirection = 'RISING' | 'FALLING' | 'STABLE';

export interface Trend {
  readonly specimen: MolecularSpecimen;
  readonly assay: string;
  readonly direction: TrendDirection;
  readonly fromDay: EpochDay;
  readonly toDay: EpochDay;
  readonly fromVafPct: number;
  readonly toVafPct: number;
  /** Against the truncal driver in the same samples; `null` without one in both. */
  readonly relative: {
    readonly driver: string;
    readonly from: number;
    readonly to: number;
    readonly direction: TrendDirection;
  } | null;
  readonly why: Derivation;
}

export interface SpecimenStanding extends Standing {
  readonly specimen: MolecularSpecimen;
  readonly compartment: GenomicCompartment;
  readonly trends: readonly Trend[];
  /** `null`: never detected in this kind of specimen. */
  readonly clearance: Clearance | null;
}

export type EmergenceClass = 'EMERGENT_ON' | 'PRE_EXISTING' | 'TIMING_UNKNOWN';

export interface Emergence {
  readonly class: EmergenceClass;
  /** `EMERGENT_ON(osimertinib)`. */
  readonly label: string;
  readonly drug: string;
  readonly exposureFactId: string;
  readonly specimen: MolecularSpecimen;
  /** Day of the sample that shows it. */
  readonly day: EpochDay;
  /** Only a trace under the limit of detection. */
  readonly weak: boolean;
  /** Nothing shows that the drug still went on, and nothing ends it. */
  readonly mayHaveEnded: boolean;
  readonly why: Derivation;
}

export type DiscordanceClass =
  | 'CSF_PRIVATE'
  | 'PLASMA_PRIVATE'
  | 'SHARED'
  | 'CSF_DETECTED_PLASMA_NE'
  | 'PLASMA_DETECTED_CSF_NE'
  | 'NEITHER'
  | 'NE';

export interface SamplePair {
  readonly class: DiscordanceClass;
  readonly csf: SampleState | null;
  readonly plasma: SampleState | null;
  readonly gapDays: number | null;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

export interface Discordance extends SamplePair {
  /** Every pair and every sample without partner, ascending; the one above is the last real pair. */
  readonly pairs: readonly SamplePair[];
}

export interface PhaseFinding {
  readonly with: string;
  readonly phase: Phase;
  readonly compartment: GenomicCompartment;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

export type Effect = 'resistant' | 'reduced' | 'sensitive' | 'conflicting' | 'unknown';

/** What the table says of an alteration and a drug. A curated fact, no advice. */
export interface DrugEffect {
  /** Agent code, or the name of a drug that the vocabulary does not have. */
  readonly drug: string;
  readonly effect: Effect;
  readonly rule: string;
  readonly note: string | null;
  readonly provenance: readonly Provenance[];
  readonly cites: readonly CitationId[];
  /** Alterations that the rule read beside this one. */
  readonly with: readonly string[];
  /** What the table says of this alteration alone, where another one beside it decides. */
  readonly alone: { readonly effect: Effect; readonly rule: string } | null;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

export interface CompartmentEffect extends DrugEffect {
  readonly compartments: readonly GenomicCompartment[];
}

export interface AlterationAnswer {
  readonly key: string;
  readonly gene: string;
  readonly transcripts: readonly string[];
  /** Stored name: three-letter HGVS, class, or the text as printed. */
  readonly name: string;
  readonly shown: string;
  readonly kind: AlterationKind;
  readonly compartments: readonly CompartmentStanding[];
  readonly specimens: readonly SpecimenStanding[];
  /** The most recent trend of every kind of specimen and assay. */
  readonly trends: readonly Trend[];
  /** The least cleared of the liquid specimens; of tissue only if it was never detected in a liquid. */
  readonly clearance: Clearance | null;
  readonly emergence: readonly Emergence[];
  readonly discordance: Discordance;
  readonly phase: readonly PhaseFinding[];
  /** Empty while the alteration stands in no compartment. */
  readonly effects: readonly CompartmentEffect[];
  /** What the table says of it that is no effect of a drug. */
  readonly remarks: readonly { readonly rule: string; readonly remark: string }[];
  readonly flags: readonly Flag[];
  readonly facts: readonly string[];
  readonly why: Derivation;
}

/** What a report says of a gene that is no alteration and no negative: wild type, not tested. */
export interface GeneStatement {
  readonly gene: string;
  readonly printed: string;
  readonly kind: AlterationKind;
  readonly day: EpochDay;
  readonly specimen: MolecularSpecimen;
  readonly factId: string;
}

export interface ResistanceSignal {
  readonly signal: 'T790M_LOSS';
  readonly compartment: GenomicCompartment;
  readonly specimen: MolecularSpecimen;
  readonly day: EpochDay;
  readonly drug: string;
  readonly why: Derivation;
}

export interface ResistanceAnswer {
  readonly alterations: readonly AlterationAnswer[];
  readonly statements: readonly GeneStatement[];
  readonly signals: readonly ResistanceSignal[];
  readonly knowledge: { readonly version: string; readonly digest: string };
  readonly why: Derivation;
}
