import { useTranslation } from 'react-i18next';
import type { ToldAbout } from '@web/api/types';
import { instantText } from '@web/format/dates';
import { shortId } from '../facts';

/** What others were sent while the value held, and which message each one takes back. */
export const Told = ({ told }: { readonly told: readonly ToldAbout[] }) => {
  const { t, i18n } = useTranslation('audit');
  return (
    <ul className="audit-told" aria-label={t('history.told')}>
      {told.map(({ id, type, recordedAt, supersedes }) => (
        <li key={id} title={`${instantText(recordedAt, i18n.language)} · ${id}`}>
          <span aria-hidden="true">✉</span> {t(`signal.${type}`, { defaultValue: type })}{' '}
          <code>{shortId(id)}</code>
          {supersedes !== null && <> {t('history.supersedes', { id: shortId(supersedes) })}</>}
        </li>
      ))}
    </ul>
  );
};
