import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import { FormProvider, useIssues, type FormContext } from '../form/context';
import { FactFields } from '../form/FactFields';
import { useFormTexts } from '../form/useFormTexts';
import type { Draft } from '../model/drafts';
import type { Members } from '../model/state';

/** What is wrong with the fact as a whole: the field of the service that no field of the form is. */
const WholeIssues = ({ pointer }: { readonly pointer: string }) => {
  const { said } = useFormTexts();
  const issues = useIssues(pointer);
  if (issues.length === 0) return null;
  return (
    <ul className="entry-issues">
      {issues.map(({ path, message, mend }) => (
        <li key={`${path} ${message}`}>
          <strong lang={said(message).lang}>{said(message).text}</strong>{' '}
          <span lang={said(mend).lang}>{said(mend).text}</span> <code>{path}</code>
        </li>
      ))}
    </ul>
  );
};

interface Props {
  readonly draft: Draft;
  readonly index: number;
  readonly count: number;
  readonly context: Omit<FormContext, 'kind'>;
  readonly onChange: (state: Members) => void;
  readonly onRemove: () => void;
}

/** One fact that is being written. */
export const DraftForm = ({ draft, index, count, context, onChange, onRemove }: Props) => {
  const { t } = useTranslation('entry');
  const { kindName } = useTerms();
  const heading = useRef<HTMLHeadingElement>(null);
  const pointer = `/facts/${index}`;
  const name = kindName(draft.kind);
  // A form that was just asked for is where the reader goes on.
  useEffect(() => heading.current?.focus(), []);
  return (
    <FormProvider value={{ ...context, kind: draft.kind }}>
      <section
        className="entry-draft"
        // Two facts of a kind are told apart by their number.
        aria-labelledby={`${draft.key}-title${count > 1 ? ` ${draft.key}-number` : ''}`}
        data-draft={draft.kind}
      >
        <header>
          <h2 id={`${draft.key}-title`} ref={heading} tabIndex={-1}>
            {name}
          </h2>
          {count > 1 && (
            <span className="muted" id={`${draft.key}-number`}>
              {t('draft.number', { number: index + 1, count })}
            </span>
          )}
          <button
            type="button"
            className="button quiet"
            aria-label={t('draft.remove', { kind: name })}
            onClick={onRemove}
          >
            {t('draft.removeShort')}
          </button>
        </header>
        <WholeIssues pointer={pointer} />
        <FactFields fields={draft.fields} state={draft.state} pointer={pointer} onChange={onChange} />
      </section>
    </FormProvider>
  );
};
