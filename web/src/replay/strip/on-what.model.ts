import type { LineAnswer, ReplayAnswer } from '@web/api/types';
import type { CheckOfValue } from '@web/ui/Doubt';
import { withMessages } from '../detail/checks.model';
import { figureAt, type Figure } from '../figures';

type Therapy = ReplayAnswer['status']['therapy']['running'][number];

export interface TherapyLine {
  readonly startId: string;
  readonly agent: string;
  readonly name: Figure;
  readonly dose: Figure;
  readonly schedule: string | null;
  /** Of the dose in force; the start of the drug stands apart where it is another date. */
  readonly since: Figure;
  readonly begun: Figure | null;
  /** Last date of a fact that shows it; only of what may have ended. */
  readonly shown: Figure | null;
  readonly held: boolean;
  /** Facts whose dates do not tell may have changed it. */
  readonly mayHaveChanged: boolean;
}

export interface LineOfTherapy {
  readonly number: number;
  /** The one number of days, or the range where nobody can tell the end. */
  readonly days: Figure;
  readonly mayHaveEnded: boolean;
  readonly index: boolean;
}

export interface BestLine {
  readonly compartment: string;
  readonly criterion: string;
  readonly confirmed: Figure;
  readonly unconfirmed: Figure;
}

/** The value if one way of reading the evidence is right. */
export interface ReadingLine {
  readonly reading: Figure;
  readonly aval: Figure;
  readonly cnsr: Figure;
}

export interface Clock {
  readonly paramcd: string;
  readonly aval: Figure;
  readonly cnsr: Figure;
  readonly range: Figure;
  readonly determinacy: Figure;
  readonly missing: readonly string[];
  readonly checks: readonly CheckOfValue[];
  readonly readings: readonly ReadingLine[];
}

export interface Radiotherapy {
  readonly technique: Figure;
  /** How often a technique was used: courses are not told one by one. */
  readonly times: number;
}

export interface OnWhat {
  /** Of the line that is open; all that runs where no line is. */
  readonly running: readonly TherapyLine[];
  /** Running as far as anybody said: of an earlier line, and nobody recorded a stop. */
  readonly neverStopped: readonly TherapyLine[];
  /** Without an end, and silent for so long that nobody can say that it goes on. */
  readonly mayHaveEnded: readonly TherapyLine[];
  /** Starts whose dates do not tell whether they lie before the day. */
  readonly perhaps: readonly TherapyLine[];
  readonly line: LineOfTherapy | null;
  readonly best: readonly BestLine[];
  readonly clocks: readonly Clock[];
  /** Facts without a certain date that may still change a clock. */
  readonly missing: number;
  readonly used: readonly { readonly agent: string; readonly name: string; readonly startId: string }[];
  readonly radiotherapy: readonly Radiotherapy[];
}

const CLOCKS = ['CNSPFS', 'NCNSPFS', 'BIPFS', 'OS'] as const;

type Group = 'running' | 'held' | 'mayHaveEnded' | 'undetermined';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** One line of the strip for each therapy; its group is its place in the answer. */
export const therapyLine = (
  answer: ReplayAnswer,
  group: Group,
  { startId, agent, schedule, since, doseSince, mayHaveChanged }: Therapy,
): TherapyLine => {
  const path = `status.therapy.${group}[${startId}]`;
  return {
    startId,
    agent,
    name: figureAt(answer, `${path}.name`),
    dose: figureAt(answer, `${path}.dose`),
    schedule,
    since: figureAt(answer, `${path}.doseSince`),
    begun: isSame(since, doseSince) ? null : figureAt(answer, `${path}.since`),
    shown: group === 'mayHaveEnded' ? figureAt(answer, `${path}.shownOn`) : null,
    held: group === 'held',
    mayHaveChanged: mayHaveChanged.length > 0,
  };
};

const lineOf = (answer: ReplayAnswer, lines: readonly LineAnswer[]): LineOfTherapy | null => {
  const at = lines.findLastIndex(({ to }) => to === null);
  const line = lines[at];
  if (!line) return null;
  const days = figureAt(answer, `status.lines[${line.lineId}].${line.days === null ? 'daysRange' : 'days'}`);
  return { number: at + 1, days, mayHaveEnded: line.mayHaveEnded, index: line.index };
};

/** The criteria that drive endpoints, and what sources state. */
const bestLines = (answer: ReplayAnswer): readonly BestLine[] => {
  const drives = new Set(
    answer.status.compartments.flatMap(({ compartment, criteria }) =>
      criteria.flatMap((each) => (each.drives ? [`${each.criterion}|${compartment}`] : [])),
    ),
  );
  return answer.endpoints.responses
    .filter(
      ({ criterion, compartment }) => criterion === 'STATED' || drives.has(`${criterion}|${compartment}`),
    )
    .toSorted((a, b) => Number(a.criterion === 'STATED') - Number(b.criterion === 'STATED'))
    .map(({ criterion, compartment }) => {
      const path = `endpoints.responses[${criterion}|${compartment}]`;
      return {
        compartment,
        criterion,
        confirmed: figureAt(answer, `${path}.cbor.value`),
        unconfirmed: figureAt(answer, `${path}.bor.value`),
      };
    });
};

const readingLine = (answer: ReplayAnswer, path: string): ReadingLine => ({
  reading: figureAt(answer, `${path}.reading`),
  aval: figureAt(answer, `${path}.aval`),
  cnsr: figureAt(answer, `${path}.cnsr`),
});

const clocksOf = (answer: ReplayAnswer): readonly Clock[] =>
  CLOCKS.flatMap((paramcd) => {
    const found = answer.endpoints.endpoints.find((each) => each.paramcd === paramcd);
    if (!found) return [];
    const path = `endpoints.endpoints[${paramcd}]`;
    return [
      {
        paramcd,
        aval: figureAt(answer, `${path}.aval`),
        cnsr: figureAt(answer, `${path}.cnsr`),
        range: figureAt(answer, `${path}.avalRange`),
        determinacy: figureAt(answer, `${path}.determinacy`),
        missing: found.missing,
        checks: withMessages(found.checks, answer.timeline.checks),
        readings: found.readings.map((_, place) => readingLine(answer, `${path}.readings[${place}]`)),
      },
    ];
  });

const usedOf = ({ status }: ReplayAnswer): OnWhat['used'] => {
  const now = new Set([...status.therapy.running, ...status.therapy.held].map(({ name }) => name));
  const stopped = status.therapy.stopped.filter(({ anticancer, name }) => anticancer && !now.has(name));
  return [...new Map(stopped.map(({ name, agent, startId }) => [name, { name, agent, startId }])).values()];
};

const radiotherapyOf = (answer: ReplayAnswer): readonly Radiotherapy[] => {
  const found = new Map<string, Radiotherapy>();
  for (const { factId, fact } of answer.timeline.facts) {
    if (fact.kind !== 'RadiotherapyDelivered') continue;
    const technique = figureAt(answer, `timeline.facts[${factId}].fact.technique`);
    found.set(fact.technique, { technique, times: (found.get(fact.technique)?.times ?? 0) + 1 });
  }
  return [...found.values()];
};

/** What a new line began without: it may go on, or its stop was never recorded. */
const isOfLine = (line: LineAnswer | undefined, { startId }: TherapyLine): boolean =>
  line === undefined || line.facts.includes(startId);

/** A drug that was started twice and never stopped is one drug. */
const lastOfEach = (lines: readonly TherapyLine[]): readonly TherapyLine[] => [
  ...new Map(lines.map((line) => [line.name.value, line])).values(),
];

/** 2: what the patient is on, since when, whether it works, and what is used up. */
export const onWhatOf = (answer: ReplayAnswer): OnWhat => {
  const { therapy, lines } = answer.status;
  const anticancer = (group: Group) =>
    therapy[group].filter((each) => each.anticancer).map((each) => therapyLine(answer, group, each));
  const clocks = clocksOf(answer);
  const open = lines.findLast(({ to }) => to === null);
  const now = [...anticancer('running'), ...anticancer('held')];
  return {
    running: now.filter((each) => isOfLine(open, each)),
    neverStopped: lastOfEach(now.filter((each) => !isOfLine(open, each))),
    mayHaveEnded: anticancer('mayHaveEnded'),
    perhaps: anticancer('undetermined'),
    line: lineOf(answer, lines),
    best: bestLines(answer),
    clocks,
    missing: new Set(clocks.flatMap(({ missing }) => missing)).size,
    used: usedOf(answer),
    radiotherapy: radiotherapyOf(answer),
  };
};
