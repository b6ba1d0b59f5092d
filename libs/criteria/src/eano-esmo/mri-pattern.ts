import { type EanoEsmoInputs, type LmImaging } from '../lm-model';
import { signedChange } from '../rano-lm/imaging-score';

export type MriPattern = Exclude<NonNullable<EanoEsmoInputs['mri']>, 'not-done'>;

const LINEAR: ReadonlySet<string> = new Set([
  'brain-leptomeningeal-enhancement',
  'cranial-nerve-enhancement',
  'spine-leptomeningeal-enhancement',
  'nerve-root-enhancement',
  'brain-linear-enhancement',
  'spine-linear-enhancement',
]);
const NODULES: ReadonlySet<string> = new Set(['brain-nodules', 'spine-nodules']);
const HYDROCEPHALUS: ReadonlySet<string> = new Set(['hydrocephalus', 'brain-hydrocephalus']);

type LanoItem = LmImaging['lano'][number];
type RevisedItem = LmImaging['revised'][number];
interface Read {
  readonly item: string;
  readonly seen: boolean;
}

const RESOLVED = 3;

/** Present, or changed in any way but resolved; `null`: the item was not read. */
const lanoSeen = (item: LanoItem): boolean | null => {
  if (item.presence === 'not-evaluable') return null;
  if (item.presence !== null) return item.presence === 'present';
  if (item.nodule) return true;
  const change = signedChange(item);
  return change === null || change === 0 ? null : change !== RESOLVED;
};

const revisedSeen = ({ presence }: RevisedItem): boolean | null =>
  presence === 'not-evaluable' ? null : presence === 'present';

const readItems = ({ lano, revised }: LmImaging): readonly Read[] =>
  [
    ...lano.flatMap((each) => ({ item: each.item, seen: lanoSeen(each) })),
    ...revised.flatMap((each) => ({ item: each.item, seen: revisedSeen(each) })),
  ].flatMap(({ item, seen }) => (seen === null ? [] : [{ item, seen }]));

const patternFrom = (linear: boolean, nodular: boolean, hydrocephalus: boolean): MriPattern => {
  if (linear && nodular) return 'linear-and-nodular';
  if (linear) return 'linear';
  if (nodular) return 'nodular';
  return hydrocephalus ? 'hydrocephalus-only' : 'normal-or-equivocal';
};

/** Letter-giving pattern of an MRI read for LM (5); `null`: nothing in it speaks of the leptomeninges. */
export const mriPattern = (imaging: LmImaging): MriPattern | null => {
  const items = readItems(imaging);
  const has = (names: ReadonlySet<string>): boolean =>
    items.some(({ item, seen }) => seen && names.has(item));
  const nodules = imaging.newLmLesion || imaging.nodules.some(({ present }) => present);
  const isRead =
    imaging.newLmLesion ||
    imaging.nodules.length > 0 ||
    imaging.equivocalLmLesion ||
    items.some(({ item }) => LINEAR.has(item) || NODULES.has(item) || HYDROCEPHALUS.has(item));
  return isRead ? patternFrom(has(LINEAR), nodules || has(NODULES), has(HYDROCEPHALUS)) : null;
};

const linear = (pattern: MriPattern): boolean => pattern.startsWith('linear');
const nodular = (pattern: MriPattern): boolean => pattern.endsWith('nodular');

/** What several MRIs show together. */
export const joinPatterns = (patterns: readonly MriPattern[]): MriPattern | null =>
  patterns.length === 0
    ? null
    : patternFrom(patterns.some(linear), patterns.some(nodular), patterns.includes('hydrocephalus-only'));
