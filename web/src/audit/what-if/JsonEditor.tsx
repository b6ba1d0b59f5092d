import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@web/api/types';

interface Props {
  readonly fact: Fact;
  readonly onTry: (fact: Fact) => void;
}

const parsed = (text: string): Fact | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fact) : null;
  } catch {
    return null;
  }
};

/** The whole fact as JSON; whether it could be recorded is for the service to say. */
export const JsonEditor = ({ fact, onTry }: Props) => {
  const { t } = useTranslation('audit');
  const [text, setText] = useState(() => JSON.stringify(fact, null, 2));
  const id = useId();
  const written = parsed(text);
  return (
    <details className="audit-json">
      <summary>{t('whatIf.json')}</summary>
      <label htmlFor={id} className="visually-hidden">
        {t('whatIf.json')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={12}
        spellCheck={false}
        value={text}
        aria-invalid={written === null}
        aria-describedby={`${id}-how`}
        onChange={({ target }) => setText(target.value)}
      />
      <p id={`${id}-how`} className="audit-how" role={written ? undefined : 'alert'}>
        {written ? t('whatIf.jsonHow') : t('whatIf.noJson')}
      </p>
      <button
        type="button"
        className="button"
        disabled={written === null}
        onClick={() => written && onTry(written)}
      >
        {t('whatIf.try')}
      </button>
    </details>
  );
};
