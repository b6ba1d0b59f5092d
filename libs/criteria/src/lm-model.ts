import { type ATTRIBUTIONS, type RANO_LM_DOMAINS } from '@leptotrace/clinical';
import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Flag } from '@leptotrace/rules';
import { type Length } from './length';
import { type Response } from './model';

export type NeuroDomain = (typeof RANO_LM_DOMAINS)[number];

export type Attribution = (typeof ATTRIBUTIONS)[number];

/** One examination by the RANO-LM instrument. A domain that is missing was not examined. */
export interface NeuroExam {
  readonly factId: string;
  readonly day: EpochDay;
  readonly domains: readonly {
    readonly domain: NeuroDomain;
    /** `null`: not evaluable. */
    readonly grade: number | null;
    readonly attribution: Attribution;
  }[];
}

/** One examination by NANO-LM 2024: stored and shown. */
export interface NanoLmExam {
  readonly factId: string;
  readonly day: EpochDay;
  readonly domains: readonly {
    readonly domain: string;
    readonly grade: number | null;
    readonly attribution: Attribution;
  }[];
}

export type RawCytology = 'negative' | 'atypical' | 'suspicious' | 'positive' | 'insufficient';

export interface CytologySample {
  readonly factId: string;
  readonly specimenId: string;
  readonly day: EpochDay;
  /** `null`: collected, not yet reported. */
  readonly result: RawCytology | null;
  readonly site: 'lumbar' | 'ventricular' | 'ommaya' | 'cisternal' | 'not-stated';
  readonly volumeMl: number | null;
  readonly method: 'cytology' | 'flow-cytometry';
}

export type LanoItemName =
  | 'brain-nodules'
  | 'brain-leptomeningeal-enhancement'
  | 'cranial-nerve-enhancement'
  | 'hydrocephalus'
  | 'brain-parenchymal-metastases'
  | 'spine-nodules'
  | 'spine-leptomeningeal-enhancement'
  | 'nerve-root-enhancement'
  | 'intramedullary-metastases'
  | 'epidural-metastases';

export type RevisedItemName =
  | 'brain-nodules'
  | 'brain-linear-enhancement'
  | 'brain-hydrocephalus'
  | 'spine-nodules'
  | 'spine-linear-enhancement'
  | 'brain-parenchymal-metastases'
  | 'intramedullary-metastases';

export interface Nodule {
  readonly x: Length;
  readonly y: Length;
}

/** One MRI of the neuraxis (or a part of it), as far as LM criteria read it. */
export interface LmImaging {
  readonly factId: string;
  readonly day: EpochDay;
  readonly timeOfDay: string | null;
  readonly brain: boolean;
  readonly spine: boolean;
  /** `null`: not stated. */
  readonly contrast: boolean | null;
  readonly readerOverall: 'improved' | 'stable' | 'progressive' | 'not-evaluable' | null;
  readonly lano: readonly {
    readonly item: LanoItemName;
    readonly presence: 'present' | 'absent' | 'not-evaluable' | null;
    readonly change: number | null;
    readonly direction: 'positive-is-better' | 'positive-is-worse' | null;
    readonly nodule: Nodule | null;
  }[];
  readonly revised: readonly {
    readonly item: RevisedItemName;
    readonly presence: 'present' | 'absent' | 'not-evaluable';
    readonly change: 'improved' | 'no-change' | 'worse' | 'not-evaluable' | null;
    readonly nodules: readonly Nodule[];
  }[];
  readonly revisedReferenceFactId: string | null;
  /** Leptomeningeal nodules measured as lesions. */
  readonly nodules: readonly {
    readonly lesionId: string;
    readonly size: Nodule | null;
    /** There, whatever its size. */
    readonly present: boolean;
    readonly isNew: boolean;
  }[];
  /** A new leptomeningeal lesion or site that the reader calls unequivocal. */
  readonly newLmLesion: boolean;
  /** Something new in the leptomeninges that the reader is not sure of. */
  readonly equivocalLmLesion: boolean;
}

export interface PressureReading {
  readonly factId: string;
  readonly day: EpochDay;
  readonly cmH2O: number;
  /** Only a bound was read: above (`>`) or below it; left out when the value itself was measured. */
  readonly bound?: '<' | '<=' | '>' | '>=';
  readonly position: 'lateral-decubitus' | 'sitting' | 'prone' | 'not-stated';
  /** CSF had been let off before it, on the same day. */
  readonly afterDrainage?: boolean;
  /** `false`: read from a reservoir, drain or monitor, which is not the patient's opening pressure. */
  readonly lumbar: boolean;
}

export interface PerformanceReading {
  readonly factId: string;
  readonly day: EpochDay;
  readonly instrument: 'ECOG' | 'KPS' | 'QLQ-C30-GH';
  readonly value: number;
}

/** The facts of one LM evaluation: its components lie within `evaluationWindowDays` of each other. */
export interface LmEvaluation {
  readonly id: string;
  readonly visit: string | null;
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly factIds: readonly string[];
  readonly exams: readonly NeuroExam[];
  readonly nanoExams: readonly NanoLmExam[];
  readonly samples: readonly CytologySample[];
  readonly imaging: readonly LmImaging[];
  readonly pressures: readonly PressureReading[];
  readonly performance: readonly PerformanceReading[];
  readonly stated: { readonly value: Response; readonly factId: string; readonly day: EpochDay } | null;
  readonly flags: readonly Flag[];
}

/** A procedure on the CSF that confounds a later MRI or pressure. */
export interface CsfProcedure {
  readonly factId: string;
  readonly day: EpochDay;
  readonly timeOfDay: string | null;
  readonly what: 'lumbar-puncture' | 'shunt' | 'drain' | 'reservoir';
  /** Of what stays, the day of its removal; `null`: it is in place still. Left out: it was over at once. */
  readonly until?: EpochDay | null;
}

/** Days of a drug that changes the pressure. */
export interface PressureDrug {
  readonly from: EpochDay;
  /** Last day on which it certainly counts as given. */
  readonly to: EpochDay;
  /** Last day on which it may have been given: nothing shows it any more, and nothing ends it. */
  readonly perhapsTo: EpochDay;
  readonly factId: string;
}

/** What says that there is LM, on the day of its evidence: of the sample or scan, not of the report. */
export interface LmEvidence {
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly factIds: readonly string[];
  /** Stated by a person, or derived by the classification of EANO and ESMO. */
  readonly by: 'stated' | 'derived';
}

/** To whom criteria of LM apply, and from when (3). */
export interface LmPopulation {
  /** LM is at least possible from here on; `null`: it never was. */
  readonly since: LmEvidence | null;
  /** LM first established after the origin, where there was none before: an event on its day. */
  readonly first: LmEvidence | null;
}

/** Leptomeningeal disease of a patient, assembled, against one index line. */
export interface LmCourse {
  readonly origin: EpochDay;
  readonly population: LmPopulation;
  /** Evaluations after the origin at which LM was not yet possible: no criterion of LM judges them. */
  readonly before: readonly LmEvaluation[];
  /** At the origin; of LM that came later, the evaluation that found it. */
  readonly baseline: LmEvaluation | null;
  readonly followUps: readonly LmEvaluation[];
  /** End of induction, where an event says so. Without it nothing fails to convert. */
  readonly inductionEnd: { readonly day: EpochDay; readonly factId: string } | null;
  readonly procedures: readonly CsfProcedure[];
  readonly bevacizumab: readonly PressureDrug[];
  /** Mannitol. */
  readonly osmotic: readonly PressureDrug[];
  /** Only then does flow cytometry stand for cytology. */
  readonly haematological: boolean;
}

/** What was stated of LM last, up to a day. */
export interface LmStated {
  readonly certainty: 'confirmed' | 'probable' | 'possible' | 'refuted' | 'not-stated';
  readonly factId: string;
}

/** Inputs of the EANO-ESMO classification (5), as far as they were known on a day. */
export interface EanoEsmoInputs {
  readonly day: EpochDay;
  /** Stands beside what is derived; it never enters. */
  readonly stated: LmStated | null;
  readonly factIds: readonly string[];
  readonly clinical: 'typical' | 'atypical-only' | 'normal' | null;
  readonly mri:
    | 'linear'
    | 'nodular'
    | 'linear-and-nodular'
    | 'hydrocephalus-only'
    | 'normal-or-equivocal'
    | 'not-done'
    | null;
  readonly cytology: 'positive' | 'equivocal' | 'negative' | 'not-done' | null;
  readonly biopsy: 'positive' | 'negative' | 'not-done' | null;
  /** How many CSF samples were read by then. */
  readonly punctures: number;
  readonly brainSurgeryDay: EpochDay | null;
  readonly csfDay: EpochDay | null;
}
