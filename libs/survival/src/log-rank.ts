import { chiSquareTail } from './distributions';
import { everAtRisk, isAtRisk, riskSets, type Subject } from './subjects';

export interface Grouped extends Subject {
  readonly group: string;
  readonly stratum?: string;
}

export interface LogRank {
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
  readonly groups: readonly {
    readonly group: string;
    readonly observed: number;
    readonly expected: number;
  }[];
  /** Left out: they left on entering, or before. */
  readonly neverAtRisk: number;
}

type Matrix = number[][];

/** Solves a symmetric positive definite system by elimination; a group without information adds nothing. */
const solve = (matrix: Matrix, right: readonly number[]): number[] => {
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot += 1) {
    const row = rows[pivot] as number[];
    const divisor = row[pivot] as number;
    if (Math.abs(divisor) < 1e-12) continue;
    for (let other = 0; other < size; other += 1) {
      const target = rows[other] as number[];
      if (other === pivot) continue;
      const factor = (target[pivot] as number) / divisor;
      for (let at = pivot; at <= size; at += 1)
        target[at] = (target[at] as number) - factor * (row[at] as number);
    }
  }
  return rows.map((row, at) =>
    Math.abs(row[at] as number) < 1e-12 ? 0 : (row[size] as number) / (row[at] as number),
  );
};

interface Tally {
  readonly observed: number[];
  readonly expected: number[];
  readonly covariance: Matrix;
}

const addTime = (tally: Tally, risk: readonly number[], deaths: readonly number[]): void => {
  const atRisk = risk.reduce((sum, each) => sum + each, 0);
  const events = deaths.reduce((sum, each) => sum + each, 0);
  if (events === 0) return;
  const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0;
  risk.forEach((inGroup, g) => {
    const share = inGroup / atRisk;
    tally.observed[g] = (tally.observed[g] as number) + (deaths[g] as number);
    tally.expected[g] = (tally.expected[g] as number) + events * share;
    const row = tally.covariance[g] as number[];
    risk.forEach((inOther, h) => {
      row[h] = (row[h] as number) + spread * share * ((g === h ? 1 : 0) - inOther / atRisk);
    });
  });
};

const addStratum = (tally: Tally, subjects: readonly Grouped[], groups: readonly string[]): void => {
  const at = (group: string): number => groups.indexOf(group);
  for (const { time, leaving } of riskSets(subjects)) {
    const deaths = groups.map(() => 0);
    for (const { event, group } of leaving) if (event) deaths[at(group)] = (deaths[at(group)] as number) + 1;
    if (deaths.every((count) => count === 0)) continue;
    const risk = groups.map(() => 0);
    for (const subject of subjects) {
      if (isAtRisk(subject, time)) risk[at(subject.group)] = (risk[at(subject.group)] as number) + 1;
    }
    addTime(tally, risk, deaths);
  }
};

/**
 * Log-rank test of two or more groups of subjects who were at risk, stratified where strata are given
 * (9.2). `null`: one group only.
 */
export const logRank = (all: readonly Grouped[]): LogRank | null => {
  const { kept: subjects, neverAtRisk } = everAtRisk(all);
  const groups = [...new Set(subjects.map(({ group }) => group))].sort();
  if (groups.length < 2) return null;
  const zeros = (): number[] => groups.map(() => 0);
  const tally: Tally = { observed: zeros(), expected: zeros(), covariance: groups.map(zeros) };
  for (const stratum of new Set(subjects.map((subject) => subject.stratum))) {
    addStratum(
      tally,
      subjects.filter((subject) => subject.stratum === stratum),
      groups,
    );
  }
  // The last group is what the others leave: it adds no information of its own.
  const excess = groups
    .slice(1)
    .map((_, at) => (tally.observed[at + 1] as number) - (tally.expected[at + 1] as number));
  const covariance = tally.covariance.slice(1).map((row) => row.slice(1));
  const weights = solve(covariance, excess);
  const chiSquare = excess.reduce((sum, each, at) => sum + each * (weights[at] as number), 0);
  const degrees = groups.length - 1;
  return {
    chiSquare,
    degrees,
    p: chiSquareTail(chiSquare, degrees),
    groups: groups.map((group, at) => ({
      group,
      observed: tally.observed[at] as number,
      expected: tally.expected[at] as number,
    })),
    neverAtRisk,
  };
};
