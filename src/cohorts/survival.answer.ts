import {
  everAtRisk,
  kaplanMeier,
  logRank,
  median,
  type SurvivalPoint,
  type SurvivalQuantile,
} from '@leptotrace/survival';
import type { CohortEndpoint, CohortRow, Covariates } from '../read-models/cohort.projection';
import { entryOf, entrySays, type Entry, type EntryRule } from './entry';

export const STRATA = ['study', 'site', 'lm', 'eanoEsmo', 'cytology'] as const;
export type Stratum = (typeof STRATA)[number] & keyof Covariates;

export interface SurvivalGroup {
  readonly group: string;
  /** Patients who were at risk at some time. */
  readonly n: number;
  readonly events: number;
  /** Patients who had left the day they entered, or before: in no other number of the group. */
  readonly neverAtRisk: number;
  /** Days; `null` where the curve does not come down so far. */
  readonly median: SurvivalQuantile;
  readonly points: readonly SurvivalPoint[];
}

export interface SurvivalAnswer {
  readonly paramcd: string;
  readonly by: Stratum | null;
  readonly transform: 'log-log';
  readonly level: number;
  /** Patients of the cohort without a value for this endpoint, who are in no group. */
  readonly withoutValue: number;
  readonly entry: EntryAnswer;
  /** Patients of all groups who had left the day they entered, or before: they are left out. */
  readonly neverAtRisk: number;
  /** Patients in the groups whose value is not exact: of partial dates, of evidence not read, or contradicted. */
  readonly notExact: number;
  /** Those of them whose value rests on statements that cannot all be so. */
  readonly contradicted: number;
  readonly groups: readonly SurvivalGroup[];
  readonly logRank: { readonly chiSquare: number; readonly degrees: number; readonly p: number } | null;
}

/** From when on patients count as at risk. */
export interface EntryAnswer {
  readonly rule: EntryRule;
  readonly says: string;
  /** Patients who entered after the start of their clock. */
  readonly late: number;
  /** Those of them whose date of entry is partial: its latest day was taken. */
  readonly notExact: number;
  /** Patients with a value who never entered, for want of what the rule goes by: they are in no group. */
  readonly withoutEntry: number;
}

const LEVEL = 0.95;

/** What a curve needs of a row: a cohort of a million is held as these. */
export interface Member extends Entry {
  readonly group: string;
  readonly time: number;
  readonly event: boolean;
  readonly determinacy: CohortEndpoint['determinacy'];
}

export interface SurvivalQuestion {
  readonly paramcd: string;
  readonly by: Stratum | null;
  readonly entry: EntryRule;
}

/** Why a patient is in no group. */
export type Outside = 'without-value' | 'without-entry';

const groupOf = (row: CohortRow, by: Stratum | null): string =>
  by === null ? 'all' : (row.covariates[by] ?? 'not stated');

export const memberOf = (
  row: CohortRow,
  { paramcd, by, entry: rule }: SurvivalQuestion,
): Member | Outside => {
  const found = row.endpoints[paramcd];
  if (!found || found.aval === null || found.cnsr === null || found.startdt === null) return 'without-value';
  const { aval, cnsr, startdt, determinacy } = found;
  const entry = entryOf(row, startdt, rule);
  if (entry === null) return 'without-entry';
  return { group: groupOf(row, by), time: aval, event: cnsr === 0, determinacy, ...entry };
};

const entryAnswer = (
  rule: EntryRule,
  members: readonly Member[],
  outside: readonly Outside[],
): EntryAnswer => ({
  rule,
  says: entrySays(rule),
  late: members.filter(({ entry }) => entry !== undefined).length,
  notExact: members.filter(({ vague }) => vague === true).length,
  withoutEntry: outside.filter((why) => why === 'without-entry').length,
});

const groupAnswer = (group: string, members: readonly Member[]): SurvivalGroup => {
  const curve = kaplanMeier(members, { level: LEVEL });
  const { kept, neverAtRisk } = everAtRisk(members);
  return {
    group,
    n: kept.length,
    events: kept.filter(({ event }) => event).length,
    neverAtRisk,
    median: median(curve),
    points: curve.points,
  };
};

/** Kaplan-Meier over a cohort, and the log-rank test where there are groups to compare. */
export const survivalAnswer = (
  all: readonly (Member | Outside)[],
  { paramcd, by, entry }: SurvivalQuestion,
): SurvivalAnswer => {
  const members = all.filter((each) => typeof each !== 'string');
  const outside = all.filter((each) => typeof each === 'string');
  const names = [...new Set(members.map(({ group }) => group))].sort();
  const test = names.length > 1 ? logRank(members) : null;
  return {
    paramcd,
    by,
    transform: 'log-log',
    level: LEVEL,
    withoutValue: outside.filter((why) => why === 'without-value').length,
    entry: entryAnswer(entry, members, outside),
    neverAtRisk: everAtRisk(members).neverAtRisk,
    notExact: members.filter(({ determinacy }) => determinacy !== 'exact').length,
    contradicted: members.filter(({ determinacy }) => determinacy === 'contradicted').length,
    groups: names.map((name) =>
      groupAnswer(
        name,
        members.filter(({ group }) => group === name),
      ),
    ),
    logRank: test && { chiSquare: test.chiSquare, degrees: test.degrees, p: test.p },
  };
};
