import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Empty } from '@web/ui/states';

export const NotFound = () => {
  const { t } = useTranslation();
  return (
    <Empty title={t('notFound')}>
      <Link href="/">{t('toPatients')}</Link>
    </Empty>
  );
};
