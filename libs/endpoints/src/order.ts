import { compareIntervals, type DayInterval } from '@leptotrace/kernel';
import { type Decision } from './decide';
import { type Dated } from './model';
import { type Situation } from './situation';

const decidingOf = (s: Situation, { rule, event }: Decision): Dated | null => {
  if (rule === 'TTE-8.2-P5' && s.mode === 'FDA') return s.therapy;
  return event?.found?.progression ?? (event ? s.death : null);
};

const isLosing = (each: Dated | null | undefined, winner: Dated, dates: DayInterval): boolean =>
  !!each && each !== winner && compareIntervals(each.dates, dates) === 'overlaps';

/** May the order of what decided and what lost be another one than that of the days in use (8.5)? */
export const isOrderUncertain = (s: Situation, decision: Decision): boolean => {
  const winner = decidingOf(s, decision);
  if (!winner) return false;
  const others = [
    s.pd?.progression,
    s.otherPd?.progression,
    s.death,
    s.mode === 'FDA' ? s.therapy : null,
    // What counts as seen before the event or the therapy.
    decision.at ?? decision.event?.anchor.at,
  ];
  return others.some((each) => isLosing(each, winner, winner.dates));
};
