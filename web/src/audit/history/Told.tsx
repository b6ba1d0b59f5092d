import { useTranslation } from 'react-i18next';
import type { ToldAbout } from '@web/api/types';
import { dateText, instantText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { shortId } from '../facts';

/** `progression:cns`: what the signal speaks of. */
const compartmentOf = ({ key }: ToldAbout): string => key.slice(key.indexOf(':') + 1);

/** What others were sent while the value held, and which message each one takes back. */
export const Told = ({ told }: { readonly told: readonly ToldAbout[] }) => {
  const { t, i18n } = useTranslation('audit');
  const { codeName } = useTerms();
  return (
    <ul className="audit-told" aria-label={t('history.told')}>
      {told.map((each) => (
        <li key={each.id} title={`${instantText(each.recordedAt, i18n.language)} · ${each.id}`}>
          <span aria-hidden="true">✉</span> {codeName(compartmentOf(each))}:{' '}
          {t(`signal.${each.type}`, { defaultValue: each.type })}
          {each.date !== null && <span className="num"> {dateText(each.date, i18n.language)}</span>}{' '}
          <code>{shortId(each.id)}</code>
          {each.supersedes !== null && <> {t('history.supersedes', { id: shortId(each.supersedes) })}</>}
        </li>
      ))}
    </ul>
  );
};
