import { ruleBook, type Rule } from '@leptotrace/rules';

const row = (says: string, provenance: Rule['provenance']): Rule => ({
  says,
  section: '5',
  cites: ['eano-esmo-2017', 'eano-esmo-2023'],
  provenance,
});

/** Diagnostic classification of EANO and ESMO. */
export const EANO_RULES = ruleBook({
  'EANO-5-1': row('Positive cytology or biopsy is type I, confirmed.', ['checked']),
  'EANO-5-2': row('Everything else is type II.', ['checked']),
  'EANO-5-3': row('IIA, IIB and IIC with typical signs are probable.', ['checked', 'known']),
  'EANO-5-4': row('IIA, IIB and IIC without typical signs are possible.', ['known']),
  'EANO-5-5': row('IID with typical signs is possible.', ['known']),
  'EANO-5-6': row('IID without typical signs lacks evidence.', ['known']),
  'EANO-5-letter': row('A linear, B nodular, C both, D hydrocephalus only or normal.', ['checked']),
  'EANO-5-mri-not-done': row('Without an MRI the letter is not known; type II cannot be classified.', [
    'choice',
  ]),
  'EANO-5-equivocal': row('Equivocal cytology never makes type I.', ['checked']),
  'EANO-5-cytology-not-done': row('Cytology that was not done counts as not positive, flagged.', ['choice']),
  'EANO-5-repeat': row(
    'After a first negative or equivocal sample a second puncture is recommended, flagged.',
    ['checked'],
  ),
  'EANO-5-surgery': row('A sample within 14 days of brain surgery is flagged; the result stays.', [
    'unverified',
  ]),
  'EANO-5-from-facts': row(
    'Derived from cytology, biopsy, MRI read for LM and signs, with or without a stated diagnosis, which stands beside it.',
    ['choice'],
  ),
  'EANO-5-autopsy': row('LM found at autopsy counts as a positive biopsy.', ['choice']),
  'EANO-5-refuted': row(
    'A diagnosis that is refuted takes with it what was only possible or probable up to then; positive cytology or biopsy stays.',
    ['choice'],
  ),
  'EANO-5-new-classification': row('A later positive sample makes a new classification of its own date.', [
    'known',
  ]),
});
