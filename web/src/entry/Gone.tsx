import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ApiProblem } from '@web/api/problem';
import { Empty } from '@web/ui/states';

/** No patient is there to record anything of: that is no fault, and nothing to try again. */
export const isGone = (fault: unknown): boolean =>
  fault instanceof ApiProblem && (fault.status === 404 || fault.status === 410);

export const Gone = () => {
  const { t } = useTranslation('entry');
  return (
    <Empty title={t('gone')}>
      <p>{t('goneMend')}</p>
      <Link href="/">{t('i18n:toPatients')}</Link>
    </Empty>
  );
};
