import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patientPath } from '@web/api/client';
import { useRefresh } from '@web/api/queries';
import type { FactAnswer } from '@web/api/types';
import { issuesOf, useSubmission } from '@web/api/useSubmission';
import { useTerms } from '@web/terms/useTerms';
import { Done } from '../Done';
import { Refusal, useFocusRefused } from '../form/Refusal';
import { useFormTexts } from '../form/useFormTexts';
import { usePlaced } from '../form/usePlaced';
import { LeaveGuard } from '../LeaveGuard';
import type { Field } from '../model/fields';
import { bodyOf } from '../model/payload';
import { objectState } from '../model/state';
import { useKnownFacts } from '../queries';
import { Side } from '../record/Side';
import { usePreview } from '../usePreview';
import { FactCard } from './FactCard';
import { StatementFields } from './StatementFields';

interface Props {
  readonly patientId: string;
  readonly answer: FactAnswer;
  readonly statement: readonly Field[];
  readonly onNext: () => void;
  readonly onReload: () => void;
}

const useTakingBack = ({ patientId, answer, statement }: Props) => {
  const { language } = useFormTexts();
  const refresh = useRefresh(patientId);
  const isRetracted = answer.retraction !== undefined;
  const [begun] = useState(() => objectState(statement, {}, language));
  const [state, setState] = useState(begun);
  const submission = useSubmission<{ readonly revision: number }>();
  const { fault, fail } = submission;
  const issues = usePlaced([{ fields: statement, state, pointer: '' }], issuesOf(fault));
  const { factId, revision } = answer;
  const preview = usePreview({ patientId, content: factId, many: false, onFault: fail });
  const check = () => void preview.check([{ statement: isRetracted ? 'reinstated' : 'retracted', factId }]);
  const record = async (): Promise<number | null> => {
    const rest = `/facts/${encodeURIComponent(factId)}/${isRetracted ? 'reinstatement' : 'retraction'}`;
    const body = bodyOf(statement, state, { language, supersedes: revision });
    const done = await submission.send(patientPath(patientId, rest), body);
    if (done) refresh();
    return done?.revision ?? null;
  };
  const isTouched = state !== begun;
  return {
    isRetracted,
    state,
    setState,
    isTouched,
    fault,
    issues,
    preview,
    check,
    record,
    isBusy: submission.isBusy,
  };
};

/** Takes a fact back with the reason, or undoes that. */
export const RetractFact = (props: Props) => {
  const { patientId, answer, statement, onNext, onReload } = props;
  const { t } = useTranslation('entry');
  const { codeName } = useTerms();
  const form = useRef<HTMLDivElement>(null);
  const facts = useKnownFacts(patientId);
  const taking = useTakingBack(props);
  const { isRetracted, fault, issues } = taking;
  const [revision, setRevision] = useState<number | null>(null);
  useFocusRefused(fault, form);
  if (revision !== null) {
    return (
      <Done
        patientId={patientId}
        title={t(isRetracted ? 'done.reinstated' : 'done.retracted', { revision })}
        factId={answer.factId}
        on={answer.interval.to}
        onNext={onNext}
      />
    );
  }
  const { retraction } = answer;
  return (
    <>
      <LeaveGuard isActive={taking.isTouched} onDiscard={() => undefined} />
      <div className="entry-columns">
        <div className="entry-forms" ref={form}>
          <FactCard answer={answer} facts={facts} />
          {retraction && (
            <p className="notice">{t('retract.isRetracted', { reason: codeName(retraction.reason) })}</p>
          )}
          <Refusal fault={fault} rest={issues.rest} count={issues.count} onReload={onReload} />
          <p className="muted">{t('requiredNote')}</p>
          <section className="entry-draft" aria-label={t('fields.reason')}>
            <StatementFields
              kind={isRetracted ? 'reinstatement' : 'retraction'}
              fields={statement}
              state={taking.state}
              issues={issues}
              onChange={taking.setState}
            />
          </section>
        </div>
        <Side
          preview={taking.preview}
          isBusy={taking.isBusy}
          isDanger={!isRetracted}
          action={t(isRetracted ? 'reinstate.button' : 'retract.button')}
          onCheck={taking.check}
          onRecord={() => void taking.record().then(setRevision)}
        >
          {!isRetracted && <p className="muted">{t('retract.keeps')}</p>}
        </Side>
      </div>
    </>
  );
};
