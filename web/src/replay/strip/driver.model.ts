import type { AlterationReply, ReplayAnswer } from '@web/api/types';
import type { CheckOfValue } from '@web/ui/Doubt';
import { figureAt, type Figure } from '../figures';

export const GENOMIC_COMPARTMENTS = ['csf', 'plasma', 'tissue'] as const;
export type GenomicCompartment = (typeof GENOMIC_COMPARTMENTS)[number];

export interface StandingCell {
  readonly where: GenomicCompartment;
  readonly state: Figure;
  readonly sinceDates: Figure;
  readonly vafPct: Figure;
  /** Limit of detection of the last sample: what "not detected" is worth. */
  readonly lodVafPct: Figure | null;
  readonly trend: Figure | null;
  /** Negatives that do not count, by the reason. */
  readonly uncounted: readonly UncountedLine[];
}

export interface UncountedLine {
  readonly reports: Figure;
  readonly reasons: readonly { readonly flag: string; readonly says: string }[];
  /** Behind a report that counts. */
  readonly isLater: boolean;
}

export interface AlterationLine {
  readonly key: string;
  readonly gene: string;
  readonly alteration: Figure;
  readonly cells: readonly StandingCell[];
  /** Drugs under which it was found first: it was looked for before them, and not there. */
  readonly newOn: readonly Figure[];
  readonly clearance: Figure | null;
  readonly facts: readonly string[];
}

export interface GeneStatement {
  readonly gene: string;
  readonly printed: Figure;
  readonly date: Figure;
  readonly factId: string;
}

export interface Driver {
  /** CSF and plasma always; tissue once it was tested. */
  readonly columns: readonly GenomicCompartment[];
  readonly alterations: readonly AlterationLine[];
  readonly signals: readonly { readonly signal: Figure; readonly drug: Figure; readonly date: Figure }[];
  readonly statements: readonly GeneStatement[];
  readonly determinacy: Figure;
  readonly checks: readonly CheckOfValue[];
}

const compartmentOf = (specimen: string): GenomicCompartment => {
  if (specimen.startsWith('csf')) return 'csf';
  return specimen === 'plasma' ? 'plasma' : 'tissue';
};

const cellOf = (
  answer: ReplayAnswer,
  { key, standings, trends }: AlterationReply,
  where: GenomicCompartment,
): StandingCell => {
  const path = `resistance.alterations[${key}]`;
  const standing = `${path}.standings[${where}]`;
  const found = standings.find((each) => each.where === where);
  const samples = found?.history.length ?? 0;
  const trend = trends.findLastIndex(({ specimen }) => compartmentOf(specimen) === where);
  return {
    where,
    state: figureAt(answer, `${path}.compartments.${where}`),
    sinceDates: figureAt(answer, `${standing}.sinceDates`),
    vafPct: figureAt(answer, `${standing}.vafPct`),
    lodVafPct: samples === 0 ? null : figureAt(answer, `${standing}.history[${samples - 1}].lodVafPct`),
    trend: trend < 0 ? null : figureAt(answer, `${path}.trends[${trend}].direction`),
    uncounted: (found?.uncounted ?? []).map(({ reasons }, place) => ({
      reports: figureAt(answer, `${standing}.uncounted[${place}].reports`),
      reasons,
      isLater: found?.state !== 'NE',
    })),
  };
};

const isFound = ({ compartments }: AlterationReply): boolean =>
  Object.values(compartments).includes('DETECTED');

const newestOf = ({ standings }: AlterationReply): string =>
  standings.reduce((newest, { since }) => (since !== null && since > newest ? since : newest), '');

/** What is found goes first, then what changed last. */
const byNews = (a: AlterationReply, b: AlterationReply): number =>
  Number(isFound(b)) - Number(isFound(a)) || newestOf(b).localeCompare(newestOf(a));

const alterationLine = (answer: ReplayAnswer, found: AlterationReply): AlterationLine => {
  const path = `resistance.alterations[${found.key}]`;
  return {
    key: found.key,
    gene: found.gene,
    alteration: figureAt(answer, `${path}.alteration`),
    cells: GENOMIC_COMPARTMENTS.map((where) => cellOf(answer, found, where)),
    newOn: found.emergences.flatMap(({ label }, place) =>
      label.startsWith('EMERGENT_ON') ? [figureAt(answer, `${path}.emergences[${place}].drug`)] : [],
    ),
    clearance: found.clearance && figureAt(answer, `${path}.clearance.state`),
    facts: found.facts,
  };
};

/** 3: what drives it, in CSF against plasma. */
export const driverOf = (answer: ReplayAnswer): Driver => ({
  determinacy: figureAt(answer, 'resistance.determinacy'),
  checks: answer.resistance.checks,
  columns: GENOMIC_COMPARTMENTS.filter(
    (where) =>
      where !== 'tissue' ||
      answer.resistance.alterations.some(({ compartments }) => compartments.tissue !== 'NOT_TESTED'),
  ),
  alterations: [...answer.resistance.alterations].sort(byNews).map((each) => alterationLine(answer, each)),
  signals: answer.resistance.signals.map((_, place) => ({
    signal: figureAt(answer, `resistance.signals[${place}].signal`),
    drug: figureAt(answer, `resistance.signals[${place}].drug`),
    date: figureAt(answer, `resistance.signals[${place}].date`),
  })),
  statements: answer.resistance.statements.map(({ gene, fact }, place) => ({
    gene,
    printed: figureAt(answer, `resistance.statements[${place}].printed`),
    date: figureAt(answer, `resistance.statements[${place}].date`),
    factId: fact,
  })),
});
