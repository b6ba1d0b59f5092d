import { createContext } from 'react';
import type { FactAnswer, ReplayAnswer } from '@web/api/types';

export type FactsById = ReadonlyMap<string, FactAnswer>;

/** Facts of several looks by id; of one that two looks know, as the last of them says it. */
export const factsById = (...answers: readonly ReplayAnswer[]): FactsById =>
  new Map(
    answers.flatMap(({ timeline, since }) =>
      [...timeline.retracted, ...since.notYetRecorded, ...timeline.undetermined, ...timeline.facts].map(
        (each) => [each.factId, each],
      ),
    ),
  );

/** Facts of the looks on the page: what a summary names, and what a click opens, is looked up here. */
export const Facts = createContext<FactsById>(new Map());

/** Opens what is selected under the chart, from wherever it is named. */
export const Select = createContext<(id: string) => void>(() => undefined);
