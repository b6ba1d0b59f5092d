import type { StatementLine } from '@web/api/types';

/** A state of knowledge that can be asked for: the end of one append. */
export interface Moment {
  readonly revision: number;
  readonly recordedAt: string;
  readonly statements: number;
}

/** Statements that were recorded at one instant are one moment; the newest come first. */
export const momentsOf = (statements: readonly StatementLine[]): readonly Moment[] => {
  const moments: Moment[] = [];
  for (const { revision, recordedAt } of statements) {
    const last = moments.at(-1);
    if (last?.recordedAt === recordedAt)
      moments[moments.length - 1] = { revision, recordedAt, statements: last.statements + 1 };
    else moments.push({ revision, recordedAt, statements: 1 });
  }
  return moments.reverse();
};
