import { type Response } from '../model';
import { earliest, imagingEvidence, type EvidenceRules } from './progression';
import { type NonTargetValue } from './non-target';
import { type RecistRule } from './recist.rules';
import { type Findings, type Verdict } from './response';

type Row = readonly [Response, RecistRule];

const WITH_TARGETS: EvidenceRules = {
  target: 'RECIST-1.6-7',
  nonTarget: 'RECIST-1.6-8',
  newLesion: 'RECIST-1.6-9',
};
const WITHOUT_TARGETS: EvidenceRules = {
  target: 'RECIST-1.6-7',
  nonTarget: 'RECIST-1.7-PD',
  newLesion: 'RECIST-1.7-new-PD',
};

const TARGETS_GONE: Readonly<Record<Exclude<NonTargetValue, 'PD'>, Row>> = {
  CR: ['CR', 'RECIST-1.6-1'],
  NA: ['CR', 'RECIST-1.6-1'],
  NON_CR_NON_PD: ['PR', 'RECIST-1.6-2'],
  NE: ['PR', 'RECIST-1.6-3'],
};

const BY_TARGETS: Readonly<Partial<Record<Response, Row>>> = {
  PR: ['PR', 'RECIST-1.6-4'],
  SD: ['SD', 'RECIST-1.6-5'],
};

const NOT_EVALUABLE: Row = ['NE', 'RECIST-1.6-6'];

/** Non-targets only (1.7). */
export const NON_TARGET_ROWS: Readonly<Record<Exclude<NonTargetValue, 'PD'>, Row>> = {
  CR: ['CR', 'RECIST-1.7-CR'],
  NA: ['CR', 'RECIST-1.7-CR'],
  NON_CR_NON_PD: ['NON_CR_NON_PD', 'RECIST-1.7-NON_CR_NON_PD'],
  NE: ['NE', 'RECIST-1.7-NE'],
};

const unreadable = ({ point, nonTarget, afterNew }: Findings): boolean =>
  afterNew ||
  point.imaged === false ||
  nonTarget.value === 'NE' ||
  (point.readings.length > 0 &&
    point.readings.every(({ status }) => status === 'not-evaluable' || status === 'not-assessed'));

/** No disease at baseline: none now either, unless the visit cannot say so (1.7). */
export const noDisease = (found: Findings): Row =>
  unreadable(found) ? ['NE', 'RECIST-1.7-NED-NE'] : ['NED', 'RECIST-1.7-NED'];

const rowOf = (found: Findings): Row => {
  const { target, nonTarget, baseline } = found;
  const others = nonTarget.value === 'PD' ? 'NE' : nonTarget.value;
  if (baseline.finding.disease === 'none') return noDisease(found);
  if (!target) return NON_TARGET_ROWS[others];
  if (target.value === 'CR') return TARGETS_GONE[others];
  return BY_TARGETS[target.value] ?? NOT_EVALUABLE;
};

/** Overall response of RECIST 1.1 at one time point: progression first, then the tables (1.6, 1.7). */
export const recistOverall = (found: Findings): Verdict => {
  const rules = found.target ? WITH_TARGETS : WITHOUT_TARGETS;
  const allEvidence = imagingEvidence(found.point, found, rules);
  const evidence = earliest(allEvidence);
  if (evidence) return { value: 'PD', rule: evidence.rule, evidence, allEvidence };
  const [value, rule] = rowOf(found);
  return { value, rule };
};
