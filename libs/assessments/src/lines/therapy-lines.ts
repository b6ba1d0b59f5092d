import { type Dated } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type DrugCourse, type DrugLine, type TherapyCourse } from '@leptotrace/timeline';

/** A line with its end, as criteria, endpoints and answers read it. */
export interface TherapyLine extends Dated {
  readonly lineId: string;
  /** Position in the course, from 1. */
  readonly number: number;
  /** What was decided, and by which rule. */
  readonly line: DrugLine;
  /** Every drug in it: begun in it, or in force at its start. */
  readonly drugs: readonly DrugCourse[];
  /** Names of drugs and of local treatment of the regimen. */
  readonly treatments: readonly string[];
  /** Last day; `null` while it goes on. */
  readonly to: EpochDay | null;
  /** Without an end, and nothing shows any more that it goes on: how long it lasted is not known. */
  readonly mayHaveEnded: boolean;
  /** Last day on which a fact shows it. */
  readonly shown: EpochDay;
}

const drugsOf = ({ begun, held }: DrugLine): readonly DrugCourse[] => [
  ...held,
  ...begun.map(({ course }) => course),
];

const localDay = ({ local, day }: DrugLine): EpochDay =>
  Math.max(day, ...local.filter(({ ofRegimen }) => ofRegimen).map(({ fact }) => fact.day));

/** The last end of its drugs; local treatment alone ends on its day. */
const lastEnd = (line: DrugLine): EpochDay | null => {
  const drugs = drugsOf(line);
  if (drugs.length === 0) return localDay(line);
  const ends = drugs.map(({ end }) => end?.day ?? null);
  return ends.some((end) => end === null) ? null : Math.max(...ends.map(Number));
};

/** What goes on when the next line begins goes on in that line. */
const endOf = (line: DrugLine, next: DrugLine | undefined): EpochDay | null => {
  const end = lastEnd(line);
  if (!next || (end !== null && end < next.day)) return end;
  return Math.max(line.day, next.day - 1);
};

const factIdsOf = ({ begun, local }: DrugLine): readonly string[] => [
  ...begun.flatMap(({ course }) => [course.start, ...course.again].map(({ factId }) => factId)),
  ...local.filter(({ ofRegimen }) => ofRegimen).map(({ fact }) => fact.factId),
];

/** Lines of therapy with their ends, ascending. */
export const linesOf = ({ lines }: TherapyCourse): readonly TherapyLine[] =>
  lines.map((line, at): TherapyLine => {
    const drugs = drugsOf(line);
    const to = endOf(line, lines[at + 1]);
    const open = drugs.filter(({ end }) => end === null);
    return {
      lineId: line.lineId,
      number: at + 1,
      line,
      drugs,
      treatments: [
        ...drugs.map(({ name }) => name),
        ...line.local.filter(({ ofRegimen }) => ofRegimen).map(({ name }) => name),
      ],
      day: line.day,
      dates: line.dates,
      factIds: factIdsOf(line),
      to,
      mayHaveEnded: to === null && open.every(({ mayHaveEnded }) => mayHaveEnded),
      shown: Math.max(line.day, ...drugs.map(({ shown }) => shown.to)),
    };
  });

/** Days on which a line begins: pairs of samples do not reach across them (10.4). */
export const lineChangesOf = (lines: readonly TherapyLine[]): readonly EpochDay[] =>
  lines.map(({ day }) => day);
