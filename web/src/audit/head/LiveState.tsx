import { useTranslation } from 'react-i18next';
import { useAudit } from '../context';

/** Whether the page follows the log, and what came last; said to those who listen. */
export const LiveState = () => {
  const { t } = useTranslation('audit');
  const { live, endpoints } = useAudit();
  return (
    <p className="audit-live">
      <span className="audit-live-mark" data-state={live.state} aria-hidden="true" />
      {t(`live.${live.state}`)} · <span className="num">r{endpoints.revision}</span>
      <span className="visually-hidden" role="status" aria-live="polite">
        {live.news && t(`live.news.${live.news.what.kind}`, { count: live.news.count })}
      </span>
    </p>
  );
};
