import { type Cause, type Cnsr, type Paramcd } from './model';

/** PARAM of each PARAMCD (8.6). */
export const PARAMS: Readonly<Record<Paramcd, string>> = {
  PFS: 'Progression-Free Survival',
  CNSPFS: 'CNS Progression-Free Survival',
  NCNSPFS: 'Non-CNS Progression-Free Survival',
  BIPFS: 'Bicompartmental Progression-Free Survival',
  TTP: 'Time to Progression',
  CNSTTP: 'Time to CNS Progression',
  NCNSTTP: 'Time to Non-CNS Progression',
  OS: 'Overall Survival',
  DOR: 'Duration of Response',
};

/** CNSR dictionary: EVNTDESC of every reason of censoring, unique across parameters (8.6). */
export const CNSR_TEXTS: Readonly<Record<Exclude<Cnsr, 0>, string>> = {
  1: 'No adequate baseline assessment',
  2: 'No assessment after baseline',
  3: 'Event after two or more missed assessments',
  4: 'New anticancer therapy',
  5: 'Treatment stopped for toxicity',
  6: 'Undocumented progression',
  7: 'Withdrawn or lost to follow-up',
  8: 'Ongoing at data cutoff',
  9: 'Death without progression',
};

/** EVNTDESC of events. */
export const EVENT_TEXTS: Readonly<Record<Cause, string>> = {
  CNS: 'Documented progression (CNS)',
  NON_CNS: 'Documented progression (non-CNS)',
  BOTH: 'Documented progression (both)',
  DEATH: 'Death',
  NON_CNS_BY_SEED_LITERAL: 'Documented progression (non-CNS)',
  NOT_STATED: 'Stated progression (compartment not stated)',
};

/** CNSDTDSC: which date a censored record carries. */
export const CENSOR_DATES = {
  assessment: 'LAST ADEQUATE ASSESSMENT',
  alive: 'LAST KNOWN ALIVE',
  death: 'DEATH',
  cutoff: 'DATA CUTOFF',
} as const;
