import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LiveState } from './LiveState';
import { useAudit } from '../context';
import { sharedSearch } from '../question';
import { Controls } from './Controls';
import { Result } from './Result';
import { Title } from './Title';

const Knowledge = () => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  if (asked.question.asOf === undefined) return null;
  return (
    <p className="notice ghost audit-then" role="status">
      {t('head.then', { asOf: asked.question.asOf })}{' '}
      <button type="button" className="button quiet" onClick={() => url.set({ asOf: null })}>
        {t('head.toNow')}
      </button>
    </p>
  );
};

/** The question, and the value that answers it. */
export const Head = () => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const search = sharedSearch(asked.question);
  const path = `/patients/${encodeURIComponent(asked.patientId)}`;
  return (
    <header className="audit-head">
      <div className="audit-title">
        <Title patientId={asked.patientId} />
        <nav aria-label={t('head.screens')}>
          <Link href={search === '' ? path : `${path}?${search}`}>{t('head.toReplay')}</Link>
        </nav>
        <LiveState />
      </div>
      <Controls />
      <Knowledge />
      <Result />
    </header>
  );
};
