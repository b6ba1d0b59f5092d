import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@web/api/problem';
import type { EndpointsAnswer } from '@web/api/types';
import { useLive } from '@web/live/useLive';
import { Empty, Failed, Loading } from '@web/ui/states';
import { useUrlState } from '@web/url/useUrlState';
import './audit.css';
import { AuditContext, type Audit } from './context';
import { Definitions } from './definitions/Definitions';
import { Dock } from './Dock';
import { FactPanel } from './fact/FactPanel';
import { factsById } from './facts';
import { Head } from './head/Head';
import { Title } from './head/Title';
import { auditQuestion, type AuditQuestion } from './question';
import { useEndpoints, useTimeline } from './queries';
import { selectedOf, withCriterion } from './selected';
import { Derivation } from './tree/Derivation';

const Refused = ({ fault, onRetry }: { readonly fault: unknown; readonly onRetry: () => void }) => {
  const { t } = useTranslation('audit');
  const status = fault instanceof ApiProblem ? fault.status : 0;
  if (status === 410)
    return (
      <Empty title={t('erased')}>
        <p>{t('erasedMore')}</p>
      </Empty>
    );
  return <Failed fault={fault} onRetry={onRetry} />;
};

const selection = (asked: AuditQuestion, endpoints: EndpointsAnswer): Pick<Audit, 'asked' | 'selected'> => {
  const selected = selectedOf(endpoints, asked);
  return { selected, asked: withCriterion(asked, selected) };
};

/** Where one value comes from: every definition beside it, its tree, its facts, its history. */
const AuditPage = ({ patientId }: { readonly patientId: string }) => {
  const url = useUrlState();
  const live = useLive(patientId);
  const asked = useMemo(() => auditQuestion(patientId, url), [patientId, url]);
  const { data: endpoints, error, refetch } = useEndpoints(asked);
  const { data: timeline } = useTimeline(asked);
  const facts = useMemo(() => factsById(timeline), [timeline]);
  const audit = useMemo<Audit | null>(
    () => (endpoints ? { ...selection(asked, endpoints), endpoints, facts, url, live } : null),
    [asked, endpoints, facts, url, live],
  );
  if (error || !audit)
    return (
      <div className="audit">
        <Title patientId={patientId} />
        {error ? <Refused fault={error} onRetry={() => void refetch()} /> : <Loading />}
      </div>
    );
  return (
    <AuditContext value={audit}>
      <div className="audit">
        <Head />
        <div className="audit-columns">
          <Definitions />
          <Derivation />
          <FactPanel />
        </div>
        <Dock />
      </div>
    </AuditContext>
  );
};

export default AuditPage;
