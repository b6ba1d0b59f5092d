import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Option } from '../model/options';
import type { Described } from './Frame';
import { useCombobox, type ComboboxState } from './useCombobox';

interface Props {
  readonly described: Described;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const Choices = ({ combo, listId }: { readonly combo: ComboboxState; readonly listId: string }) => {
  const { t } = useTranslation('entry');
  const activeId = `${listId}-${combo.active}`;
  useEffect(() => {
    document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <ul className="entry-options" role="listbox" id={listId} aria-label={t('combo.open')}>
      {combo.found.map((option, index) => (
        <li
          key={option.value}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === combo.active}
          // The list closes when the input is left: choosing must not leave it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => combo.choose(option)}
        >
          {option.label}
        </li>
      ))}
    </ul>
  );
};

const News = ({ isOpen, found }: Pick<ComboboxState, 'isOpen' | 'found'>) => {
  const { t } = useTranslation('entry');
  const news = found.length === 0 ? t('combo.none') : t('combo.found', { count: found.length });
  return (
    <>
      {isOpen && found.length === 0 && <p className="entry-hint">{news}</p>}
      <span className="visually-hidden" role="status">
        {isOpen ? news : ''}
      </span>
    </>
  );
};

/** What tells assistive technology where the choice stands. */
const pointsTo = ({ isOpen, found, active }: ComboboxState, listId: string) =>
  isOpen && found.length > 0
    ? {
        'aria-expanded': true,
        'aria-controls': listId,
        'aria-activedescendant': `${listId}-${active}`,
      }
    : { 'aria-expanded': false };

/** Choosing one of many by typing part of its name: the pattern of an editable combobox with a list. */
export const Combobox = ({ described, options, value, onChange }: Props) => {
  const { t } = useTranslation('entry');
  const listId = useId();
  const combo = useCombobox(options, onChange);
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  return (
    <div className="entry-combo">
      <input
        {...described}
        {...pointsTo(combo, listId)}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        value={combo.isOpen ? combo.typed : chosen}
        placeholder={chosen === '' ? t('code.choose') : chosen}
        onChange={({ target }) => combo.type(target.value)}
        onClick={combo.open}
        onKeyDown={combo.onKeyDown}
        onBlur={combo.close}
      />
      {combo.isOpen && combo.found.length > 0 && <Choices combo={combo} listId={listId} />}
      <News isOpen={combo.isOpen} found={combo.found} />
    </div>
  );
};
