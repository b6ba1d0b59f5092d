import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, ListField, ObjectField } from '../model/fields';
import { blank, membersOf, rowOf, rowsOf, type Members, type Row } from '../model/state';
import { Group, idOf, useLabel, type InputProps } from './Frame';
import { DateInput, OccurredInput, QuantityInput } from './measures';
import { RecordInput } from './RecordInput';
import { ReferenceInput } from './ReferenceInput';
import { BooleanInput, CodeInput, CodesInput, LinesInput, NumberInput, TextInput } from './simple';

/** The input of any field. */
export const FieldInput = ({ field, ...props }: InputProps) => {
  switch (field.type) {
    case 'text':
      return <TextInput field={field} {...props} />;
    case 'lines':
      return <LinesInput field={field} {...props} />;
    case 'number':
      return <NumberInput field={field} {...props} />;
    case 'boolean':
      return <BooleanInput field={field} {...props} />;
    case 'code':
      return <CodeInput field={field} {...props} />;
    case 'codes':
      return <CodesInput field={field} {...props} />;
    case 'quantity':
      return <QuantityInput field={field} {...props} />;
    case 'date':
      return <DateInput field={field} {...props} />;
    case 'occurred':
      return <OccurredInput field={field} {...props} />;
    case 'reference':
      return <ReferenceInput field={field} {...props} />;
    case 'object':
      return <ObjectInput field={field} {...props} />;
    case 'list':
      return <ListInput field={field} {...props} />;
    case 'record':
      return <RecordInput field={field} {...props} />;
  }
};

interface MembersProps {
  readonly fields: readonly Field[];
  readonly members: Members;
  readonly pointer: string;
  readonly onChange: (members: Members) => void;
}

/** The fields of one object, side by side. */
export const FieldsInput = ({ fields, members, pointer, onChange }: MembersProps) => {
  const labelOf = useLabel();
  return (
    <div className="entry-fields">
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          state={members[field.name]}
          pointer={`${pointer}/${field.name}`}
          label={labelOf(field)}
          onChange={(state) => onChange({ ...members, [field.name]: state })}
        />
      ))}
    </div>
  );
};

/** What need not be there at all has no part that must be filled in. */
const askedFields = ({ required, fields }: ObjectField, isRow: boolean): ObjectField['fields'] =>
  required || isRow ? fields : fields.map((field) => ({ ...field, required: false }));

export const ObjectInput = ({ field, state, pointer, label, onChange }: InputProps<ObjectField>) => (
  <Group field={field} pointer={pointer} label={label} wide>
    {() => (
      <FieldsInput
        fields={askedFields(field, /\/\d+$/.test(pointer))}
        members={membersOf(state)}
        pointer={pointer}
        onChange={onChange}
      />
    )}
  </Group>
);

const moved = (rows: readonly Row[], from: number, to: number): readonly Row[] => {
  const row = rows[from];
  if (!row || to < 0 || to >= rows.length) return rows;
  const rest = rows.toSpliced(from, 1);
  return rest.toSpliced(to, 0, row);
};

/** Rows that can be added, taken out and put in another order; what was done is said. */
export const ListInput = ({ field, state, pointer, label, onChange }: InputProps<ListField>) => {
  const { t } = useTranslation('entry');
  const [said, setSaid] = useState('');
  const adder = useRef<HTMLButtonElement>(null);
  const rows = rowsOf(state);
  const rowName = (index: number): string => t('list.row', { name: label, number: index + 1 });
  const move = (index: number, to: number) => {
    onChange(moved(rows, index, to));
    setSaid(t('list.moved', { row: rowName(index), number: to + 1 }));
  };
  const remove = (index: number) => {
    const rest = rows.toSpliced(index, 1);
    // A list that is not required and has no row left was not said: none is not the same as no statement.
    onChange(rest.length === 0 && !field.required ? '' : rest);
    setSaid(t('list.removed', { row: rowName(index) }));
    adder.current?.focus();
  };
  const isPlain = field.item.type !== 'object';
  return (
    <Group field={field} pointer={pointer} label={label} wide>
      {() => (
        <>
          <ol className="entry-rows">
            {rows.map((row, index) => (
              <li key={row.key} className={isPlain ? 'entry-row plain' : 'entry-row'}>
                <FieldInput
                  // That a row is filled in goes without saying; it can be taken out.
                  field={{ ...field.item, required: false }}
                  state={row.state}
                  pointer={`${pointer}/${index}`}
                  label={rowName(index)}
                  onChange={(changed) =>
                    onChange(rows.map((each) => (each === row ? { ...row, state: changed } : each)))
                  }
                />
                <div className="entry-row-tools">
                  <button
                    type="button"
                    className="button quiet"
                    disabled={index === 0}
                    aria-label={t('list.up', { row: rowName(index) })}
                    onClick={() => move(index, index - 1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    className="button quiet"
                    disabled={index === rows.length - 1}
                    aria-label={t('list.down', { row: rowName(index) })}
                    onClick={() => move(index, index + 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={t('list.remove', { row: rowName(index) })}
                    onClick={() => remove(index)}
                  >
                    ✕
                  </button>
                </div>
              </li>
            ))}
          </ol>
          <button
            type="button"
            className="button"
            ref={adder}
            id={idOf(pointer)}
            onClick={() => onChange([...rows, rowOf(blank(field.item))])}
          >
            {t('list.add', { name: label })}
          </button>
          <span className="visually-hidden" role="status">
            {said}
          </span>
        </>
      )}
    </Group>
  );
};
