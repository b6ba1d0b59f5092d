import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ApiProblem } from '@web/api/problem';
import { Empty, Failed, Loading } from '@web/ui/states';
import { useUrlState } from '@web/url/useUrlState';
import { useLook } from './look/useLook';
import { Replay } from './Replay';
import './replay.css';

/** A course that has gone, or never was: no fault, and nothing to try again. */
const Gone = ({ fault }: { readonly fault: ApiProblem }) => {
  const { t } = useTranslation('replay');
  const name = fault.status === 410 ? 'erased' : 'unknown';
  return (
    <Empty title={t(`state.${name}`)}>
      <p>{t(`state.${name}Mend`)}</p>
      <Link href="/">{t('i18n:toPatients')}</Link>
    </Empty>
  );
};

const isGone = (fault: unknown): fault is ApiProblem =>
  fault instanceof ApiProblem && (fault.status === 404 || fault.status === 410);

const NothingRecorded = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('replay');
  return (
    <Empty title={t('state.empty', { patientId })}>
      <p>{t('state.emptyMend')}</p>
      <Link className="button primary" href={`/patients/${encodeURIComponent(patientId)}/entry`}>
        {t('controls.entry')}
      </Link>
    </Empty>
  );
};

const ReplayPage = ({ patientId }: { readonly patientId: string }) => {
  const url = useUrlState();
  const look = useLook(patientId, url);
  const { whole, shown, fault, retry } = look;
  if (isGone(fault)) return <Gone fault={fault} />;
  if (whole && shown) {
    const { facts, undetermined, retracted, later } = whole.timeline;
    const isEmpty = facts.length + undetermined.length + retracted.length + later === 0;
    if (isEmpty) return <NothingRecorded patientId={patientId} />;
    return <Replay {...{ patientId, url, look, whole, shown }} />;
  }
  return fault ? <Failed fault={fault} onRetry={retry} /> : <Loading />;
};

export default ReplayPage;
