import { type Dated } from '@leptotrace/endpoints';
import { sequenceOf, type LinePhase } from '@leptotrace/timeline';
import { type Placed } from '../placement';
import { type TherapyLine } from './therapy-lines';

/** A line, and the phase of it that starts the clock; `null`: its first dose does. */
export interface IndexStart {
  readonly line: TherapyLine;
  readonly phase: LinePhase | null;
}

interface Start extends IndexStart {
  readonly dates: Dated['dates'];
  readonly sequence: number | null;
}

const startsOf = (lines: readonly TherapyLine[]): readonly Start[] =>
  lines.flatMap((line): readonly Start[] => [
    { line, phase: null, dates: line.dates, sequence: line.line.sequence },
    ...line.line.phases.map((phase) => ({ line, phase, dates: phase.dates, sequence: phase.sequence })),
  ]);

/** Certainly begun before: by the dates, else by the narrative; of one day a start is for what was found. */
const isBefore = ({ dates, sequence }: Start, diagnosis: Placed): boolean => {
  if (dates.to < diagnosis.dates.from) return true;
  if (dates.from > diagnosis.dates.to) return false;
  const told = sequenceOf(diagnosis);
  const isOneDay = dates.from === dates.to && diagnosis.dates.from === diagnosis.dates.to;
  return !isOneDay && sequence !== null && told !== null && sequence < told;
};

/**
 * The line that response and endpoints are about: the first line or phase begun on or after the day on which LM
 * was established; where none follows, the last line; without LM, the first.
 */
export const indexStartOf = (lines: readonly TherapyLine[], diagnosis: Placed | null): IndexStart | null => {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return null;
  if (diagnosis === null) return { line: first, phase: null };
  return startsOf(lines).find((start) => !isBefore(start, diagnosis)) ?? { line: last, phase: null };
};

/** The line or phase that a fact begins; `null`: it begins none. */
export const startOfFact = (lines: readonly TherapyLine[], factId: string): IndexStart | null => {
  const phase = startsOf(lines).find((start) => start.phase?.factId === factId);
  if (phase) return phase;
  const line = lines.find(({ factIds }) => factIds.includes(factId));
  return line ? { line, phase: null } : null;
};

export const originOfStart = ({ line, phase }: IndexStart): Dated =>
  phase
    ? { day: phase.day, dates: phase.dates, factIds: [phase.factId] }
    : { day: line.day, dates: line.dates, factIds: line.factIds };
