import { cyclesOf } from '@leptotrace/clinical';
import type { EpochDay } from '@leptotrace/kernel';
import { staleOf, type Drug } from './drugs';
import type { DatedFact, DrugCourse, TherapyEnd, TherapyParameters } from './model';
import { isOfKind } from './model';

export interface EndContext {
  readonly death: DatedFact | null;
  readonly hospice: readonly DatedFact[];
  readonly on: EpochDay;
  readonly parameters: TherapyParameters;
}

export const endContextOf = (
  facts: readonly DatedFact[],
  on: EpochDay,
  parameters: TherapyParameters,
): EndContext => ({
  death: facts.find((found) => isOfKind(found, 'DeathRecorded')) ?? null,
  hospice: facts.filter((found) => isOfKind(found, 'CareTransitioned') && found.fact.to === 'hospice'),
  on,
  parameters,
});

/**
 * No therapy is begun, changed or stopped after death: what is recorded so lies nowhere in its course, and what may
 * have been before lies at the last possible day.
 */
export const upToDeath = (facts: readonly DatedFact[]): readonly DatedFact[] => {
  const last = facts.find((found) => isOfKind(found, 'DeathRecorded'))?.dates.to;
  if (last === undefined) return facts;
  return facts
    .filter(({ dates }) => dates.from <= last)
    .map((found) =>
      found.dates.to <= last
        ? found
        : { ...found, day: Math.min(found.day, last), dates: { from: found.dates.from, to: last } },
    );
};

const recorded = ({ stop }: Drug): TherapyEnd | null =>
  stop && {
    rule: 'END-R3-recorded',
    reason: stop.fact.reason,
    inferred: stop.fact.inferred ?? false,
    dates: stop.dates,
    day: stop.day,
    factIds: [stop.factId],
  };

/** Silent for so long before the death that it may have ended at any time since it was shown. */
const atDeath = (drug: Drug, { death, parameters }: EndContext): TherapyEnd | null => {
  if (!death) return null;
  const silent = death.dates.from - drug.shown.to > staleOf(drug, parameters);
  return {
    rule: 'END-R3-death',
    reason: 'death',
    inferred: true,
    dates: { from: silent ? drug.shown.from : death.dates.from, to: death.dates.to },
    day: death.day,
    factIds: [death.factId],
  };
};

/** Hospice care ends treatment of the cancer; steroids and other support often go on there. */
const inHospice = (drug: Drug, { hospice }: EndContext): TherapyEnd | null => {
  const found = hospice.find(({ dates }) => dates.to >= drug.shown.to);
  return found && drug.anticancer
    ? {
        rule: 'END-R3-hospice',
        reason: 'hospice',
        inferred: true,
        dates: found.dates,
        day: found.day,
        factIds: [found.factId],
      }
    : null;
};

/** The last cycle begins on its day and lasts as long as the others. */
const afterCycles = ({ start, again, shown }: Drug, { on }: EndContext): TherapyEnd | null => {
  const told = cyclesOf((again.at(-1) ?? start).fact.schedule ?? start.fact.schedule);
  if (!told || again.length > 0) return null;
  const [from, to] = [(told.cycles - 1) * told.intervalDays, told.cycles * told.intervalDays - 1];
  const dates = { from: start.dates.from + from, to: start.dates.to + to };
  return dates.to < on && shown.to <= dates.to
    ? {
        rule: 'END-R3-cycles',
        reason: 'completed',
        inferred: true,
        dates,
        day: start.day + to,
        factIds: [start.factId],
      }
    : null;
};

const atNextLine = ({ start, shown, replacedBy }: Drug): TherapyEnd | null =>
  replacedBy && {
    rule: 'END-R3-next-line',
    reason: 'next-line',
    inferred: true,
    dates: { from: shown.from, to: Math.max(shown.to, replacedBy.to - 1) },
    day: Math.max(start.day, replacedBy.day - 1),
    factIds: [replacedBy.factId],
  };

/** A stop that is recorded; without one the earliest of what ends it. Nothing is given after death. */
const endOf = (drug: Drug, context: EndContext): TherapyEnd | null => {
  const death = atDeath(drug, context);
  const told = recorded(drug);
  // A fact that still tells of it after the day: it went on, whatever else would have ended it.
  const found =
    told || drug.toldLater
      ? [told]
      : [atNextLine(drug), afterCycles(drug, context), inHospice(drug, context)];
  const ends = [...found, death].flatMap((end) => end ?? []);
  return (
    ends.sort(
      (a, b) => a.day - b.day || Number(a.rule === 'END-R3-death') - Number(b.rule === 'END-R3-death'),
    )[0] ?? null
  );
};

/** The course of a drug with its end, and whether it can be said to go on without one. */
export const ended = (drug: Drug, context: EndContext): DrugCourse => {
  const { replacedBy: _, toldLater, ...course } = drug;
  const end = endOf(drug, context);
  const trustedUntil = toldLater ? context.on : drug.shown.to + staleOf(drug, context.parameters);
  return { ...course, end, trustedUntil, mayHaveEnded: end === null && context.on > trustedUntil };
};

/** Was it given on the day? `unknown`: nothing shows it any more, and nothing ends it. Holds are not looked at. */
export const inForceOn = (
  { start, end, trustedUntil }: DrugCourse,
  day: EpochDay,
): 'yes' | 'no' | 'unknown' => {
  if (day < start.day) return 'no';
  if (end?.rule === 'END-R3-recorded') return day < end.day ? 'yes' : 'no';
  if (end && day > end.day) return 'no';
  if (end?.rule === 'END-R3-cycles') return 'yes';
  return day > trustedUntil ? 'unknown' : 'yes';
};
