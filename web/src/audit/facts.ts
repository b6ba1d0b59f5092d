import type { FactAnswer, TimelineAnswer } from '@web/api/types';

/** Ids of eight signs are told apart by people; shorter ones are names that a source gave. */
export const shortId = (id: string): string => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id);

/** Every fact of a look at the course by its id, those included that may lie after the day. */
export const factsById = (timeline: TimelineAnswer | undefined): ReadonlyMap<string, FactAnswer> =>
  new Map(
    [...(timeline?.facts ?? []), ...(timeline?.undetermined ?? []), ...(timeline?.retracted ?? [])].map(
      (fact) => [fact.factId, fact],
    ),
  );
