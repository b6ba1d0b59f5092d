import { useTranslation } from 'react-i18next';

const AuditPage = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('audit');
  return (
    <h1>
      {t('title')} {patientId}
    </h1>
  );
};

export default AuditPage;
