import type { UrlState } from '@web/url/useUrlState';
import type { Shortcut } from './shortcuts';
import { assessmentBefore, stepFrom, type StepKind } from './steps';
import type { Look } from './useLook';

interface On {
  readonly url: UrlState;
  readonly look: Look;
  readonly onPlay: () => void;
  readonly onHelp: () => void;
}

const toggleCompare = ({ url, look }: On): void => {
  if (look.compare) url.set({ a: null, b: null });
  else if (look.whole) look.moveSides({ a: assessmentBefore(look.whole, look.on), b: look.on });
};

/** What keys and buttons do, by the name of the key's help. */
export const useActions = (on: On): Readonly<Record<Shortcut, () => void>> => {
  const { url, look } = on;
  const step = (kind: StepKind, direction: 'next' | 'previous') => () => {
    const day = stepFrom(look.steps[kind], look.on, direction);
    if (day !== null) look.goTo(day);
  };
  return {
    previousEvent: step('events', 'previous'),
    nextEvent: step('events', 'next'),
    previousProgression: step('progressions', 'previous'),
    nextProgression: step('progressions', 'next'),
    previousDecision: step('decisions', 'previous'),
    nextDecision: step('decisions', 'next'),
    play: on.onPlay,
    // Going back to the head leaves no other state of knowledge behind.
    then: () => url.set(url.value('then') === '1' ? { then: null, asOf: null } : { then: '1', asOf: null }),
    compare: () => toggleCompare(on),
    table: () => url.set({ view: url.value('view') === 'table' ? null : 'table' }),
    help: on.onHelp,
  };
};
