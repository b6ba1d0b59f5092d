import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
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
import { installedId, useEndpoints, useRulesets, useTimeline } from './queries';
import { selectedOf, withCriterion } from './selected';
import { Derivation } from './tree/Derivation';

const isGone = (fault: unknown): fault is ApiProblem =>
  fault instanceof ApiProblem && (fault.status === 404 || fault.status === 410);

/** A course that has gone, or never was: no fault, and nothing to try again. */
const Gone = ({ fault }: { readonly fault: ApiProblem }) => {
  const { t } = useTranslation('audit');
  const erased = fault.status === 410;
  return (
    <Empty title={t(erased ? 'erased' : 'unknown')}>
      <p>{t(erased ? 'erasedMore' : 'unknownMore')}</p>
      <Link href="/">{t('i18n:toPatients')}</Link>
    </Empty>
  );
};

const Instead = ({ fault, onRetry }: { readonly fault: unknown; readonly onRetry: () => void }) => {
  if (isGone(fault)) return <Gone fault={fault} />;
  return fault ? <Failed fault={fault} onRetry={onRetry} /> : <Loading />;
};

const selection = (asked: AuditQuestion, endpoints: EndpointsAnswer): Pick<Audit, 'asked' | 'selected'> => {
  const selected = selectedOf(endpoints, asked);
  return { selected, asked: withCriterion(asked, selected) };
};

/** Where one value comes from: every definition beside it, its tree, its facts, its history. */
const AuditPage = ({ patientId }: { readonly patientId: string }) => {
  const url = useUrlState();
  const live = useLive(patientId);
  const { data: installed } = useRulesets();
  const asked = useMemo(() => {
    const question = auditQuestion(patientId, url);
    return { ...question, against: installedId(installed, question.against) };
  }, [patientId, url, installed]);
  const { data: endpoints, error, refetch } = useEndpoints(asked);
  const { data: timeline } = useTimeline(asked);
  const facts = useMemo(() => factsById(timeline), [timeline]);
  const audit = useMemo<Audit | null>(
    () => (endpoints ? { ...selection(asked, endpoints), endpoints, facts, url, live } : null),
    [asked, endpoints, facts, url, live],
  );
  // An answer that is there stays while asking again fails: the page says that its line is down.
  if (!audit || isGone(error))
    return (
      <div className="audit">
        <Title patientId={patientId} />
        <Instead fault={error} onRetry={() => void refetch()} />
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
