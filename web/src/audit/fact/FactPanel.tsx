import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryAnswer } from '@web/api/types';
import { ApiProblem } from '@web/api/problem';
import { useTerms } from '@web/terms/useTerms';
import { Failed, Loading } from '@web/ui/states';
import { Warnings } from '@web/ui/Warnings';
import { useAudit } from '../context';
import { shortId } from '../facts';
import { useFactHistory } from '../queries';
import { WhatIf } from '../what-if/WhatIf';
import { Affects } from './Affects';
import { FactActions } from './FactActions';
import { Source } from './Source';
import { Versions } from './Versions';
import { versionsOf } from './versions';

const SIDES = ['versions', 'affects', 'whatIf'] as const;
type Side = (typeof SIDES)[number];

/** A link that supposes something shows what would come of it. */
const useSide = (): Side => {
  const { url } = useAudit();
  const named = SIDES.find((known) => known === url.value('side'));
  return named ?? (url.value('suppose') === null ? 'versions' : 'whatIf');
};

const Sides = ({ chosen, count }: { readonly chosen: Side; readonly count: number }) => {
  const { t } = useTranslation('audit');
  const { url } = useAudit();
  return (
    <div className="audit-tabs" role="group" aria-label={t('fact.about')}>
      {SIDES.map((side) => (
        <button
          key={side}
          type="button"
          className="button"
          aria-pressed={side === chosen}
          onClick={() => url.set({ side }, 'replace')}
        >
          {t(`fact.side.${side}`, { count })}
        </button>
      ))}
    </div>
  );
};

const Shown = ({ history }: { readonly history: HistoryAnswer }) => {
  const { t } = useTranslation('audit');
  const { endpoints, facts } = useAudit();
  const { kindName, summary } = useTerms();
  const versions = useMemo(() => versionsOf(history, endpoints.revision), [history, endpoints.revision]);
  const side = useSide();
  const { factId } = history;
  const { current, retracted } = versions;
  if (!current?.fact) return <p className="state">{t('fact.notYet')}</p>;
  const { fact, version } = current;
  return (
    <>
      <div className="audit-pad">
        <p className="audit-fact-title">
          {kindName(fact.kind)} {retracted && <span className="audit-tag danger">{t('fact.retracted')}</span>}
        </p>
        <p>{summary(fact, (id) => facts.get(id)?.fact)}</p>
        <Warnings warnings={facts.get(factId)?.warnings ?? []} />
        <Source fact={fact} />
        <FactActions factId={factId} />
      </div>
      <Sides chosen={side} count={versions.count} />
      {side === 'versions' && <Versions versions={versions} />}
      {side === 'affects' && <Affects key={factId} factId={factId} retracted={retracted} />}
      {side === 'whatIf' && (
        <WhatIf key={`${factId} ${version}`} factId={factId} fact={fact} retracted={retracted} />
      )}
    </>
  );
};

const Loaded = ({ factId }: { readonly factId: string }) => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const { data, error, refetch } = useFactHistory(asked.patientId, factId);
  if (error)
    return error instanceof ApiProblem && error.status === 404 ? (
      <p className="state">{t('fact.unknown', { fact: shortId(factId) })}</p>
    ) : (
      <Failed fault={error} onRetry={() => void refetch()} />
    );
  // The answer of the fact before stays for a moment; it must not stand under this one's name.
  return data?.factId === factId ? <Shown history={data} /> : <Loading />;
};

/** The chosen source fact: what it says, every version, what rests on it, what if it were otherwise. */
export const FactPanel = () => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const { factId } = asked;
  return (
    <section className="audit-column" aria-labelledby="audit-fact">
      <header className="audit-column-head">
        <h2 id="audit-fact">{t('fact.title')}</h2>
        {factId !== null && <code title={factId}>{shortId(factId)}</code>}
      </header>
      <div className="audit-column-body" data-fact-id={factId ?? undefined}>
        {factId === null ? <p className="state">{t('fact.none')}</p> : <Loaded factId={factId} />}
      </div>
    </section>
  );
};
