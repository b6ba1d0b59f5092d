import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import type {
  BooleanField,
  CodeField,
  CodesField,
  LinesField,
  NumberField,
  TextField,
} from '../model/fields';
import { textOf } from '../model/state';
import { Combobox } from './Combobox';
import { Frame, Group, idOf, type InputProps } from './Frame';

export const TextInput = ({ field, state, pointer, label, onChange }: InputProps<TextField>) => (
  <Frame field={field} pointer={pointer} label={label} wide={field.long}>
    {(described) =>
      field.long ? (
        <textarea
          {...described}
          className="input"
          rows={2}
          value={textOf(state)}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <input
          {...described}
          className="input"
          autoComplete="off"
          value={textOf(state)}
          onChange={({ target }) => onChange(target.value)}
        />
      )
    }
  </Frame>
);

export const LinesInput = ({ field, state, pointer, label, onChange }: InputProps<LinesField>) => {
  const { t } = useTranslation('entry');
  return (
    <Frame field={field} pointer={pointer} label={`${label} – ${t('lines.hint')}`} wide>
      {(described) => (
        <textarea
          {...described}
          className="input"
          rows={3}
          value={textOf(state)}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Frame>
  );
};

export const NumberInput = ({ field, state, pointer, label, onChange }: InputProps<NumberField>) => (
  <Frame field={field} pointer={pointer} label={label}>
    {(described) => (
      <input
        {...described}
        className="input num entry-number"
        inputMode="decimal"
        autoComplete="off"
        value={textOf(state)}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Frame>
);

const CHOICES = ['', 'true', 'false'] as const;

/** Not said, yes and no: three answers, for what is not said is not a no. */
export const BooleanInput = ({ field, state, pointer, label, onChange }: InputProps<BooleanField>) => {
  const { t } = useTranslation('entry');
  const names = { '': t('boolean.unsaid'), true: t('boolean.yes'), false: t('boolean.no') };
  return (
    <Group field={field} pointer={pointer} label={label}>
      {(described) => (
        <div className="entry-choices">
          {CHOICES.filter((choice) => choice !== '' || !field.required).map((choice) => (
            <label key={choice}>
              <input
                {...described}
                // A group is what is refused; a radio button cannot be.
                aria-invalid={undefined}
                type="radio"
                name={idOf(pointer)}
                checked={textOf(state) === choice}
                onChange={() => onChange(choice)}
              />
              {names[choice]}
            </label>
          ))}
        </div>
      )}
    </Group>
  );
};

/** Longer lists of codes are searched, not scrolled. */
const MOST_TO_SCROLL = 16;

const useCodeOptions = (field: CodeField | CodesField) => {
  const { codeNameIn, agentName } = useTerms();
  return field.codes.map((code) => ({
    value: code,
    label: field.name === 'agent' ? agentName(code) : codeNameIn(field.name, code),
  }));
};

export const CodeInput = ({ field, state, pointer, label, onChange }: InputProps<CodeField>) => {
  const { t } = useTranslation('entry');
  const options = useCodeOptions(field);
  return (
    <Frame field={field} pointer={pointer} label={label}>
      {(described) =>
        options.length > MOST_TO_SCROLL ? (
          <Combobox described={described} options={options} value={textOf(state)} onChange={onChange} />
        ) : (
          <select
            {...described}
            className="select"
            value={textOf(state)}
            onChange={({ target }) => onChange(target.value)}
          >
            <option value="">{field.required ? t('code.choose') : t('code.none')}</option>
            {options.map(({ value, label: name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        )
      }
    </Frame>
  );
};

const toggled = (text: string, code: string): string => {
  const codes = text.split(' ').filter((each) => each !== '');
  return (codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]).join(' ');
};

export const CodesInput = ({ field, state, pointer, label, onChange }: InputProps<CodesField>) => {
  const options = useCodeOptions(field);
  const chosen = textOf(state).split(' ');
  return (
    <Group field={field} pointer={pointer} label={label} wide>
      {(described) => (
        <div className="entry-choices">
          {options.map(({ value, label: name }) => (
            <label key={value}>
              <input
                {...described}
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => onChange(toggled(textOf(state), value))}
              />
              {name}
            </label>
          ))}
        </div>
      )}
    </Group>
  );
};
