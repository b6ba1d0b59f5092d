import { useTranslation } from 'react-i18next';
import { dateText } from '@web/format/dates';
import { Fig } from '../Fig';
import { useSay } from '../say';
import { Cell } from './Cell';
import type { PatientNow as Model, PerformanceStep } from './patient.model';

const Performance = ({ steps }: { readonly steps: readonly PerformanceStep[] }) => {
  const { t } = useTranslation('replay');
  const [first] = steps;
  if (!first) return <p className="muted">{t('strip.patient.noPerformance')}</p>;
  return (
    <p>
      {first.instrument}{' '}
      {steps.map(({ factId, value }, place) => (
        <span key={factId}>
          {place > 0 && <span aria-label={t('strip.patient.then')}> → </span>}
          <Fig of={value} className="num big">
            {String(value.value)}
          </Fig>
        </span>
      ))}
    </p>
  );
};

const Pressure = ({ pressure }: { readonly pressure: Model['pressure'] }) => {
  const { t } = useTranslation('replay');
  const { terms, dates } = useSay();
  if (!pressure) return <p className="muted">{t('strip.patient.noPressure')}</p>;
  return (
    <p>
      {t('strip.patient.pressure')}{' '}
      <Fig of={pressure.cmH2O}>
        {terms.quantity({ value: Number(pressure.cmH2O.value), unit: 'cm[H2O]', bound: pressure.bound })}
      </Fig>{' '}
      <Fig of={pressure.class} className={pressure.class.value === 'RAISED' ? 'warn-text' : 'muted'}>
        {t(`component.${String(pressure.class.value)}`, {
          defaultValue: terms.codeName(String(pressure.class.value)),
        })}
      </Fig>{' '}
      <Fig of={pressure.date} className="num muted">
        {dates(pressure.date.value)}
      </Fig>
    </p>
  );
};

const OtherPressure = ({ of: reading }: { readonly of: Model['otherPressures'][number] }) => {
  const { t } = useTranslation('replay');
  const { terms, dates } = useSay();
  return (
    <p className="muted">
      <Fig of={reading.cmH2O}>
        {terms.quantity({ value: Number(reading.cmH2O.value), unit: 'cm[H2O]', bound: reading.bound })}
      </Fig>{' '}
      {t(`strip.patient.pressureAt.${reading.method}`)}{' '}
      <Fig of={reading.date} className="num">
        {dates(reading.date.value)}
      </Fig>
      {reading.time !== null && ` ${reading.time}`}
      {reading.afterDrainage && `, ${t('strip.patient.afterDrainage')}`}
    </p>
  );
};

const Question = ({ question }: { readonly question: Model['question'] }) => {
  const { t, i18n } = useTranslation('replay');
  if (!question) return <p className="muted">{t('strip.patient.noQuestion')}</p>;
  const due = question.followUpDue;
  const path = `decisions[${question.decisionId}]`;
  return (
    <>
      <p className="clamp">
        <strong>{t('strip.patient.question', { date: dateText(question.on, i18n.language) })}</strong>{' '}
        <Fig of={{ path: `${path}.question`, value: question.question }}>{question.question}</Fig>
      </p>
      <p className="clamp">
        <span className="muted">{t('strip.patient.decided')}</span>{' '}
        <Fig of={{ path: `${path}.decision`, value: question.decision }}>{question.decision}</Fig>
        {due !== undefined && (
          <Fig of={{ path: `${path}.followUpDue`, value: due }}>
            {' '}
            {t('strip.patient.due', { date: dateText(due, i18n.language) })}
          </Fig>
        )}
      </p>
    </>
  );
};

export const PatientNow = ({ model }: { readonly model: Model }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  const { vital, died, neuro, symptoms, cytology } = model;
  return (
    <Cell name="patient">
      {vital.value !== 'no-death-recorded' && (
        <p className="warn-text">
          <Fig of={vital}>{terms.codeName(String(vital.value))}</Fig>{' '}
          {died && <Fig of={died.occurredOn}>{date(died.occurredOn.value)}</Fig>}
        </p>
      )}
      <Performance steps={model.performance} />
      <p>
        {t('strip.patient.neuro')}{' '}
        {neuro ? (
          <Fig of={neuro.occurredOn}>{date(neuro.occurredOn.value)}</Fig>
        ) : (
          <span className="muted">{t('notRecorded')}</span>
        )}
      </p>
      <p>
        {terms.kindName('CsfCytologyReported')}{' '}
        <Fig of={cytology}>{terms.codeName(String(cytology.value))}</Fig>
      </p>
      <Pressure pressure={model.pressure} />
      {model.otherPressures.map((reading) => (
        <OtherPressure key={reading.factId} of={reading} />
      ))}
      <p>
        {terms.kindName('SymptomRecorded')}{' '}
        {symptoms ? (
          <Fig of={symptoms.symptoms}>
            {(symptoms.symptoms.value as readonly string[]).join(', ')}
            {!symptoms.present && ` (${t('strip.patient.absent')})`}
          </Fig>
        ) : (
          <span className="muted">{t('notRecorded')}</span>
        )}
      </p>
      <Question question={model.question} />
    </Cell>
  );
};
