import { type Configuration } from '@leptotrace/rules';
import { type LanoItemName, type LmImaging } from '../lm-model';
import { isDownBy, isMeasurableNodule, isUpBy, nodulesByName, sumOfProducts, type Product } from './nodules';

/** Why an imaging is progressive; only `enhancement` can come from a puncture. */
export type Evidence = 'new-site' | 'nodule' | 'enhancement' | 'other-item' | 'composite' | 'reader';

/** Items that a puncture can change. */
export const ENHANCEMENT: ReadonlySet<LanoItemName> = new Set([
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

export const lacksDirection = (studies: readonly LmImaging[]): boolean =>
  studies.some(({ lano }) => lano.some((item) => item.change !== null && signedChange(item) === null));

const presentItems = (studies: readonly LmImaging[]): readonly LanoItemName[] => [
  ...new Set(
    studies.flatMap(({ lano }) =>
      lano.flatMap(({ item, presence }) => (presence === 'present' ? [item] : [])),
    ),
  ),
];

/** The card was filled in and shows nothing. */
export const isNormal = (studies: readonly LmImaging[]): boolean => {
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

export interface Computed {
  readonly result: 'IMPROVED' | 'STABLE' | 'PROGRESSIVE' | null;
  readonly evidence: readonly Evidence[];
  readonly worseItems: readonly LanoItemName[];
  readonly composite: number;
  readonly sum: Product | null;
}

const nodulesWorse = (sum: Product | null, { nadirSum }: ImagingReference, config: Configuration): boolean =>
  sum !== null && nadirSum !== null && isUpBy(sum, nadirSum, config.noduleWorsePercent);

interface Worsening {
  readonly studies: readonly LmImaging[];
  readonly worse: readonly Scored[];
  readonly composite: number;
  readonly sum: Product | null;
}

const isNewSite = ({ change }: Scored): boolean => change <= NEW_SITE;
const isEnhancement = ({ item }: Scored): boolean => ENHANCEMENT.has(item);
const isOther = (scored: Scored): boolean => !isEnhancement(scored);

const hasNewNodule = (studies: readonly LmImaging[]): boolean =>
  studies.some(({ newLmLesion, nodules }) => newLmLesion || nodules.some(({ isNew }) => isNew));

/** Each way in which imaging can be progressive, and whether it is the case. */
const progressionEvidence = (
  { studies, worse, composite, sum }: Worsening,
  reference: ImagingReference,
  config: Configuration,
): readonly Evidence[] => {
  const byComposite = composite < 0 && -composite * 100 >= config.scoreWorsePercent * reference.load;
  const newSites = worse.filter(isNewSite);
  const found: Readonly<Record<Evidence, boolean>> = {
    'new-site': hasNewNodule(studies) || newSites.some(isOther),
    nodule: nodulesWorse(sum, reference, config),
    enhancement: newSites.some(isEnhancement) || (byComposite && worse.some(isEnhancement)),
    'other-item': byComposite && worse.some(isOther),
    composite: byComposite,
    reader: false,
  };
  return (Object.keys(found) as Evidence[]).filter((evidence) => found[evidence]);
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

export const compute = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  config: Configuration,
): Computed => {
  const items = scoredItems(studies);
  const sum = sumNow(studies, reference);
  const composite = items.reduce((total, { change }) => total + change, 0);
  const worse = items.filter(({ change }) => change < 0);
  const evidence = progressionEvidence({ studies, worse, composite, sum }, reference, config);
  const worseItems = worse.map(({ item }) => item);
  const shared = { evidence, worseItems, composite, sum };
  if (evidence.length > 0) return { ...shared, result: 'PROGRESSIVE' };
  if (items.length === 0 && sum === null) return { ...shared, result: null };
  const improved = worseItems.length === 0 && isBetter(composite, sum, reference, config);
  return { ...shared, result: improved ? 'IMPROVED' : 'STABLE' };
};
