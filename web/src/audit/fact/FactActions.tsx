import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useAudit } from '../context';
import { sharedSearch } from '../question';

/** From here to the course at this fact, and to the page where it can be amended or retracted. */
export const FactActions = ({ factId }: { readonly factId: string }) => {
  const { t } = useTranslation('audit');
  const { asked, facts } = useAudit();
  const path = `/patients/${encodeURIComponent(asked.patientId)}`;
  const shared = new URLSearchParams(sharedSearch(asked.question));
  const day = facts.get(factId)?.interval.to;
  if (day !== undefined) shared.set('on', day);
  shared.set('sel', factId);
  return (
    <p className="audit-links">
      <Link href={`${path}?${shared.toString()}`}>{t('fact.toReplay')}</Link>
      <Link href={`${path}/entry?fact=${encodeURIComponent(factId)}`}>{t('fact.toEntry')}</Link>
    </p>
  );
};
