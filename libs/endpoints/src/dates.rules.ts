import { ruleBook } from '@leptotrace/rules';

/** Conventions of 0.4 that endpoints live by, and partial dates (8.5). */
export const DATE_RULES = ruleBook({
  'CONV-0.4-duration': {
    says: 'A duration counts both its first and its last day.',
    section: '0.4',
    cites: ['cdisc-adam'],
    provenance: ['known'],
  },
  'CONV-0.4-months': {
    says: 'Months are days divided by 30.4375, kept unrounded and shown with two decimals.',
    section: '0.4',
    cites: ['admiral-onco'],
    provenance: ['checked'],
    parameters: ['monthDays'],
  },
  'CONV-0.4-interval-test': {
    says: 'A test of an interval compares the plain difference of two days, without adding one.',
    section: '0.4',
    cites: ['admiral-onco'],
    provenance: ['checked'],
  },
  'CONV-0.4-assessment-before-therapy': {
    says: 'An assessment on the day on which a new therapy starts came before it.',
    section: '0.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['nactTie'],
  },
  'CONV-0.4-progression-and-death': {
    says: 'Of a progression and a death on one day, the progression ends PFS and the death ends OS.',
    section: '0.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'CONV-0.4-interval-kept': {
    says: 'The days that a partial date may mean stay beside the filled-in day, and the value carries its range.',
    section: '0.4',
    cites: ['cdisc-adam', 'house'],
    provenance: ['choice'],
  },
  'DATE-8.5-exact': {
    says: 'A date known to the day is used as it is.',
    section: '8.5',
    cites: ['cdisc-adam'],
    provenance: ['known'],
  },
  'DATE-8.5-death-day': {
    says: 'A death without its day is put on the 15th, or on the day after the last sign of life, inside the month.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeDeath'],
  },
  'DATE-8.5-death-month': {
    says: 'A death known to the year is put on 1 July, or on the day after the last sign of life, inside the year.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeDeath'],
  },
  'DATE-8.5-death-bounds': {
    says: 'A death is never put before the last sign of life or after the cutoff; where that is impossible it is flagged.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
  },
  'DATE-8.5-scan-day': {
    says: 'A scan without its day is put on the 15th, but after the previous assessment, inside the month.',
    section: '8.5',
    cites: ['house', 'admiral-onco'],
    provenance: ['choice'],
    parameters: ['imputeScan'],
  },
  'DATE-8.5-scan-month': {
    says: 'A scan without month and day is not placed and not used.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
  },
  'DATE-8.5-therapy-day': {
    says: 'A therapy start without its day is put on the 1st, but after the start of the index line.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeTherapy'],
  },
  'DATE-8.5-therapy-month': {
    says: 'A therapy start known to the year is put on 1 January, but after the start of the index line.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeTherapy'],
  },
  'DATE-8.5-diagnosis-day': {
    says: 'A diagnosis without its day is put on the 15th.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeDiagnosis'],
  },
  'DATE-8.5-diagnosis-month': {
    says: 'A diagnosis known to the year is put on 1 July.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeDiagnosis'],
  },
  'DATE-8.5-contact-day': {
    says: 'A last contact or last dose without its day is put on the 1st.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeContact'],
  },
  'DATE-8.5-contact-month': {
    says: 'A last contact or last dose known to the year is put on 1 January.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['imputeContact'],
  },
  'DATE-8.5-range': {
    says: 'A range that is no whole month or year counts as a month up to 31 days and as a year up to 366; its middle is its middle day.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
  },
  'DATE-8.5-order-uncertain': {
    says: 'Filled-in days are compared; where the intervals behind them overlap, the order is reported as uncertain.',
    section: '8.5',
    cites: ['house'],
    provenance: ['choice'],
  },
});

export type DateRuleId = keyof typeof DATE_RULES;
