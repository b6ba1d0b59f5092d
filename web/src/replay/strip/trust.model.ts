import type { FlagAnswer, ReplayAnswer } from '@web/api/types';
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

type Confounding = ReplayAnswer['status']['therapy']['confounding'];

/** A steroid that can neither be named nor excluded, and why. */
export interface DoubtLine {
  readonly factId: string;
  readonly agent: string;
  readonly name: Figure;
  readonly doubt: Confounding['unknown'][number]['doubt'];
  /** Last date of a fact that shows it; only of what may have ended. */
  readonly shown: Figure | null;
}

export interface Confounders {
  /** Steroids and bevacizumab on the day, which change enhancement and pressure: running, none, or unknown. */
  readonly answer: Figure;
  readonly running: readonly TherapyLine[];
  readonly unknown: readonly DoubtLine[];
  /** What a source says of therapy and could not be read. */
  readonly unread: number;
  readonly lastRadiotherapy: { readonly factId: string; readonly occurredOn: Figure } | null;
}

export interface Trust {
  readonly ages: readonly AgeLine[];
  /** The three components of the last RANO-LM evaluation; none when there was no evaluation. */
  readonly components: readonly ComponentLine[];
  readonly confounders: Confounders;
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

const doubtLine = (answer: ReplayAnswer, { factId, doubt }: Confounding['unknown'][number]): DoubtLine => {
  const { running, mayHaveEnded, undetermined } = answer.status.therapy;
  const found = [...running, ...mayHaveEnded, ...undetermined].find(({ startId }) => startId === factId);
  return {
    factId,
    agent: found?.agent ?? 'other',
    name: figureAt(answer, `status.therapy.confounding.unknown[${factId}].name`),
    doubt,
    shown:
      doubt === 'may-have-ended' ? figureAt(answer, `status.therapy.mayHaveEnded[${factId}].shownOn`) : null,
  };
};

const confoundersOf = (answer: ReplayAnswer): Confounders => {
  const { running, confounding } = answer.status.therapy;
  const { unknown } = confounding;
  return {
    answer: figureAt(answer, 'status.therapy.confounding.answer'),
    running: running
      .filter(({ startId }) => confounding.running.includes(startId))
      .map((each) => therapyLine(answer, 'running', each)),
    unknown: unknown.filter(({ doubt }) => doubt !== 'unread').map((each) => doubtLine(answer, each)),
    unread: unknown.filter(({ doubt }) => doubt === 'unread').length,
    lastRadiotherapy: lastRadiotherapy(answer),
  };
};

const lastRadiotherapy = (answer: ReplayAnswer): Confounders['lastRadiotherapy'] => {
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
    confounders: confoundersOf(answer),
    late: timeline.facts.filter(({ marks }) => marks.includes('late')).length,
    undetermined: timeline.undetermined.length,
    unplaced: status.unplaced.length,
    flags: flagsOf(answer),
  };
};
