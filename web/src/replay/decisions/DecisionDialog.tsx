import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { patientPath } from '@web/api/client';
import { useRefresh } from '@web/api/queries';
import { useSubmission } from '@web/api/useSubmission';
import { dateText } from '@web/format/dates';
import { Dialog } from '@web/ui/Dialog';
import { Failed } from '@web/ui/states';
import { isDay } from '../look/days';
import { decisionBody, isComplete, type DecisionDraft } from './draft';

interface FieldProps {
  readonly name: keyof DecisionDraft;
  readonly rows?: number;
  readonly draft: DecisionDraft;
  readonly onChange: (name: keyof DecisionDraft, text: string) => void;
}

const Field = ({ name, rows = 1, draft, onChange }: FieldProps) => {
  const { t } = useTranslation('replay');
  const isWrong = name === 'followUpDue' && draft.followUpDue !== '' && !isDay(draft.followUpDue);
  const common = {
    className: 'input',
    value: draft[name],
    required: name === 'question' || name === 'decision',
    'aria-invalid': isWrong,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(name, target.value),
  };
  return (
    <label className="field">
      <span className="label">{t(`decision.${name}`)}</span>
      {rows > 1 ? <textarea rows={rows} {...common} /> : <input {...common} />}
      {t(`decision.${name}Help`, { defaultValue: '' }) !== '' && (
        <span className="muted small">{t(`decision.${name}Help`)}</span>
      )}
    </label>
  );
};

const EMPTY: DecisionDraft = { question: '', decision: '', options: '', participants: '', followUpDue: '' };

interface Props {
  readonly patientId: string;
  /** The day that is shown when the dialog is opened. */
  readonly on: string;
  /** Revision that is then on the screen: what the board stands on. */
  readonly revision: number;
  readonly onClose: () => void;
}

/** Records what a board decided, pinned to what is on the screen. */
export const DecisionDialog = ({ patientId, onClose, ...shown }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const refresh = useRefresh(patientId);
  const [draft, setDraft] = useState(EMPTY);
  // What the board has before it when it begins: a fact that arrives while its decision is typed is none of it.
  const [{ on, revision }] = useState(shown);
  const { send, fault, isBusy } = useSubmission();
  const change = (name: keyof DecisionDraft, text: string) => setDraft({ ...draft, [name]: text });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete(draft) || isBusy) return;
    const done = await send(patientPath(patientId, '/decisions'), decisionBody(draft, on, revision));
    if (done === null) return;
    refresh();
    onClose();
  };
  const isTouched = JSON.stringify(draft) !== JSON.stringify(EMPTY);
  return (
    <Dialog title={t('decision.record')} onClose={onClose} dismissable={!isTouched}>
      <form className="decision-form" onSubmit={(event) => void submit(event)}>
        <p className="muted">{t('decision.pins', { on: dateText(on, i18n.language), revision })}</p>
        <Field name="question" rows={2} draft={draft} onChange={change} />
        <Field name="decision" rows={3} draft={draft} onChange={change} />
        <Field name="options" rows={3} draft={draft} onChange={change} />
        <Field name="participants" draft={draft} onChange={change} />
        <Field name="followUpDue" draft={draft} onChange={change} />
        {fault !== null && <Failed fault={fault} />}
        <p className="actions">
          <button type="button" className="button" onClick={onClose}>
            {t('i18n:cancel')}
          </button>
          <button type="submit" className="button primary" disabled={!isComplete(draft) || isBusy}>
            {t('decision.record')}
          </button>
        </p>
      </form>
    </Dialog>
  );
};
