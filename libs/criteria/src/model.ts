import { type Compartment, type Site } from '@leptotrace/clinical';
import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { type Length } from './length';

/** Result vocabulary of all criteria (0.3). */
export type Response =
  | 'CR'
  | 'PR'
  | 'SD'
  | 'NON_CR_NON_PD'
  | 'PD'
  | 'SUSPECTED_PD'
  | 'NE'
  /** No disease at baseline and none now. */
  | 'NED'
  /** Not computable: baseline missing. */
  | 'UNKNOWN'
  /** The criterion is not made for this patient at this time (3): neither a response nor a missing one. */
  | 'not-applicable'
  /** The vocabulary of the seed's proposal. */
  | 'IMPROVED'
  | 'STABLE'
  | 'PROGRESSED';

export type CriterionId =
  | 'RECIST_1_1'
  | 'RANO_BM_2015'
  | 'RANO_BM_SEED_BIDIMENSIONAL'
  | 'RANO_LM_2017'
  | 'LM_SCORECARD_2019'
  | 'LM_SCORECARD_2022'
  | 'NANO_LM_2024'
  | 'SEED_WEIGHTED_v0'
  | 'STATED';

export type LesionKind = 'non-nodal' | 'node' | 'bone' | 'cystic' | 'leptomeningeal-nodule';

/** `present`: there, but not measured. `not-assessed`: no scan showed the region. Never the same as absent (0.4). */
export type LesionStatus =
  'measured' | 'present' | 'too-small' | 'absent' | 'not-evaluable' | 'not-assessed' | 'split' | 'merged';

/** One of several statements about a lesion at one time point. */
export type SizeStatement = Pick<LesionReading, 'factId' | 'day' | 'status' | 'longest' | 'shortAxis'>;

/** One lesion as one time point shows it. */
export interface LesionReading {
  readonly lesionId: string;
  readonly factId: string;
  readonly day: EpochDay;
  readonly site: Site;
  readonly kind: LesionKind;
  /** As the source says; `null` when it says nothing. */
  readonly role: 'target' | 'non-target' | 'new' | null;
  readonly status: LesionStatus;
  readonly longest: Length | null;
  readonly shortAxis: Length | null;
  /** Largest diameter perpendicular to the longest one. */
  readonly perpendicular: Length | null;
  readonly slice: Length | null;
  /** Lesions it split into, or was merged with; their readings are in the same time point if measured. */
  readonly parts: readonly string[];
  /** A reader says so; never derived from a size. */
  readonly unequivocalProgression: boolean;
  /** Day of the earliest resection or irradiation of this lesion or its site, wide fields too, if any. */
  readonly locallyTreatedOn: EpochDay | null;
  /** Days of local procedures on it (SRS, ablation, resection) that are not of the index line (1.2). */
  readonly localProcedures: readonly EpochDay[];
  /** Statements that say otherwise, and the least sizes that they state: those later visits are compared with. */
  readonly conflict?: {
    readonly statements: readonly SizeStatement[];
    readonly least: Pick<LesionReading, 'longest' | 'shortAxis' | 'perpendicular'>;
  };
  /** How the lesion was seen; decides measurability. */
  readonly modality: 'mri' | 'ct' | 'x-ray' | 'clinical' | 'other';
  /**
   * What the reader says that takes the meaning from a size (1.1): a simple cyst is no disease; blastic
   * bone has no soft-tissue part; diffuse are effusion, ascites, lymphangitic spread, organomegaly.
   */
  readonly nature?: 'simple-cyst' | 'blastic' | 'diffuse';
}

export interface NewLesionReading {
  readonly lesionId: string;
  readonly factId: string;
  readonly day: EpochDay;
  readonly site: Site;
  readonly equivocal: boolean;
  /** Was its region on the baseline studies? */
  readonly regionImagedAtBaseline: boolean;
  /** Seen on FDG-PET only, not yet on CT or MRI. */
  readonly petOnly: boolean;
  /** FDG-PET of the region was done at baseline and was negative there: a positive one is then enough. */
  readonly baselinePetNegative?: boolean;
}

/** Dose in effect, as dexamethasone equivalents. `null`: taken, but the dose is not known. */
export interface SteroidDose {
  readonly dexamethasoneMgPerDay: number | null;
  /** At or below physiological replacement. */
  readonly replacement: boolean;
  readonly factIds: readonly string[];
}

export interface ClinicalStatus {
  readonly status: 'improved' | 'stable' | 'worse';
  readonly day: EpochDay;
  /** Days for which a worsening is documented to have lasted; `null` when nothing tells. */
  readonly lastedDays: number | null;
  readonly attribution: 'cns-tumour' | 'other-cause' | 'unknown';
  readonly factIds: readonly string[];
}

/** What was stated at one visit by one criterion: the worst of the records adopted for it. */
export interface StatedReading {
  /** As the source names it, `RECIST`, `RANO-BM`, `RANO-LM` in one spelling; `null`: it names none. */
  readonly criterion: string | null;
  readonly value: Response;
  readonly factId: string;
  readonly day: EpochDay;
  /** Other records of the visit by this criterion, and why they did not decide. */
  readonly lost: readonly Lost[];
  readonly flags: readonly Flag[];
}

/** The facts of one compartment that belong to one assessment (0.4). */
export interface TimePoint {
  readonly id: string;
  readonly visit: string | null;
  /** Date of the time point for every value but PD: last target scan of the group, else last imaging. */
  readonly day: EpochDay;
  /** Every day that the time point may mean; wider than `day` when dates are partial. */
  readonly dates: DayInterval;
  readonly factIds: readonly string[];
  /** One reading a lesion; of several in the group, the one with the worst evidence. */
  readonly readings: readonly LesionReading[];
  readonly newLesions: readonly NewLesionReading[];
  /** Non-targets as a whole, where the reader judged them so. */
  readonly nonTargets: {
    readonly status: 'absent' | 'present' | 'unequivocal-progression' | 'not-evaluable';
    readonly factId: string;
    readonly day: EpochDay;
  } | null;
  readonly steroid: SteroidDose | null;
  readonly clinical: ClinicalStatus | null;
  readonly underImmunotherapy: boolean;
  /** `false`: no study of it says which lesions it shows, if only that there are none. Left out: one does. */
  readonly imaged?: boolean;
  /** A tumour marker that was above normal at baseline, and that the protocol uses, still is (1.5). */
  readonly markersElevated?: boolean;
  /** What was stated at this visit, one of each criterion named; never used to derive. */
  readonly stated: readonly StatedReading[];
  readonly flags: readonly Flag[];
}

/** One compartment of a patient, assembled, against one index line. */
export interface CompartmentCourse {
  readonly compartment: Compartment;
  /** Day from which response is counted: first dose of the index line, or the other origin. */
  readonly origin: EpochDay;
  /** Last assessment on or before the first dose, at most `maxBaselineDays` before; `null`: none. */
  readonly baseline: TimePoint | null;
  /** After the baseline, ascending by day; none before the origin. */
  readonly followUps: readonly TimePoint[];
}

/** What one criterion says at one time point. */
export interface TimePointResponse {
  readonly timePointId: string;
  readonly value: Response;
  /** Date of the value: for PD the first date on which its evidence exists (8.3), possibly back-dated. */
  readonly day: EpochDay;
  readonly dates: DayInterval;
  /** Intermediate findings for display: `target`, `nonTarget`, `newLesion`, `neuro`, `csf`, `imaging`, ... */
  readonly parts: Readonly<Record<string, string>>;
  /** Progression by disease that was not there before: it needs no baseline to be compared with. */
  readonly newDisease?: boolean;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

/** What the baseline is for a criterion. */
export interface BaselineFinding {
  readonly timePointId: string | null;
  readonly day: EpochDay | null;
  /** `unknown`: no adequate baseline, nothing can be computed against it. */
  readonly disease: 'target' | 'non-target-only' | 'none' | 'unknown';
  readonly adequate: boolean;
  readonly why: Derivation;
}

export interface CriterionResult {
  readonly criterion: CriterionId;
  /** Version of this code's reading of the criterion. */
  readonly version: string;
  readonly compartment: Compartment;
  /** Must be labelled so and never be shown alone. */
  readonly experimental: boolean;
  /** `false`: nothing in this patient is what the criterion judges (3). Left out: it applies. */
  readonly applies?: boolean;
  readonly baseline: BaselineFinding;
  /** Ascending: one a follow-up time point, but for punctures alone, which the state of the CSF tells. */
  readonly responses: readonly TimePointResponse[];
}
