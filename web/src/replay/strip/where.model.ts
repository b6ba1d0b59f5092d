import type { CompartmentAnswer, CriterionAnswer, ReplayAnswer } from '@web/api/types';
import type { CheckOfValue } from '@web/ui/Doubt';
import { figureAt, type Figure } from '../figures';

/** What a criterion that drives endpoints says last of a compartment. */
export interface CriterionLine {
  readonly criterion: string;
  readonly value: Figure;
  readonly dates: Figure;
  readonly confirmation: Figure;
  readonly provisional: boolean;
}

/** What a source states of a site: beside what is derived, never instead of it. */
export interface StatedLine {
  readonly factId: string;
  readonly site: string;
  readonly category: Figure;
  readonly since: Figure;
  /** A later statement may already hold on the day. */
  readonly mayHaveChanged: boolean;
}

export interface WhereLine {
  readonly compartment: CompartmentAnswer['compartment'];
  readonly progression: Figure;
  readonly sinceDates: Figure;
  readonly by: readonly Figure[];
  readonly determinacy: Figure;
  readonly checks: readonly CheckOfValue[];
  readonly criteria: readonly CriterionLine[];
  readonly stated: readonly StatedLine[];
}

const criterionLine = (
  answer: ReplayAnswer,
  path: string,
  { criterion, confirmation, value }: CriterionAnswer,
): CriterionLine => ({
  criterion,
  value: figureAt(answer, `${path}.value`),
  dates: figureAt(answer, `${path}.dates`),
  confirmation: figureAt(answer, `${path}.confirmation`),
  provisional: confirmation === 'provisional' || value === 'SUSPECTED_PD',
});

const statedLines = (answer: ReplayAnswer, compartments: readonly string[]): readonly StatedLine[] =>
  answer.status.stated
    .filter(({ compartment }) => compartments.includes(compartment))
    .map(({ factId, site, mayHaveChanged }) => {
      const path = `status.stated[${factId}|${site}]`;
      return {
        factId,
        site,
        category: figureAt(answer, `${path}.category`),
        since: figureAt(answer, `${path}.since`),
        mayHaveChanged: mayHaveChanged.length > 0,
      };
    });

export interface Where {
  readonly compartments: readonly WhereLine[];
  /** Stated without a compartment: it belongs to neither column, and is not left out. */
  readonly notPlaced: readonly StatedLine[];
}

/** 1: is it progressing now, and where. */
export const whereOf = (answer: ReplayAnswer): Where => ({
  notPlaced: statedLines(answer, ['not-stated']),
  compartments: answer.status.compartments.map(({ compartment, by, criteria, checks }) => {
    const path = `status.compartments[${compartment}]`;
    return {
      compartment,
      progression: figureAt(answer, `${path}.progression`),
      sinceDates: figureAt(answer, `${path}.sinceDates`),
      determinacy: figureAt(answer, `${path}.determinacy`),
      checks,
      by: by.map((_, place) => figureAt(answer, `${path}.by[${place}]`)),
      criteria: criteria
        .filter(({ drives }) => drives)
        .map((each) => criterionLine(answer, `${path}.criteria[${each.criterion}]`, each)),
      stated: statedLines(answer, [compartment, 'both']),
    };
  }),
});
