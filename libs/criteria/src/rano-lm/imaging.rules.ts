import { ruleBook, type Rule } from '@leptotrace/rules';

const item = (says: string, provenance: Rule['provenance'] = ['unverified']): Rule => ({
  says,
  section: '3.3',
  cites: ['chamberlain-2017', 'le-rhun-2019'],
  provenance,
});

/** Imaging scorecard of RANO-LM 2017, and the order of MRI and puncture. */
export const LANO_RULES = ruleBook({
  'LANO-3.3-brain-nodules': item('Brain nodules are an item of the card.', ['checked']),
  'LANO-3.3-brain-leptomeningeal-enhancement': item(
    'Leptomeningeal enhancement of the brain is an item of the card.',
    ['checked'],
  ),
  'LANO-3.3-cranial-nerve-enhancement': item('Cranial nerve enhancement is an item of the card.', [
    'checked',
  ]),
  'LANO-3.3-hydrocephalus': item('Hydrocephalus is an item of the card.'),
  'LANO-3.3-brain-parenchymal-metastases': item('Parenchymal metastases are an item of the card.'),
  'LANO-3.3-spine-nodules': item('Spinal nodules are an item of the card.', ['checked']),
  'LANO-3.3-spine-leptomeningeal-enhancement': item(
    'Leptomeningeal enhancement of the spine is an item of the card.',
  ),
  'LANO-3.3-nerve-root-enhancement': item('Nerve root enhancement is an item of the card.'),
  'LANO-3.3-intramedullary-metastases': item('Intramedullary metastases are an item of the card.'),
  'LANO-3.3-epidural-metastases': item('Epidural metastases are an item of the card.'),
  'LANO-3.3-sign': item(
    'The sign of a change is read with its stated direction; without one the item is not used.',
    ['unverified', 'choice'],
  ),
  'LANO-3.3-measurable': item('A nodule is measurable from 5 by 10 mm, whichever way round.', [
    'seed',
    'choice',
  ]),
  'LANO-3.3-nodule-change': {
    ...item(
      'Measurable nodules change by the sum of their products, worse against the smallest, better against baseline.',
    ),
    parameters: ['noduleWorsePercent', 'noduleBetterPercent'],
  },
  'LANO-3.3-PROGRESSIVE': {
    ...item(
      'Progressive: a new site, nodule products up by 25 %, the composite worse by 25 % of the load, or the reader says so.',
    ),
    parameters: ['noduleWorsePercent', 'scoreWorsePercent'],
  },
  'LANO-3.3-IMPROVED': {
    ...item('Improved: the composite or the products better by 50 %, and no item worse.'),
    parameters: ['noduleBetterPercent', 'scoreBetterPercent'],
  },
  'LANO-3.3-STABLE': item('Stable: neither progressive nor improved.', ['checked']),
  'LANO-3.3-NE': {
    ...item(
      'Not evaluable: a required part is missing, contrast was not given, or it is unreadable; what is seen may still prove progression.',
      ['choice'],
    ),
    parameters: ['requireFullNeuraxis'],
  },
  'LANO-3.3-NOT_APPLICABLE': item('Not applicable: normal at baseline and normal still.', ['choice']),
  'LANO-3.3-reader': {
    ...item(
      'The reader’s category leads; the computed one is shown beside it, and a difference is flagged.',
      ['checked', 'choice'],
    ),
    parameters: ['imagingPrimary'],
  },
  'MRILP-3.4-order': {
    says: 'An MRI up to 14 days after a puncture, shunt or reservoir is flagged; on one day unless clock times put it first.',
    section: '3.4',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
    parameters: ['mriAfterLpDays'],
  },
  'MRILP-3.4-in-place': {
    says: 'A shunt or drain confounds every MRI while it is in place, and 14 days after its removal.',
    section: '3.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['mriAfterLpDays'],
  },
  'MRILP-3.4-downgrade': {
    says: 'After a puncture, and while a shunt or drain is in place, progression by enhancement alone is only suspected; nodules, new sites and parenchyma stay.',
    section: '3.4',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
  },
  'MRILP-3.4-repeat': {
    says: 'A repeat MRI at least 14 days later that is progressive confirms it, back to the first.',
    section: '3.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['mriRepeatDays'],
  },
});
