import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';
import { useFactSchema } from '../queries';
import { codedFields, fieldText, supposeField, type CodedField, type Supposed } from './supposition';

interface Props {
  readonly fact: Fact;
  readonly supposed: Supposed;
  readonly onSuppose: (supposed: Supposed) => void;
}

const valueIn = ({ fact, supposed }: Props, name: string): string =>
  (supposed.as === 'changed' ? supposed.fields[name] : undefined) ?? fieldText(fact, name);

const DateField = (props: Props) => {
  const { t } = useTranslation('audit');
  const id = useId();
  const value = valueIn(props, 'occurredOn');
  const [text, setText] = useState(value);
  const commit = () =>
    text !== value &&
    props.onSuppose(supposeField(props.supposed, props.fact, { name: 'occurredOn', value: text.trim() }));
  return (
    <div className="field">
      <label htmlFor={id}>{t('whatIf.date')}</label>
      <input
        id={id}
        className="input"
        value={text}
        aria-describedby={`${id}-how`}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
      <span id={`${id}-how`} className="audit-how">
        {t('whatIf.dateHow')}
      </span>
    </div>
  );
};

const CodeField = ({ field, ...props }: Props & { readonly field: CodedField }) => {
  const { t } = useTranslation('audit');
  const { codeNameIn } = useTerms();
  const id = useId();
  const { name, codes } = field;
  const value = valueIn(props, name);
  return (
    <div className="field">
      <label htmlFor={id}>{t(`whatIf.field.${name}`, { defaultValue: name })}</label>
      <select
        id={id}
        className="select"
        value={value}
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
      {!withdrawn && <DateField key={valueIn(props, 'occurredOn')} {...props} />}
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
