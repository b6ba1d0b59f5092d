import { ruleBook } from '@leptotrace/rules';

/** New lesions (1.7). */
export const NEW_LESION_RULES = ruleBook({
  'RECIST-1.7-none': {
    says: 'No new lesion was reported.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.7-unequivocal': {
    says: 'A new lesion counts when it is unequivocal.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.7-region': {
    says: 'A lesion in a region that baseline did not image is new; for the CNS the ruleset may say otherwise.',
    section: '1.7',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
    parameters: ['newRegionCountsAsNew'],
  },
  'RECIST-1.7-without-baseline': {
    says: 'Where there is no baseline only an unequivocal new lesion can be told, and it is progression.',
    section: '1.7',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
  'RECIST-1.7-equivocal': {
    says: 'An equivocal new lesion does not count until a later scan confirms it.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known', 'checked'],
  },
  'RECIST-1.7-backdated': {
    says: 'An equivocal new lesion that a later scan confirms is progression from its first appearance.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known', 'checked'],
  },
  'RECIST-1.7-pet-baseline': {
    says: 'A site that FDG-PET showed negative at baseline and shows positive now is new.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.7-pet-confirmed': {
    says: 'Without a baseline PET a positive site is new when CT or MRI confirms it, dated at the PET.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
});
