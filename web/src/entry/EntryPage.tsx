import { useTranslation } from 'react-i18next';

const EntryPage = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('entry');
  return (
    <h1>
      {t('title')} {patientId}
    </h1>
  );
};

export default EntryPage;
