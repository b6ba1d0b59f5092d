import { useTranslation } from 'react-i18next';
import { patientPath, urlOf } from '@web/api/client';
import { useAudit } from '../context';
import { isByCriterion } from '../question';

/** The value as a file that stands alone: what it holds, and how to check it without this service. */
export const Bundle = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints } = useAudit();
  const { patientId, paramcd, question } = asked;
  if (isByCriterion(paramcd)) return <p className="audit-pad muted">{t('bundle.endpointsOnly')}</p>;
  const href = urlOf(patientPath(patientId, `/endpoints/${encodeURIComponent(paramcd)}/bundle`), question);
  const file = `leptotrace-${patientId}-${paramcd}-r${endpoints.revision}.json`;
  return (
    <div className="audit-pad audit-bundle">
      <p>
        <a className="button primary" href={href} download={file}>
          {t('bundle.download', { paramcd })}
        </a>
      </p>
      <p>{t('bundle.holds')}</p>
      <p>
        {t('bundle.check')} <code>npx leptotrace check-bundle {file}</code>
      </p>
    </div>
  );
};
