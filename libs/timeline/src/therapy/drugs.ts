import {
  agentGroupOf,
  agentNameOf,
  drugKeyOf,
  isAnticancer,
  type AgentGroup,
  type FactOf,
} from '@leptotrace/clinical';
import type { EpochDay } from '@leptotrace/kernel';
import type { DrugCourse, TherapyChange, TherapyParameters, TherapyStart, TherapyStop } from './model';

const INTO_CSF: ReadonlySet<string> = new Set(['intrathecal', 'intraventricular']);

/** A drug while its course is put together. */
export interface Drug extends Omit<DrugCourse, 'end' | 'mayHaveEnded' | 'trustedUntil' | 'shown'> {
  again: TherapyStart[];
  changes: TherapyChange[];
  stop: TherapyStop | null;
  /** A fact after the day asked for still tells of it. */
  toldLater: boolean;
  shown: { from: EpochDay; to: EpochDay };
  /** First treatment of the line that took its place, where no stop is recorded. */
  replacedBy: {
    readonly day: EpochDay;
    readonly from: EpochDay;
    readonly to: EpochDay;
    readonly factId: string;
  } | null;
}

const isStop = (change: TherapyChange): change is TherapyStop => change.fact.kind === 'TherapyStopped';

/** A stop behind which it was begun again at once stopped nothing. */
const stopOf = ({ start, again, changes }: Drug): TherapyStop | null => {
  const begun = [start, ...again];
  const last = Math.max(...begun.map(({ day }) => day));
  // Of a start and its stop on one day: however often that start was recorded, the stop is its own.
  const begunOn = begun.filter(({ day }) => day === last).map(({ factId }) => factId);
  return (
    changes
      .filter(isStop)
      .findLast(
        ({ day, fact }) => day > last || (day === last && begunOn.some((factId) => factId === fact.startId)),
      ) ?? null
  );
};

/** A fact of these dates shows that it was given. */
export const show = (drug: Drug, { dates }: Pick<TherapyChange, 'dates'>): void => {
  if (dates.to > drug.shown.to || dates.from > drug.shown.from)
    drug.shown = { from: Math.max(drug.shown.from, dates.from), to: Math.max(drug.shown.to, dates.to) };
};

const take = (drug: Drug, changes: readonly TherapyChange[]): void => {
  drug.changes = [...drug.changes, ...changes].sort((a, b) => a.day - b.day);
  for (const change of changes) if (!isStop(change)) show(drug, change);
  drug.stop = stopOf(drug);
};

export const begin = (start: TherapyStart, changes: readonly TherapyChange[]): Drug => {
  const drug: Drug = {
    start,
    again: [],
    drug: drugKeyOf(start.fact),
    name: agentNameOf(start.fact),
    group: agentGroupOf(start.fact),
    anticancer: isAnticancer(start.fact),
    intoCsf: INTO_CSF.has(start.fact.route),
    oral: start.fact.route === 'oral',
    changes: [],
    stop: null,
    toldLater: false,
    shown: { ...start.dates },
    replacedBy: null,
  };
  take(drug, changes);
  return drug;
};

/** Recorded once more: it shows that the drug goes on, and is no new one. */
export const recordAgain = (drug: Drug, start: TherapyStart, changes: readonly TherapyChange[]): void => {
  drug.again.push(start);
  show(drug, start);
  take(drug, changes);
};

/** Is it still given when this start is recorded? A stop on the day, or the day before, is none. */
export const isOpenAt = ({ stop, replacedBy }: Drug, day: EpochDay): boolean =>
  replacedBy === null && (stop === null || stop.day >= day - 1);

export const isGivenOn = ({ start, stop, replacedBy }: Drug, day: EpochDay): boolean =>
  start.day <= day && replacedBy === null && (stop === null || stop.day > day);

const TKI: ReadonlySet<AgentGroup> = new Set([
  'egfr-tki',
  'egfr-exon20',
  'alk-ros1-tki',
  'ntrk-tki',
  'met-tki',
  'ret-tki',
  'kras-g12c',
  'her2-tki',
  'braf-mek',
]);

export const isTki = ({ group }: Pick<Drug, 'group'>): boolean => group !== null && TKI.has(group);

/** Two inhibitors of one target are not given together: the second takes the place of the first. */
export const isSameTarget = (a: Pick<Drug, 'group'>, b: Pick<Drug, 'group'>): boolean =>
  isTki(a) && a.group === b.group && a.group !== 'braf-mek';

const CLASSES: readonly ReadonlySet<string>[] = [
  new Set(['cisplatin', 'carboplatin']),
  new Set(['paclitaxel', 'nab-paclitaxel']),
];

export const isSwap = (a: Pick<Drug, 'drug'>, b: Pick<Drug, 'drug'>): boolean =>
  a.drug !== b.drug && CLASSES.some((each) => each.has(a.drug ?? '') && each.has(b.drug ?? ''));

/** What is given beside another drug: into the CSF, against vessels, against a bypass of another target. */
export const isAddition = (added: Drug, to: Drug): boolean =>
  added.intoCsf !== to.intoCsf ||
  added.group === 'anti-vegf' ||
  (added.group === 'met-tki' && isTki(to) && to.group !== 'met-tki');

/** Longest pause, or silence, in which a targeted drug that is swallowed still counts as one. */
export const gapOf = (drug: Drug, { lineGapDays, lineGapDaysOral }: TherapyParameters): number =>
  drug.oral && isTki(drug) ? lineGapDaysOral : lineGapDays;

export const staleOf = ({ oral }: Pick<Drug, 'oral'>, parameters: TherapyParameters): number =>
  oral ? parameters.staleTherapyDaysOral : parameters.staleTherapyDays;

/** Last day on which it was given, as far as is known when another is begun. */
export const lastDayOf = ({ stop, shown }: Drug): EpochDay => stop?.day ?? shown.to;

export type StopReason = FactOf<'TherapyStopped'>['reason'];
