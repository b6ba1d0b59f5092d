import { ruleBook } from '@leptotrace/rules';

const known = (section: string, says: string) =>
  ({ says, section, cites: ['eisenhauer-2009'], provenance: ['known'] }) as const;
const chosen = (section: string, says: string) =>
  ({ says, section, cites: ['house'], provenance: ['choice'] }) as const;

/** Sum of diameters and response of the targets (0.4, 1.2 to 1.4). */
export const TARGET_RULES = ruleBook({
  'RECIST-0.4-nadir': known(
    '0.4',
    'The nadir is the smallest complete sum of the time points before, baseline included.',
  ),
  'RECIST-0.4-thresholds': {
    says: 'Thresholds are inclusive and compare whole hundredths of a millimetre by cross-multiplication.',
    section: '0.4',
    cites: ['eisenhauer-2009', 'house'],
    provenance: ['known', 'choice'],
  },
  'RECIST-0.4-after-PD': {
    says: 'What follows the first progression is shown, but is no nadir and no best response.',
    section: '0.4',
    cites: ['admiral-onco'],
    provenance: ['checked'],
  },
  'RECIST-1.2-sum': known(
    '1.2',
    'The sum adds the longest diameters of targets and the short axes of nodal targets.',
  ),
  'RECIST-1.2-measured': known('1.2', 'A measured target counts with its value, however small.'),
  'RECIST-1.2-too-small': {
    says: 'A target that is present but too small to measure counts with the default value unless a number is given.',
    section: '1.2',
    cites: ['eisenhauer-2009'],
    provenance: ['known'],
    parameters: ['tooSmallMm'],
  },
  'RECIST-1.2-absent': known('1.2', 'A target that is gone counts nothing.'),
  'RECIST-1.2-node': known(
    '1.2',
    'A nodal target counts with its short axis, also when it has become normal: CR may leave a sum.',
  ),
  'RECIST-1.2-split': known(
    '1.2',
    'A target that split counts with the sum of its fragments; they are not new.',
  ),
  'RECIST-1.2-merged-plane': known(
    '1.2',
    'Lesions that touch but can be told apart are measured separately.',
  ),
  'RECIST-1.2-merged': known(
    '1.2',
    'Merged lesions count once with the longest diameter of the conglomerate; the others count nothing.',
  ),
  'RECIST-1.2-not-evaluable': known(
    '1.2',
    'A target that was not evaluable or not assessed leaves the sum incomplete.',
  ),
  'RECIST-1.2-local-therapy': chosen(
    '1.2',
    'A target treated by a local procedure outside the index line gives no response from that day; its measured growth may still prove progression.',
  ),
  'RECIST-1.2-two-statements': chosen(
    '1.2',
    'Of two sizes of one target at one visit the worse counts now, and the lesser is what later visits are compared with.',
  ),
  'RECIST-1.3-T1a': known('1.3', 'After complete response a non-nodal target of any size is progression.'),
  'RECIST-1.3-T1b': known('1.3', 'A sum at least 20 % and at least 5 mm above the nadir is progression.'),
  'RECIST-1.3-T2': known(
    '1.3',
    'All non-nodal targets gone and all nodal targets below 10 mm are complete response.',
  ),
  'RECIST-1.3-T3': known('1.3', 'A sum at least 30 % below baseline is partial response.'),
  'RECIST-1.3-T4': known('1.3', 'What is neither progression nor response is stable.'),
  'RECIST-1.3-order': known(
    '1.3',
    'Progression against the nadir is tested before response against baseline.',
  ),
  'RECIST-1.3-zero-nadir': known('1.3', 'From a nadir of zero the sum must reach 5 mm for progression.'),
  'RECIST-1.3-return': known(
    '1.3',
    'A target that vanished without complete response and comes back is not new: the sum decides.',
  ),
  'RECIST-1.3-nodal-rise': chosen(
    '1.3',
    'After a complete response of nodes, 10 mm alone is no progression: the sum must grow as usual.',
  ),
  'RECIST-1.3-no-baseline-sum': chosen(
    '1.3',
    'Without a complete baseline sum neither partial response nor stable disease can be told.',
  ),
  'RECIST-1.4-PD': known(
    '1.4',
    'The evaluable targets alone prove progression when their sum reaches it against the full nadir.',
  ),
  'RECIST-1.4-NE': known(
    '1.4',
    'An incomplete sum proves nothing else: it is never compared with baseline, carried forward or a nadir.',
  ),
});
