import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactAnswer } from '@web/api/types';
import { Empty, Failed, Loading } from '@web/ui/states';
import type { UrlState } from '@web/url/useUrlState';
import { Gone, isGone } from '../Gone';
import { fieldsOf } from '../model/fields';
import { factIn, useCourse, useKindFields, useKinds, useKnownFacts, useStatementSchema } from '../queries';
import { AmendFact } from './AmendFact';
import { FactCard } from './FactCard';
import { RetractFact } from './RetractFact';
import { askedOf } from './StatementFields';

export type Correction = 'amend' | 'retract' | 'fact';

interface Props {
  readonly patientId: string;
  readonly factId: string;
  readonly correction: Correction;
  readonly url: UrlState;
}

interface FoundProps extends Omit<Props, 'factId' | 'correction'> {
  readonly answer: FactAnswer;
  readonly onReload: () => void;
}

const useAsked = (name: string) => {
  const { data, error } = useStatementSchema(name);
  return { statement: useMemo(() => data && askedOf(fieldsOf(data)), [data]), error };
};

const Amending = ({ patientId, answer, url, onReload }: FoundProps) => {
  const kinds = useKinds();
  const kind = kinds.data?.kinds.find((each) => each.kind === answer.fact.kind);
  const { fields, error } = useKindFields(kind);
  const asked = useAsked('amendment');
  const fault = kinds.error ?? error ?? asked.error;
  if (fault) return <Failed fault={fault} />;
  if (!fields || !asked.statement) return <Loading />;
  return (
    <AmendFact
      patientId={patientId}
      answer={answer}
      fields={fields}
      statement={asked.statement}
      onNext={() => url.set({ amend: null })}
      onReload={onReload}
    />
  );
};

const Retracting = ({ patientId, answer, url, onReload }: FoundProps) => {
  // Once it is done, the course says the opposite: the page stays with what it was opened for.
  const [name] = useState(answer.retraction ? 'reinstatement' : 'retraction');
  const { statement, error } = useAsked(name);
  if (error) return <Failed fault={error} />;
  if (!statement) return <Loading />;
  return (
    <RetractFact
      patientId={patientId}
      answer={answer}
      statement={statement}
      onNext={() => url.set({ retract: null })}
      onReload={onReload}
    />
  );
};

/** A fact of which it is not said yet what is to be done with it. */
const Choosing = ({ patientId, answer, url }: FoundProps) => {
  const { t } = useTranslation('entry');
  const facts = useKnownFacts(patientId);
  const { factId, retraction } = answer;
  return (
    <div className="entry-forms">
      <FactCard answer={answer} facts={facts} />
      <p>{t('correct.ask')}</p>
      <div className="entry-actions">
        {!retraction && (
          <button
            type="button"
            className="button primary"
            onClick={() => url.set({ fact: null, amend: factId })}
          >
            {t('correct.amend')}
          </button>
        )}
        <button type="button" className="button" onClick={() => url.set({ fact: null, retract: factId })}>
          {t(retraction ? 'correct.reinstate' : 'correct.retract')}
        </button>
        <button type="button" className="button" onClick={() => url.set({ fact: null })}>
          {t('correct.recordNew')}
        </button>
      </div>
    </div>
  );
};

const PAGES = { amend: Amending, retract: Retracting, fact: Choosing } as const;

/** Speaks of a fact that is recorded: amends it, takes it back, or undoes that. */
export const CorrectFact = ({ patientId, factId, correction, url }: Props) => {
  const { t } = useTranslation('entry');
  const [loads, setLoads] = useState(0);
  const { data, error, refetch, isPlaceholderData } = useCourse(patientId);
  if (isGone(error)) return <Gone />;
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data || isPlaceholderData) return <Loading />;
  const answer = factIn(data, factId);
  if (!answer) return <Empty title={t('correct.unknown')} />;
  const Page = PAGES[correction];
  const reload = () => void refetch().then(() => setLoads(loads + 1));
  return <Page key={loads} patientId={patientId} answer={answer} url={url} onReload={reload} />;
};
