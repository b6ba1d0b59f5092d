import { ruleBook } from '@leptotrace/rules';
import { BASELINE_RULES } from './baseline.rules';
import { NEW_LESION_RULES } from './new-lesion.rules';
import { TARGET_RULES } from './target.rules';

/** Non-target response (1.5). */
const NON_TARGET_RULES = ruleBook({
  'RECIST-1.5-PD': {
    says: 'One unequivocal progression of a non-target is progression of the non-targets.',
    section: '1.5',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.5-CR': {
    says: 'Non-targets are in complete response when all are gone, their nodes are normal and markers are normal.',
    section: '1.5',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
    parameters: ['tumourMarkers'],
  },
  'RECIST-1.5-NE': {
    says: 'Without progression, one non-target that was not evaluated leaves the non-targets not evaluable.',
    section: '1.5',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.5-NON_CR_NON_PD': {
    says: 'Non-targets that remain without unequivocal progression are neither complete response nor progression.',
    section: '1.5',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'RECIST-1.5-NA': {
    says: 'Without non-targets at baseline the row does not apply and stands in no response’s way.',
    section: '1.5',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RECIST-1.5-human': {
    says: 'Only a reader calls a progression unequivocal; growth of a non-target raises a flag and decides nothing.',
    section: '1.5',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
});

/** Overall response of one time point (1.6, 1.7) and the date of progression (8.3). */
const OVERALL_RULES = ruleBook({
  'RECIST-1.6-1': row('Targets gone, non-targets gone or none, nothing new: CR.'),
  'RECIST-1.6-2': row('Targets gone, non-targets remain, nothing new: PR.'),
  'RECIST-1.6-3': row('Targets gone, non-targets not all evaluated, nothing new: PR.'),
  'RECIST-1.6-4': row('Targets in partial response, non-targets without progression, nothing new: PR.'),
  'RECIST-1.6-5': row('Targets stable, non-targets without progression, nothing new: SD.'),
  'RECIST-1.6-6': row('Targets not all evaluated, non-targets without progression, nothing new: NE.'),
  'RECIST-1.6-7': row('Progression of targets is progression whatever else was found.'),
  'RECIST-1.6-8': row('Progression of non-targets is progression whatever else was found.'),
  'RECIST-1.6-9': row('An unequivocal new lesion is progression whatever else was found.'),
  'RECIST-1.7-CR': only('Without targets, non-targets that are all gone are CR.'),
  'RECIST-1.7-NON_CR_NON_PD': only(
    'Without targets, non-targets that remain are NON_CR_NON_PD, never SD or PR.',
  ),
  'RECIST-1.7-NE': only('Without targets, non-targets that were not all evaluated are NE.'),
  'RECIST-1.7-PD': only('Without targets, unequivocal progression of non-targets is PD.'),
  'RECIST-1.7-new-PD': only('Without targets, an unequivocal new lesion is PD.'),
  'RECIST-1.7-NED': {
    says: 'Without disease at baseline the compartment has no evidence of disease until a new lesion appears.',
    section: '1.7',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
  'RECIST-1.7-NED-NE': {
    says: 'A visit without readable imaging, or one after a new lesion, does not say that there is no disease.',
    section: '1.7',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RECIST-8.3-target': dated('Growth of the sum is dated at the last target scan that made the sum.'),
  'RECIST-8.3-non-target': dated('Progression of a non-target is dated at the scan that showed it.'),
  'RECIST-8.3-new': dated('A new lesion is dated when it was first seen.'),
  'RECIST-8.3-earliest': {
    says: 'Of several findings at one time point that each make progression, the earliest gives the date.',
    section: '8.3',
    cites: ['house'],
    provenance: ['choice'],
  },
});

function row(says: string) {
  return { says, section: '1.6', cites: ['eisenhauer-2009'], provenance: ['known', 'checked'] } as const;
}
function only(says: string) {
  return { says, section: '1.7', cites: ['eisenhauer-2009'], provenance: ['known'] } as const;
}
function dated(says: string) {
  return { says, section: '8.3', cites: ['fda-2018'], provenance: ['known'] } as const;
}

/** RECIST 1.1: every rule of sections 1.1 to 1.7, and what it needs of 0.4 and 8.3. */
export const RECIST_RULES = ruleBook({
  ...BASELINE_RULES,
  ...TARGET_RULES,
  ...NON_TARGET_RULES,
  ...NEW_LESION_RULES,
  ...OVERALL_RULES,
});

export type RecistRule = keyof typeof RECIST_RULES;
