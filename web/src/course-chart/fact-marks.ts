import { parsePartialDate, type EpochDay } from '@web/format/dates';
import type { DecisionAnswer, Fact, FactAnswer, ReplayAnswer } from '@web/api/types';
import { glyphOf } from './glyphs';
import { placesOf, type StartAnswer, type StartOf } from './lane-of';
import type { Mark, Standing } from './marks';

const dayOf = (text: string): EpochDay => parsePartialDate(text)?.from ?? 0;

/** Facts of an answer with how sure each stands. */
export const standings = (answer: ReplayAnswer): readonly (readonly [FactAnswer, Standing])[] => [
  ...answer.timeline.facts.map((fact) => [fact, 'known'] as const),
  ...answer.timeline.undetermined.map((fact) => [fact, 'undetermined'] as const),
  ...answer.timeline.retracted.map((fact) => [fact, 'retracted'] as const),
  ...answer.since.notYetRecorded.map((fact) => [fact, 'ghost'] as const),
];

/** Starts of therapy by id, so that what points to one stands in its lane. */
export const startsIn = (answer: ReplayAnswer): StartOf => {
  const starts = new Map<string, StartAnswer>();
  for (const [found] of standings(answer)) {
    const { factId, fact, confounds } = found;
    if (fact.kind === 'TherapyStarted') starts.set(factId, { fact, ...(confounds ? { confounds } : {}) });
  }
  return (startId) => starts.get(startId);
};

/** Facts of time points that the service warns of: the MRI came after a lumbar puncture. */
export const warnedFacts = (answer: ReplayAnswer): ReadonlySet<string> =>
  new Set(
    answer.status.compartments
      .flatMap(({ criteria }) => criteria)
      .flatMap(({ timePoints }) => timePoints)
      .filter(({ flags }) => flags.some(({ flag }) => flag === 'MRI_AFTER_LP'))
      .flatMap(({ facts }) => facts),
  );

const isMri = ({ fact }: FactAnswer): boolean =>
  fact.kind === 'ImagingStudyReported' && fact.modality === 'mri';

const notesOf = (answer: FactAnswer, warned: ReadonlySet<string>): readonly string[] => [
  ...answer.marks,
  ...(warned.has(answer.factId) && isMri(answer) ? ['afterPuncture'] : []),
  ...(answer.compartment === 'undetermined' ? ['placeNotTold'] : []),
  ...(answer.confounds === 'perhaps-steroid' ? ['perhapsSteroid'] : []),
];

const startIdsOf = (fact: Fact): readonly string[] => {
  if ('startIds' in fact) return fact.startIds;
  return 'startId' in fact ? [fact.startId] : [];
};

const startsOf = (fact: Fact, startOf: StartOf): Mark['starts'] =>
  new Map(
    startIdsOf(fact).flatMap((id) => {
      const start = startOf(id);
      return start ? [[id, start.fact] as const] : [];
    }),
  );

/** What of the starts is said of a fact: it may change while the fact does not. */
const drugsOf = (starts: Mark['starts']): string =>
  [...starts.values()].map(({ agent, printedName }) => `/${agent} ${printedName ?? ''}`).join('');

/** The places of one fact, as marks. */
export const marksOfFact = (
  answer: FactAnswer,
  standing: Standing,
  context: { readonly startOf: StartOf; readonly warned: ReadonlySet<string> },
): readonly Mark[] => {
  const notes = notesOf(answer, context.warned);
  const { factId, fact, revision, interval } = answer;
  const glyph = glyphOf(fact);
  const starts = startsOf(fact, context.startOf);
  return placesOf(answer, context.startOf).map(({ lane, row }) => ({
    ...glyph,
    // The same act is CNS-directed in one lane and not in the other.
    tone: lane === 'systemic' && glyph.tone === 'therapy-cns' ? 'therapy' : glyph.tone,
    id: factId,
    key: `${lane}/${factId}@${revision}/${standing}/${notes.join()}${drugsOf(starts)}`,
    seat: `${lane}/${factId}@${revision}`,
    lane,
    row,
    from: dayOf(interval.from),
    to: dayOf(interval.to),
    standing,
    notes,
    answer,
    starts,
    decision: null,
  }));
};

/** A board's decision, marked when what was recorded since suggests to look at it again. */
export const markOfDecision = (decision: DecisionAnswer): Mark => {
  const day = parsePartialDate(decision.on);
  return {
    id: decision.decisionId,
    key: `decisions/${decision.decisionId}/${decision.review?.asOf ?? ''}`,
    seat: `decisions/${decision.decisionId}`,
    lane: 'decisions',
    row: 'decisions',
    from: day?.from ?? 0,
    to: day?.to ?? 0,
    standing: 'known',
    notes: decision.review ? ['review'] : [],
    answer: null,
    starts: new Map(),
    decision,
    shape: 'flag',
    sign: { key: 'decision' },
    tone: 'plain',
    rank: 50,
  };
};
