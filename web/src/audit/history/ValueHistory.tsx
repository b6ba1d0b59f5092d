import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueHistoryAnswer } from '@web/api/types';
import { dateText, instantText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { Failed, Loading } from '@web/ui/states';
import { useAudit } from '../context';
import { FactLinks } from '../FactLink';
import { useOutcome } from '../outcome';
import { isByCriterion } from '../question';
import { useValueHistory } from '../queries';
import { Verdict } from '../Verdict';
import { shownSpans, type ShownSpan } from './spans';
import { Told } from './Told';

const Moment = ({ shown }: { readonly shown: ShownSpan }) => {
  const { t, i18n } = useTranslation('audit');
  const { url } = useAudit();
  const { span, last, current } = shown;
  const from = `r${span.fromRevision}`;
  return (
    <button
      type="button"
      className="audit-moment"
      aria-current={current ? 'true' : undefined}
      onClick={() => url.set({ asOf: last ? null : `r${span.toRevision}`, node: null })}
    >
      <span className="num">{instantText(span.recordedAt, i18n.language)}</span>{' '}
      <code>{span.fromRevision === span.toRevision ? from : `${from}–r${span.toRevision}`}</code>
      {last && <span className="audit-tag">{t('history.now')}</span>}
    </button>
  );
};

const Span = ({ shown }: { readonly shown: ShownSpan }) => {
  const { t, i18n } = useTranslation('audit');
  const { description } = useOutcome();
  const { codeName } = useTerms();
  const { span, sameValue, told, current } = shown;
  return (
    <li
      className={current ? 'audit-span current' : 'audit-span'}
      data-revision={span.fromRevision}
      data-current={current ? 'true' : undefined}
    >
      <Moment shown={shown} />
      <p>
        <Verdict value={span} />
      </p>
      <p className="audit-small">
        {span.aval !== null && <>{description(span)}</>}
        {span.adt !== null && <span className="num"> · {dateText(span.adt, i18n.language)}</span>}
        {span.determinacy === 'imputed' && <> · {codeName(span.determinacy)}</>}
      </p>
      {sameValue && <p className="audit-small muted">= {t('history.sameValue')}</p>}
      {span.facts.length > 0 && (
        <div className="audit-small">
          {t('history.by')} <FactLinks factIds={span.facts} />
        </div>
      )}
      {told.length > 0 && <Told told={told} />}
    </li>
  );
};

const Shown = ({ history }: { readonly history: ValueHistoryAnswer }) => {
  const { t } = useTranslation('audit');
  const { endpoints, url } = useAudit();
  const spans = shownSpans(history, endpoints.revision);
  const strip = useRef<HTMLDivElement>(null);
  const now = spans.find(({ current }) => current)?.span.fromRevision;
  // The span looked at is in sight; the page itself does not move.
  useEffect(() => {
    const current = strip.current?.querySelector<HTMLElement>('[data-current]');
    if (strip.current && current)
      strip.current.scrollLeft = current.offsetLeft - (strip.current.clientWidth - current.offsetWidth) / 2;
  }, [now]);
  return (
    <div
      className="audit-spans-scroll"
      tabIndex={0}
      role="region"
      aria-label={t('history.title')}
      ref={strip}
    >
      <ol className="audit-spans">
        {!history.complete && history.before !== null && (
          <li>
            <button
              type="button"
              className="button"
              onClick={() => url.set({ before: `r${history.before}` })}
            >
              {t('history.older')}
            </button>
          </li>
        )}
        {spans.map((shown) => (
          <Span key={shown.span.fromRevision} shown={shown} />
        ))}
        {url.value('before') !== null && (
          <li>
            <button type="button" className="button" onClick={() => url.set({ before: null })}>
              {t('history.newest')}
            </button>
          </li>
        )}
      </ol>
    </div>
  );
};

/** How the value changed as more became known, by which facts, and what others were told. */
export const ValueHistory = () => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  const enabled = !isByCriterion(asked.paramcd);
  const { data, error, refetch } = useValueHistory(asked, { before: url.value('before'), enabled });
  if (!enabled) return <p className="audit-pad muted">{t('history.endpointsOnly')}</p>;
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return data.spans.length === 0 ? (
    <p className="audit-pad">{t('history.empty')}</p>
  ) : (
    <Shown history={data} />
  );
};
