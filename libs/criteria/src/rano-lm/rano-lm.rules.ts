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
  'RANOLM-3.5-systemic': row('Systemic disease is judged apart and never enters RANO-LM.', [
    'checked',
    'seed',
  ]),
});
