import { useTranslation } from 'react-i18next';

/** What page it is and of whom; there before anything is answered. */
export const Title = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('audit');
  return (
    <h1 className="audit-name">
      {t('title')} <span className="audit-patient">{patientId}</span>
    </h1>
  );
};
