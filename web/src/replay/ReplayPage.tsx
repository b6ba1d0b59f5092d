import { useTranslation } from 'react-i18next';

const ReplayPage = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('replay');
  return (
    <h1>
      {t('title')} {patientId}
    </h1>
  );
};

export default ReplayPage;
