import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long nobody else runs: an answer that others wait for takes a few of these. */
const SLICE_MS = 10;

/** Runs steps to their end, and lets others run in between. */
export const inSlices = async <T>(steps: Generator<unknown, T>): Promise<T> => {
  let from = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - from < SLICE_MS) continue;
    await nextTurn();
    from = performance.now();
  }
};
