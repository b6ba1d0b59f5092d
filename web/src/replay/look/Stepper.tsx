import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '@web/format/dates';
import { dayText, isDay, lastDayOf, type EpochDay } from './days';
import { stepFrom, type StepKind } from './steps';
import type { Look } from './useLook';

interface StepProps {
  readonly says: string;
  readonly sign: string;
  readonly to: EpochDay | null;
  readonly goTo: (day: EpochDay) => void;
}

/** Stays focusable at the end: a disabled button would drop the focus of whoever steps with it. */
const Step = ({ says, sign, to, goTo }: StepProps) => (
  <button
    type="button"
    className="button step"
    aria-label={says}
    title={says}
    aria-disabled={to === null}
    onClick={() => to !== null && goTo(to)}
  >
    <span aria-hidden="true">{sign}</span>
  </button>
);

const DateField = ({ look }: { readonly look: Look }) => {
  const { t } = useTranslation('replay');
  const shown =
    look.controls.on !== null && lastDayOf(look.controls.on) === look.on
      ? look.controls.on
      : dayText(look.on);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown;
  const isWrong = typed !== null && !isDay(typed);
  const go = () => {
    if (typed === null || isWrong) return;
    const day = lastDayOf(typed);
    setTyped(null);
    if (day !== null) look.goTo(day);
  };
  return (
    <label className="choice">
      <span>{t('step.day')}</span>
      <input
        className="input day num"
        value={text}
        inputMode="numeric"
        placeholder="2021-05-03"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'step-day-mend' : undefined}
        onChange={({ target }) => setTyped(target.value.trim())}
        onBlur={go}
        onKeyDown={({ key }) => {
          if (key === 'Enter') go();
          if (key === 'Escape') setTyped(null);
        }}
      />
      {isWrong && (
        <span id="step-day-mend" className="mend" role="alert">
          {t('step.dayMend')}
        </span>
      )}
    </label>
  );
};

const PLAY_MS = 900;

/** Walks from event to event until the last one. */
const usePlaying = (look: Look, isPlaying: boolean, stop: () => void) => {
  const next = stepFrom(look.steps.events, look.on, 'next');
  const { goTo } = look;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => (next === null ? stop() : goTo(next)), PLAY_MS);
    return () => clearTimeout(timer);
  }, [goTo, isPlaying, next, stop]);
};

interface Props {
  readonly look: Look;
  readonly isPlaying: boolean;
  readonly onPlay: (play: boolean) => void;
  readonly stop: () => void;
}

/** Steps through the course: to the next event, progression or decision, or on its own. */
export const Stepper = ({ look, isPlaying, onPlay, stop }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { steps, on, goTo } = look;
  usePlaying(look, isPlaying, stop);
  const to = (kind: StepKind, direction: 'next' | 'previous') => stepFrom(steps[kind], on, direction);
  const last = steps.events.at(-1);
  return (
    <div className="stepper" role="group" aria-label={t('step.title')}>
      <Step says={t('step.first')} sign="|◀" to={steps.events[0] ?? null} goTo={goTo} />
      <Step says={t('step.previousEvent')} sign="◀" to={to('events', 'previous')} goTo={goTo} />
      <button
        type="button"
        className="button step"
        aria-label={t(isPlaying ? 'step.pause' : 'step.play')}
        aria-keyshortcuts="p"
        onClick={() => onPlay(!isPlaying)}
      >
        <span aria-hidden="true">{isPlaying ? '❙❙' : '▷'}</span>
      </button>
      <Step says={t('step.nextEvent')} sign="▶" to={to('events', 'next')} goTo={goTo} />
      <Step says={t('step.last')} sign="▶|" to={last ?? null} goTo={goTo} />
      <DateField look={look} />
      <span className="step-pair">
        <Step
          says={t('step.previousProgression')}
          sign="◀ PD"
          to={to('progressions', 'previous')}
          goTo={goTo}
        />
        <Step says={t('step.nextProgression')} sign="PD ▶" to={to('progressions', 'next')} goTo={goTo} />
      </span>
      {steps.decisions.length > 0 && (
        <span className="step-pair">
          <Step says={t('step.previousDecision')} sign="◀ ◆" to={to('decisions', 'previous')} goTo={goTo} />
          <Step says={t('step.nextDecision')} sign="◆ ▶" to={to('decisions', 'next')} goTo={goTo} />
        </span>
      )}
      {look.on !== look.lastDay && (
        <button type="button" className="button quiet" onClick={() => goTo(look.lastDay)}>
          {t('step.lastDay', { date: dateText(dayText(look.lastDay), i18n.language) })}
        </button>
      )}
    </div>
  );
};
