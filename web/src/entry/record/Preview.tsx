import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIfAnswer } from '@web/api/types';
import { dateText } from '@web/format/dates';
import { RESPONSES } from '@web/terms/responses';
import { useTerms } from '@web/terms/useTerms';
import { Response } from '@web/ui/Response';
import { changedGroups, type ChangedPart, type ChangedValue } from '../model/preview';

type Held = ChangedPart['before'];

const useSaid = () => {
  const { t, i18n } = useTranslation('entry');
  const { codeName, codeNameIn } = useTerms();
  const date = (text: string): string =>
    [...new Set(text.split('/'))].map((day) => dateText(day, i18n.language)).join(' – ');
  const BY_PART: Readonly<Record<string, (value: string | number) => string>> = {
    aval: (value) => t('preview.days', { count: Number(value) }),
    cnsr: (value) => codeNameIn('cnsr', String(value)),
    adt: (value) => date(String(value)),
    date: (value) => date(String(value)),
    range: (value) => date(String(value)),
  };
  return (part: string, value: Held): string => {
    if (value === null) return t('preview.none');
    return (BY_PART[part] ?? ((held) => codeName(String(held))))(value);
  };
};

const Value = ({ part, value }: { readonly part: string; readonly value: Held }) => {
  const said = useSaid();
  return part === 'value' && typeof value === 'string' && RESPONSES.has(value) ? (
    <Response value={value} />
  ) : (
    <span className={value === null ? 'muted' : undefined}>{said(part, value)}</span>
  );
};

const ChangedRows = ({ value }: { readonly value: ChangedValue }) => {
  const { t, i18n } = useTranslation('entry');
  const { codeName } = useTerms();
  const day = value.day === null ? [] : [dateText(value.day, i18n.language)];
  const name = [...value.names.map((each) => codeName(each)), ...day].join(' · ');
  return (
    <tbody data-changed={value.what}>
      <tr>
        <th colSpan={3} scope="rowgroup">
          {name}
        </th>
      </tr>
      {value.parts.map(({ part, before, after }) => (
        <tr key={part}>
          <th scope="row">{t(`preview.parts.${part}`, { defaultValue: part })}</th>
          <td>
            <Value part={part} value={before} />
          </td>
          <td>
            <Value part={part} value={after} />
          </td>
        </tr>
      ))}
    </tbody>
  );
};

/** What a recording would change in what is derived, value by value. */
export const Preview = ({ answer }: { readonly answer: WhatIfAnswer }) => {
  const { t, i18n } = useTranslation('entry');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [answer]);
  const groups = changedGroups(answer);
  const { on, ruleset } = answer.before;
  return (
    <div className="entry-preview">
      <h2 ref={heading} tabIndex={-1}>
        {groups.length === 0 ? t('preview.nothing') : t('preview.title')}
      </h2>
      <p className="muted">{t('preview.under', { on: dateText(on, i18n.language), ruleset: ruleset.id })}</p>
      {groups.map(({ group, values }) => (
        <div key={group} className="table-scroll">
          <table className="table entry-changes">
            <caption>{t(`preview.groups.${group}`)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('preview.value')}</th>
                <th scope="col">{t('preview.now')}</th>
                <th scope="col">{t('preview.then')}</th>
              </tr>
            </thead>
            {values.map((value) => (
              <ChangedRows key={value.what} value={value} />
            ))}
          </table>
        </div>
      ))}
      <p className="muted">{t('preview.compared', { count: answer.unchanged })}</p>
    </div>
  );
};
