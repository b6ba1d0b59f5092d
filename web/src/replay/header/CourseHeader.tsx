import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLogAnswer, ReplayAnswer } from '@web/api/types';
import type { OccurredOn } from '@web/format/dates';
import { Fig } from '../Fig';
import { weeksSince, type EpochDay } from '../look/days';
import { useSay } from '../say';
import { courseHead, type CourseHead } from './course-head';

type Registration = PatientLogAnswer['registration'];

const Person = ({ registration }: { readonly registration: Registration | undefined }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  if (!registration) return null;
  const { sex, yearOfBirth, ageAtDiagnosis } = registration;
  const said = [
    sex === null ? null : terms.codeName(sex),
    yearOfBirth === null ? null : t('head.born', { year: yearOfBirth }),
    ageAtDiagnosis === null ? null : t('head.ageAtDiagnosis', { count: ageAtDiagnosis }),
  ].filter((each) => each !== null);
  return <span>{said.length === 0 ? t('head.personNotStated') : said.join(', ')}</span>;
};

const Diagnosis = ({ head }: { readonly head: CourseHead }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const { diagnosis, drivers } = head;
  return (
    <span>
      {diagnosis ? (
        <Fig of={diagnosis.text}>{terms.codeName(String(diagnosis.text.value))}</Fig>
      ) : (
        <span className="muted">{t('head.noDiagnosis')}</span>
      )}
      {diagnosis && typeof diagnosis.stage.value === 'string' && (
        <Fig of={diagnosis.stage}> {t('head.stage', { stage: diagnosis.stage.value })}</Fig>
      )}
      {drivers.map(({ gene, alteration }) => (
        <Fig key={alteration.path} of={alteration}>
          , {terms.alterationName(gene, String(alteration.value))}
        </Fig>
      ))}
    </span>
  );
};

interface WeeksProps {
  readonly since: OccurredOn;
  readonly on: EpochDay;
  readonly died: OccurredOn | null;
}

const Weeks = ({ since, on, died }: WeeksProps) => {
  const { t } = useTranslation('replay');
  const { from, to } = weeksSince(since, on, died);
  const weeks = from === to ? String(to) : `${Math.max(0, from)}–${to}`;
  return <> {t('head.weeks', { weeks })}</>;
};

/** What facts say of the type and of its certainty: beside what is stated, with or without a statement. */
const Derived = ({ eano }: { readonly eano: CourseHead['eano'] }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  if (!eano) return null;
  if (eano.type.value === 'NE')
    return (
      <Fig of={eano.type}>
        {', '}
        {t('head.eanoNotEvaluable')}
      </Fig>
    );
  return (
    <Fig of={eano.type}>
      {', '}
      {t('head.eano', {
        type: String(eano.type.value),
        certainty: terms.codeNameIn('certainty', String(eano.certainty.value)),
      })}
    </Fig>
  );
};

const Leptomeningeal = ({ head, on }: { readonly head: CourseHead; readonly on: EpochDay }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  const { lm, eano } = head;
  if (lm.certainty.value === 'none')
    return (
      <span>
        <Fig of={lm.certainty}>{t('head.noLm')}</Fig>
        <Derived eano={eano} />
      </span>
    );
  return (
    <span>
      <strong>{t('head.lm')}</strong>{' '}
      <Fig of={lm.certainty}>{terms.codeNameIn('certainty', String(lm.certainty.value))}</Fig>{' '}
      <Fig of={lm.since}>
        {date(lm.since.value)}
        {lm.since.value !== null && <Weeks since={lm.since.value as OccurredOn} on={on} died={head.died} />}
      </Fig>
      <Derived eano={eano} />
    </span>
  );
};

interface Props {
  readonly patientId: string;
  readonly registration: Registration | undefined;
  readonly shown: ReplayAnswer;
  readonly on: EpochDay;
}

/** Whose course it is, never by name, and what of. */
export const CourseHeader = ({ patientId, registration, shown, on }: Props) => {
  const { t } = useTranslation('replay');
  const head = useMemo(() => courseHead(shown), [shown]);
  return (
    <div className="course-head">
      <h1>{registration?.pseudonym ?? patientId}</h1>
      <Person registration={registration} />
      <Diagnosis head={head} />
      <Leptomeningeal head={head} on={on} />
      <span className="label">{t('head.pseudonymous')}</span>
    </div>
  );
};
