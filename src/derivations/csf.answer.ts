import { pressuresNow, type MeasuredPressure, type Told } from '@leptotrace/assessments';
import {
  csfCourse,
  negativeCytologyNote,
  pressureClass,
  type PressureClass,
  type PunctureFinding,
} from '@leptotrace/criteria';
import { dayText } from '@leptotrace/kernel';
import { datesText, traced, type DatesAnswer, type Traced } from './common.answer';
import type { AskedAndDerived } from './derivations';

interface PressureAnswer {
  /** `2024-03-01`, or both ends of what it may mean. */
  readonly date: string;
  readonly dates: DatesAnswer;
  readonly time: string | null;
  readonly cmH2O: number;
  /** Only a bound was read: above (`>`) or below it. */
  readonly bound?: MeasuredPressure['bound'];
  readonly position: MeasuredPressure['position'];
  /** CSF had been let off before it, on the same day: it is no sign of a normal pressure. */
  readonly afterDrainage: boolean;
  readonly fact: string;
}

/** CSF measures that no response reads: what was measured, and what it means against a fixed range. */
export interface CsfAnswer {
  readonly openingPressure: (PressureAnswer & { readonly class: PressureClass }) | null;
  /** Readings of other devices, and of a puncture after its first: shown beside it, never in its place. */
  readonly otherPressures: readonly (PressureAnswer & { readonly method: MeasuredPressure['method'] })[];
  readonly negativeCytology: string | null;
  /** Ascending, of the patients whom criteria of LM are made for. */
  readonly punctures: readonly PunctureAnswer[];
}

/** State of the CSF after one puncture (criteria 3.2): a puncture alone is told here and makes no visit. */
export interface PunctureAnswer extends Traced {
  readonly date: string;
  readonly cytology: string;
  readonly baseline: string;
  readonly state: string;
}

const punctureAnswer = ({ day, now, baseline, state, why, flags }: PunctureFinding): PunctureAnswer => ({
  date: dayText(day),
  cytology: now,
  baseline,
  state,
  ...traced(why, flags),
});

const pressureAnswer = ({
  dates,
  time,
  cmH2O,
  bound,
  position,
  afterDrainage,
  factId,
}: MeasuredPressure): PressureAnswer => ({
  date: dates.from === dates.to ? dayText(dates.from) : `${dayText(dates.from)}/${dayText(dates.to)}`,
  dates: datesText(dates),
  time,
  cmH2O,
  ...(bound === undefined ? {} : { bound }),
  position,
  afterDrainage: afterDrainage === true,
  fact: factId,
});

/** Needs no therapy line and no origin of a clock: at the first board most patients have neither. */
export const csfAnswer = ({ derived: { course, ruleset }, view }: AskedAndDerived): CsfAnswer => {
  const told = view.known.map(({ factId, fact, interval }): Told => ({ factId, fact, dates: interval }));
  const { opening, beside } = pressuresNow(told);
  const results = view.known.flatMap(({ fact }) =>
    fact.kind === 'CsfCytologyReported' ? [fact.result] : [],
  );
  const negative = results.length > 0 && results.every((result) => result === 'negative');
  return {
    openingPressure: opening && {
      ...pressureAnswer(opening),
      class: pressureClass(opening, ruleset.configuration),
    },
    otherPressures: beside.map((reading) => ({ ...pressureAnswer(reading), method: reading.method })),
    negativeCytology: negative ? negativeCytologyNote(results.length) : null,
    punctures: course.lm ? csfCourse(course.lm, ruleset.configuration).map(punctureAnswer) : [],
  };
};
