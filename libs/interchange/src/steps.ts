/** Runs steps to their end, for whoever has nobody to let run in between. */
export const atOnce = <T>(steps: Generator<undefined, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};
