import type { ReplayAnswer } from '@web/api/types';
import type { OccurredOn } from '@web/format/dates';
import { figureAt, type Figure } from '../figures';

export interface CourseHead {
  /** Histology, or the diagnosis in words, of the last primary diagnosis that is known. */
  readonly diagnosis: { readonly factId: string; readonly text: Figure; readonly stage: Figure } | null;
  /** Alterations that were ever found, by name; none found is not said to be none. */
  readonly drivers: readonly { readonly gene: string; readonly alteration: Figure }[];
  readonly lm: { readonly certainty: Figure; readonly since: Figure; readonly factId: string | null };
  /** Date of the death; weeks are counted no further. */
  readonly died: OccurredOn | null;
  readonly eano: { readonly type: Figure; readonly certainty: Figure } | null;
}

const WORDS = ['histology', 'condition'] as const;

const diagnosisOf = (answer: ReplayAnswer): CourseHead['diagnosis'] => {
  const found = answer.timeline.facts.findLast(
    ({ fact }) => fact.kind === 'DiagnosisRecorded' && fact.what === 'primary-nsclc',
  );
  if (!found) return null;
  const path = `timeline.facts[${found.factId}].fact`;
  const said = WORDS.find((word) => word in found.fact) ?? 'what';
  return {
    factId: found.factId,
    text: figureAt(answer, `${path}.${said}`),
    stage: figureAt(answer, `${path}.stage`),
  };
};

const driversOf = (answer: ReplayAnswer): CourseHead['drivers'] =>
  answer.resistance.alterations
    .filter(({ compartments }) => Object.values(compartments).includes('DETECTED'))
    .map(({ key, gene }) => ({
      gene,
      alteration: figureAt(answer, `resistance.alterations[${key}].alteration`),
    }));

const eanoOf = (answer: ReplayAnswer): CourseHead['eano'] => {
  const last = answer.status.classification.length - 1;
  if (last < 0) return null;
  const path = `status.classification[${last}]`;
  return { type: figureAt(answer, `${path}.type`), certainty: figureAt(answer, `${path}.certainty`) };
};

const deathOf = ({ timeline }: ReplayAnswer): OccurredOn | null => {
  const found = timeline.facts.findLast(({ fact }) => fact.kind === 'DeathRecorded');
  return found ? { earliest: found.interval.from, latest: found.interval.to } : null;
};

/** Whom and what a look is about, on its day. */
export const courseHead = (answer: ReplayAnswer): CourseHead => ({
  diagnosis: diagnosisOf(answer),
  drivers: driversOf(answer),
  lm: {
    certainty: figureAt(answer, 'status.lm.certainty'),
    since: figureAt(answer, 'status.lm.since'),
    factId: answer.status.lm.factId,
  },
  died: deathOf(answer),
  eano: eanoOf(answer),
});
