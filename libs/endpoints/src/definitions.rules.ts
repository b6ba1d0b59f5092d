import { ruleBook } from '@leptotrace/rules';

/** What ends each endpoint of the two-compartment model (7.2, 7.3). */
export const DEFINITION_RULES = ruleBook({
  'ENDP-7.2-PFS': {
    says: 'PFS ends with the first progression in any compartment or with death; all assessments are pooled.',
    section: '7.2',
    cites: ['fda-2018', 'house'],
    provenance: ['known', 'choice'],
  },
  'ENDP-7.2-CNSPFS': {
    says: 'CNS PFS ends with CNS progression or death; a progression elsewhere leaves the patient at risk.',
    section: '7.2',
    cites: ['zhao-2023', 'lin-2015'],
    provenance: ['seed'],
  },
  'ENDP-7.2-NCNSPFS': {
    says: 'Non-CNS PFS ends with progression outside the CNS or death; a CNS progression leaves the patient at risk.',
    section: '7.2',
    cites: ['zhao-2023', 'lin-2015'],
    provenance: ['seed'],
  },
  'ENDP-7.2-BIPFS': {
    says: 'Bicompartmental PFS ends with the first of CNS progression, non-CNS progression and death.',
    section: '7.2',
    cites: ['lin-2015', 'camidge-2018'],
    provenance: ['seed', 'unverified'],
  },
  'ENDP-7.2-TTP': {
    says: 'Time to progression ends with the first progression in any compartment only; death competes with it.',
    section: '7.2',
    cites: ['fda-2018', 'house'],
    provenance: ['known', 'choice'],
  },
  'ENDP-7.2-CNSTTP': {
    says: 'Time to CNS progression ends with CNS progression only; death competes with it.',
    section: '7.2',
    cites: ['zhao-2023', 'fda-2018'],
    provenance: ['seed'],
  },
  'ENDP-7.2-NCNSTTP': {
    says: 'Time to non-CNS progression ends with progression outside the CNS only; death competes with it.',
    section: '7.2',
    cites: ['zhao-2023', 'fda-2018'],
    provenance: ['seed'],
  },
  'ENDP-7.2-cause': {
    says: 'The first event has one cause: CNS, non-CNS, both, or death.',
    section: '7.2',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
  },
  'ENDP-7.2-BOTH': {
    says: 'First progressions of both compartments within the set number of days have the cause both, or CNS where the ruleset says so.',
    section: '7.2',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['simultaneousDays', 'bothCountsAs'],
  },
  'ENDP-7.3-biPfs': {
    says: 'Progression in one of the two compartments is progression for bicompartmental PFS, and of its own compartment only.',
    section: '7.3',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
    parameters: ['oneCompartmentRule'],
  },
  'ENDP-7.3-seedLiteral': {
    says: 'Read literally, a progression outside the CNS also ends CNS PFS; it touches no other endpoint and is always flagged.',
    section: '7.3',
    cites: ['zhao-2023', 'house'],
    provenance: ['seed', 'choice'],
    parameters: ['oneCompartmentRule'],
  },
});

export type DefinitionRuleId = keyof typeof DEFINITION_RULES;
