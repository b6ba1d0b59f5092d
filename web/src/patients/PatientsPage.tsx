import { useTranslation } from 'react-i18next';

const PatientsPage = () => {
  const { t } = useTranslation('patients');
  return <h1>{t('title')}</h1>;
};

export default PatientsPage;
