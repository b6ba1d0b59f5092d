import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../model/fields';
import type { State } from '../model/state';
import { useForm, useIssues } from './context';
import type { Said } from '../model/wording';
import { useFormTexts } from './useFormTexts';

/** What an input of a form gets. */
export interface InputProps<F extends Field = Field> {
  readonly field: F;
  readonly state: State | undefined;
  /** Where its value lies in the body: issues are found by it, and it is the id of the input. */
  readonly pointer: string;
  readonly label: string;
  readonly onChange: (state: State) => void;
}

/** What an input has for those who do not see it. */
export interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-required': boolean | undefined;
}

export const idOf = (pointer: string): string => `entry${pointer.replaceAll('/', '-')}`;

const Mark = () => {
  const { t } = useTranslation('entry');
  return (
    <>
      <span aria-hidden="true" className="entry-mark">
        {' *'}
      </span>
      <span className="visually-hidden"> ({t('required')})</span>
    </>
  );
};

/** A part that has no field of its own, as the unit of a quantity; empty for the field itself. */
const partOf = (path: string, pointer: string): string => {
  const part = path.startsWith(`${pointer}/`) ? path.slice(path.lastIndexOf('/') + 1) : '';
  return /^\d*$/.test(part) ? '' : part;
};

const Issues = ({ pointer }: { readonly pointer: string }) => {
  const { said, label } = useFormTexts();
  const { kind } = useForm();
  const issues = useIssues(pointer);
  if (issues.length === 0) return null;
  return (
    <ul className="entry-issues" id={`${idOf(pointer)}-issues`}>
      {issues.map(({ path, message, mend }) => {
        const [what, how] = [said(message), said(mend)];
        const part = partOf(path, pointer);
        return (
          <li key={`${path} ${message}`}>
            {part !== '' && `${label(kind, part)}: `}
            <strong lang={what.lang}>{what.text}</strong> <span lang={how.lang}>{how.text}</span>
          </li>
        );
      })}
    </ul>
  );
};

const Hint = ({ said, id }: { readonly said: Said; readonly id: string }) =>
  said.text === '' ? null : (
    <p className="entry-hint" id={id} lang={said.lang}>
      {said.text}
    </p>
  );

const useDescription = (field: Field, pointer: string) => {
  const { hint } = useFormTexts();
  const issues = useIssues(pointer);
  const said = hint(field.description);
  const [hintId, issuesId] = [`${idOf(pointer)}-hint`, `${idOf(pointer)}-issues`];
  const ids = [said.text === '' ? '' : hintId, issues.length === 0 ? '' : issuesId].filter((id) => id !== '');
  return { said, hintId, isInvalid: issues.length > 0, describedBy: ids.join(' ') || undefined };
};

interface FrameProps extends Pick<InputProps, 'field' | 'pointer' | 'label'> {
  readonly wide?: boolean;
  readonly children: (described: Described) => ReactNode;
}

/** One input under its label, with its hint and what is wrong with it. */
export const Frame = ({ field, pointer, label, wide = false, children }: FrameProps) => {
  const { said, hintId, isInvalid, describedBy } = useDescription(field, pointer);
  return (
    <div className={wide ? 'entry-field wide' : 'entry-field'} data-invalid={isInvalid || undefined}>
      <label htmlFor={idOf(pointer)}>
        {label}
        {field.required && <Mark />}
      </label>
      {children({
        id: idOf(pointer),
        'aria-describedby': describedBy,
        'aria-invalid': isInvalid || undefined,
        'aria-required': field.required || undefined,
      })}
      <Hint said={said} id={hintId} />
      <Issues pointer={pointer} />
    </div>
  );
};

interface GroupProps extends Pick<InputProps, 'field' | 'pointer' | 'label'> {
  readonly wide?: boolean;
  readonly children: (described: Pick<Described, 'aria-describedby' | 'aria-invalid'>) => ReactNode;
}

/** Several inputs that are one field, under a legend. */
export const Group = ({ field, pointer, label, wide = false, children }: GroupProps) => {
  const { said, hintId, isInvalid, describedBy } = useDescription(field, pointer);
  return (
    <fieldset
      className={wide ? 'entry-field entry-group wide' : 'entry-field entry-group'}
      aria-describedby={describedBy}
      data-invalid={isInvalid || undefined}
    >
      <legend>
        {label}
        {field.required && <Mark />}
      </legend>
      {wide && <Hint said={said} id={hintId} />}
      {children({ 'aria-describedby': describedBy, 'aria-invalid': isInvalid || undefined })}
      {!wide && <Hint said={said} id={hintId} />}
      <Issues pointer={pointer} />
    </fieldset>
  );
};

/** What a field is called in the form that it stands in. */
export const useLabel = (): ((field: Field) => string) => {
  const { kind } = useForm();
  const { label } = useFormTexts();
  return (field) => label(kind, field.name);
};
