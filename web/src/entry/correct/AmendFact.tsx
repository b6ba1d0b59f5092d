import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patientPath } from '@web/api/client';
import { useRefresh } from '@web/api/queries';
import type { FactAnswer } from '@web/api/types';
import { issuesOf, useSubmission } from '@web/api/useSubmission';
import { useTerms } from '@web/terms/useTerms';
import type { WarningOfFact } from '@web/ui/Warnings';
import { Done } from '../Done';
import { FormProvider } from '../form/context';
import { FactFields } from '../form/FactFields';
import { Refusal, useFocusRefused } from '../form/Refusal';
import { useFormTexts } from '../form/useFormTexts';
import { usePlaced } from '../form/usePlaced';
import { useKept } from '../kept';
import { LeaveGuard } from '../LeaveGuard';
import type { Field } from '../model/fields';
import { bodyOf } from '../model/payload';
import { objectState, type Members } from '../model/state';
import { lastDayOf } from '../model/submission';
import { useKnownFacts } from '../queries';
import { Side } from '../record/Side';
import { useOptions } from '../useOptions';
import { usePreview } from '../usePreview';
import { FactCard } from './FactCard';
import { StatementFields } from './StatementFields';

interface Props {
  readonly patientId: string;
  readonly answer: FactAnswer;
  readonly fields: readonly Field[];
  /** What is asked about the amendment: its kind and reason. */
  readonly statement: readonly Field[];
  readonly onNext: () => void;
  readonly onReload: () => void;
}

interface Amendment {
  readonly fact: Members;
  readonly about: Members;
}

interface Corrected {
  readonly warnings: readonly WarningOfFact[];
  readonly revision: number;
}

const useAmendment = ({ patientId, answer, fields, statement }: Props) => {
  const { language } = useFormTexts();
  const refresh = useRefresh(patientId);
  const { factId, fact, revision } = answer;
  const [begun] = useState<Amendment>(() => ({
    fact: objectState(fields, fact, language),
    about: objectState(statement, {}, language),
  }));
  const kept = useKept(`amend ${patientId} ${factId} ${revision}`, begun, (value) => value !== begun);
  const { value } = kept;
  const submission = useSubmission<Corrected>();
  const { fault, fail } = submission;
  const issues = usePlaced(
    [
      { fields, state: value.fact, pointer: '/fact' },
      { fields: statement, state: value.about, pointer: '' },
    ],
    issuesOf(fault),
  );
  const changed = bodyOf(fields, value.fact, { language, kind: fact.kind });
  const preview = usePreview({ patientId, content: JSON.stringify(changed), many: false, onFault: fail });
  const record = async (): Promise<Corrected | null> => {
    const path = patientPath(patientId, `/facts/${encodeURIComponent(factId)}/amendments`);
    const body = bodyOf(statement, value.about, { language, supersedes: revision, fact: changed });
    const done = await submission.send(path, body);
    if (!done) return null;
    kept.drop();
    refresh();
    return done;
  };
  const check = () => {
    if (issues.own.length > 0) return;
    void preview.check([{ statement: 'amended', factId, fact: changed as unknown as FactAnswer['fact'] }]);
  };
  return { kept, begun, fault, issues, changed, preview, check, record, isBusy: submission.isBusy };
};

/** The form of a fact with what it says now; what it says after is a new version, with the reason. */
export const AmendFact = (props: Props) => {
  const { patientId, answer, fields, statement, onNext, onReload } = props;
  const { t } = useTranslation('entry');
  const { kindName } = useTerms();
  const form = useRef<HTMLDivElement>(null);
  const facts = useKnownFacts(patientId);
  const optionsFor = useOptions(facts);
  const { kept, begun, fault, issues, changed, ...amendment } = useAmendment(props);
  const [amended, setAmended] = useState<Corrected | null>(null);
  useFocusRefused(fault, form);
  const { value } = kept;
  if (amended !== null) {
    return (
      <Done
        patientId={patientId}
        title={t('done.amended', { revision: amended.revision })}
        factId={answer.factId}
        on={lastDayOf([changed])}
        warnings={amended.warnings}
        onNext={onNext}
      />
    );
  }
  return (
    <>
      <LeaveGuard isActive={value !== begun} onDiscard={kept.drop} />
      <div className="entry-columns">
        <div className="entry-forms" ref={form}>
          <FactCard answer={answer} facts={facts} />
          {kept.wasKept && value !== begun && <p className="notice ghost">{t('draft.kept')}</p>}
          <Refusal
            fault={fault}
            rest={issues.rest}
            count={issues.count}
            onReload={() => {
              kept.drop();
              onReload();
            }}
          />
          <p className="muted">{t('requiredNote')}</p>
          <section className="entry-draft" aria-labelledby="entry-about">
            <header>
              <h2 id="entry-about">{t('amend.statement')}</h2>
            </header>
            <StatementFields
              kind="amendment"
              fields={statement}
              state={value.about}
              issues={issues}
              onChange={(about) => kept.set({ ...value, about })}
            />
          </section>
          <FormProvider value={{ kind: answer.fact.kind, placed: issues.placed, optionsFor }}>
            <section className="entry-draft" aria-labelledby="entry-fact" data-draft={answer.fact.kind}>
              <header>
                <h2 id="entry-fact">{kindName(answer.fact.kind)}</h2>
              </header>
              <FactFields
                fields={fields}
                state={value.fact}
                pointer="/fact"
                onChange={(fact) => kept.set({ ...value, fact })}
              />
            </section>
          </FormProvider>
        </div>
        <Side
          preview={amendment.preview}
          isBusy={amendment.isBusy}
          action={t('amend.button')}
          onCheck={amendment.check}
          onRecord={() => void amendment.record().then(setAmended)}
        >
          <p className="muted">{t('amend.keeps')}</p>
        </Side>
      </div>
    </>
  );
};
