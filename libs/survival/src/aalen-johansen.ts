import { everAtRisk, isAtRisk, riskSets } from './subjects';

/** One subject with competing causes; `null`: censored. */
export interface CompetingSubject {
  readonly time: number;
  readonly cause: string | null;
  readonly entry?: number;
}

export interface IncidencePoint {
  readonly time: number;
  readonly atRisk: number;
  /** Nothing has happened yet, all causes together. */
  readonly survival: number;
  /** Cumulative incidence by cause, in the order of `causes`. */
  readonly incidence: readonly number[];
  /** Infinitesimal-jackknife standard error of each. */
  readonly se: readonly number[];
}

export interface CumulativeIncidence {
  readonly causes: readonly string[];
  readonly points: readonly IncidencePoint[];
  /** Left out: they left on entering, or before. */
  readonly neverAtRisk: number;
}

/** How much one subject of a kind moves the estimates: its derivative by the weight of the subject. */
interface Influence {
  readonly subject: CompetingSubject;
  readonly count: number;
  survival: number;
  readonly incidence: number[];
}

/** Subjects with equal times and cause have equal influence; they are counted, not repeated. */
const kindsOf = (subjects: readonly CompetingSubject[], causes: readonly string[]): readonly Influence[] => {
  const kinds = new Map<string, { subject: CompetingSubject; count: number }>();
  for (const subject of subjects) {
    const key = JSON.stringify([subject.entry ?? null, subject.time, subject.cause]);
    const there = kinds.get(key);
    if (there) there.count += 1;
    else kinds.set(key, { subject, count: 1 });
  }
  return [...kinds.values()].map((kind) => ({ ...kind, survival: 0, incidence: causes.map(() => 0) }));
};

interface Moment {
  readonly time: number;
  readonly atRisk: number;
  /** S just before. */
  readonly before: number;
  readonly events: readonly number[];
  readonly all: number;
}

const spread = (kind: Influence, moment: Moment, causes: readonly string[]): void => {
  const { time, atRisk, before, events, all } = moment;
  const { subject } = kind;
  const present = isAtRisk(subject, time);
  const share = (count: number, own: boolean): number =>
    present ? ((own ? 1 : 0) - count / atRisk) / atRisk : 0;
  const leaves = subject.time === time && subject.cause !== null;
  events.forEach((count, at) => {
    const own = leaves && subject.cause === causes[at];
    kind.incidence[at] =
      (kind.incidence[at] as number) + (kind.survival * count) / atRisk + before * share(count, own);
  });
  kind.survival = kind.survival * (1 - all / atRisk) - before * share(all, leaves);
};

/**
 * Cumulative incidence of each cause in the presence of the others (Aalen-Johansen, 9.3). All of them
 * and the survival add up to 1. One minus the Kaplan-Meier of one cause is not this and is not offered.
 */
export const aalenJohansen = (all: readonly CompetingSubject[]): CumulativeIncidence => {
  const { kept: subjects, neverAtRisk } = everAtRisk(all);
  const causes = [...new Set(subjects.flatMap(({ cause }) => cause ?? []))].sort();
  const kinds = kindsOf(subjects, causes);
  let survival = 1;
  let incidence: readonly number[] = causes.map(() => 0);
  const points = riskSets(subjects).map(({ time, atRisk, leaving }): IncidencePoint => {
    const events = causes.map((cause) => leaving.filter((subject) => subject.cause === cause).length);
    const sum = events.reduce((total, each) => total + each, 0);
    const before = survival;
    if (sum > 0) {
      for (const kind of kinds) spread(kind, { time, atRisk, before, events, all: sum }, causes);
      incidence = incidence.map((each, at) => each + (before * (events[at] as number)) / atRisk);
      survival *= (atRisk - sum) / atRisk;
    }
    const se = causes.map((_, at) =>
      Math.sqrt(
        kinds.reduce((squares, kind) => squares + kind.count * (kind.incidence[at] as number) ** 2, 0),
      ),
    );
    return { time, atRisk, survival, incidence, se };
  });
  return { causes, points, neverAtRisk };
};

/** Causes of first progression as they are counted: BOTH stands alone, or counts as CNS (9.3). */
export const countCause = (cause: string, bothCountsAs: 'BOTH' | 'CNS'): string =>
  cause === 'BOTH' ? bothCountsAs : cause;
