import { setTimeout as wait } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** Does the work again while its fault is worth it and there is time; the last fault is thrown. */
export const repeated = async <T>(
  work: () => Promise<T>,
  isWorthIt: (fault: unknown) => boolean,
  until: number,
): Promise<T> => {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (fault) {
      if (!isWorthIt(fault) || performance.now() + pause >= until) throw fault;
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }
};
