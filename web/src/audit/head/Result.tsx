import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointAnswer, FlagAnswer } from '@web/api/types';
import { dateText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { CheckItems } from '@web/ui/Doubt';
import { Response } from '@web/ui/Response';
import { useAudit } from '../context';
import { FactLinks } from '../FactLink';
import { useOutcome } from '../outcome';
import { useDerivation } from '../queries';
import { rulesByCaution } from './cautions';
import type { Selected } from '../selected';
import { Verdict } from '../Verdict';

const COPIED_MS = 2_000;

const Digest = ({ digest }: { readonly digest: string }) => {
  const { t } = useTranslation('audit');
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(digest).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    });
  return (
    <div>
      <dt>{t('result.digest')}</dt>
      <dd>
        <code title={digest}>{digest.slice(0, 12)}…</code>{' '}
        <button type="button" className="audit-copy" onClick={copy} aria-label={t('result.copyDigest')}>
          {copied ? t('result.copied') : t('result.copy')}
        </button>
        <span className="visually-hidden" role="status">
          {copied && t('result.copied')}
        </span>
      </dd>
    </div>
  );
};

const Span = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const { i18n } = useTranslation();
  return (
    <>
      {dateText(from, i18n.language)} – {dateText(to, i18n.language)}
    </>
  );
};

const Start = ({ endpoint }: { readonly endpoint: EndpointAnswer }) => {
  const { t, i18n } = useTranslation('audit');
  const { endpoints } = useAudit();
  const { codeName } = useTerms();
  const { startdt } = endpoint;
  const { origin } = endpoints;
  // The duration of a response starts with the response, not with the clock of the question.
  const what = endpoint.paramcd === 'DOR' ? t('result.response') : origin && codeName(origin.what);
  return (
    <div>
      <dt>{t('result.start')}</dt>
      <dd data-field="startdt">
        {startdt === null ? t('result.noStart') : dateText(startdt, i18n.language)}
        {startdt !== null && what && <span className="audit-what"> ({what})</span>}
        {origin && endpoint.paramcd !== 'DOR' && origin.dates.from !== origin.dates.to && (
          <span className="audit-range">
            <Span {...origin.dates} />
          </span>
        )}
      </dd>
    </div>
  );
};

const End = ({ endpoint }: { readonly endpoint: EndpointAnswer }) => {
  const { t, i18n } = useTranslation('audit');
  const { date } = useOutcome();
  const { adt, adtRange } = endpoint;
  if (adt === null) return null;
  const vague = adtRange !== null && adtRange.from !== adtRange.to;
  return (
    <div>
      <dt>{t('result.end')}</dt>
      <dd data-field="adt">
        {dateText(adt, i18n.language)}
        {endpoint.cnsr !== 0 && <span className="audit-what"> ({date(endpoint)})</span>}
        {vague && (
          <span className="audit-range">
            <Span {...adtRange} />
          </span>
        )}
      </dd>
    </div>
  );
};

const Certainty = ({ endpoint }: { readonly endpoint: EndpointAnswer }) => {
  const { t } = useTranslation('audit');
  const { codeName } = useTerms();
  const { determinacy, missing, avalRange, checks } = endpoint;
  const vague = avalRange !== null && avalRange.from !== avalRange.to;
  return (
    <div>
      <dt>{t('result.determinacy')}</dt>
      <dd>
        <span className={`audit-tag determinacy-${determinacy}`}>
          {determinacy === 'contradicted' && <span aria-hidden="true">⚠ </span>}
          {codeName(determinacy)}
        </span>
        {checks.length > 0 && <CheckItems checks={checks} linked={(ids) => <FactLinks factIds={ids} />} />}
        {vague && <span className="audit-range num">{t('result.range', avalRange)}</span>}
        {missing.length > 0 && (
          <>
            {' '}
            {t('result.missing')} <FactLinks factIds={missing} />
          </>
        )}
      </dd>
    </div>
  );
};

/** The value under every reading of the evidence, where there is more than one. */
const Readings = ({ endpoint }: { readonly endpoint: EndpointAnswer }) => {
  const { t, i18n } = useTranslation('audit');
  const { codeName } = useTerms();
  if (endpoint.readings.length === 0) return null;
  return (
    <div>
      <dt>{t('result.readings')}</dt>
      {endpoint.readings.map(({ reading, facts, aval, adt, cnsr }) => (
        <dd key={`${reading} ${facts.join()}`}>
          {codeName(reading)}: {aval === null ? t('verdict.none') : t('verdict.days', { days: aval })}
          {cnsr !== null && `, ${t(cnsr === 0 ? 'verdict.event' : 'verdict.censored')}`}
          {adt !== null && ` (${dateText(adt, i18n.language)})`} <FactLinks factIds={facts} />
        </dd>
      ))}
    </div>
  );
};

const restingOn = (selected: Selected): readonly string[] =>
  selected.as === 'response' ? selected.response.facts : [];

/** One step from the value to what was read: the facts of its first rule. */
const DecidedBy = () => {
  const { t } = useTranslation('audit');
  const { asked, selected } = useAudit();
  const { data } = useDerivation(asked, true);
  // Best responses are ranked by a rule that reads no fact itself.
  const facts = data?.derivation.facts ?? restingOn(selected);
  if (facts.length === 0) return null;
  return (
    <div>
      <dt>{t('result.decidedBy')}</dt>
      <dd>
        <FactLinks factIds={facts} />
      </dd>
    </div>
  );
};

interface Warnings {
  readonly flags: readonly FlagAnswer[];
  readonly cautions: EndpointAnswer['cautions'];
}

/** What must be known beside the value: flags in sentences, rules that nobody verified or that are our choice. */
const Warnings = ({ flags, cautions }: Warnings) => {
  const { t } = useTranslation('audit');
  const { flagSays, flagLanguage } = useTerms();
  if (flags.length + cautions.length === 0) return null;
  return (
    <ul className="audit-warnings" aria-label={t('result.warnings')}>
      {rulesByCaution(cautions).map(({ caution, rules }) => (
        <li key={caution}>
          <span className="audit-tag caution">{t(`caution.${caution}`)}</span>{' '}
          <code>{rules.join(' · ')}</code>
        </li>
      ))}
      {flags.map(({ flag, says }) => (
        <li key={flag}>
          <span aria-hidden="true">⚑</span> <code className="visually-hidden">{flag}</code>{' '}
          <span lang={flagLanguage(flag)}>{flagSays(flag, says)}</span>
        </li>
      ))}
    </ul>
  );
};

const EndpointResult = ({ endpoint }: { readonly endpoint: EndpointAnswer }) => (
  <>
    <div className="audit-value">
      <Verdict value={endpoint} large />
    </div>
    <dl>
      <Start endpoint={endpoint} />
      <End endpoint={endpoint} />
      <Certainty endpoint={endpoint} />
      <Readings endpoint={endpoint} />
      <DecidedBy />
      <Digest digest={endpoint.digest} />
    </dl>
    <Warnings {...endpoint} />
  </>
);

const BestResult = () => {
  const { t, i18n } = useTranslation('audit');
  const { selected } = useAudit();
  if (selected.as !== 'response') return null;
  const { value, date, digest, flags } = selected.response;
  return (
    <>
      <div className="audit-value">
        <Response value={value} />
      </div>
      <dl>
        <div>
          <dt>{t('result.onDate')}</dt>
          <dd>{date === null ? t('result.noDate') : dateText(date, i18n.language)}</dd>
        </div>
        <DecidedBy />
        <Digest digest={digest} />
      </dl>
      <Warnings flags={flags} cautions={[]} />
    </>
  );
};

/** The value, when it starts and ends, how certain it is, and what speaks against relying on it. */
export const Result = () => {
  const { t } = useTranslation('audit');
  const { asked, selected } = useAudit();
  return (
    <section className="audit-result" aria-labelledby="audit-result" data-paramcd={asked.paramcd}>
      <h2 id="audit-result" className="visually-hidden">
        {t('result.title', { paramcd: asked.paramcd })}
      </h2>
      {selected.as === 'endpoint' && <EndpointResult endpoint={selected.endpoint} />}
      {selected.as === 'response' && <BestResult />}
      {selected.as === 'none' && <p>{t(selected.best ? 'result.noDuration' : 'result.noValue')}</p>}
    </section>
  );
};
