import { ruleBook } from '@leptotrace/rules';

const pair = (says: string) =>
  ({
    says,
    section: '1.8',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
    parameters: ['sdMinDays'],
  }) as const;

/** Best overall response, unconfirmed and confirmed, and the rates of it (1.8). */
export const BEST_RESPONSE_RULES = ruleBook({
  'BOR-1.8-window': {
    says: 'Time points after the first dose count up to the first progression, or until new therapy or the cutoff.',
    section: '1.8',
    cites: ['eisenhauer-2009', 'admiral-onco'],
    provenance: ['checked', 'known'],
  },
  'BOR-1.8-ranking': {
    says: 'Best is CR, then PR, SD, NON_CR_NON_PD, PD, NE and nothing at all.',
    section: '1.8',
    cites: ['admiral-onco'],
    provenance: ['checked'],
  },
  'BOR-1.8-sd-minimum': {
    says: 'Stable disease needs a time point without progression late enough after the origin.',
    section: '1.8',
    cites: ['eisenhauer-2009', 'admiral-onco'],
    provenance: ['checked', 'known'],
    parameters: ['sdMinDays'],
  },
  'BOR-1.8-early-PD': {
    says: 'When stable disease came too early, the progression that follows is the best response; without one it is NE.',
    section: '1.8',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'BOR-1.8-NED': {
    says: 'A compartment without disease has no response and counts in no rate.',
    section: '1.8',
    cites: ['house'],
    provenance: ['choice'],
  },
  'BOR-1.8-not-applicable': {
    says: 'A criterion that does not apply gives no best response, and counts in no rate.',
    section: '3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'BOR-1.8-stable-word': {
    says: 'Stable disease is called SD or NON_CR_NON_PD as the time points that show it call it; in leptomeningeal disease it is SD.',
    section: '3.5',
    cites: ['house'],
    provenance: ['choice'],
  },
  'BOR-1.8-interval': {
    says: 'A response is confirmed by a later one at least the set number of days after it.',
    section: '1.8',
    cites: ['eisenhauer-2009', 'admiral-onco'],
    provenance: ['checked', 'known'],
    parameters: ['confirmDays'],
  },
  'BOR-1.8-CR-CR': pair('CR confirmed by CR is CR.'),
  'BOR-1.8-CR-PR': pair('PR after CR is progression: SD if CR came late enough, else PD.'),
  'BOR-1.8-CR-SD-PD': pair('SD or PD after CR: SD if the minimum was met at the CR, else PD.'),
  'BOR-1.8-CR-NE': pair('Nothing evaluable after CR: SD if the minimum is met, else NE.'),
  'BOR-1.8-PR-PR': pair('PR confirmed by CR or PR is PR.'),
  'BOR-1.8-PR-SD': pair('PR and then SD is SD.'),
  'BOR-1.8-PR-PD': pair('PR and then PD: SD if the minimum is met, else PD.'),
  'BOR-1.8-PR-NE': pair('Nothing evaluable after PR: SD if the minimum is met, else NE.'),
  'BOR-1.8-NE-NE': pair('Nothing evaluable at all is NE.'),
  'BOR-1.8-max-NE': {
    says: 'No more than the set number of NE may lie between a response and its confirmation.',
    section: '1.8',
    cites: ['admiral-onco', 'eisenhauer-2009'],
    provenance: ['checked', 'known'],
    parameters: ['maxNE'],
  },
  'BOR-1.8-sd-between': {
    says: 'More SD between PR and its confirmation than the ruleset accepts (none, or one) breaks the pair.',
    section: '1.8',
    cites: ['admiral-onco'],
    provenance: ['checked'],
    parameters: ['acceptSDBetween'],
  },
  'BOR-1.8-date': {
    says: 'A confirmed response is dated at the first time point of its pair.',
    section: '1.8',
    cites: ['admiral-onco'],
    provenance: ['checked'],
  },
  'BOR-1.8-first-response': {
    says: 'Duration of response starts at the first CR or PR of the confirmed response.',
    section: '1.8',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'BOR-1.8-rates': {
    says: 'Rates divide responders by all patients of the set, those without an evaluable response included.',
    section: '1.8',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
    parameters: ['dcrIncludesNonCrNonPd'],
  },
});

export type BestResponseRule = keyof typeof BEST_RESPONSE_RULES;
