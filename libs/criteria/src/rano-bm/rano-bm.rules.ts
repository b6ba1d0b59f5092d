import { ruleBook } from '@leptotrace/rules';

const checked = (section: string, says: string) =>
  ({ says, section, cites: ['lin-2015'], provenance: ['checked'] }) as const;
const chosen = (section: string, says: string) =>
  ({ says, section, cites: ['lin-2015', 'house'], provenance: ['checked', 'choice'] }) as const;

/** RANO-BM (section 2) and the founding review's bidimensional variant of it (2.5). */
export const RANO_BM_RULES = ruleBook({
  'RANOBM-2.1-unidimensional': {
    says: 'RANO-BM sums longest diameters; products of diameters are a variant with a name of its own.',
    section: '2.1',
    cites: ['lin-2015', 'zhao-2023'],
    provenance: ['checked', 'seed'],
  },
  'RANOBM-2.2-measurable': {
    says: 'A lesion is measurable from 10 mm with 5 mm across in slices of 5 mm or less.',
    section: '2.2',
    cites: ['lin-2015'],
    provenance: ['checked', 'unverified'],
    parameters: ['ranoMinLdMm'],
  },
  'RANOBM-2.2-non-measurable': checked(
    '2.2',
    'Small, dural, bony, leptomeningeal and cyst-only lesions are not measurable.',
  ),
  'RANOBM-2.2-unknown': {
    says: 'Without the perpendicular diameter or the slice thickness measurability is unknown: the lesion stays non-target.',
    section: '2.2',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOBM-2.2-limits': checked('2.2', 'There are up to five CNS targets without a limit an organ.'),
  'RANOBM-2.2-stated-role': {
    says: 'A role that the source states is kept, with a flag where the criterion would not accept it.',
    section: '2.2',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOBM-2.3-B1': {
    says: 'A sum at least 20 % above the nadir with one lesion at least 5 mm larger is progression.',
    section: '2.3',
    cites: ['lin-2015'],
    provenance: ['checked', 'known', 'unverified'],
    parameters: ['ranoAbsoluteRule'],
  },
  'RANOBM-2.3-reference': {
    says: 'A single lesion is compared with its size at the time point of the nadir, or with its own smallest size.',
    section: '2.3',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['ranoLesionReference'],
  },
  'RANOBM-2.3-B2': {
    says: 'All targets gone is complete response; that it lasts is asked by the best response.',
    section: '2.3',
    cites: ['lin-2015'],
    provenance: ['checked', 'known', 'choice'],
  },
  'RANOBM-2.3-B3': {
    says: 'A sum at least 30 % below baseline is partial response.',
    section: '2.3',
    cites: ['lin-2015'],
    provenance: ['checked', 'known'],
  },
  'RANOBM-2.3-B4': checked('2.3', 'Targets that neither respond nor progress are stable.'),
  'RANOBM-2.3-partial': chosen(
    '2.3',
    'An incomplete sum proves progression when its evaluable targets reach it; otherwise it is not evaluable.',
  ),
  'RANOBM-2.4-1': checked('2.4', 'An unequivocal new lesion is progression.'),
  'RANOBM-2.4-1-immunotherapy': {
    says: 'Under immunotherapy a new lesion alone is only suspected progression.',
    section: '2.4',
    cites: ['lin-2015'],
    provenance: ['checked', 'choice'],
    parameters: ['immunotherapyMode'],
  },
  'RANOBM-2.4-1-confirmed': chosen(
    '2.4',
    'A suspected new lesion that the next scan after four weeks still shows is progression from its first day.',
  ),
  'RANOBM-2.4-2': checked('2.4', 'Unequivocal progression of non-targets is progression.'),
  'RANOBM-2.4-3': checked('2.4', 'Progression of the targets is progression.'),
  'RANOBM-2.4-4': {
    says: 'Clinical worsening that lasts and comes from the CNS tumour is progression, dated at its first exam.',
    section: '2.4',
    cites: ['lin-2015'],
    provenance: ['checked', 'unverified'],
    parameters: ['clinicalPersistDays'],
  },
  'RANOBM-2.4-clinical': checked(
    '2.4',
    'A clinical state that is improved or stable stands in the way of nothing.',
  ),
  'RANOBM-2.4-4-other-cause': chosen('2.4', 'Clinical worsening with another documented cause is neutral.'),
  'RANOBM-2.4-4-suspected': {
    says: 'Clinical worsening of unknown cause, or not known to last, is only suspected progression.',
    section: '2.4',
    cites: ['lin-2015', 'house'],
    provenance: ['checked', 'choice'],
    parameters: ['clinicalPersistDays'],
  },
  'RANOBM-2.4-4-missing': {
    says: 'Without a clinical status the item is left out with a flag, or the time point is not evaluable.',
    section: '2.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['clinicalMissing'],
  },
  'RANOBM-2.4-5': checked('2.4', 'Targets or non-targets that were not evaluated leave the time point NE.'),
  'RANOBM-2.4-6-CR': checked('2.4', 'CR needs all five items, and no steroid.'),
  'RANOBM-2.4-6-PR': checked('2.4', 'PR needs all five items, and no more steroid than at baseline.'),
  'RANOBM-2.4-6-SD': checked('2.4', 'SD needs all five items, and no more steroid than at baseline.'),
  'RANOBM-2.4-6-CR-to-PR': chosen(
    '2.4',
    'Targets that are gone while non-targets remain, or under a steroid, are PR when the items of PR hold.',
  ),
  'RANOBM-2.4-7': {
    says: 'When only a higher steroid dose forbids the category, none is left.',
    section: '2.4',
    cites: ['lin-2015', 'house'],
    provenance: ['choice'],
    parameters: ['steroidFallback'],
  },
  'RANOBM-2.4-steroid': {
    says: 'The steroid dose in effect at the scan is compared with that at baseline as dexamethasone.',
    section: '2.4',
    cites: ['lin-2015', 'house'],
    provenance: ['known', 'choice'],
    parameters: ['steroidDose'],
  },
  'RANOBM-2.4-equivalents': {
    says: 'Dexamethasone 0.75, methylprednisolone 4, prednisone or prednisolone 5 and hydrocortisone 20 mg are equal.',
    section: '2.4',
    cites: ['house'],
    provenance: ['known'],
  },
  'RANOBM-2.4-replacement': {
    says: 'A dose up to physiological replacement (30 mg of hydrocortisone) counts as none.',
    section: '2.4',
    cites: ['house'],
    provenance: ['known', 'choice'],
  },
  'RANOBM-2.4-steroid-unknown': {
    says: 'An unknown dose leaves the item out with a flag, or the time point not evaluable.',
    section: '2.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['steroidUnknown'],
  },
  'RANOBM-2.4-clinical-exam': {
    says: 'A domain of the examination worse by two grades, or at its highest, is worse, with the cause that the examiner gives.',
    section: '2.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOBM-2.4-attribution': {
    says: 'The cause of a worsening is the one stated with the performance status, else the one that examinations within the window give; it is unknown only where none gives one.',
    section: '2.4',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['evaluationWindowDays'],
  },
  'RANOBM-2.4-clinical-auto': {
    says: 'KPS from 90 or more to 70 or less, by 20 from 80 or less, or to 50 or less is worse.',
    section: '2.4',
    cites: ['wen-2010', 'lin-2015'],
    provenance: ['unverified'],
  },
  'RANOBM-2.4-clinical-ECOG': {
    says: 'With ECOG only, a rise of two levels is worse.',
    section: '2.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'RANOBM-2.4-non-target-only': {
    says: 'Without targets the answers are those for non-target disease; CR still needs no steroid.',
    section: '2.4',
    cites: ['lin-2015', 'eisenhauer-2009', 'house'],
    provenance: ['checked', 'choice'],
  },
  'RANOBI-2.5-measurable': variant('A lesion is measurable when both diameters reach 10 mm.', 'seed'),
  'RANOBI-2.5-product': variant(
    'The value of a lesion is its longest times its perpendicular diameter.',
    'seed',
  ),
  'RANOBI-2.5-PD': variant('A sum of products at least 25 % above the nadir is progression.', 'choice'),
  'RANOBI-2.5-CR': variant('All targets gone is complete response.', 'choice'),
  'RANOBI-2.5-PR': variant('A sum of products at least 50 % below baseline is partial response.', 'choice'),
  'RANOBI-2.5-SD': variant('Targets that neither respond nor progress are stable.', 'choice'),
});

function variant(says: string, provenance: 'seed' | 'choice') {
  return {
    says,
    section: '2.5',
    cites: ['zhao-2023', 'macdonald-1990', 'wen-2010'],
    provenance: [provenance],
  } as const;
}

export type RanoBmRule = keyof typeof RANO_BM_RULES;
