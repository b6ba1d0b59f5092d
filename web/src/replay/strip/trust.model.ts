import type { FlagAnswer, ReplayAnswer } from '@web/api/types';
import { therapyLane } from '@web/course-chart/lane-of';
import { figureAt, type Figure } from '../figures';
import { therapyLine, type TherapyLine } from './on-what.model';

export const EVIDENCE = [
  'mri-neuraxis',
  'lumbar-puncture',
  'body-imaging',
  'neurological-exam',
  'performance-status',
] as const;

export interface AgeLine {
  readonly what: (typeof EVIDENCE)[number];
  /** Ages that the dates leave possible. */
  readonly age: Figure;
  readonly stale: boolean;
}

export const COMPONENTS = ['neuro', 'csf', 'imaging'] as const;

export interface ComponentLine {
  readonly component: (typeof COMPONENTS)[number];
  readonly result: Figure;
}

export interface Trust {
  readonly ages: readonly AgeLine[];
  /** The three components of the last RANO-LM evaluation; none when there was no evaluation. */
  readonly components: readonly ComponentLine[];
  readonly confounders: {
    /** Steroids and bevacizumab that are running on the day: both change enhancement and pressure. */
    readonly running: readonly TherapyLine[];
    readonly lastRadiotherapy: { readonly factId: string; readonly occurredOn: Figure } | null;
  };
  readonly late: number;
  readonly undetermined: number;
  readonly unplaced: number;
  readonly flags: readonly FlagAnswer[];
}

const ageLine = (answer: ReplayAnswer, what: AgeLine['what']): AgeLine => ({
  what,
  age: figureAt(answer, `status.evidence.${what}.ageRange`),
  stale: answer.status.evidence[what]?.stale ?? false,
});

const componentsOf = (answer: ReplayAnswer): readonly ComponentLine[] => {
  const last = answer.status.compartments
    .find(({ compartment }) => compartment === 'cns')
    ?.criteria.find(({ criterion }) => criterion === 'RANO_LM_2017')
    ?.timePoints.at(-1);
  if (!last) return [];
  const path = `status.compartments[cns].criteria[RANO_LM_2017].timePoints[${last.timePointId}].parts`;
  return COMPONENTS.map((component) => ({ component, result: figureAt(answer, `${path}.${component}`) }));
};

/** What the chart draws beside imaging: both change enhancement and pressure. */
const confounding = (answer: ReplayAnswer): readonly TherapyLine[] => {
  const running = answer.status.therapy.running.filter(
    ({ agent, route }) => therapyLane(agent, route) === 'steroid',
  );
  // Of a drug that was started twice and never stopped, the last start is what holds.
  const last = new Map(running.map((each) => [each.name, each]));
  return [...last.values()].map((each) => therapyLine(answer, 'running', each));
};

const lastRadiotherapy = (answer: ReplayAnswer): Trust['confounders']['lastRadiotherapy'] => {
  const last = answer.timeline.facts.findLast(({ fact }) => fact.kind === 'RadiotherapyDelivered');
  if (!last) return null;
  return {
    factId: last.factId,
    occurredOn: figureAt(answer, `timeline.facts[${last.factId}].fact.occurredOn`),
  };
};

/** Said of nearly every partial date: told last, so that it hides nothing. */
const COMMON: ReadonlySet<string> = new Set(['DATE_IMPUTED', 'STATED_NOT_DERIVED']);

/** Flags of everything that the strip shows: the driving criteria, the clocks, the alterations. */
const flagsOf = ({ status, endpoints, resistance }: ReplayAnswer): readonly FlagAnswer[] => {
  const all = [
    ...status.compartments.flatMap(({ criteria }) => criteria.filter(({ drives }) => drives)),
    ...endpoints.endpoints,
    ...resistance.alterations,
    ...status.beyondProgression.map(({ flag }) => ({ flags: [flag] })),
    ...status.classification.slice(-1),
  ].flatMap(({ flags }) => flags);
  const once = [...new Map(all.map((each) => [each.flag, each])).values()];
  return [...once.filter(({ flag }) => !COMMON.has(flag)), ...once.filter(({ flag }) => COMMON.has(flag))];
};

/** 4: whether the evidence can be trusted. */
export const trustOf = (answer: ReplayAnswer): Trust => {
  const { timeline, status } = answer;
  return {
    ages: EVIDENCE.map((what) => ageLine(answer, what)),
    components: componentsOf(answer),
    confounders: { running: confounding(answer), lastRadiotherapy: lastRadiotherapy(answer) },
    late: timeline.facts.filter(({ marks }) => marks.includes('late')).length,
    undetermined: timeline.undetermined.length,
    unplaced: status.unplaced.length,
    flags: flagsOf(answer),
  };
};
