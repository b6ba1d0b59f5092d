import { type Compartment } from '@leptotrace/clinical';
import { type CriterionId, type Response } from '@leptotrace/criteria';
import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Derivation, type Flag } from '@leptotrace/rules';
import { type ReadingName } from './reading-names';

/** Something that happened on a day, or somewhere within `dates`; `day` is the one used (8.5). */
export interface Dated {
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly factIds: readonly string[];
}

/** One assessment of a compartment by one criterion. */
export interface Assessment extends Dated {
  readonly timePointId: string;
  readonly criterion: CriterionId;
  readonly value: Response;
  /** Not NE, UNKNOWN or only suspected (8.1). */
  readonly adequate: boolean;
  readonly why: Derivation;
}

/** A progression found by a criterion that counts for the compartment. */
export interface Progression extends Dated {
  readonly timePointId: string;
  readonly criterion: CriterionId;
  /** New disease where there was no baseline: no visit of the compartment was planned, and none missed. */
  readonly unplanned?: boolean;
  readonly why: Derivation;
}

export interface CompartmentEvidence {
  /** Disease, or imaging, or a progression there: only then is the compartment part of BIPFS. */
  readonly required: boolean;
  readonly baselineAdequate: boolean;
  /** Post-baseline, ascending by day; of every criterion that counts for the compartment. */
  readonly assessments: readonly Assessment[];
  /** Ascending by day. Suspected progressions are not here. */
  readonly progressions: readonly Progression[];
}

export interface NewTherapy extends Dated {
  readonly name: string;
  /**
   * Compartment it was aimed at; `null`: at both, as a systemic drug is; `undetermined`: a local treatment of
   * which the target does not tell.
   */
  readonly compartment: Compartment | 'undetermined' | null;
}

/** All that endpoints read of one patient, against one origin. Everything lies on or before the cutoff. */
export interface SubjectCourse {
  readonly subjectId: string;
  readonly origin: (Dated & { readonly what: 'first-dose' | 'lm-diagnosis' | 'fact' }) | null;
  readonly compartments: Readonly<Record<Compartment, CompartmentEvidence>>;
  /** Stated progressions that tell no compartment, ascending; only where stated responses drive (real courses 2.3). */
  readonly undeclared: readonly Progression[];
  /** Starts of anticancer therapy after the origin that are not of the index line; ascending. */
  readonly newTherapies: readonly NewTherapy[];
  readonly death: (Dated & { readonly unresolved: boolean }) | null;
  readonly lastKnownAlive: Dated | null;
  /** Last stop of the index line. */
  readonly stopped: (Dated & { readonly reason: 'toxicity' | 'progression' | 'other' }) | null;
  /** Lost to follow-up or withdrawn. */
  readonly withdrawn: Dated | null;
  /** The clinical day of the question. */
  readonly cutoff: EpochDay;
  /** Facts of which the dates do not tell whether they lie on or before the cutoff. */
  readonly undetermined: readonly string[];
  /** Facts too vaguely dated to be placed. */
  readonly unplaced: readonly string[];
}

export type Mode = 'FDA' | 'EMA';

/** ADaM names (8.6). */
export type Paramcd = 'PFS' | 'CNSPFS' | 'NCNSPFS' | 'BIPFS' | 'TTP' | 'CNSTTP' | 'NCNSTTP' | 'OS' | 'DOR';

/** `NOT_STATED`: a stated progression that tells no compartment. */
export type Cause = 'CNS' | 'NON_CNS' | 'BOTH' | 'DEATH' | 'NON_CNS_BY_SEED_LITERAL' | 'NOT_STATED';

/**
 * CNSR dictionary (8.6): 0 event; every other number one reason of censoring, unique across parameters.
 * 9 extends the specification's list: a death that censors a time to progression.
 */
export type Cnsr = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * `exact`: every date that entered is a day. `imputed`: some were filled in. `undetermined`: facts that may
 * change the value cannot be placed before or after the cutoff, cannot be placed at all, or do not tell the
 * compartment. `contradicted`: it rests on statements that cannot all be so.
 */
export type Determinacy = 'exact' | 'imputed' | 'undetermined' | 'contradicted';

/** What the value is if one way of reading the evidence is right. */
export interface EndpointReading {
  readonly reading: ReadingName;
  /** What it takes for true, in words, and by its facts. */
  readonly says: string;
  readonly facts: readonly string[];
  readonly aval: number | null;
  readonly adt: EpochDay | null;
  readonly cnsr: Cnsr | null;
  readonly evntdesc: string;
  readonly cause: Cause | null;
}

/** One time-to-event value: an ADTTE record with its explanation. */
export interface EndpointResult {
  readonly paramcd: Paramcd;
  readonly param: string;
  /** Days from start to end + 1; `null` when there is no origin or nobody is at risk. */
  readonly aval: number | null;
  /** Smallest and largest value that the partial dates allow; equal to `aval` when all days are known. */
  readonly avalRange: { readonly from: number; readonly to: number } | null;
  readonly startdt: EpochDay | null;
  readonly adt: EpochDay | null;
  readonly adtRange: DayInterval | null;
  readonly cnsr: Cnsr | null;
  readonly evntdesc: string;
  readonly cnsdtdsc: string | null;
  readonly cause: Cause | null;
  readonly mode: Mode;
  readonly determinacy: Determinacy;
  /** Facts that make it undetermined. */
  readonly missing: readonly string[];
  /** Facts that exclude each other. */
  readonly contradicting: readonly string[];
  /** The value under every reading, where the evidence has more than one; else none. */
  readonly readings: readonly EndpointReading[];
  /** Checks of the course that go with the value, by name, with their facts. */
  readonly checks: readonly { readonly code: string; readonly factIds: readonly string[] }[];
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}
