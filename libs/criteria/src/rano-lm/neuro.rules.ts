import { ruleBook, type Rule } from '@leptotrace/rules';

const domain = (
  name: string,
  max: string,
  provenance: Rule['provenance'],
  parameters: Rule['parameters'] = [],
): Rule => ({
  says: `${name} is graded from 0 to ${max}.`,
  section: '3.1',
  cites: ['chamberlain-2017', 'nayak-2017'],
  provenance,
  ...(parameters.length > 0 ? { parameters } : {}),
});

/** Neurological examination of RANO-LM. */
export const NEURO_RULES = ruleBook({
  'NEURO-3.1-gait': domain('Gait', '3', ['seed', 'checked']),
  'NEURO-3.1-strength': domain('Strength', '3', ['seed', 'checked']),
  'NEURO-3.1-sensation': domain('Sensation', '2', ['seed', 'checked']),
  'NEURO-3.1-vision': domain('Vision', '3', ['seed', 'checked']),
  'NEURO-3.1-eye-movements': domain('Eye movement', '3', ['seed', 'checked']),
  'NEURO-3.1-facial-strength': domain('Facial strength', '2', ['seed', 'checked']),
  'NEURO-3.1-hearing': domain('Hearing', '3 by default', ['seed', 'unverified'], ['hearingMax']),
  'NEURO-3.1-swallowing': domain('Swallowing', '2 by default', ['seed', 'unverified'], ['swallowingMax']),
  'NEURO-3.1-consciousness': domain('Level of consciousness', '3', ['seed', 'known']),
  'NEURO-3.1-behaviour': domain('Behaviour', '2', ['seed', 'known']),
  'NEURO-3.1-worse': {
    says: 'Worse: a domain rises by two grades, or to its highest grade, against the best grade since baseline.',
    section: '3.1',
    cites: ['nayak-2017', 'chamberlain-2017'],
    provenance: ['unverified', 'choice'],
    parameters: ['neuroReference'],
  },
  'NEURO-3.1-improved': {
    says: 'Improved: a domain falls by two grades against baseline (or from 1 to 0 where 2 is the highest), and none is worse.',
    section: '3.1',
    cites: ['nayak-2017'],
    provenance: ['unverified'],
    parameters: ['improveToNormalCounts'],
  },
  'NEURO-3.1-stable': {
    says: 'Stable: neither worse nor improved.',
    section: '3.1',
    cites: ['nayak-2017'],
    provenance: ['unverified'],
  },
  'NEURO-3.1-ne': {
    says: 'Not evaluable: more than three of the ten domains cannot be compared and nothing is worse.',
    section: '3.1',
    cites: ['house'],
    provenance: ['unverified'],
    parameters: ['maxNeDomains'],
  },
  'NEURO-3.1-attribution': {
    says: 'A domain that is worse for another reason than LM is neutral.',
    section: '3.1',
    cites: ['zhao-2023'],
    provenance: ['seed'],
  },
  'NEURO-3-symptoms': {
    says: 'Symptoms are recorded and not scored.',
    section: '3',
    cites: ['zhao-2023'],
    provenance: ['seed'],
  },
});
