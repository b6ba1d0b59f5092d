import fc from 'fast-check';
import { derive, findRuleset, installRulesets } from '@leptotrace/derivation';
import { canonicalJson, dayText, deterministicId, type EpochDay } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { pictureOf, receive, sentBy, signalsFor, type Picture, type SentSignal } from '@leptotrace/signals';
import { believedAt, decidingDays, turnOf, viewOn, type PatientLog } from '@leptotrace/timeline';
import { dayOf, logOfFacts, start, type Written } from '../support/course';
import { randomCourse } from '../support/random-course';
import { courseOfTherapies } from '../support/random-therapy';

const installed = installRulesets();
if (!installed.ok) throw new Error(JSON.stringify(installed.issues));
const ruleset = findRuleset(installed.rulesets, 'lm') as Ruleset;
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) };

const FIRST = dayOf('2022-12-01').from;
const LAST = dayOf('2026-03-01').from;

const pictureOn = (log: PatientLog, asOf: number, day: EpochDay): Picture => {
  const view = viewOn(believedAt(log, asOf), { from: day, to: day });
  return pictureOf(derive(view, ruleset, { subjectId: 'p', origin: 'first-dose' }), log, asOf);
};
const shown = (held: ReadonlyMap<string, object>): string =>
  canonicalJson([...held].sort(([a], [b]) => (a < b ? -1 : 1)) as never);

/** A therapy whose planned cycles end it, on a day that is known to the day, the month or the year. */
const cycles = fc
  .tuple(fc.nat(700), fc.constantFrom(10, 10, 7, 4), fc.integer({ min: 1, max: 8 }), fc.constantFrom(1, 3))
  .map(([offset, length, times, weeks]) =>
    start('cyc', dayText(dayOf('2023-01-01').from + offset).slice(0, length), 'pemetrexed', {
      route: 'intravenous',
      schedule: `every ${weeks} weeks, ${times} cycles`,
    }),
  );

const course: fc.Arbitrary<readonly Written[]> = fc
  .tuple(fc.oneof(randomCourse, courseOfTherapies), fc.option(cycles, { freq: 2 }))
  .map(([facts, planned]) => (planned ? [...facts, planned] : facts));

describe('what time alone changes', () => {
  it('changes on a day that decides, and on no other', () => {
    fc.assert(
      fc.property(course, fc.infiniteStream(fc.nat(LAST - FIRST)), (facts, random) => {
        const log = logOfFacts(facts);
        const asOf = log.length - 1;
        const days = decidingDays(believedAt(log));
        const dayBefore = days.map((day) => day - 1);
        const any = Array.from({ length: 6 }, () => FIRST + (random.next().value as number));
        for (const today of [...dayBefore, ...any].filter((day) => day >= FIRST && day <= LAST)) {
          const { on } = turnOf(days, { learned: FIRST, today });
          expect([dayText(today), shown(pictureOn(log, asOf, today))]).toEqual([
            dayText(today),
            shown(pictureOn(log, asOf, on)),
          ]);
        }
      }),
      RUNS,
    );
  });

  it('leaves a receiver on any day with what is derived on that day, by looks on the days that decide alone', () => {
    fc.assert(
      fc.property(course, fc.array(fc.tuple(fc.nat(3), fc.nat(200)), { maxLength: 12 }), (facts, steps) => {
        const log = logOfFacts(facts);
        let sent: readonly SentSignal[] = [];
        let [asOf, today, learned] = [0, FIRST, FIRST];
        let next: EpochDay | null = FIRST;
        for (const [statements, daysLater] of steps) {
          asOf = Math.min(log.length - 1, asOf + statements);
          today += daysLater;
          if (statements > 0) learned = today;
          const isDue = statements > 0 || (next !== null && next <= today);
          const turn = turnOf(decidingDays(believedAt(log, asOf)), { learned, today });
          if (isDue) {
            const question = { on: dayText(turn.on), asOf, ruleset: { id: 'r', digest: 'd' } };
            const more = signalsFor(sentBy(sent), pictureOn(log, asOf, turn.on), question);
            const id = (at: number) => deterministicId('signal', sent.length, at);
            sent = [...sent, ...more.map((signal, at) => ({ ...signal, signalId: id(at) }))];
            next = turn.next;
          }
          // What a receiver acts on: the facts behind it may change without a word.
          expect(signalsFor(sentBy(sent), pictureOn(log, asOf, today), {} as never)).toEqual([]);
          expect([...receive(sent).keys()].sort()).toEqual([...pictureOn(log, asOf, today).keys()].sort());
        }
      }),
      RUNS,
    );
  });
});
