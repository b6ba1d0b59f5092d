import './entry.css';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { issuesOf, useSubmission } from '@web/api/useSubmission';
import { Failed, Loading } from '@web/ui/states';
import { StatementFields } from './correct/StatementFields';
import { Refusal, useFocusRefused } from './form/Refusal';
import { useFormTexts } from './form/useFormTexts';
import { usePlaced } from './form/usePlaced';
import { fieldsOf, type Field } from './model/fields';
import { bodyOf } from './model/payload';
import { objectState } from './model/state';
import { useStatementSchema } from './queries';

interface FormProps {
  readonly fields: readonly Field[];
  readonly onTouched: () => void;
  readonly onRegistered: (patientId: string) => void;
}

const RegistrationForm = ({ fields, onTouched, onRegistered }: FormProps) => {
  const { t } = useTranslation('entry');
  const { language } = useFormTexts();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState(() => objectState(fields, {}, language));
  const { send, fault, isBusy } = useSubmission<{ readonly patientId: string }>();
  const issues = usePlaced([{ fields, state, pointer: '' }], issuesOf(fault));
  useFocusRefused(fault, form);
  const register = async (event: FormEvent) => {
    event.preventDefault();
    const done = await send('/v1/patients', bodyOf(fields, state, { language }));
    if (!done) return;
    void client.invalidateQueries({ queryKey: ['patients'] });
    onRegistered(done.patientId);
  };
  return (
    <form className="entry-register" ref={form} onSubmit={(event) => void register(event)} noValidate>
      <p className="muted">{t('register.intro')}</p>
      <Refusal fault={fault} rest={issues.rest} count={issues.count} />
      <StatementFields
        kind="registration"
        fields={fields}
        state={state}
        issues={issues}
        onChange={(changed) => {
          onTouched();
          setState(changed);
        }}
      />
      <div className="entry-actions">
        <button type="submit" className="button primary" disabled={isBusy}>
          {t(isBusy ? 'register.registering' : 'register.button')}
        </button>
      </div>
    </form>
  );
};

interface Props {
  /** Whether closing now would lose what was typed. */
  readonly onTouched: (isTouched: boolean) => void;
  /** The reader is done: with a patient registered, or without. */
  readonly onDone: (patientId?: string) => void;
}

/** Registers a patient under a pseudonym; for a dialog of the list of patients. */
export const RegisterPatient = ({ onTouched, onDone }: Props) => {
  const { t } = useTranslation('entry');
  const { data, error, refetch } = useStatementSchema('registration');
  const fields = useMemo(() => data && fieldsOf(data), [data]);
  const [patientId, setPatientId] = useState<string | null>(null);
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!fields) return <Loading />;
  if (patientId === null)
    return (
      <RegistrationForm
        fields={fields}
        onTouched={() => onTouched(true)}
        onRegistered={(registered) => {
          onTouched(false);
          setPatientId(registered);
        }}
      />
    );
  const path = `/patients/${encodeURIComponent(patientId)}`;
  return (
    <div className="entry-register" role="status">
      <p>{t('register.done', { patientId })}</p>
      <div className="entry-actions">
        <Link href={`${path}/entry`} className="button primary" onClick={() => onDone(patientId)}>
          {t('register.toEntry')}
        </Link>
        <Link href={path} className="button" onClick={() => onDone(patientId)}>
          {t('register.toReplay')}
        </Link>
      </div>
    </div>
  );
};
