import { ruleBook } from '@leptotrace/rules';

/** How criteria are combined. */
export const DERIVATION_RULES = ruleBook({
  'CHECK-R6-touches': {
    says: 'A value is contradicted by a check of facts that it stands on, and by an error of facts that could enter it. What a fact says, its day apart, never touches whether the patient lived.',
    section: 'R6',
    cites: ['house'],
    provenance: ['choice'],
  },
  'CHECK-R6-unread': {
    says: 'Evidence that could not be read leaves undetermined every value that the fact it would be could enter, from its day on.',
    section: 'R6',
    cites: ['house'],
    provenance: ['choice'],
  },
  'CONSENSUS-7-independent': {
    says: 'Intracranial disease is judged by RANO-BM, extracranial by RECIST 1.1; neither reads the other.',
    section: '7',
    cites: ['zhao-2023', 'wu-2018'],
    provenance: ['seed'],
    parameters: ['cnsCriterion', 'nonCnsCriterion'],
  },
  'CONSENSUS-7.1-cns-pd': {
    says: 'CNS progression is the earliest progression of the criteria that count for the CNS, by default RANO-BM and RANO-LM.',
    section: '7.1',
    cites: ['zhao-2023', 'house'],
    provenance: ['choice'],
    parameters: ['cnsPdSources', 'lmCriterion'],
  },
  'CONSENSUS-7.1-suspected': {
    says: 'A suspected progression is none until it is confirmed.',
    section: '7.1',
    cites: ['house'],
    provenance: ['choice'],
  },
  'LINE-0.4-beyond-progression': {
    says: 'A line that goes on after progression stays the same line; it is no new therapy, and it is named.',
    section: '0.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RULESET-0.3-digest': {
    says: 'Every answer names its ruleset, whose digest covers parameters, code version and knowledge tables.',
    section: '0.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RULESET-4.3-all-shown': {
    says: 'All criteria are shown side by side; an experimental one is labelled and never drives an endpoint.',
    section: '6',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
  },
  'STATED-0.3-never-derived': {
    says: 'A stated response stays a statement; it drives an endpoint only where the ruleset names it, and the answer says so.',
    section: '0.3',
    cites: ['house'],
    provenance: ['choice'],
  },
});
