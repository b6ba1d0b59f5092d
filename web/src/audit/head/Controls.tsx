import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePatientLog } from '@web/api/queries';
import { instantText, parsePartialDate } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import { shortId } from '../facts';
import { BY_CRITERION, ENDPOINTS, isByCriterion } from '../question';
import { useRulesets } from '../queries';
import { useTyped } from '../useTyped';
import { momentsOf } from './moments';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}

const Choice = ({ label, value, onChoose, children }: ChoiceProps) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" value={value} onChange={({ target }) => onChoose(target.value)}>
        {children}
      </select>
    </div>
  );
};

const EndpointChoice = () => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  const { codeName } = useTerms();
  const known = [...ENDPOINTS, ...BY_CRITERION] as readonly string[];
  return (
    <Choice
      label={t('control.endpoint')}
      value={asked.paramcd}
      onChoose={(paramcd) => url.set({ paramcd, criterion: null, compartment: null })}
    >
      {[...new Set([...known, asked.paramcd])].map((paramcd) => (
        <option key={paramcd} value={paramcd}>
          {t('control.endpointOption', { paramcd, name: codeName(paramcd) })}
        </option>
      ))}
    </Choice>
  );
};

const CriterionChoice = () => {
  const { t } = useTranslation('audit');
  const { codeName } = useTerms();
  const { asked, endpoints, url } = useAudit();
  if (!isByCriterion(asked.paramcd)) return null;
  return (
    <Choice
      label={t('control.criterion')}
      value={`${asked.criterion ?? ''}~${asked.compartment ?? ''}`}
      onChoose={(chosen) => {
        const [criterion = '', compartment = ''] = chosen.split('~');
        url.set({ criterion, compartment });
      }}
    >
      {endpoints.responses.map(({ criterion, compartment }) => (
        <option key={criterion + compartment} value={`${criterion}~${compartment}`}>
          {codeName(criterion)} ({codeName(compartment)})
        </option>
      ))}
    </Choice>
  );
};

const RulesetChoices = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints, url } = useAudit();
  const { data } = useRulesets();
  const ids = [...new Set([endpoints.ruleset.id, ...(data?.rulesets ?? []).map(({ id }) => id)])];
  const options = (but: string) => ids.filter((id) => id !== but).map((id) => <option key={id}>{id}</option>);
  return (
    <>
      <Choice
        label={t('control.ruleset')}
        value={endpoints.ruleset.id}
        onChoose={(id) => url.set({ ruleset: id === data?.preset ? null : id })}
      >
        {options('')}
      </Choice>
      <Choice
        label={t('control.against')}
        value={asked.against ?? ''}
        onChoose={(against) => url.set({ against, ...(against === '' ? {} : { panel: 'rulesets' }) })}
      >
        <option value="">{t('control.none')}</option>
        {options(endpoints.ruleset.id)}
      </Choice>
    </>
  );
};

const AsOfChoice = () => {
  const { t, i18n } = useTranslation('audit');
  const { asked, url } = useAudit();
  const { data: log } = usePatientLog(asked.patientId);
  const moments = momentsOf(log?.statements ?? []);
  const asOf = asked.question.asOf ?? '';
  const known = asOf === '' || moments.some(({ revision }) => `r${revision}` === asOf);
  return (
    <Choice label={t('control.asOf')} value={asOf} onChoose={(value) => url.set({ asOf: value })}>
      <option value="">{t('control.now')}</option>
      {!known && <option value={asOf}>{asOf}</option>}
      {moments.map(({ revision, recordedAt }) => (
        <option key={revision} value={`r${revision}`}>
          r{revision} · {instantText(recordedAt, i18n.language)}
        </option>
      ))}
    </Choice>
  );
};

const CutoffField = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints, url } = useAudit();
  const on = asked.question.on ?? '';
  const [text, setText] = useTyped(on);
  const id = useId();
  const valid = text === '' || parsePartialDate(text) !== null;
  const commit = () => valid && text !== on && url.set({ on: text });
  return (
    <div className="field">
      <label htmlFor={id}>{t('control.on', { zone: endpoints.zone })}</label>
      <input
        id={id}
        className="input audit-on"
        value={text}
        placeholder={endpoints.on}
        aria-invalid={!valid}
        aria-describedby={`${id}-how`}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
      <span id={`${id}-how`} className={valid ? 'visually-hidden' : 'audit-how'}>
        {t('control.onHow')}
      </span>
    </div>
  );
};

const ORIGINS = ['first-dose', 'current-line', 'lm-diagnosis'];

const OriginChoice = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints, url } = useAudit();
  const { codeName } = useTerms();
  const chosen = asked.question.origin;
  const facts = [asked.factId && `fact:${asked.factId}`, chosen].filter(
    (each): each is string => each?.startsWith('fact:') ?? false,
  );
  const preset = endpoints.origin?.asked ?? 'first-dose';
  return (
    <Choice
      label={t('control.origin')}
      value={chosen ?? (ORIGINS.includes(preset) ? preset : '')}
      onChoose={(origin) => url.set({ origin })}
    >
      {ORIGINS.map((origin) => (
        <option key={origin} value={origin}>
          {codeName(origin)}
        </option>
      ))}
      {[...new Set(facts)].map((origin) => (
        <option key={origin} value={origin}>
          {t('control.originFact', { fact: shortId(origin.slice('fact:'.length)) })}
        </option>
      ))}
    </Choice>
  );
};

const ModeChoice = () => {
  const { t } = useTranslation('audit');
  const { endpoints, url } = useAudit();
  return (
    <Choice label={t('control.mode')} value={endpoints.mode} onChoose={(mode) => url.set({ mode })}>
      <option>FDA</option>
      <option>EMA</option>
    </Choice>
  );
};

/** The whole question; each control is a part of the address. */
export const Controls = () => {
  const { t } = useTranslation('audit');
  return (
    <div className="audit-controls" role="group" aria-label={t('control.all')}>
      <EndpointChoice />
      <CriterionChoice />
      <RulesetChoices />
      <AsOfChoice />
      <CutoffField />
      <OriginChoice />
      <ModeChoice />
    </div>
  );
};
