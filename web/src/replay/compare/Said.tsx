import { useTranslation } from 'react-i18next';
import type { Terms } from '@web/terms/terms';
import { Response } from '@web/ui/Response';
import { useSay } from '../say';
import type { Side, Subject } from './rows';

interface SubjectProps {
  readonly subject: Subject;
  readonly terms: Terms;
}

export const SubjectOf = ({ subject, terms }: SubjectProps) => {
  const { t } = useTranslation('replay');
  switch (subject.is) {
    case 'compartment':
      return <>{terms.codeName(subject.compartment)}</>;
    case 'criterion':
      return (
        <>
          {terms.codeName(subject.compartment)}, {terms.codeName(subject.criterion)}
        </>
      );
    case 'endpoint':
      return <>{terms.codeName(subject.paramcd)}</>;
    case 'alteration':
      return (
        <>
          {terms.alterationName(subject.gene, subject.alteration)}, {terms.codeName(subject.where)}
        </>
      );
    case 'drug':
      return <>{terms.agentName(subject.agent, subject.name)}</>;
    case 'fact':
      return (
        <>
          {terms.kindName(subject.fact.kind)}{' '}
          <span className="muted">
            {subject.changes
              .map((each) => t(`compare.changes.${each}`, { defaultValue: '' }))
              .filter(Boolean)
              .join(', ')}
          </span>
        </>
      );
  }
};

type SideIs<K extends Side['is']> = Extract<Side, { readonly is: K }>;

const Progression = ({ side }: { readonly side: SideIs<'progression'> }) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  return (
    <>
      {terms.codeNameIn('progression', side.value)}
      {side.since !== null && ` ${t('since', { date: date(side.since) })}`}
    </>
  );
};

const Days = ({ side }: { readonly side: SideIs<'days'> }) => {
  const { t } = useTranslation('replay');
  const { terms, days } = useSay();
  return (
    <span className="num">
      {days(side.aval)}
      {side.cnsr !== null && `, ${terms.codeNameIn('cnsr', String(side.cnsr))}`}
      {side.determinacy === 'undetermined' && <span className="warn-text"> {t('mayChange')}</span>}
      {side.determinacy === 'contradicted' && (
        <span className="warn-text"> ⚠ {terms.codeName('contradicted')}</span>
      )}
    </span>
  );
};

/** What one look says of it; a look that says nothing shows a dash with a name. */
export const SideOf = ({ side }: { readonly side: Side | null }) => {
  const { t } = useTranslation('replay');
  const { terms, date, dose, percent, summary } = useSay();
  switch (side?.is) {
    case undefined:
      return (
        <span className="muted" aria-label={t('compare.nothing')}>
          –
        </span>
      );
    case 'progression':
      return <Progression side={side} />;
    case 'response':
      return (
        <>
          <Response value={side.value} provisional={side.provisional} />{' '}
          {side.date !== null && <span className="num">{date(side.date)}</span>}
        </>
      );
    case 'days':
      return <Days side={side} />;
    case 'call':
      return (
        <>
          {terms.codeName(side.state)} <span className="num">{percent(side.vafPct)}</span>
        </>
      );
    case 'drug':
      return (
        <>
          {terms.codeName(side.status)} <span className="num">{dose(side.dose)}</span>
        </>
      );
    case 'fact':
      return (
        <>
          <span className="num muted">{date(side.fact.occurredOn)}</span> {summary(side.fact)}
        </>
      );
  }
};
