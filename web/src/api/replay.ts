import { changed, type Change } from '../../../libs/kernel/src/change';
import { get, patientPath, type Query } from './client';
import type { ReplayAnswer } from './types';

type Json = Parameters<typeof changed>[0];

/** The answer that came last: the next one is most likely to be of a day near it. */
let held: ReplayAnswer | null = null;

/** Looks at a course: of a course that was looked at before only what is different is asked for. */
export const fetchReplay = async (
  patientId: string,
  question: Query,
  signal?: AbortSignal,
): Promise<ReplayAnswer> => {
  const before = held?.patientId === patientId ? held : null;
  if (before === null) {
    held = await get<ReplayAnswer>(patientPath(patientId, '/replay'), question, signal);
    return held;
  }
  const { change } = await get<{ readonly change: Change }>(
    patientPath(patientId, '/replay/change'),
    { ...question, from: before.token },
    signal,
  );
  held = changed(before as unknown as Json, change) as unknown as ReplayAnswer;
  return held;
};
