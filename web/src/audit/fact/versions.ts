import type { JsonValue } from '@leptotrace/kernel';
import type { Fact, HistoryAnswer } from '@web/api/types';
import { differencesOf, type Difference } from './difference';

/** One statement about a fact, as its history answers it. */
export interface Said {
  readonly revision: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly statement: 'recorded' | 'amended' | 'retracted' | 'reinstated';
  readonly fact?: Fact;
  readonly change?: 'corrected' | 'amended';
  readonly reason?: string;
  readonly note?: string;
  readonly origin?: { readonly recordedAt: string; readonly actor: string };
  readonly movedTo?: { readonly patientId: string; readonly factId: string };
}

export interface Entry extends Said {
  /** Counted from 1; a retraction or reinstatement is of the version before it. */
  readonly version: number;
  readonly differences: readonly Difference[];
  /** Said after the moment that is looked at. */
  readonly later: boolean;
}

export interface FactVersions {
  readonly entries: readonly Entry[];
  /** The last version that was known at the moment looked at. */
  readonly current: Entry | null;
  readonly retracted: boolean;
  /** How often the fact was stated; retractions are no versions. */
  readonly count: number;
}

/** The statements about a fact in order, each with what it changed. */
export const versionsOf = ({ statements }: HistoryAnswer, asOf: number): FactVersions => {
  const entries: Entry[] = [];
  let held: Fact | undefined;
  let version = 0;
  for (const said of statements as readonly Said[]) {
    if (said.fact) version += 1;
    const differences =
      said.fact && held ? differencesOf(held as unknown as JsonValue, said.fact as unknown as JsonValue) : [];
    entries.push({ ...said, version, differences, later: said.revision > asOf });
    held = said.fact ?? held;
  }
  const known = entries.filter(({ later }) => !later);
  return {
    entries,
    current: known.filter(({ fact }) => fact !== undefined).at(-1) ?? null,
    count: version,
    retracted: known.at(-1)?.statement === 'retracted',
  };
};
