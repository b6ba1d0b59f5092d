import { type Dated, type SubjectCourse } from '@leptotrace/endpoints';
import { sayingsOf } from '../metastasis-statements';
import { type Placed } from '../placement';
import { indexStartOf, originOfStart, startOfFact, type IndexStart } from './index-line';
import { type TherapyLine } from './therapy-lines';

/** Where the clock starts: the index line's first dose, the line now, the diagnosis of LM, or a named fact. */
export type OriginChoice = 'first-dose' | 'current-line' | 'lm-diagnosis' | { readonly factId: string };

export type Origin = NonNullable<SubjectCourse['origin']>;

export interface ChosenOrigin {
  readonly index: TherapyLine | null;
  readonly origin: Origin | null;
}

/** The first diagnosis of LM that nothing refuted or replaced. */
export const lmDiagnosisOf = (facts: readonly Placed[]): Placed | null => {
  const first = sayingsOf(facts, 'leptomeningeal-metastasis').find(({ stands }) => stands);
  return facts.find(({ factId }) => factId === first?.factId) ?? null;
};

export const dated = ({ day, dates, factIds }: Dated): Dated => ({ day, dates, factIds });

const ofStart = (start: IndexStart | null): ChosenOrigin => ({
  index: start?.line ?? null,
  origin: start && { ...originOfStart(start), what: 'first-dose' },
});

const byFact = (facts: readonly Placed[], lines: readonly TherapyLine[], factId: string): ChosenOrigin => {
  const start = startOfFact(lines, factId);
  if (start) return ofStart(start);
  const fact = facts.find((placed) => placed.factId === factId);
  return fact
    ? { index: indexStartOf(lines, fact)?.line ?? null, origin: { ...dated(fact), what: 'fact' } }
    : { index: null, origin: null };
};

/** The origin that was asked for, and the line that is the index line then. */
export const chooseOrigin = (
  facts: readonly Placed[],
  lines: readonly TherapyLine[],
  choice: OriginChoice,
): ChosenOrigin => {
  if (typeof choice === 'object') return byFact(facts, lines, choice.factId);
  const diagnosis = lmDiagnosisOf(facts);
  const last = lines.at(-1);
  if (choice === 'current-line') return ofStart(last ? { line: last, phase: null } : null);
  const start = indexStartOf(lines, diagnosis);
  if (choice === 'first-dose') return ofStart(start);
  return {
    index: start?.line ?? null,
    origin: diagnosis && { ...dated(diagnosis), what: 'lm-diagnosis' },
  };
};
