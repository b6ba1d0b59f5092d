import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePatientLog } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';
import { Boundary } from '@web/app/Boundary';
import { CourseChart } from '@web/course-chart/CourseChart';
import { useLive } from '@web/live/useLive';
import { Failed } from '@web/ui/states';
import type { UrlState } from '@web/url/useUrlState';
import { Facts, factsById, Select } from './detail/facts';
import { Foot } from './Foot';
import { Controls } from './header/Controls';
import { CourseHeader } from './header/CourseHeader';
import { Knowledge } from './knowledge/Knowledge';
import { LiveNews } from './live/LiveNews';
import { Stepper } from './look/Stepper';
import type { Look } from './look/useLook';
import { useActions } from './look/useActions';
import { useHeld } from './look/useHeld';
import { useShortcuts } from './look/useShortcuts';
import { Strip } from './strip/Strip';

// The first screen does not wait for what is opened later.
const CompareTable = lazy(() =>
  import('./compare/CompareTable').then((module) => ({ default: module.CompareTable })),
);
const DecisionDialog = lazy(() =>
  import('./decisions/DecisionDialog').then((module) => ({ default: module.DecisionDialog })),
);
const Decisions = lazy(() =>
  import('./decisions/Decisions').then((module) => ({ default: module.Decisions })),
);
const HelpDialog = lazy(() =>
  import('./header/HelpDialog').then((module) => ({ default: module.HelpDialog })),
);

const Checks = lazy(() => import('./detail/Checks').then((module) => ({ default: module.Checks })));
const Reasons = lazy(() => import('./detail/Reasons').then((module) => ({ default: module.Reasons })));
const Selected = lazy(() => import('./detail/Selected').then((module) => ({ default: module.Selected })));

interface Props {
  readonly patientId: string;
  readonly url: UrlState;
  readonly look: Look;
  readonly whole: ReplayAnswer;
  readonly shown: ReplayAnswer;
}

/** The course of one patient, replayed: head, strip, chart, and what is behind a mark. */
export const Replay = ({ patientId, url, look, whole, shown }: Props) => {
  const { t } = useTranslation('replay');
  const log = usePatientLog(patientId).data;
  const live = useLive(patientId);
  const [isPlaying, play] = useState(false);
  const [dialog, open] = useState<'help' | 'decide' | null>(null);
  const stop = useCallback(() => play(false), []);
  const close = useCallback(() => open(null), []);
  const { set } = url;
  const select = useCallback((id: string | null) => set({ sel: id }, 'replace'), [set]);
  const act = useActions({ url, look, onPlay: () => play(!isPlaying), onHelp: () => open('help') });
  const shortcuts = useShortcuts(act);
  const selected = url.value('sel');
  const facts = useMemo(() => factsById(whole, shown), [whole, shown]);
  const picture = useHeld({ whole, shown });
  return (
    <Facts value={facts}>
      <div className="replay">
        <CourseHeader patientId={patientId} registration={log?.registration} shown={shown} on={look.on} />
        <Controls
          {...{ patientId, url, look, shown }}
          onThen={act.then}
          onCompare={act.compare}
          onTable={act.table}
          onHelp={act.help}
          onDecide={() => open('decide')}
        />
        {look.fault !== null && <Failed fault={look.fault} onRetry={look.retry} />}
        {/* Of a question that was not answered it is not said that nothing was left out. */}
        {(look.fault === null || shown.revision < shown.head) && (
          <Knowledge {...{ shown, log, url }} asked={look.question.asOf} onSelect={select} />
        )}
        <Select value={select}>
          <Strip answer={shown} />
        </Select>
        <div className="replay-bar">
          <Stepper look={look} isPlaying={isPlaying} onPlay={play} stop={stop} />
          {log?.registration.attribution && (
            <span className="attribution muted" lang="en">
              {log.registration.attribution}
            </span>
          )}
          <LiveNews live={live} shown={shown} />
        </div>
        <section className="replay-chart" aria-label={t('chart')}>
          <Boundary>
            <CourseChart
              {...picture}
              on={look.on}
              compare={look.compare}
              onScrub={look.goTo}
              onCompare={look.moveSides}
              selected={selected}
              onSelect={select}
            />
          </Boundary>
        </section>
        <Suspense fallback={null}>
          <Selected {...{ shown, whole, selected }} question={look.question} onSelect={select} />
          <Decisions shown={shown} onSelect={select} />
          {look.compare && (
            <CompareTable {...{ patientId, look, shown }} sides={look.compare} onSelect={select} />
          )}
          <Checks shown={shown} onSelect={select} />
          <Reasons shown={shown} question={look.question} onSelect={select} />
        </Suspense>
        <Foot shown={shown} />
        <Suspense fallback={null}>
          {dialog === 'help' && (
            <HelpDialog isOn={shortcuts.isOn} onChoose={shortcuts.choose} onClose={close} />
          )}
          {dialog === 'decide' && (
            <DecisionDialog patientId={patientId} on={shown.on} revision={shown.revision} onClose={close} />
          )}
        </Suspense>
      </div>
    </Facts>
  );
};
