import { useMemo } from 'react';
import { useReplay, type Question } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';
import type { UrlState } from '@web/url/useUrlState';
import { dayText, lastDayOf, type EpochDay } from './days';
import { lastDayOfCourse } from './extent';
import { controlsIn, questionAt, rulesOf, type Controls } from './question';
import { stepFrom, stepsOf, type Steps } from './steps';
import { useLast } from './useLast';
import { usePlace, type Place } from './usePlace';
import { usePrefetch } from './usePrefetch';
import { useShown } from './useShown';

export interface Look extends Place {
  readonly controls: Controls;
  /** Head, on the last day of the course. */
  readonly whole: ReplayAnswer | undefined;
  readonly lastDay: EpochDay;
  readonly shown: ReplayAnswer | undefined;
  readonly fault: unknown;
  readonly retry: () => void;
  readonly question: Question;
  readonly steps: Steps;
}

const NO_STEPS: Steps = { events: [], decisions: [], progressions: [] };

const useWhole = (patientId: string, rules: Question) => {
  const head = useReplay(patientId, rules);
  // Which day is today at the site is for the server to say: nothing is placed before its answer.
  const now = head.data ? (lastDayOf(head.data.on) ?? 0) : 0;
  const lastDay = head.data ? lastDayOfCourse(head.data, now) : now;
  // An open course is looked at today: the answer is there already.
  const onLastDay = lastDay === now ? rules : { ...rules, on: dayText(lastDay) };
  const whole = useReplay(patientId, onLastDay, head.isSuccess);
  return { head, whole, lastDay, onLastDay };
};

const neighboursOf = ({ events }: Steps, on: EpochDay, controls: Controls): readonly Question[] =>
  (['previous', 'next'] as const).flatMap((direction) => {
    const day = stepFrom(events, on, direction);
    return day === null ? [] : [questionAt(controls, day)];
  });

/** The course, the look that is shown, and how to move it. */
export const useLook = (patientId: string, url: UrlState): Look => {
  const controls = controlsIn(url);
  const { head, whole, lastDay, onLastDay } = useWhole(patientId, rulesOf(controls));
  const place = usePlace(url, lastDay);
  const { on, isDragging } = place;
  const asked = questionAt(controls, on);
  const question = on === lastDay && asked.asOf === undefined ? onLastDay : asked;
  const isPlaced = head.isSuccess || controls.on !== null;
  const shown = useShown(patientId, question, { isDragging, enabled: isPlaced });
  const steps = useMemo(() => (whole.data ? stepsOf(whole.data) : NO_STEPS), [whole.data]);
  const isQuiet = !isDragging && shown.isSuccess && !shown.isFetching;
  usePrefetch(patientId, neighboursOf(steps, on, controls), isQuiet);
  const queries = [head, shown, whole];
  return {
    ...place,
    controls,
    whole: useLast(patientId, whole.data),
    lastDay,
    shown: useLast(patientId, shown.data),
    fault: queries.find(({ isError }) => isError)?.error ?? null,
    retry: () => queries.forEach((query) => void query.refetch()),
    question,
    steps,
  };
};
