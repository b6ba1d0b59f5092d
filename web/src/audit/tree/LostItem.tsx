import { useTranslation } from 'react-i18next';
import { dateText } from '@web/format/dates';
import type { LostRow } from './rows';
import { Value } from './Value';

/** A candidate that did not decide, and why. */
export const LostItem = ({ row: { lost } }: { readonly row: LostRow }) => {
  const { t, i18n } = useTranslation('audit');
  return (
    <span className="audit-item">
      <span className="audit-line">
        <span className="audit-cross">
          <span aria-hidden="true">✕</span>
          <span className="visually-hidden">{t('tree.lost')}</span>
        </span>
        {lost.value !== undefined && <Value value={lost.value} />}
        {lost.date && <span className="num">{dateText(lost.date, i18n.language)}</span>}
        <code className="audit-rule">{lost.rule}</code>
      </span>
      <span className="audit-says">
        {t('tree.lostBecause')} <span lang="en">{lost.reason}</span>
      </span>
    </span>
  );
};
