import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type LanoItemName, type LmCourse, type LmEvaluation, type LmImaging } from '../lm-model';
import { isMriAfterPuncture } from './mri-after-puncture';
import { isDownBy, isMeasurableNodule, isUpBy, nodulesByName, sumOfProducts, type Product } from './nodules';

export type ImagingResult = 'IMPROVED' | 'STABLE' | 'PROGRESSIVE' | 'NE' | 'NOT_APPLICABLE';

/** Why an imaging is progressive; only `enhancement` can come from a puncture. */
export type Evidence = 'new-site' | 'nodule' | 'enhancement' | 'other-item' | 'composite' | 'reader';

export interface ImagingFinding {
  readonly result: ImagingResult;
  /** Progressive by enhancement alone, soon after a puncture: only suspected (3.4). */
  readonly downgraded: boolean;
  /** First study that shows the progression, else the last study. `null`: no MRI. */
  readonly day: EpochDay | null;
  readonly evidence: readonly Evidence[];
  readonly items: readonly LanoItemName[];
  /** Every item that was present at baseline is resolved, or nothing was there. */
  readonly resolved: boolean;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

const ENHANCEMENT: ReadonlySet<LanoItemName> = new Set([
  'brain-leptomeningeal-enhancement',
  'cranial-nerve-enhancement',
  'spine-leptomeningeal-enhancement',
  'nerve-root-enhancement',
]);
const NEW_SITE = -3;

type Item = LmImaging['lano'][number];

/** Change with the sign of the specification, better is positive; `null`: none, or its direction is missing. */
export const signedChange = ({ change, direction }: Pick<Item, 'change' | 'direction'>): number | null => {
  if (change === null || (direction === null && change !== 0)) return null;
  return direction === 'positive-is-worse' ? -change : change;
};

interface Scored {
  readonly item: LanoItemName;
  readonly change: number;
}

const scoredItems = (studies: readonly LmImaging[]): readonly Scored[] =>
  studies.flatMap(({ lano }) =>
    lano.flatMap((item) => {
      const change = signedChange(item);
      return change === null ? [] : [{ item: item.item, change }];
    }),
  );

const lacksDirection = (studies: readonly LmImaging[]): boolean =>
  studies.some(({ lano }) => lano.some((item) => item.change !== null && signedChange(item) === null));

const presentItems = (studies: readonly LmImaging[]): readonly LanoItemName[] => [
  ...new Set(
    studies.flatMap(({ lano }) =>
      lano.flatMap(({ item, presence }) => (presence === 'present' ? [item] : [])),
    ),
  ),
];

/** The card was filled in and shows nothing. */
const isNormal = (studies: readonly LmImaging[]): boolean => {
  const items = studies.flatMap(({ lano }) => lano);
  return (
    items.length > 0 &&
    items.every(({ presence, nodule }) => presence === 'absent' && nodule === null) &&
    studies.every(({ nodules, newLmLesion }) => nodules.length === 0 && !newLmLesion)
  );
};

/** What the course of imaging is compared with. */
export interface ImagingReference {
  readonly load: number;
  readonly present: readonly LanoItemName[];
  readonly normal: boolean;
  readonly measurable: readonly string[];
  readonly baselineSum: Product | null;
  nadirSum: Product | null;
}

export const imagingReference = (baseline: readonly LmImaging[]): ImagingReference => {
  const sizes = nodulesByName(baseline);
  const measurable = [...sizes].flatMap(([name, size]) => (size && isMeasurableNodule(size) ? [name] : []));
  const sum = measurable.length > 0 ? sumOfProducts(sizes, measurable) : null;
  const present = presentItems(baseline);
  return {
    load: present.length,
    present,
    normal: isNormal(baseline),
    measurable,
    baselineSum: sum,
    nadirSum: sum,
  };
};

interface Computed {
  readonly result: 'IMPROVED' | 'STABLE' | 'PROGRESSIVE' | null;
  readonly evidence: readonly Evidence[];
  readonly worseItems: readonly LanoItemName[];
  readonly composite: number;
  readonly sum: Product | null;
}

const nodulesWorse = (sum: Product | null, { nadirSum }: ImagingReference, config: Configuration): boolean =>
  sum !== null && nadirSum !== null && isUpBy(sum, nadirSum, config.noduleWorsePercent);

const progressionEvidence = (
  studies: readonly LmImaging[],
  items: readonly Scored[],
  reference: ImagingReference,
  config: Configuration,
): readonly Evidence[] => {
  const found: Evidence[] = [];
  const composite = items.reduce((total, { change }) => total + change, 0);
  const worse = items.filter(({ change }) => change < 0);
  const newNodule = studies.some(
    ({ newLmLesion, nodules }) => newLmLesion || nodules.some(({ isNew }) => isNew),
  );
  if (newNodule || worse.some(({ item, change }) => change <= NEW_SITE && !ENHANCEMENT.has(item)))
    found.push('new-site');
  if (worse.some(({ item, change }) => change <= NEW_SITE && ENHANCEMENT.has(item)))
    found.push('enhancement');
  if (nodulesWorse(sumNow(studies, reference), reference, config)) found.push('nodule');
  if (composite < 0 && -composite * 100 >= config.scoreWorsePercent * reference.load) {
    found.push('composite');
    if (worse.some(({ item }) => ENHANCEMENT.has(item))) found.push('enhancement');
    if (worse.some(({ item }) => !ENHANCEMENT.has(item))) found.push('other-item');
  }
  return [...new Set(found)];
};

const sumNow = (studies: readonly LmImaging[], { measurable }: ImagingReference): Product | null =>
  measurable.length > 0 ? sumOfProducts(nodulesByName(studies), measurable) : null;

const isBetter = (
  composite: number,
  sum: Product | null,
  reference: ImagingReference,
  config: Configuration,
): boolean => {
  const byScore = composite > 0 && composite * 100 >= config.scoreBetterPercent * reference.load;
  const { baselineSum } = reference;
  return (
    byScore ||
    (sum !== null && baselineSum !== null && isDownBy(sum, baselineSum, config.noduleBetterPercent))
  );
};

const compute = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  config: Configuration,
): Computed => {
  const items = scoredItems(studies);
  const sum = sumNow(studies, reference);
  const composite = items.reduce((total, { change }) => total + change, 0);
  const evidence = progressionEvidence(studies, items, reference, config);
  const worseItems = items.filter(({ change }) => change < 0).map(({ item }) => item);
  const shared = { evidence, worseItems, composite, sum };
  if (evidence.length > 0) return { ...shared, result: 'PROGRESSIVE' };
  if (items.length === 0 && sum === null) return { ...shared, result: null };
  const improved = worseItems.length === 0 && isBetter(composite, sum, reference, config);
  return { ...shared, result: improved ? 'IMPROVED' : 'STABLE' };
};

const READER = { improved: 'IMPROVED', stable: 'STABLE', progressive: 'PROGRESSIVE' } as const;
const WORST_FIRST = ['progressive', 'not-evaluable', 'stable', 'improved'] as const;

/** The reader's category; of several studies the worst. A new lesion that the reader calls unequivocal is progressive. */
const readerOf = (studies: readonly LmImaging[]): Computed['result'] | 'NE' => {
  if (studies.some(({ newLmLesion }) => newLmLesion)) return 'PROGRESSIVE';
  const said = WORST_FIRST.find((category) =>
    studies.some(({ readerOverall }) => readerOverall === category),
  );
  if (said === undefined) return null;
  return said === 'not-evaluable' ? 'NE' : READER[said];
};

const isIncomplete = (studies: readonly LmImaging[], { requireFullNeuraxis }: Configuration): boolean =>
  studies.every(({ contrast }) => contrast === false) ||
  (requireFullNeuraxis && !(studies.some(({ brain }) => brain) && studies.some(({ spine }) => spine)));

interface Verdict {
  readonly result: ImagingResult;
  readonly evidence: readonly Evidence[];
  readonly computed: Computed;
  readonly reader: Computed['result'] | 'NE';
}

const verdictOf = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  config: Configuration,
): Verdict => {
  const computed = compute(studies, reference, config);
  const reader = readerOf(studies);
  const primary =
    config.imagingPrimary === 'readerOverall' ? (reader ?? computed.result) : (computed.result ?? reader);
  const byReader: readonly Evidence[] = reader === 'PROGRESSIVE' ? ['reader'] : [];
  const evidence = primary === 'PROGRESSIVE' ? [...computed.evidence, ...byReader] : computed.evidence;
  const found = { evidence, computed, reader };
  if (primary === 'PROGRESSIVE') return { ...found, result: 'PROGRESSIVE' };
  if (primary === null || primary === 'NE' || isIncomplete(studies, config))
    return { ...found, result: 'NE' };
  const normal = reference.normal && isNormal(studies);
  return { ...found, result: normal ? 'NOT_APPLICABLE' : primary };
};

/** What could be from a puncture: enhancement, and nothing else that proves progression. */
const onlyEnhancement = ({ evidence, computed }: Verdict): boolean =>
  evidence.every((each) => each === 'enhancement' || each === 'composite' || each === 'reader') &&
  computed.worseItems.length > 0 &&
  computed.worseItems.every((item) => ENHANCEMENT.has(item));

const resolvedOf = (studies: readonly LmImaging[], { present }: ImagingReference): boolean => {
  const items = studies.flatMap(({ lano }) => lano);
  const gone = (name: LanoItemName): boolean =>
    items.some((each) => each.item === name && (each.presence === 'absent' || signedChange(each) === 3));
  return present.every(gone) && (present.length > 0 || isNormal(studies));
};

const NO_IMAGING: ImagingFinding = {
  result: 'NE',
  downgraded: false,
  day: null,
  evidence: [],
  items: [],
  resolved: false,
  flags: [],
  why: { rule: 'LANO-3.3-NE', value: 'NE', sums: { missing: 'MRI' } },
};

const flagsOf = (verdict: Verdict, studies: readonly LmImaging[], confounded: boolean): readonly Flag[] => {
  const { computed, reader } = verdict;
  const flags: Flag[] = [];
  if (confounded) flags.push('MRI_AFTER_LP');
  if (reader !== null && computed.result !== null && reader !== computed.result)
    flags.push('READER_VS_SCORE');
  if (lacksDirection(studies)) flags.push('SCORE_DIRECTION_MISSING');
  return flags;
};

const findingOf = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  { procedures }: LmCourse,
  config: Configuration,
): ImagingFinding => {
  if (studies.length === 0) return NO_IMAGING;
  const verdict = verdictOf(studies, reference, config);
  const { computed, reader, result, evidence } = verdict;
  const confounded = studies.some((study) => isMriAfterPuncture(study, procedures, config));
  const flags = flagsOf(verdict, studies, confounded);
  const days = studies.map(({ day }) => day);
  const day = result === 'PROGRESSIVE' ? Math.min(...days) : Math.max(...days);
  const { sum } = computed;
  if (sum !== null) reference.nadirSum = Math.min(sum, reference.nadirSum ?? sum);
  return {
    result,
    downgraded: result === 'PROGRESSIVE' && confounded && onlyEnhancement(verdict),
    day,
    evidence,
    items: computed.worseItems,
    resolved: resolvedOf(studies, reference),
    flags,
    why: {
      rule: `LANO-3.3-${result}`,
      value: result,
      day,
      facts: studies.map(({ factId }) => factId),
      sums: {
        reader,
        computed: computed.result,
        composite: computed.composite,
        baselineLoad: reference.load,
        noduleProductTenthsMm2: sum,
        baselineProductTenthsMm2: reference.baselineSum,
        evidence,
        worseItems: computed.worseItems,
      },
      flags,
    },
  };
};

/** Imaging of each evaluation after the baseline, by its id (3.3, 3.4). */
export const imagingFindings = (
  course: LmCourse,
  config: Configuration,
): ReadonlyMap<string, ImagingFinding> => {
  const reference = imagingReference(course.baseline?.imaging ?? []);
  return new Map(
    course.followUps.map((evaluation: LmEvaluation) => [
      evaluation.id,
      findingOf(evaluation.imaging, reference, course, config),
    ]),
  );
};
