import { type Lost } from '@leptotrace/rules';
import { type Response, type TimePointResponse } from '../model';
import { type BestResponseRule } from './best-response.rules';
import { bestOf, isWithoutProgression, stableLongEnough, type Best, type Window } from './window';

const tooEarly = (points: readonly TimePointResponse[], stable: string): readonly Lost[] =>
  points.filter(isWithoutProgression).map(({ day }) => ({
    rule: 'BOR-1.8-sd-minimum',
    value: stable,
    day,
    reason: 'earlier after the origin than stable disease asks for',
  }));

/** What is best when neither a response nor stable disease counts. */
const notStable = (window: Window, rule: BestResponseRule | undefined): Best => {
  const { points, progression, stable } = window;
  const lost = tooEarly(points, stable);
  const early = rule ?? (lost.length > 0 ? 'BOR-1.8-early-PD' : undefined);
  if (progression) return bestOf('PD', [progression], window, { rule: early ?? 'BOR-1.8-ranking', lost });
  const last = points.at(-1);
  if (last) return bestOf('NE', [last], window, { rule: early ?? 'BOR-1.8-NE-NE', lost });
  return window.applies
    ? bestOf('MISSING', [], window, { rule: 'BOR-1.8-window' })
    : bestOf('not-applicable', [], window, { rule: 'BOR-1.8-not-applicable' });
};

/** What is left when no response counts: stable for long enough, else progression, else nothing told. */
export const withoutResponse = (window: Window, rule?: BestResponseRule): Best => {
  const found = stableLongEnough(window);
  if (found) return bestOf(window.stable, [found], window, { rule: rule ?? 'BOR-1.8-sd-minimum' });
  const ned = window.points.find(({ value }) => value === 'NED');
  return ned ? bestOf('NED', [ned], window, { rule: 'BOR-1.8-NED' }) : notStable(window, rule);
};

const firstOf = (points: readonly TimePointResponse[], wanted: Response): TimePointResponse | undefined =>
  points.find(({ value }) => value === wanted);

/** Best response without confirmation (1.8). */
export const unconfirmedBest = (window: Window): Best => {
  const { points } = window;
  const best = firstOf(points, 'CR') ?? firstOf(points, 'PR');
  if (!best) return withoutResponse(window);
  const first = points.find(({ value }) => value === 'CR' || value === 'PR') ?? best;
  return bestOf(best.value, [best], window, { rule: 'BOR-1.8-ranking', firstResponse: first });
};
