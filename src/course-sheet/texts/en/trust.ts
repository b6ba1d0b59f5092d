import { FLAGS } from '@leptotrace/rules';
import type { Texts } from '../texts';
import { CHECKS } from './checks';

/** What the reader may rely on, and what not. */
export const TRUST: Texts['trust'] = {
  title: '4  Can the evidence be trusted?',
  evidence: {
    'mri-neuraxis': 'MRI',
    'lumbar-puncture': 'CSF sample',
    'body-imaging': 'Body imaging',
    'neurological-exam': 'Neuro exam',
    'performance-status': 'Performance',
  },
  noneRecorded: 'none recorded',
  old: 'older than 8 weeks',
  components: 'RANO-LM parts',
  confounding: 'Steroid, bev.',
  confoundingUnknown: 'Steroid, bev.?',
  noConfounder: 'none recorded as running',
  doubts: {
    'may-have-begun': 'may have begun',
    'perhaps-steroid': 'may be a steroid: its name does not tell',
    unread: 'entries on therapy could not be read: a steroid is not excluded',
  },
  componentNames: { neuro: 'neuro', csf: 'CSF', imaging: 'imaging' },
  componentStates: {
    NE: 'NE',
    IMPROVED: 'improved',
    STABLE: 'stable',
    PROGRESSIVE: 'worse',
    WORSE: 'worse',
    NOT_APPLICABLE: 'not applicable',
    CONVERTED_NEG: 'turned negative',
    NEG_UNCONFIRMED: 'negative once',
    STILL_POSITIVE: 'still positive',
    FAILED_CONVERSION: 'failed to turn negative',
    STAYS_NEG: 'stays negative',
    CONVERTED_POS: 'turned positive',
    UNKNOWN_BASELINE: 'baseline unknown',
  },
  caution: 'Caution',
  flags: FLAGS,
  late: 'Late facts',
  corrected: 'Corrected facts',
  undetermined: 'Before or after?',
  unplaced: 'Too vague to use',
  contradictions: 'Contradictions',
  checks: CHECKS,
  toCheck: 'To check',
  recordedSince: 'Recorded since',
  correctedSince: 'Corrected since',
};
