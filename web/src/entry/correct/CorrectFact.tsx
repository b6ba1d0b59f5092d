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

/**
 * A form speaks of the version that it began with: a newer one that arrives meanwhile is somebody else's, and
 * is to be met as a conflict, never overwritten unseen.
 */
const useBegun = (answer: FactAnswer): FactAnswer => useState(answer)[0];

const Amending = ({ patientId, answer, url, onReload }: FoundProps) => {
  const begun = useBegun(answer);
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
      answer={begun}
      fields={fields}
      statement={asked.statement}
      onNext={() => url.set({ amend: null })}
      onReload={onReload}
    />
  );
};

const Retracting = ({ patientId, answer, url, onReload }: FoundProps) => {
  const begun = useBegun(answer);
  const { statement, error } = useAsked(begun.retraction ? 'reinstatement' : 'retraction');
  if (error) return <Failed fault={error} />;
  if (!statement) return <Loading />;
  return (
    <RetractFact
      patientId={patientId}
      answer={begun}
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

/** The course; to begin with, not what was kept of an earlier look if a newer one is under way. */
const useNewestCourse = (patientId: string) => {
  const { data, error, refetch, isFetching, isPlaceholderData } = useCourse(patientId);
  const [isBegun, begin] = useState(false);
  if (!isBegun && data && !isFetching) begin(true);
  return { data: isBegun && !isPlaceholderData ? data : undefined, error, refetch };
};

/** Speaks of a fact that is recorded: amends it, takes it back, or undoes that. */
export const CorrectFact = ({ patientId, factId, correction, url }: Props) => {
  const { t } = useTranslation('entry');
  const [loads, setLoads] = useState(0);
  const { data, error, refetch } = useNewestCourse(patientId);
  if (isGone(error)) return <Gone />;
  if (!data && error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const answer = factIn(data, factId);
  if (!answer) return <Empty title={t('correct.unknown')} />;
  const Page = PAGES[correction];
  const reload = () => void refetch().then(() => setLoads(loads + 1));
  return (
    <Page key={`${factId} ${loads}`} patientId={patientId} answer={answer} url={url} onReload={reload} />
  );
};
