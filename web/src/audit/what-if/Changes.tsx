import { useTranslation } from 'react-i18next';
import { dateText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import type { Change, ChangedField } from './changes';

type Value = ChangedField['before'];

const DATES = /^\d{4}-\d\d-\d\d(\/\d{4}-\d\d-\d\d)?$/;

/** One value in the reader's language: dates, codes of censoring and causes are told, not spelled out. */
const useSay = (): ((field: string, value: Value) => string) => {
  const { t, i18n } = useTranslation('audit');
  const { codeName, codeNameIn } = useTerms();
  return (field, value) => {
    if (value === null) return '–';
    if (field === 'cnsr')
      return value === 0 ? `0 (${t('verdict.event')})` : `${value} (${codeNameIn('cnsr', String(value))})`;
    if (field === 'aval') return t('verdict.days', { days: value });
    if (typeof value === 'string' && DATES.test(value))
      return value
        .split('/')
        .map((date) => dateText(date, i18n.language))
        .join(' – ');
    return codeName(String(value));
  };
};

const useName = (): ((change: Change) => string) => {
  const { t, i18n } = useTranslation('audit');
  const { codeName } = useTerms();
  return ({ group, name, day }) => {
    const words = name.map((each) => codeName(each));
    if (day !== null) words.push(dateText(day, i18n.language));
    return `${t(`group.one.${group}`, { defaultValue: group })} ${words.join(' ')}`;
  };
};

const Rows = ({ change }: { readonly change: Change }) => {
  const { t } = useTranslation('audit');
  const say = useSay();
  const name = useName();
  // What ends a value is told by its cause and code already, in the reader's language.
  const fields = change.fields.filter(({ field }) => field !== 'event');
  return fields.map(({ field, before, after }, at) => (
    <tr key={field} className={at === 0 ? 'first' : undefined} data-what={change.key} data-field={field}>
      {at === 0 && (
        <th scope="rowgroup" rowSpan={fields.length}>
          {name(change)}
        </th>
      )}
      <th scope="row">{t(`field.${field}`, { defaultValue: field })}</th>
      <td className="num">{say(field, before)}</td>
      <td className="num">
        <strong>{say(field, after)}</strong>
      </td>
    </tr>
  ));
};

interface Props {
  readonly changes: readonly Change[];
  /** Tells the tables of one page apart. */
  readonly title: string;
}

/** Values before and after, each field that differs. */
export const Changes = ({ changes, title }: Props) => {
  const { t } = useTranslation('audit');
  if (changes.length === 0) return null;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="audit-table audit-changes">
        <thead>
          <tr>
            <th scope="col">{t('changes.value')}</th>
            <th scope="col">{t('version.field')}</th>
            <th scope="col">{t('version.before')}</th>
            <th scope="col">{t('version.after')}</th>
          </tr>
        </thead>
        {changes.map((change) => (
          <tbody key={change.key}>
            <Rows change={change} />
          </tbody>
        ))}
      </table>
    </div>
  );
};
