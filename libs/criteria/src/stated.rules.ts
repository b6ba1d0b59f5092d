import { ruleBook } from '@leptotrace/rules';

/** What the source's reader stated, without derivation. */
export const STATED_RULES = ruleBook({
  'STATED-0.3-value': {
    says: 'The response that the source’s reader stated at the visit is taken as it is; nothing is derived.',
    section: '0.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'STATED-0.3-NE': {
    says: 'A visit without a stated response is not evaluable by statement.',
    section: '0.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'STATED-0.4-criteria': {
    says: 'Criteria stated at one visit are never mixed: a progression by any that counts leads, else RANO-BM in the CNS and RECIST outside of it.',
    section: '0.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['cnsPdSources'],
  },
  'STATED-0.4-baseline': {
    says: 'A stated response presupposes the baseline of the reader who stated it.',
    section: '0.4',
    cites: ['house'],
    provenance: ['choice'],
  },
});
