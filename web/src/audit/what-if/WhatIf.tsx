import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@web/api/problem';
import type { Fact, Supposition } from '@web/api/types';
import { useAudit } from '../context';
import { FieldEditor } from './FieldEditor';
import { JsonEditor } from './JsonEditor';
import { useWhatIf } from '../queries';
import { Outcome } from './Outcome';
import { issuesAt, issuesBeside } from './refused';
import { readSupposed, supposedFact, supposedText, suppositionOf, type Supposed } from './supposition';

interface Props {
  readonly factId: string;
  readonly fact: Fact;
  readonly retracted: boolean;
}

/** Tries another version of the fact on a copy of the course. */
export const WhatIf = ({ factId, fact, retracted }: Props) => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  // A whole fact is no matter for a link: it stays here, and the page says so.
  const [written, setWritten] = useState<Fact | null>(null);
  const supposed = readSupposed(url.value('suppose'));
  const suppose = (next: Supposed) => {
    setWritten(null);
    url.set({ suppose: supposedText(next) }, 'replace');
  };
  const byFields = suppositionOf(factId, fact, supposed);
  const supposition: Supposition | null = written
    ? { statement: 'amended', factId, fact: written }
    : byFields;
  const outcome = useWhatIf(asked, supposition ? [supposition] : []);
  const issues = outcome.error instanceof ApiProblem ? outcome.error.errors : [];
  // What was written as a whole is refused as a whole: the fields above it say something else.
  const fields = supposed.as === 'changed' && !written ? Object.keys(supposed.fields) : [];
  return (
    <section aria-labelledby="audit-what-if" className="audit-what-if audit-pad">
      <h3 id="audit-what-if">{t('whatIf.title')}</h3>
      <p className="notice">{t('whatIf.notice')}</p>
      {retracted ? (
        <p>{t('whatIf.retracted')}</p>
      ) : (
        <>
          <FieldEditor
            fact={fact}
            supposed={supposed}
            issues={fields.flatMap((field) => issuesAt(issues, field))}
            onSuppose={suppose}
          />
          <JsonEditor
            key={url.value('suppose')}
            fact={supposed.as === 'changed' ? supposedFact(fact, supposed.fields) : fact}
            onTry={setWritten}
          />
        </>
      )}
      {written && <p className="muted">{t('whatIf.notInLink')}</p>}
      {supposition && (
        <Outcome
          outcome={outcome}
          rest={issuesBeside(issues, fields)}
          onClear={() => suppose({ as: 'nothing' })}
        />
      )}
    </section>
  );
};
