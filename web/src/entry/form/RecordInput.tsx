import { useTranslation } from 'react-i18next';
import type { RecordField } from '../model/fields';
import { membersOf, rowOf, rowsOf, textOf, type Members, type Row } from '../model/state';
import { Group, idOf, type InputProps } from './Frame';

/** Values under names of the source; a value that is no text is kept as it is. */
export const RecordInput = ({ field, state, pointer, label, onChange }: InputProps<RecordField>) => {
  const { t } = useTranslation('entry');
  const rows = rowsOf(state);
  const change = (row: Row, members: Members) =>
    onChange(rows.map((each) => (each === row ? { ...row, state: members } : each)));
  const remove = (index: number) => {
    const rest = rows.toSpliced(index, 1);
    onChange(rest.length === 0 ? '' : rest);
  };
  return (
    <Group field={field} pointer={pointer} label={label} wide>
      {() => (
        <>
          <ul className="entry-rows">
            {rows.map((row, index) => {
              const members = membersOf(row.state);
              const kept = textOf(members['kept']);
              return (
                <li key={row.key} className="entry-row plain">
                  <label className="entry-field">
                    <span>{t('record.name')}</span>
                    <input
                      className="input"
                      value={textOf(members['name'])}
                      onChange={({ target }) => change(row, { ...members, name: target.value })}
                    />
                  </label>
                  <label className="entry-field">
                    <span>{t('record.value')}</span>
                    <input
                      className="input"
                      readOnly={kept !== ''}
                      value={kept === '' ? textOf(members['value']) : kept}
                      onChange={({ target }) => change(row, { ...members, value: target.value })}
                    />
                  </label>
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={t('record.remove', { name: textOf(members['name']) })}
                    onClick={() => remove(index)}
                  >
                    ✕
                  </button>
                </li>
              );
            })}
          </ul>
          <button
            type="button"
            className="button"
            id={idOf(pointer)}
            onClick={() => onChange([...rows, rowOf({ name: '', value: '', kept: '' })])}
          >
            {t('record.add')}
          </button>
        </>
      )}
    </Group>
  );
};
