import type { CourseAnswers } from '../answers';
import type { Texts } from '../texts';
import { instantText, joined, named } from './words';

/** Who it is: a pseudonym, never a name. */
export const subjectText = (texts: Texts, { registration, status }: CourseAnswers): string => {
  const { heading } = texts;
  const pseudonym = registration?.pseudonym;
  return joined(texts.comma, [
    pseudonym ?? status.patientId,
    registration?.sex !== undefined && named(heading.sex, registration.sex),
    registration?.yearOfBirth !== undefined && heading.born(registration.yearOfBirth),
    registration?.ageAtDiagnosis !== undefined && heading.ageAtDiagnosis(registration.ageAtDiagnosis),
  ]);
};

/** On which day, as known when: before the registration nothing was. */
export const momentText = (texts: Texts, { status }: CourseAnswers): string =>
  joined(texts.comma, [
    texts.heading.on(status.on.replace('/', ' – ')),
    status.asOf === null
      ? texts.heading.nothingYet
      : texts.heading.known(status.revision, instantText(status.asOf)),
  ]);

const originText = (texts: Texts, { status }: CourseAnswers): string | null => {
  const { origin } = status;
  if (!origin) return null;
  const asked = origin.asked.startsWith('fact:') ? 'fact' : origin.asked;
  return `${texts.footer.origin} ${named(texts.footer.origins, asked)} ${origin.date}`;
};

/** Everything that is needed to ask the same again, and what the sheet is not. */
export const footerTexts = (texts: Texts, answers: CourseAnswers): readonly string[] => {
  const { footer, heading } = texts;
  const { status, registration, engineVersion } = answers;
  const separator = '  ·  ';
  return [
    joined(separator, [
      `${footer.patient} ${[...new Set([registration?.pseudonym ?? status.patientId, status.patientId])].join(' / ')}`,
      `${footer.on} ${status.on.replace('/', ' – ')} (${status.zone})`,
      status.asOf === null ? heading.nothingYet : `${footer.known} r${status.revision}, ${status.asOf}`,
      originText(texts, answers),
      `${footer.mode} ${status.mode}`,
      `${footer.engine} ${engineVersion}`,
    ]),
    joined(separator, [
      `${footer.ruleset} ${status.ruleset.id}`,
      `${footer.digest} ${status.ruleset.digest}`,
      registration?.attribution,
    ]),
  ];
};
