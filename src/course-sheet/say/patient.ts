import { ofKindIn } from './facts';
import type { CourseAnswers } from '../answers';
import type { Line, Panel } from '../sheet.model';
import type { Texts } from '../texts';
import { untilDeath, weeksBetween } from './since-diagnosis';
import { bracketed, dateText, intervalText, joined, line, named, numberText, rangeText } from './words';

const performanceLine = (texts: Texts, { timeline }: CourseAnswers): Line => {
  const { patient, trust } = texts;
  const all = ofKindIn(timeline.facts, 'PerformanceStatusRecorded');
  const last = all.at(-1);
  if (!last) return line(patient.performance, trust.noneRecorded, 1);
  const before = all.filter(({ instrument }) => instrument === last.instrument).at(-2);
  const value = `${last.instrument} ${numberText(texts, last.value)}`;
  const text = joined(texts.comma, [
    bracketed(texts, value, dateText(last.occurredOn)),
    before && patient.before(numberText(texts, before.value)),
  ]);
  return line(patient.performance, text, 1, 'strong');
};

const pressureLine = (texts: Texts, { status }: CourseAnswers): Line => {
  const { patient } = texts;
  const found = status.csf.openingPressure;
  if (!found) return line(patient.pressure, patient.notMeasured, 1);
  const text = joined(texts.comma, [
    `${found.bound ?? ''}${numberText(texts, found.cmH2O)} cmH2O`,
    named(patient.pressureClasses, found.class),
  ]);
  return line(
    patient.pressure,
    bracketed(texts, text, intervalText(found.dates)),
    1,
    found.class === 'RAISED' ? 'alert' : 'plain',
  );
};

/** What other devices read, as what it is: never in the place of the opening pressure. */
const otherPressureLines = (texts: Texts, { status }: CourseAnswers): readonly Line[] =>
  status.csf.otherPressures.map((reading) => {
    const { patient } = texts;
    const text = joined(texts.comma, [
      `${reading.bound ?? ''}${numberText(texts, reading.cmH2O)} cmH2O ${named(patient.pressureMethods, reading.method)}`,
      reading.afterDrainage && patient.afterDrainage,
    ]);
    const when = joined(' ', [intervalText(reading.dates), reading.time]);
    return line(patient.otherPressure, bracketed(texts, text, when), 2);
  });

const lmLine = (texts: Texts, { timeline }: CourseAnswers): Line => {
  const { patient } = texts;
  const { certainty, since } = timeline.state.lm;
  if (certainty === 'none') return line(patient.lm, patient.noLm, 1);
  // Nobody lives on with the disease after death.
  const death = ofKindIn(timeline.facts, 'DeathRecorded').at(-1)?.occurredOn;
  const ago = weeksBetween(since, untilDeath(timeline.on, death));
  const text = joined(texts.comma, [
    bracketed(texts, dateText(since) ?? '', named(patient.lmCertainty, certainty)),
    ago && patient.afterDiagnosis(texts.weeks(rangeText(texts, ago))),
  ]);
  return line(patient.lm, text, 1, 'strong');
};

const cytologyLine = (texts: Texts, { timeline }: CourseAnswers): Line => {
  const { patient } = texts;
  const { latest, sequence } = timeline.state.cytology;
  const text = bracketed(
    texts,
    named(patient.cytologyResults, latest),
    dateText(sequence.at(-1)?.occurredOn),
  );
  return line(patient.cytology, text, 1);
};

const examLines = (texts: Texts, { timeline }: CourseAnswers): readonly Line[] => {
  const { patient } = texts;
  const last = ofKindIn(timeline.facts, 'NeurologicalExamRecorded').at(-1);
  if (!last) return [];
  const found = last.domains.map(({ domain, grade, finding, notEvaluable }) =>
    joined(' ', [
      named(patient.domains, domain),
      grade !== undefined && patient.grade(grade),
      finding,
      notEvaluable !== undefined && texts.brackets(patient.notGraded),
    ]),
  );
  return [line(patient.exam, bracketed(texts, found.join(texts.semicolon), dateText(last.occurredOn)), 2)];
};

const symptomLines = (texts: Texts, { timeline }: CourseAnswers): readonly Line[] =>
  ofKindIn(timeline.facts, 'SymptomRecorded')
    .filter(({ present }) => present !== false)
    .slice(-1)
    .map(({ symptoms, occurredOn }) =>
      line(texts.patient.symptoms, bracketed(texts, symptoms.join(texts.comma), dateText(occurredOn)), 3),
    );

const vitalLines = (texts: Texts, { timeline }: CourseAnswers): readonly Line[] => {
  const { patient } = texts;
  const { status } = timeline.state.vital;
  if (status === 'undetermined') return [line(patient.vital, patient.mayHaveDied, 1, 'alert')];
  const death = ofKindIn(timeline.facts, 'DeathRecorded').at(-1);
  if (status !== 'dead') return [];
  return [line(patient.vital, joined(' ', [patient.died, dateText(death?.occurredOn)]), 1, 'strong')];
};

const boardLines = (texts: Texts, { decisions }: CourseAnswers): readonly Line[] => {
  const { patient } = texts;
  const last = decisions.at(-1);
  if (!last) return [line(patient.question, patient.noQuestion, 1, 'quiet')];
  return [
    line(patient.question, bracketed(texts, last.question, last.on), 1, 'strong'),
    line(patient.decision, last.decision, 1, 'strong'),
    ...(last.followUpDue === undefined ? [] : [line(patient.due, last.followUpDue, 1)]),
    ...(last.review ? [line(patient.review, patient.reviewSuggested, 1, 'alert')] : []),
  ];
};

/** How the patient is, how long since the diagnosis, and what the board was asked and decided last. */
export const patientPanel = (texts: Texts, answers: CourseAnswers): Panel => ({
  title: texts.patient.title,
  lines: [
    ...vitalLines(texts, answers),
    ...boardLines(texts, answers),
    performanceLine(texts, answers),
    lmLine(texts, answers),
    pressureLine(texts, answers),
    ...otherPressureLines(texts, answers),
    cytologyLine(texts, answers),
    ...examLines(texts, answers),
    ...symptomLines(texts, answers),
  ],
});
