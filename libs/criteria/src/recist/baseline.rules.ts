import { ruleBook } from '@leptotrace/rules';

const size = (says: string) =>
  ({ says, section: '1.1', cites: ['eisenhauer-2009'], provenance: ['known'] }) as const;
const checkedSize = (says: string) =>
  ({ says, section: '1.1', cites: ['eisenhauer-2009'], provenance: ['known', 'checked'] }) as const;

/** What baseline is, and what its lesions are (0.4, 1.1). */
export const BASELINE_RULES = ruleBook({
  'RECIST-0.4-baseline': {
    says: 'Baseline is the last assessment on or before the first dose and not too long before it; without one nothing is computable.',
    section: '0.4',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
    parameters: ['maxBaselineDays'],
  },
  'RECIST-0.4-missing': {
    says: 'Absent, too small, not evaluable and not assessed are four things; what was not seen is never zero.',
    section: '0.4',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
  'RECIST-1.1-soft-tissue': checkedSize(
    'A soft-tissue lesion of 10 mm or more on CT or MRI in slices of 5 mm or less is measurable.',
  ),
  'RECIST-1.1-thick-slice': size(
    'In slices thicker than 5 mm a lesion is measurable from twice the slice thickness.',
  ),
  'RECIST-1.1-skin': size('A skin lesion of 10 mm or more by calipers is measurable.'),
  'RECIST-1.1-x-ray': size('On a chest film a lesion surrounded by lung is measurable from 20 mm.'),
  'RECIST-1.1-node-measurable': checkedSize('A node with a short axis of 15 mm or more is measurable.'),
  'RECIST-1.1-node-pathological': checkedSize(
    'A node with a short axis from 10 to below 15 mm is disease, but only as non-target.',
  ),
  'RECIST-1.1-node-normal': checkedSize('A node with a short axis below 10 mm is normal.'),
  'RECIST-1.1-bone-soft-part': {
    says: 'Lytic or mixed bone is measurable by a soft-tissue part of 10 mm or more; its stated diameter is taken as that part.',
    section: '1.1',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
  'RECIST-1.1-bone-blastic': size(
    'Blastic bone, or bone without a measured soft-tissue part, is not measurable.',
  ),
  'RECIST-1.1-truly-non-measurable': {
    says: 'Leptomeningeal disease, effusion, ascites, lymphangitic spread and organomegaly are never measurable.',
    section: '1.1',
    cites: ['eisenhauer-2009', 'zhao-2023'],
    provenance: ['known', 'seed'],
  },
  'RECIST-1.1-simple-cyst': size('A simple cyst is no disease.'),
  'RECIST-1.1-cystic': size('A cystic metastasis may be measurable, but a solid lesion is preferred.'),
  'RECIST-1.1-treated': size(
    'A lesion that was irradiated or otherwise treated locally before baseline is not measurable.',
  ),
  'RECIST-1.1-otherwise': size('What meets no row of the table is disease that is not measurable.'),
  'RECIST-1.1-unknown': {
    says: 'Without the diameter or the slice thickness that the table needs, measurability is unknown: no target unless the source says so.',
    section: '1.1',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RECIST-1.1-stated-role': {
    says: 'A role that the source states is kept; a target that the criterion would not accept raises a flag.',
    section: '1.1',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RECIST-1.1-limits': {
    says: 'There are at most five targets, two an organ; data with more are used completely, with a flag.',
    section: '1.1',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'checked', 'choice'],
  },
  'RECIST-1.1-organs': {
    says: 'Paired organs are one organ, and so are all lymph nodes unless the ruleset says otherwise.',
    section: '1.1',
    cites: ['eisenhauer-2009', 'schwartz-2016'],
    provenance: ['known', 'unverified', 'choice'],
    parameters: ['nodesAsOneOrgan'],
  },
  'RECIST-1.1-chosen-by-size': {
    says: 'Where the source names no target, the largest measurable lesions within the limits are the targets.',
    section: '1.1',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['nodesAsOneOrgan'],
  },
});
