import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { occurredText, parsePartialDate } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import type { DateField, OccurredField, QuantityField } from '../model/fields';
import { membersOf, textOf } from '../model/state';
import { useIssues } from './context';
import { Frame, Group, idOf, type InputProps } from './Frame';

/** A value with its unit, always both; the unit is chosen, never assumed. */
export const QuantityInput = ({ field, state, pointer, label, onChange }: InputProps<QuantityField>) => {
  const { t } = useTranslation('entry');
  const { unitName } = useTerms();
  const members = membersOf(state);
  const issues = useIssues(pointer);
  const isUnitRefused = issues.some(({ path }) => path === `${pointer}/unit`);
  const isValueRefused = issues.some(({ path }) => path !== `${pointer}/unit`);
  const set = (name: string, text: string) => onChange({ ...members, [name]: text });
  const chosen = textOf(members['unit']);
  // A fact that is corrected keeps the unit of its source, suggested or not.
  const units = chosen === '' || field.units.includes(chosen) ? field.units : [...field.units, chosen];
  return (
    <Group field={field} pointer={pointer} label={label}>
      {(described) => (
        <div className="entry-quantity">
          {field.bounds.length > 0 && (
            <select
              className="select"
              aria-label={t('quantity.bound', { name: label })}
              value={textOf(members['bound'])}
              onChange={({ target }) => set('bound', target.value)}
            >
              <option value="">{t('quantity.measured')}</option>
              {field.bounds.map((bound) => (
                <option key={bound} value={bound}>
                  {bound}
                </option>
              ))}
            </select>
          )}
          <input
            {...described}
            aria-invalid={isValueRefused || undefined}
            id={idOf(pointer)}
            className="input num entry-number"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t('quantity.value', { name: label })}
            value={textOf(members['value'])}
            onChange={({ target }) => set('value', target.value)}
          />
          {units.length === 1 ? (
            <span>{unitName(units[0] ?? '')}</span>
          ) : (
            <select
              {...described}
              aria-invalid={isUnitRefused || undefined}
              className="select"
              aria-label={t('quantity.unit', { name: label })}
              value={chosen}
              onChange={({ target }) => set('unit', target.value)}
            >
              <option value="">{t('quantity.chooseUnit')}</option>
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {unitName(unit)}
                </option>
              ))}
            </select>
          )}
        </div>
      )}
    </Group>
  );
};

const useReading = (): ((text: string) => string) => {
  const { t, i18n } = useTranslation('entry');
  return (text) => {
    if (text.trim() === '') return '';
    const isDate = parsePartialDate(text.trim()) !== null;
    return isDate ? t('date.read', { text: occurredText(text.trim(), i18n.language) }) : t('date.unread');
  };
};

export const DateInput = ({ field, state, pointer, label, onChange }: InputProps<DateField>) => {
  const read = useReading();
  return (
    <Frame field={field} pointer={pointer} label={label}>
      {(described) => (
        <>
          <input
            {...described}
            className="input num"
            autoComplete="off"
            placeholder="2021-05-03"
            value={textOf(state)}
            onChange={({ target }) => onChange(target.value)}
          />
          <p className="entry-read">{read(textOf(state))}</p>
        </>
      )}
    </Frame>
  );
};

/** A date as exact as the source has it, or the two between which it lies. */
export const OccurredInput = ({ field, state, pointer, label, onChange }: InputProps<OccurredField>) => {
  const { t } = useTranslation('entry');
  const read = useReading();
  const members = membersOf(state);
  const [from, to] = [textOf(members['from']), textOf(members['to'])];
  const [asked, setAsked] = useState(false);
  const isRange = asked || to !== '';
  const readId = `${idOf(pointer)}-read`;
  const toggle = () => {
    setAsked(!isRange);
    if (isRange) onChange({ from, to: '' });
  };
  return (
    <Group field={field} pointer={pointer} label={label}>
      {(described) => (
        <>
          <div className="entry-quantity">
            <input
              {...described}
              aria-describedby={`${described['aria-describedby'] ?? ''} ${readId}`.trim()}
              id={idOf(pointer)}
              className="input num entry-date"
              autoComplete="off"
              placeholder="2021-05-03"
              aria-label={isRange ? t('date.from', { name: label }) : label}
              value={from}
              onChange={({ target }) => onChange({ from: target.value, to })}
            />
            {isRange && (
              <>
                <span aria-hidden="true">–</span>
                <input
                  {...described}
                  className="input num entry-date"
                  autoComplete="off"
                  placeholder="2021-05"
                  aria-label={t('date.to', { name: label })}
                  value={to}
                  onChange={({ target }) => onChange({ from, to: target.value })}
                />
              </>
            )}
          </div>
          <p className="entry-read" id={readId}>
            {[read(from), read(to)].filter((text) => text !== '').join(' – ') || t('date.hint')}
          </p>
          <label className="entry-toggle">
            <input type="checkbox" checked={isRange} onChange={toggle} />
            {t('date.range')}
          </label>
        </>
      )}
    </Group>
  );
};
