import type { FactOf } from '@web/api/types';
import { capital, headed, listed, say, type Speech, type Summary } from './speech';

type Domain = FactOf<'NeurologicalExamRecorded'>['domains'][number];

const gradeText = (speech: Speech, grade: number | undefined): string =>
  grade === undefined ? '' : say(speech, 'grade', { value: speech.number(grade) });

const domainText = (speech: Speech, { domain, grade, finding, notEvaluable }: Domain): string => {
  const name = speech.codeName(domain);
  if (grade !== undefined) return `${name} ${speech.number(grade)}`;
  return `${name} ${finding ?? (notEvaluable === undefined ? '' : speech.codeName('not-evaluable'))}`.trim();
};

/** Findings first; normal domains say least. */
const byWeight = (a: Domain, b: Domain): number => (b.grade ?? 0) - (a.grade ?? 0);

export const examSummary: Summary<'NeurologicalExamRecorded'> = (fact, speech) =>
  headed(
    speech,
    `${speech.kindName(fact.kind)}${say(speech, 'brackets', { text: speech.codeName(fact.instrument) })}`,
    listed(
      speech,
      [...fact.domains].sort(byWeight).map((domain) => domainText(speech, domain)),
    ),
  );

export const performanceSummary: Summary<'PerformanceStatusRecorded'> = (fact, speech) =>
  `${speech.codeName(fact.instrument)} ${speech.number(fact.value)}`;

export const qualityOfLifeSummary: Summary<'QualityOfLifeRecorded'> = (fact, speech) =>
  headed(speech, fact.instrument, speech.quantity(fact.value));

export const symptomSummary: Summary<'SymptomRecorded'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      ...fact.symptoms,
      fact.present === false && say(speech, 'symptomsAbsent'),
      gradeText(speech, fact.grade),
    ]),
  );

export const pressureSummary: Summary<'IntracranialPressureMeasured'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      speech.quantity(fact.pressure),
      speech.codeName(fact.method),
      fact.position && speech.codeName(fact.position),
    ]),
  );

export const adverseEventSummary: Summary<'AdverseEventRecorded'> = (fact, speech) =>
  listed(speech, [
    capital(fact.event),
    gradeText(speech, fact.grade),
    fact.attributedTo,
    fact.relation && speech.codeName(fact.relation),
    fact.serious === true && say(speech, 'serious'),
  ]);

export const complicationSummary: Summary<'ComplicationRecorded'> = (fact, speech) =>
  listed(speech, [
    capital(fact.complication),
    gradeText(speech, fact.grade),
    fact.relation && speech.codeName(fact.relation),
    ...(fact.details ?? []),
  ]);
