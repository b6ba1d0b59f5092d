import type { FlagAnswer } from '../../derivations/common.answer';
import { STALE_DAYS, type EvidenceAge } from '../../derivations/evidence.answer';
import type { EndpointsAnswer } from '../../derivations/endpoints.answer';
import type { StatusAnswer } from '../../derivations/status.answer';
import type { CourseAnswers } from '../answers';
import type { Line, Panel } from '../sheet.model';
import type { Texts } from '../texts';
import { agentName, shownText, stateText } from './therapy';
import { bracketed, intervalText, joined, line, named, numberText, rangeText } from './words';

const evidenceText = (texts: Texts, { dates, ageRange, stale }: EvidenceAge): string => {
  if (dates === null || ageRange === null) return texts.trust.noneRecorded;
  return joined(texts.comma, [
    bracketed(texts, texts.days(rangeText(texts, ageRange)), intervalText(dates)),
    // Of a range that only reaches so far its numbers say enough.
    stale && ageRange.from > STALE_DAYS && texts.trust.old,
  ]);
};

/** How old each kind of evidence is. None is no evidence: it is said, and never looks recent. */
const evidenceLines = (texts: Texts, { evidence }: StatusAnswer): readonly Line[] =>
  Object.entries(evidence).map(([name, age]) =>
    line(
      named(texts.trust.evidence, name),
      evidenceText(texts, age),
      1,
      age.dates === null || age.stale ? 'alert' : 'plain',
    ),
  );

const componentLines = (texts: Texts, { compartments }: StatusAnswer): readonly Line[] => {
  const { trust } = texts;
  return compartments
    .flatMap(({ criteria }) => criteria)
    .filter(({ criterion }) => criterion === 'RANO_LM_2017')
    .flatMap(({ timePoints }) => timePoints.at(-1) ?? [])
    .map(({ parts, date }) => {
      const said = Object.entries(parts).map(
        ([part, state]) => `${named(trust.componentNames, part)} ${named(trust.componentStates, state)}`,
      );
      return line(trust.components, bracketed(texts, said.join(texts.comma), date), 2);
    });
};

type Doubted = StatusAnswer['therapy']['confounding']['unknown'][number];

const doubtText = (
  texts: Texts,
  { running, mayHaveEnded, undetermined }: StatusAnswer['therapy'],
  { factId, doubt, name }: Doubted,
): string => {
  const { onWhat, trust } = texts;
  const state = [...running, ...mayHaveEnded, ...undetermined].find(({ startId }) => startId === factId);
  if (!state) return trust.doubts.unread;
  const why = doubt === 'may-have-ended' ? onWhat.mayHaveEnded(shownText(state)) : named(trust.doubts, doubt);
  return joined(texts.comma, [agentName(texts, { agent: state.agent, name: name ?? state.name }), why]);
};

/** Steroids and bevacizumab change enhancement and pressure: which are running, none, or why it is unknown. */
const confoundingLines = (texts: Texts, { therapy }: StatusAnswer): readonly Line[] => {
  const { trust } = texts;
  const { answer, running, unknown } = therapy.confounding;
  if (answer === 'none') return [line(trust.confounding, trust.noConfounder, 3, 'quiet')];
  const states = therapy.running.filter(({ startId }) => running.includes(startId));
  const doubts = [...new Set(unknown.map((each) => doubtText(texts, therapy, each)))];
  return [
    ...states.map((state) => line(trust.confounding, stateText(texts, state), 1)),
    ...doubts.map((text) => line(trust.confoundingUnknown, text, 2, 'alert')),
  ];
};

const BASELINE_OF_ALL: ReadonlySet<string> = new Set(['DATE_IMPUTED', 'STATED_NOT_DERIVED']);

/** What the values on this sheet carry along; what is said of every value of a course leaves first. */
const flagLines = (texts: Texts, status: StatusAnswer, { endpoints }: EndpointsAnswer): readonly Line[] => {
  const raised: readonly FlagAnswer[] = [
    ...status.compartments.flatMap(({ criteria }) =>
      criteria.filter(({ drives }) => drives).flatMap(({ flags }) => flags),
    ),
    ...endpoints.flatMap(({ flags }) => flags),
    ...status.classification.slice(-1).flatMap(({ flags }) => flags),
  ];
  return [...new Set(raised.map(({ flag }) => flag))].map((flag) =>
    line(texts.trust.caution, texts.trust.flags[flag], BASELINE_OF_ALL.has(flag) ? 4 : 2),
  );
};

const knowledgeLines = (texts: Texts, { timeline, status, since }: CourseAnswers): readonly Line[] => {
  const { trust } = texts;
  const marked = (mark: string): number => timeline.facts.filter(({ marks }) => marks.includes(mark)).length;
  const facts = (label: string, count: number, rank: number): readonly Line[] =>
    count === 0 ? [] : [line(label, texts.facts(count), rank)];
  const times = (label: string, count: number): readonly Line[] =>
    count === 0 ? [] : [line(label, numberText(texts, count), 1)];
  return [
    ...facts(trust.undetermined, timeline.undetermined.length, 1),
    ...facts(trust.unplaced, status.unplaced.length, 2),
    ...facts(trust.late, marked('late'), 1),
    ...facts(trust.corrected, marked('amended'), 3),
    ...times(trust.contradictions, timeline.contradictions.length),
    ...facts(trust.recordedSince, since.notYetRecorded.length, 1),
    ...times(trust.correctedSince, since.corrections.length),
  ];
};

/** What does not fit together, in words: values that rest on it are no exact ones. */
const checkLines = (texts: Texts, { timeline }: CourseAnswers): readonly Line[] => {
  const codes = timeline.checks.flatMap(({ code, severity }) => (severity === 'hint' ? [] : [code]));
  return [...new Set(codes)].map((code) => line(texts.trust.toCheck, texts.trust.checks[code], 1, 'alert'));
};

/** Age of the evidence, whether its parts agree, what confounds it, and what is not certain or came late. */
export const trustPanel = (texts: Texts, answers: CourseAnswers): Panel => ({
  title: texts.trust.title,
  lines: [
    ...checkLines(texts, answers),
    ...evidenceLines(texts, answers.status),
    ...componentLines(texts, answers.status),
    ...confoundingLines(texts, answers.status),
    ...knowledgeLines(texts, answers),
    ...flagLines(texts, answers.status, answers.endpoints),
  ],
});
