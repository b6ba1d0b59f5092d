import {
  kaplanMeier,
  logRank,
  median,
  type SurvivalPoint,
  type SurvivalQuantile,
} from '@leptotrace/survival';
import type { CohortEndpoint, CohortRow, Covariates } from '../read-models/cohort.projection';

export const STRATA = ['study', 'site', 'lm', 'eanoEsmo', 'cytology'] as const;
export type Stratum = (typeof STRATA)[number] & keyof Covariates;

export interface SurvivalGroup {
  readonly group: string;
  readonly n: number;
  readonly events: number;
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
  /** Patients in the groups whose value is not exact: of partial dates, of evidence not read, or contradicted. */
  readonly notExact: number;
  /** Those of them whose value rests on statements that cannot all be so. */
  readonly contradicted: number;
  readonly groups: readonly SurvivalGroup[];
  readonly logRank: { readonly chiSquare: number; readonly degrees: number; readonly p: number } | null;
}

const LEVEL = 0.95;

/** What a curve needs of a row: a cohort of a million is held as these. */
export interface Member {
  readonly group: string;
  readonly time: number;
  readonly event: boolean;
  readonly determinacy: CohortEndpoint['determinacy'];
}

export interface SurvivalQuestion {
  readonly paramcd: string;
  readonly by: Stratum | null;
}

const groupOf = (row: CohortRow, by: Stratum | null): string =>
  by === null ? 'all' : (row.covariates[by] ?? 'not stated');

/** `null` for a patient without a value. */
export const memberOf = (row: CohortRow, { paramcd, by }: SurvivalQuestion): Member | null => {
  const found = row.endpoints[paramcd];
  if (!found || found.aval === null || found.cnsr === null) return null;
  const { aval, cnsr, determinacy } = found;
  return { group: groupOf(row, by), time: aval, event: cnsr === 0, determinacy };
};

const groupAnswer = (group: string, members: readonly Member[]): SurvivalGroup => {
  const curve = kaplanMeier(members, { level: LEVEL });
  return {
    group,
    n: members.length,
    events: members.filter(({ event }) => event).length,
    median: median(curve),
    points: curve.points,
  };
};

/** Kaplan-Meier over a cohort, and the log-rank test where there are groups to compare. */
export const survivalAnswer = (
  all: readonly (Member | null)[],
  { paramcd, by }: SurvivalQuestion,
): SurvivalAnswer => {
  const members = all.filter((member) => member !== null);
  const names = [...new Set(members.map(({ group }) => group))].sort();
  const test = names.length > 1 ? logRank(members) : null;
  return {
    paramcd,
    by,
    transform: 'log-log',
    level: LEVEL,
    withoutValue: all.length - members.length,
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
