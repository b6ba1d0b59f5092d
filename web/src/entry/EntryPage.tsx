import './entry.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Failed } from '@web/ui/states';
import { useUrlState, type UrlState } from '@web/url/useUrlState';
import { CorrectFact, type Correction } from './correct/CorrectFact';
import { Gone, isGone } from './Gone';
import { useCourse } from './queries';
import { RecordFacts } from './record/RecordFacts';

const CORRECTIONS: readonly Correction[] = ['amend', 'retract', 'fact'];

const TITLES = { amend: 'titleAmend', retract: 'titleRetract', fact: 'titleFact' } as const;

/** What the address asks for: a fact that is to be spoken of, or a new one. */
const correctionIn = (url: UrlState): { correction: Correction; factId: string } | null => {
  for (const correction of CORRECTIONS) {
    const factId = url.value(correction);
    if (factId !== null) return { correction, factId };
  }
  return null;
};

/** Nothing can be recorded of a patient whom the service does not know. */
const Recording = ({ patientId }: { readonly patientId: string }) => {
  const { error, refetch } = useCourse(patientId);
  if (isGone(error)) return <Gone />;
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  return <RecordFacts patientId={patientId} />;
};

const EntryPage = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('entry');
  const url = useUrlState();
  const asked = correctionIn(url);
  return (
    <div className="entry">
      <header className="entry-head">
        <h1>{t(asked ? TITLES[asked.correction] : 'title')}</h1>
        <p>{t('patient', { patientId })}</p>
        <Link href={`/patients/${encodeURIComponent(patientId)}`}>{t('toReplay')}</Link>
      </header>
      {asked ? (
        <CorrectFact key={`${asked.correction} ${asked.factId}`} patientId={patientId} url={url} {...asked} />
      ) : (
        <Recording patientId={patientId} />
      )}
    </div>
  );
};

export default EntryPage;
