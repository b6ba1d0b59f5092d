import { ruleBook } from '@leptotrace/rules';

/** Days of progressions, OS, TTP, DoR and the ADaM forms (8.3, 8.4, 8.6). */
export const OTHER_RULES = ruleBook({
  'TTE-8.3-new-lesion': {
    says: 'A new lesion dates progression at its first sight, also when that sight was still equivocal.',
    section: '8.3',
    cites: ['fda-2018', 'lin-2015'],
    provenance: ['checked', 'known'],
  },
  'TTE-8.3-target-growth': {
    says: 'Growth of the target sum dates progression at the last scan that the sum is made of.',
    section: '8.3',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'TTE-8.3-non-target': {
    says: 'Unequivocal progression of non-targets is dated at its scan.',
    section: '8.3',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
  },
  'TTE-8.3-cytology': {
    says: 'Cytology that turned positive is dated at the sample, not at the report.',
    section: '8.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'TTE-8.3-several': {
    says: 'Of several findings that each make progression, the earliest dates it.',
    section: '8.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'TTE-8.3-clinical': {
    says: 'Clinical progression, once confirmed, is dated at the first examination that met the rule.',
    section: '8.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'TTE-8.4-OS-death': {
    says: 'Overall survival ends with death of any cause.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'TTE-8.4-OS-alive': {
    says: 'Who is not known to have died is censored at the last day known alive, at the latest the cutoff.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'TTE-8.4-OS-after-cutoff': {
    says: 'A death after the cutoff censors at the cutoff.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'TTE-8.4-OS-no-follow-up': {
    says: 'Without any sign of life after the origin the patient is censored there.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'TTE-8.4-TTP-death': {
    says: 'A death without progression censors time to progression at the last adequate assessment, or at death by setting.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
    parameters: ['ttpDeathCensor'],
  },
  'TTE-8.4-DOR': {
    says: 'Duration of response runs from the first response, for responders only, by the table of PFS.',
    section: '8.4',
    cites: ['fda-2018'],
    provenance: ['known'],
  },
  'ADAM-8.6-adtte': {
    says: 'One ADTTE record a subject and parameter, with days counting both ends or with months.',
    section: '8.6',
    cites: ['cdisc-adam', 'admiral-onco'],
    provenance: ['checked'],
  },
  'ADAM-8.6-paramcd': {
    says: 'Each endpoint has one PARAMCD of at most eight characters.',
    section: '8.6',
    cites: ['cdisc-adam', 'admiral-onco'],
    provenance: ['checked', 'choice'],
  },
  'ADAM-8.6-cnsr': {
    says: 'CNSR is 0 for an event and one positive number for each reason of censoring, the same in every parameter.',
    section: '8.6',
    cites: ['cdisc-adam', 'admiral-onco'],
    provenance: ['checked', 'choice'],
  },
  'ADAM-8.6-evntdesc': {
    says: 'EVNTDESC names the event with its compartment, or the reason of censoring.',
    section: '8.6',
    cites: ['cdisc-adam'],
    provenance: ['checked', 'choice'],
  },
  'ADAM-8.6-cnsdtdsc': {
    says: 'CNSDTDSC says which date a censored record carries.',
    section: '8.6',
    cites: ['cdisc-adam', 'admiral-onco'],
    provenance: ['checked'],
  },
  'ADAM-8.6-source': {
    says: 'SRCDOM and SRCVAR name the data set and variable of the date.',
    section: '8.6',
    cites: ['cdisc-adam'],
    provenance: ['known', 'choice'],
  },
  'ADAM-8.6-adrs-order': {
    says: 'ADRS numbers CR, PR, SD, NON-CR/NON-PD, PD, NE and MISSING from 1 to 7; other values keep their name and get no number.',
    section: '8.6',
    cites: ['admiral-onco'],
    provenance: ['checked', 'choice'],
  },
  'ADAM-8.6-adrs-paramcd': {
    says: 'ADRS parameters carry the names of the admiral examples.',
    section: '8.6',
    cites: ['admiral-onco'],
    provenance: ['checked'],
  },
  'ENDP-R2.3-not-stated': {
    says: 'A stated progression that tells no compartment is an event of PFS and bicompartmental PFS; an endpoint of one compartment is undetermined and has both readings.',
    section: 'R2.3',
    cites: ['house'],
    provenance: ['choice'],
  },
  'ENDP-R6-reading': {
    says: 'Where statements cannot all be so, or one does not tell, the value stands under every reading beside it.',
    section: 'R6',
    cites: ['house'],
    provenance: ['choice'],
  },
});

export type OtherRuleId = keyof typeof OTHER_RULES;
