import type { Question } from '@web/api/queries';
import type { UrlState } from '@web/url/useUrlState';
import { dayText, lastDayOf, type EpochDay } from './days';

/** The controls of a look as the URL holds them. */
export interface Controls {
  readonly on: string | null;
  readonly asOf: string | null;
  readonly then: string | null;
  readonly ruleset: string | null;
  readonly origin: string | null;
  readonly mode: string | null;
}

export const controlsIn = (url: Pick<UrlState, 'value'>): Controls => ({
  on: url.value('on'),
  asOf: url.value('asOf'),
  then: url.value('then'),
  ruleset: url.value('ruleset'),
  origin: url.value('origin'),
  mode: url.value('mode'),
});

/** By which rules it is asked, without a day and at the head. */
export const rulesOf = ({ ruleset, origin, mode }: Controls): Question => ({
  ruleset: ruleset ?? undefined,
  origin: origin ?? undefined,
  mode: mode ?? undefined,
});

/**
 * State of knowledge of a look: the one that is named; with known-then, the end of the day that is looked
 * at; else the head.
 */
export const asOfAt = ({ asOf, then }: Controls, on: EpochDay): string | undefined => {
  if (asOf !== null) return asOf;
  return then === '1' ? dayText(on) : undefined;
};

/** What is asked of the service for a look at a day. */
export const questionAt = (controls: Controls, on: EpochDay): Question => ({
  ...rulesOf(controls),
  on: dayText(on),
  asOf: asOfAt(controls, on),
});

/** The day that the URL names; a partial date means its last day; `null` when it names none. */
export const dayIn = (on: string | null): EpochDay | null => (on === null ? null : lastDayOf(on));

/** A link to a look that replays what a board had before it. */
export const boardLook = (decision: { readonly on: string; readonly knownRevision: number }): string =>
  new URLSearchParams({ on: decision.on, asOf: `r${decision.knownRevision}` }).toString();
