import { type Configuration } from '@leptotrace/rules';
import { mm } from '../length';
import { type LmImaging, type Nodule, type RevisedItemName } from '../lm-model';
import { isDownBy, isUpBy, productOf } from '../rano-lm/nodules';

/** Items that make the overall response; the others are judged apart (4.1). */
export const LM_ITEMS = [
  'brain-nodules',
  'brain-linear-enhancement',
  'brain-hydrocephalus',
  'spine-nodules',
  'spine-linear-enhancement',
] as const satisfies readonly RevisedItemName[];

export type Item = LmImaging['revised'][number];
export type Card = ReadonlyMap<RevisedItemName, Item>;

export type ItemChange = 'improved' | 'no-change' | 'worse' | 'NE';

/** The card of some studies: brain and spine may come apart; the last one that fills an item counts. */
export const cardOf = (studies: readonly LmImaging[]): Card =>
  new Map(studies.flatMap(({ revised }) => revised.map((item) => [item.item, item] as const)));

const LIMIT = mm(5);

/** Above 5 x 5 mm (4.1): both diameters, or the product, by the ruleset. */
export const isMeasurable = ({ x, y }: Nodule, { scorecardNoduleRule }: Configuration): boolean =>
  scorecardNoduleRule === 'product' ? x * y > LIMIT * LIMIT : x > LIMIT && y > LIMIT;

/** Sum of the products of the measurable nodules of an item. */
export const productsOf = (item: Item | undefined, config: Configuration): number | null => {
  const measurable = (item?.nodules ?? []).filter((nodule) => isMeasurable(nodule, config));
  return measurable.length === 0 ? null : measurable.reduce((sum, nodule) => sum + productOf(nodule), 0);
};

/** What an item is compared with. */
export interface ItemReference {
  readonly item: Item | undefined;
  readonly baselineSum: number | null;
  readonly nadirSum: number | null;
}

const byNodules = (
  sum: number | null,
  reference: ItemReference,
  config: Configuration,
): ItemChange | null => {
  if (sum === null || reference.baselineSum === null) return null;
  if (isUpBy(sum, reference.nadirSum ?? reference.baselineSum, config.noduleWorsePercent)) return 'worse';
  return isDownBy(sum, reference.baselineSum, config.noduleBetterPercent) ? 'improved' : 'no-change';
};

const STATED: Readonly<Record<NonNullable<Item['change']>, ItemChange>> = {
  improved: 'improved',
  'no-change': 'no-change',
  worse: 'worse',
  'not-evaluable': 'NE',
};

const byPresence = (now: Item['presence'], before: Item['presence'] | undefined): ItemChange | null => {
  if (before === 'absent' && now === 'present') return 'worse';
  return before === 'present' && now === 'absent' ? 'improved' : null;
};

/** Change of one item: newly there or any evidence of worsening first, then what cannot be read (4.2). */
export const itemChange = (
  item: Item | undefined,
  reference: ItemReference,
  config: Configuration,
): ItemChange => {
  if (!item) return 'NE';
  const stated = item.change === null ? null : STATED[item.change];
  const found = [
    byPresence(item.presence, reference.item?.presence),
    byNodules(productsOf(item, config), reference, config),
    stated,
  ];
  if (found.includes('worse')) return 'worse';
  if (item.presence === 'not-evaluable' || found.includes('NE')) return 'NE';
  if (reference.item === undefined && stated === null) return 'NE';
  return found.includes('improved') ? 'improved' : 'no-change';
};
