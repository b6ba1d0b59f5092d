import type { DecisionAnswer, FactAnswer, FactOf, ReplayAnswer } from '@web/api/types';
import { figureAt, type Figure } from '../figures';

export interface PerformanceStep {
  readonly factId: string;
  readonly instrument: string;
  readonly value: Figure;
}

export interface PatientNow {
  readonly vital: Figure;
  readonly died: { readonly factId: string; readonly occurredOn: Figure } | null;
  /** The last two of the instrument that was used last, the newest at the end. */
  readonly performance: readonly PerformanceStep[];
  readonly pressure: {
    readonly cmH2O: Figure;
    readonly bound: string | undefined;
    readonly class: Figure;
    readonly date: Figure;
  } | null;
  /** Readings of other devices: shown beside the opening pressure, never in its place. */
  readonly otherPressures: readonly {
    readonly factId: string;
    readonly method: string;
    readonly bound: string | undefined;
    readonly time: string | null;
    readonly afterDrainage: boolean;
    readonly cmH2O: Figure;
    readonly date: Figure;
  }[];
  readonly cytology: Figure;
  readonly neuro: { readonly factId: string; readonly occurredOn: Figure } | null;
  readonly symptoms: { readonly factId: string; readonly present: boolean; readonly symptoms: Figure } | null;
  readonly lm: { readonly certainty: Figure; readonly since: Figure };
  readonly question: DecisionAnswer | null;
}

const ofKind = <K extends FactAnswer['fact']['kind']>(
  { timeline }: ReplayAnswer,
  kind: K,
): readonly (FactAnswer & { readonly fact: FactOf<K> })[] =>
  timeline.facts.filter((each): each is FactAnswer & { readonly fact: FactOf<K> } => each.fact.kind === kind);

const performanceOf = (answer: ReplayAnswer): readonly PerformanceStep[] => {
  const all = ofKind(answer, 'PerformanceStatusRecorded');
  const instrument = all.at(-1)?.fact.instrument;
  return all
    .filter(({ fact }) => fact.instrument === instrument)
    .slice(-2)
    .map(({ factId, fact }) => ({
      factId,
      instrument: fact.instrument,
      value: figureAt(answer, `timeline.facts[${factId}].fact.value`),
    }));
};

const datedOf = (answer: ReplayAnswer, found: FactAnswer | undefined) =>
  found
    ? {
        factId: found.factId,
        occurredOn: figureAt(answer, `timeline.facts[${found.factId}].fact.occurredOn`),
      }
    : null;

const pressureOf = (answer: ReplayAnswer): PatientNow['pressure'] => {
  const path = 'status.csf.openingPressure';
  const found = answer.status.csf.openingPressure;
  if (!found) return null;
  return {
    cmH2O: figureAt(answer, `${path}.cmH2O`),
    bound: found.bound,
    class: figureAt(answer, `${path}.class`),
    date: figureAt(answer, `${path}.dates`),
  };
};

const otherPressuresOf = (answer: ReplayAnswer): PatientNow['otherPressures'] =>
  answer.status.csf.otherPressures.map(({ method, bound, time, afterDrainage, fact }, place) => {
    const path = `status.csf.otherPressures[${place}]`;
    return {
      factId: fact,
      method,
      bound,
      time,
      afterDrainage,
      cmH2O: figureAt(answer, `${path}.cmH2O`),
      date: figureAt(answer, `${path}.dates`),
    };
  });

const symptomsOf = (answer: ReplayAnswer): PatientNow['symptoms'] => {
  const last = ofKind(answer, 'SymptomRecorded').at(-1);
  if (!last) return null;
  return {
    factId: last.factId,
    present: last.fact.present !== false,
    symptoms: figureAt(answer, `timeline.facts[${last.factId}].fact.symptoms`),
  };
};

/** The newest decision by its meeting day; what was recorded last of those of one day. */
export const lastDecision = (decisions: readonly DecisionAnswer[]): DecisionAnswer | null =>
  decisions.reduce<DecisionAnswer | null>(
    (last, each) => (last === null || each.on >= last.on ? each : last),
    null,
  );

/** 5: how the patient is, and what is asked. */
export const patientOf = (answer: ReplayAnswer): PatientNow => ({
  vital: figureAt(answer, 'timeline.state.vital.status'),
  died: datedOf(answer, ofKind(answer, 'DeathRecorded').at(-1)),
  performance: performanceOf(answer),
  pressure: pressureOf(answer),
  otherPressures: otherPressuresOf(answer),
  cytology: figureAt(answer, 'timeline.state.cytology.latest'),
  neuro: datedOf(answer, ofKind(answer, 'NeurologicalExamRecorded').at(-1)),
  symptoms: symptomsOf(answer),
  lm: {
    certainty: figureAt(answer, 'status.lm.certainty'),
    since: figureAt(answer, 'status.lm.since'),
  },
  question: lastDecision(answer.decisions),
});
