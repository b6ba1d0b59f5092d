import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ApiProblem } from '@web/api/problem';
import type { ReplayAnswer } from '@web/api/types';
import { useLive } from '@web/live/useLive';
import { Empty, Failed, Loading } from '@web/ui/states';
import { useUrlState } from '@web/url/useUrlState';
import { useLook, type Look } from './look/useLook';
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
  // The first fact turns this into a course while somebody looks at it.
  useLive(patientId);
  return (
    <Empty title={t('state.empty', { patientId })}>
      <p>{t('state.emptyMend')}</p>
      <Link className="button primary" href={`/patients/${encodeURIComponent(patientId)}/entry`}>
        {t('controls.entry')}
      </Link>
    </Empty>
  );
};

const isEmpty = ({ timeline }: ReplayAnswer): boolean =>
  timeline.facts.length + timeline.undetermined.length + timeline.retracted.length + timeline.later === 0;

/** What stands in for a course: each with the title that the course would have. */
const Instead = ({ patientId, look }: { readonly patientId: string; readonly look: Look }) => {
  const { whole, fault, retry } = look;
  const state = () => {
    if (isGone(fault)) return <Gone fault={fault} />;
    if (whole && isEmpty(whole)) return <NothingRecorded patientId={patientId} />;
    return fault ? <Failed fault={fault} onRetry={retry} /> : <Loading />;
  };
  return (
    <>
      <h1 className="visually-hidden">{patientId}</h1>
      {state()}
    </>
  );
};

const ReplayPage = ({ patientId }: { readonly patientId: string }) => {
  const url = useUrlState();
  const look = useLook(patientId, url);
  const { whole, shown, fault } = look;
  const isCourse = whole && shown && !isGone(fault) && !isEmpty(whole);
  return isCourse ? (
    <Replay {...{ patientId, url, look, whole, shown }} />
  ) : (
    <Instead patientId={patientId} look={look} />
  );
};

export default ReplayPage;
