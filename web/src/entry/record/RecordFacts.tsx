import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { patientPath } from '@web/api/client';
import { useRefresh } from '@web/api/queries';
import type { Fact } from '@web/api/types';
import { issuesOf, useSubmission } from '@web/api/useSubmission';
import { useTerms } from '@web/terms/useTerms';
import { Failed, Loading } from '@web/ui/states';
import type { WarningOfFact } from '@web/ui/Warnings';
import { Done } from '../Done';
import { Refusal, useFocusRefused } from '../form/Refusal';
import { useFormTexts } from '../form/useFormTexts';
import { usePlaced } from '../form/usePlaced';
import { LeaveGuard } from '../LeaveGuard';
import { draftedSpecimens } from '../model/drafts';
import { nextKinds } from '../model/kinds';
import { bodyOf } from '../model/payload';
import type { KindOfFact } from '../model/schema';
import { lastDayOf, supposed } from '../model/submission';
import { useKinds, useKnownFacts, useReadFields } from '../queries';
import { useOptions } from '../useOptions';
import { usePreview } from '../usePreview';
import { DraftForm } from './DraftForm';
import { KindChooser } from './KindChooser';
import { Side } from './Side';
import { useDrafts, type Drafts } from './useDrafts';

interface Recorded {
  readonly revision: number;
  readonly facts: readonly { readonly factId: string }[];
  readonly warnings: readonly WarningOfFact[];
}

interface RecordedFacts extends Recorded {
  readonly on: string | null;
}

/** What may be recorded next; all kinds, folded once a form is there. */
const NextFact = ({ drafts, onChoose }: { drafts: Drafts; onChoose: (kind: KindOfFact) => void }) => {
  const { t } = useTranslation('entry');
  const { kindName } = useTerms();
  const { data, error, refetch } = useKinds();
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const next = nextKinds(drafts.all.map(({ kind }) => kind));
  if (drafts.all.length === 0) {
    return (
      <section aria-labelledby="entry-choose">
        <h2 id="entry-choose">{t('choose.first')}</h2>
        <p className="muted">{t('choose.together')}</p>
        <KindChooser kinds={data.kinds} onChoose={onChoose} />
      </section>
    );
  }
  return (
    <section className="entry-next" aria-label={t('choose.another')}>
      {next.length > 0 && (
        <p className="entry-actions">
          <span>{t('choose.next')}</span>
          {data.kinds
            .filter(({ kind }) => next.includes(kind))
            .map((kind) => (
              <button key={kind.kind} type="button" className="button" onClick={() => onChoose(kind)}>
                {kindName(kind.kind)}
              </button>
            ))}
        </p>
      )}
      <details className="entry-fold" key={drafts.all.length}>
        <summary>{t('choose.another')}</summary>
        <KindChooser kinds={data.kinds} onChoose={onChoose} />
      </details>
    </section>
  );
};

/** What was checked, in words: the reader sees the value and the unit that were understood. */
const Summaries = ({ facts }: { readonly facts: readonly object[] }) => {
  const { t } = useTranslation('entry');
  const { summary } = useTerms();
  return (
    <div>
      <h3>{t('preview.facts')}</h3>
      <ul className="entry-summaries">
        {facts.map((fact, index) => (
          <li key={index}>{summary(fact as Fact)}</li>
        ))}
      </ul>
    </div>
  );
};

/** Checking and recording what stands in the drafts. */
const useRecording = (patientId: string, drafts: Drafts, form: RefObject<HTMLElement | null>) => {
  const { language } = useFormTexts();
  const refresh = useRefresh(patientId);
  const submission = useSubmission<Recorded>();
  const { fault, fail } = submission;
  const parts = drafts.all.map(({ fields, state }, index) => ({ fields, state, pointer: `/facts/${index}` }));
  const issues = usePlaced(parts, issuesOf(fault));
  const facts = drafts.all.map(({ kind, fields, state }) => bodyOf(fields, state, { language, kind }));
  const preview = usePreview({ patientId, content: JSON.stringify(facts), many: true, onFault: fail });
  useFocusRefused(fault, form);
  const record = async (): Promise<RecordedFacts | null> => {
    const answer = await submission.send(patientPath(patientId, '/facts'), { facts });
    if (!answer) return null;
    drafts.clear();
    refresh();
    return { ...answer, on: lastDayOf(facts) };
  };
  const check = () => {
    if (issues.own.length === 0) void preview.check(supposed(facts));
  };
  return { facts, fault, fail, issues, preview, check, record, isBusy: submission.isBusy };
};

/** Facts of one patient: written, checked together, and recorded together. */
export const RecordFacts = ({ patientId }: { readonly patientId: string }) => {
  const { t } = useTranslation('entry');
  const form = useRef<HTMLDivElement>(null);
  const facts = useKnownFacts(patientId);
  const drafts = useDrafts(patientId, facts);
  const readFields = useReadFields();
  const recording = useRecording(patientId, drafts, form);
  const [recorded, setRecorded] = useState<RecordedFacts | null>(null);
  const optionsFor = useOptions(facts, draftedSpecimens(drafts.all));
  const { all } = drafts;
  const { fault, issues } = recording;
  const choose = async (kind: KindOfFact) => {
    try {
      drafts.add(kind.kind, await readFields(kind));
    } catch (unread) {
      recording.fail(unread);
    }
  };
  if (recorded) {
    return (
      <Done
        patientId={patientId}
        title={t('done.recorded', { count: recorded.facts.length, revision: recorded.revision })}
        factId={recorded.facts[0]?.factId}
        on={recorded.on}
        warnings={recorded.warnings}
        onNext={() => setRecorded(null)}
      />
    );
  }
  return (
    <>
      <LeaveGuard isActive={drafts.isTouched} onDiscard={drafts.clear} />
      <div className={all.length === 0 ? 'entry-columns single' : 'entry-columns'}>
        <div className="entry-forms" ref={form}>
          {drafts.wereKept && all.length > 0 && <p className="notice ghost">{t('draft.kept')}</p>}
          <Refusal fault={fault} rest={issues.rest} count={issues.count} />
          {all.length > 0 && <p className="muted">{t('requiredNote')}</p>}
          {all.map((draft, index) => (
            <DraftForm
              key={draft.key}
              draft={draft}
              index={index}
              count={all.length}
              context={{ placed: issues.placed, optionsFor }}
              onChange={(state) => drafts.change(draft.key, state)}
              onRemove={() => drafts.remove(draft.key)}
            />
          ))}
          <NextFact drafts={drafts} onChoose={(kind) => void choose(kind)} />
        </div>
        {all.length > 0 && (
          <Side
            preview={recording.preview}
            isBusy={recording.isBusy}
            action={t('record.button', { count: all.length })}
            onCheck={recording.check}
            onRecord={() => void recording.record().then(setRecorded)}
          >
            {recording.preview.answer && <Summaries facts={recording.facts} />}
          </Side>
        )}
      </div>
    </>
  );
};
