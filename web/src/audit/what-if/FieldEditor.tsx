import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemIssue } from '@web/api/problem';
import type { Fact } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';
import { useFactSchema } from '../queries';
import { useTyped } from '../useTyped';
import { issuesAt } from './refused';
import {
  canBeSupposed,
  codedFields,
  fieldText,
  supposeField,
  type CodedField,
  type Supposed,
} from './supposition';

interface Props {
  readonly fact: Fact;
  readonly supposed: Supposed;
  /** Why what is supposed could not be recorded so. */
  readonly issues: readonly ProblemIssue[];
  readonly onSuppose: (supposed: Supposed) => void;
}

const valueIn = ({ fact, supposed }: Props, name: string): string =>
  (supposed.as === 'changed' ? supposed.fields[name] : undefined) ?? fieldText(fact, name);

interface IssuesProps {
  readonly issues: readonly ProblemIssue[];
  readonly id: string;
}

/** Message and mend at the field that is refused, in the service's own words. */
const Issues = ({ issues, id }: IssuesProps) =>
  issues.length === 0 ? null : (
    <ul id={id} className="audit-issues" lang="en">
      {issues.map(({ path, message, mend }) => (
        <li key={path + message}>
          <strong>{message}</strong>. {mend}
        </li>
      ))}
    </ul>
  );

const DateField = (props: Props) => {
  const { t } = useTranslation('audit');
  const id = useId();
  const value = valueIn(props, 'occurredOn');
  const [text, setText] = useTyped(value);
  const issues = issuesAt(props.issues, 'occurredOn');
  const supposable = text.trim() === '' || canBeSupposed(text.trim());
  const commit = () => {
    if (text.trim() === '') setText(value);
    else if (supposable && text.trim() !== value)
      props.onSuppose(supposeField(props.supposed, props.fact, { name: 'occurredOn', value: text.trim() }));
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t('whatIf.date')}</label>
      <input
        id={id}
        className="input"
        value={text}
        aria-invalid={!supposable || issues.length > 0}
        aria-describedby={issues.length > 0 ? `${id}-issues ${id}-how` : `${id}-how`}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
      <span id={`${id}-how`} className="audit-how">
        {t('whatIf.dateHow')}
      </span>
      <Issues issues={issues} id={`${id}-issues`} />
    </div>
  );
};

const CodeField = ({ field, ...props }: Props & { readonly field: CodedField }) => {
  const { t } = useTranslation('audit');
  const { codeNameIn } = useTerms();
  const id = useId();
  const { name, codes } = field;
  const value = valueIn(props, name);
  const issues = issuesAt(props.issues, name);
  return (
    <div className="field">
      <label htmlFor={id}>{t(`whatIf.field.${name}`, { defaultValue: name })}</label>
      <select
        id={id}
        className="select"
        value={value}
        aria-invalid={issues.length > 0}
        aria-describedby={issues.length > 0 ? `${id}-issues` : undefined}
        onChange={({ target }) =>
          props.onSuppose(supposeField(props.supposed, props.fact, { name, value: target.value }))
        }
      >
        {value === '' && <option value="">{t('whatIf.notSaid')}</option>}
        {codes.map((code) => (
          <option key={code} value={code}>
            {codeNameIn(name, code)}
          </option>
        ))}
      </select>
      <Issues issues={issues} id={`${id}-issues`} />
    </div>
  );
};

const FIELDS = 4;

/** The date, the coded values, or that the fact was never so. */
export const FieldEditor = (props: Props) => {
  const { t } = useTranslation('audit');
  const { fact, supposed, onSuppose } = props;
  const { data: schema } = useFactSchema(fact.kind);
  const withdrawn = supposed.as === 'retracted';
  return (
    <fieldset className="audit-fields">
      <legend className="visually-hidden">{t('whatIf.fields')}</legend>
      {!withdrawn && <DateField {...props} />}
      {!withdrawn &&
        codedFields(schema ?? {})
          .slice(0, FIELDS)
          .map((field) => <CodeField key={field.name} field={field} {...props} />)}
      <label className="audit-check">
        <input
          type="checkbox"
          checked={withdrawn}
          onChange={({ target }) => onSuppose({ as: target.checked ? 'retracted' : 'nothing' })}
        />
        {t('whatIf.without')}
      </label>
    </fieldset>
  );
};
