import { ruleBook, type Rule } from '@leptotrace/rules';

const row = (says: string, provenance: Rule['provenance'], parameters: Rule['parameters'] = []): Rule => ({
  says,
  section: '3.5',
  cites: ['chamberlain-2017', 'zhao-2023'],
  provenance,
  ...(parameters.length > 0 ? { parameters } : {}),
});

/** Combined response of RANO-LM: the first row that fits. */
export const RANO_LM_RULES = ruleBook({
  'RANOLM-3.5-L1': row('Progressive imaging that is not confounded is progression by itself.', ['checked']),
  'RANOLM-3.5-L2': row('Cytology from negative to positive is progression.', ['seed']),
  'RANOLM-3.5-L3': row(
    'Cytology still positive after induction is progression, unless the patient improves: then stable, flagged.',
    ['seed', 'choice'],
    ['failedConversion'],
  ),
  'RANOLM-3.5-L4': row(
    'Neurological worsening from LM is progression once a second examination shows it; until then suspected.',
    ['unverified', 'choice'],
    ['neuroAloneIsPD'],
  ),
  'RANOLM-3.5-L5': row('Confounded imaging, or worsening of unknown cause, is only suspected.', ['choice']),
  'RANOLM-3.5-L6': row('Improved imaging, negative cytology and no worsening is a response.', [
    'unverified',
    'choice',
  ]),
  'RANOLM-3.5-L7': row('Nothing worse, and enough known to say so, is stable.', ['unverified', 'seed']),
  'RANOLM-3.5-L8': row('What is left is not evaluable.', ['choice']),
  'RANOLM-3.5-baseline': row('Without a baseline evaluation only progression that needs none can be told.', [
    'choice',
  ]),
  'RANOLM-3-population': {
    says: 'Criteria of LM apply from the day on which LM is at least possible, stated or derived; before it they are not applicable.',
    section: '3',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['lmEvidenceDays'],
  },
  'RANOLM-3-later-baseline': {
    says: 'LM that is first possible under treatment is judged against the evaluation that found it.',
    section: '3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOLM-R1-first': {
    says: 'LM first stated, or derived as at least probable, after the origin where there was none before is progression on the day of its evidence.',
    section: 'R1',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['lmEvidenceDays'],
  },
  'RANOLM-3.2-puncture-alone': {
    says: 'A puncture alone is a time point only where cytology shows progression; it leaves nothing else not evaluable.',
    section: '3.2',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOLM-3.5-systemic': row('Systemic disease is judged apart and never enters RANO-LM.', [
    'checked',
    'seed',
  ]),
});
