import { ruleBook } from '@leptotrace/rules';

/** Section 10.4: states of calls, and phase. */
export const CALL_RULES = ruleBook({
  'GENO-10.4-compartment': {
    says: 'CSF cells, supernatant and unnamed CSF are CSF; tissue and pleural fluid are tissue; plasma is plasma.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-DETECTED': {
    says: 'A reported call is detected and stays so; doubts on the sample are flags.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-LOW_INPUT_POSITIVE': {
    says: 'A positive call stays valid with low DNA input, and is flagged.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NOT_DETECTED': {
    says: 'Not detected needs the gene covered, quality passed, input at or above the minimum and enough depth.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NE-panel': {
    says: 'Without the gene in the panel an alteration is not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NE-qc-fail': {
    says: 'A negative of failed quality is not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NE-qc-borderline': {
    says: 'A negative of borderline quality is not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NE-insufficient-DNA': {
    says: 'A negative with insufficient DNA is not evaluable and never a clearance.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NE-reported': {
    says: 'What the report calls not evaluable is not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-depth': {
    says: 'A depth that cannot show one mutated molecule at the limit of detection makes a negative not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-BELOW_LOD': {
    says: 'A trace under the limit is not evaluable for clearance and a weak signal for emergence.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-NOT_TESTED': {
    says: 'Where no report says that the gene was read, the alteration was not tested; it counts as not evaluable.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-strict-negatives': {
    says: 'A negative of unknown input or quality is not evaluable; the ruleset may take it as negative with a flag.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['strictNegatives'],
  },
  'GENO-10.4-class-by-member': {
    says: 'A detected member shows its class.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-class-negative': {
    says: 'A negative class is a negative of its members, under the conditions of any negative.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-class-open': {
    says: 'A detected class leaves open which member it is: the member is not evaluable there.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-same-day': {
    says: 'Of several samples of one day and kind the strongest evidence counts.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-standing': {
    says: 'An alteration stands as the last evaluable sample shows it; what is not evaluable changes nothing.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-uncounted': {
    says: 'Negatives behind the deciding sample that do not count change nothing, and are counted beside it by the reason.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-PHASE_UNKNOWN': {
    says: 'Without proof from the same reads the phase is unknown, and so is every effect that depends on it.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-every-phase': {
    says: 'An effect that is the same in every possible phase is that effect, whether or not the phase is known.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-phase': {
    says: 'Phase comes from same-read evidence of the compartment’s last sample that has any.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'GENO-10.4-absence': {
    says: 'Absence on an assay that is not evaluable is not “without”.',
    section: '10.4',
    cites: ['house'],
    provenance: ['choice'],
  },
});
