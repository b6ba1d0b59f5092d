import { ruleBook, type Rule } from '@leptotrace/rules';

const row = (
  section: string,
  says: string,
  provenance: Rule['provenance'],
  parameters: Rule['parameters'] = [],
): Rule => ({
  says,
  section,
  cites: ['le-rhun-2019', 'le-rhun-2022'],
  provenance,
  ...(parameters.length > 0 ? { parameters } : {}),
});

/** Revised imaging scorecard of 2019 and 2022. */
export const SCORECARD_RULES = ruleBook({
  'SCORE-4.1-brain-nodules': row('4.1', 'Brain nodules, subarachnoid or ventricular, are an LM item.', [
    'checked',
  ]),
  'SCORE-4.1-brain-linear-enhancement': row('4.1', 'Linear enhancement of the brain is an LM item.', [
    'checked',
  ]),
  'SCORE-4.1-brain-hydrocephalus': row('4.1', 'Hydrocephalus is an LM item.', ['checked']),
  'SCORE-4.1-spine-nodules': row('4.1', 'Spinal nodules are an LM item.', ['checked']),
  'SCORE-4.1-spine-linear-enhancement': row('4.1', 'Linear enhancement of the spine is an LM item.', [
    'checked',
  ]),
  'SCORE-4.1-not-lm': row('4.1', 'Parenchymal and intramedullary metastases are judged apart.', ['checked']),
  'SCORE-4.1-measurable': row(
    '4.1',
    'A nodule is measurable above 5 x 5 mm: both diameters greater than 5 mm, or the product if so configured.',
    ['checked', 'choice'],
    ['scorecardNoduleRule'],
  ),
  'SCORE-4.2-nodules': row(
    '4.2',
    'Products up by 25 % against the smallest are worse, down by 50 % against the reference improved; a new nodule is worse.',
    ['unverified'],
    ['noduleWorsePercent', 'noduleBetterPercent'],
  ),
  'SCORE-4.2-reference': row(
    '4.2',
    'Improved is against baseline, worse against the smallest, unless the form names a scan.',
    ['choice'],
  ),
  'SCORE-4.2-PD': row('4.2', 'Any item worse or newly present is PD, whatever else improves.', [
    'unverified',
  ]),
  'SCORE-4.2-NE': row('4.2', 'An item that is not evaluable or missing makes the rest not evaluable.', [
    'unverified',
    'checked',
  ]),
  'SCORE-4.2-CR': row('4.2', 'Every item that was present is gone.', ['unverified']),
  'SCORE-4.2-NED': row('4.2', 'Nothing was present, and nothing is.', ['choice']),
  'SCORE-4.2-PR': row('4.2', 'An item improved and none worse.', ['unverified']),
  'SCORE-4.2-SD': row('4.2', 'No item changed.', ['unverified']),
  'SCORE-4.2-baseline': row('4.2', 'Without a reference card only a stated worsening can be told.', [
    'choice',
  ]),
  'SCORE-4.3-versions': row('4.3', 'The card of 2022 follows the rules of 2019 under its own name.', [
    'choice',
  ]),
});
