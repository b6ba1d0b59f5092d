import fc from 'fast-check';
import { derive, findRuleset, installRulesets, type Derived } from '@leptotrace/derivation';
import { parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { therapiesOf } from '@leptotrace/timeline';
import { death, start, viewOfFacts, type Written } from '../support/course';
import {
  courseOfTherapies,
  courseOnOwnDays,
  DAYS,
  findingsAfterLm,
  FIRST,
  onDay,
} from '../support/random-therapy';

const installed = installRulesets();
if (!installed.ok) throw new Error(JSON.stringify(installed.issues));
const preset = findRuleset(installed.rulesets, 'lm') as Ruleset;
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150) };
const END = onDay(DAYS + 400);

const derived = (facts: readonly Written[], on = END): Derived =>
  derive(viewOfFacts(facts, on), preset, { subjectId: 'p', origin: 'first-dose' });

const linesIn = ({ course }: Derived) =>
  course.lines.map(({ lineId, day, line }) => ({
    lineId,
    day,
    rule: line.rule,
    begun: line.begun.map((each) => [each.course.start.factId, each.rule]),
    phases: line.phases.map(({ rule, factId, day: from }) => [rule, factId, from]),
  }));

const pfsIn = ({ endpoints }: Derived) =>
  endpoints
    .filter(({ paramcd }) => paramcd.endsWith('PFS'))
    .map(({ paramcd, aval, cnsr, adt, determinacy }) => ({ paramcd, aval, cnsr, adt, determinacy }));

const newIn = ({ course }: Derived) => course.newTherapies.map(({ day, factIds }) => [day, factIds]);

const stop = (id: string, occurredOn: string, startId: string, reason = 'toxicity'): Written => ({
  id,
  kind: 'TherapyStopped',
  occurredOn,
  startId,
  reason,
});

describe('lines of therapy, whatever the course', () => {
  it('END-R3-death: no therapy after death: no drug, no exposure, no line, no phase and no end', () => {
    fc.assert(
      fc.property(courseOfTherapies, fc.nat(DAYS), fc.constantFrom(10, 10, 7), (facts, at, precision) => {
        const died = onDay(at).slice(0, precision);
        const last = (parsePartialDate(died) as DayInterval).to;
        const all = [...facts, death('death', died)];
        const { course } = derived(all);
        for (const drug of course.therapy.drugs) {
          expect(drug.start.day).toBeLessThanOrEqual(last);
          expect(drug.end?.day).toBeLessThanOrEqual(last);
          expect(drug.end?.dates.to).toBeLessThanOrEqual(last);
        }
        for (const { from, to } of course.exposures) {
          expect(from).toBeLessThanOrEqual(last);
          expect(to).toBeLessThanOrEqual(last);
        }
        for (const { day, to, line } of course.lines) {
          expect(day).toBeLessThanOrEqual(last);
          expect(to).toBeLessThanOrEqual(last);
          for (const phase of line.phases) expect(phase.day).toBeLessThanOrEqual(last);
          for (const { fact } of line.local) expect(fact.day).toBeLessThanOrEqual(last);
        }
        for (const { day } of course.newTherapies) expect(day).toBeLessThanOrEqual(last);
        const therapies = therapiesOf(viewOfFacts(all, END), course.therapy);
        expect([therapies.running, therapies.held, therapies.mayHaveEnded]).toEqual([[], [], []]);
      }),
      RUNS,
    );
  });

  it('LINE-R3-pause, LINE-R3-rechallenge: a longer pause never shortens PFS in silence', () => {
    fc.assert(
      fc.property(
        findingsAfterLm,
        fc.constantFrom(['osimertinib', 'oral'], ['pemetrexed', 'intravenous']),
        fc.integer({ min: 1, max: 200 }),
        fc.tuple(fc.integer({ min: 2, max: 250 }), fc.integer({ min: 1, max: 200 })),
        (findings, [agent, route], length, [gap, more]) => {
          const paused = (days: number): Derived =>
            derived([
              ...findings,
              start('a', onDay(0), agent, { route }),
              stop('s', onDay(length), 'a'),
              start('b', onDay(length + days), agent, { route }),
            ]);
          const [short, long] = [paused(gap), paused(gap + more)];
          const rules = (found: Derived) =>
            linesIn(found).flatMap(({ begun }) => begun.map(([, rule]) => rule));
          if (rules(short).join() !== rules(long).join()) {
            expect([rules(short).at(-1), rules(long).at(-1)]).toEqual([
              'LINE-R3-pause',
              'LINE-R3-rechallenge',
            ]);
            return;
          }
          if (rules(short).at(-1) === 'LINE-R3-pause') expect(pfsIn(long)).toEqual(pfsIn(short));
          pfsIn(long).forEach(({ aval }, index) =>
            expect(aval ?? 0).toBeGreaterThanOrEqual(pfsIn(short)[index]?.aval ?? 0),
          );
        },
      ),
      RUNS,
    );
  });

  const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
    osimertinib: ['Tagrisso', 'osimertinib mesylate', 'OSIMERTINIB'],
    gefitinib: ['Iressa', 'Gefitinib'],
    pemetrexed: ['Alimta', 'pemetrexed disodium'],
    bevacizumab: ['Avastin'],
    lorlatinib: ['Lorbrena', 'Lorviqua'],
  };

  it('LINE-R3-recorded-twice, LINE-R3-same-drug: recorded twice changes no line, no PFS, no new therapy', () => {
    fc.assert(
      fc.property(courseOfTherapies, fc.nat(), fc.nat(), (facts, pick, named) => {
        const starts = facts.filter(({ kind }) => kind === 'TherapyStarted');
        const found = starts[pick % Math.max(1, starts.length)];
        if (!found) return;
        const names = OTHER_NAMES[found['agent'] as string] ?? [];
        const printedName = names[named % Math.max(1, names.length)];
        const twice: Written = {
          ...found,
          id: `z-${found.id}`,
          ...(printedName ? { agent: 'other', printedName, anticancer: true } : {}),
        };
        const [once, again] = [derived(facts), derived([...facts, twice])];
        expect(linesIn(again)).toEqual(linesIn(once));
        expect(pfsIn(again)).toEqual(pfsIn(once));
        expect(newIn(again)).toEqual(newIn(once));
      }),
      RUNS,
    );
  });

  it('LINE-R3-recorded-twice: nor does the next cycle', () => {
    fc.assert(
      fc.property(courseOnOwnDays, fc.nat(), fc.integer({ min: 1, max: 28 }), (facts, pick, days) => {
        const starts = facts.filter(({ kind }) => kind === 'TherapyStarted');
        const found = starts[pick % Math.max(1, starts.length)];
        if (!found) return;
        const begun = (parsePartialDate(found['occurredOn'] as string) as DayInterval).from - FIRST;
        const between = facts.some(
          ({ id, occurredOn }) =>
            id !== found.id &&
            (occurredOn as string) >= onDay(begun) &&
            (occurredOn as string) <= onDay(begun + days),
        );
        const cycle: Written = { ...found, id: `z-${found.id}`, occurredOn: onDay(begun + days) };
        if (between) return;
        const [once, again] = [derived(facts), derived([...facts, cycle])];
        const dropped = (each: Derived) => linesIn(each);
        expect(dropped(again)).toEqual(dropped(once));
        expect(pfsIn(again)).toEqual(pfsIn(once));
        expect(newIn(again)).toEqual(newIn(once));
      }),
      RUNS,
    );
  });

  const answerOf = (found: Derived, certain = true) => ({
    lines: linesIn(found),
    ends: found.course.therapy.drugs.map(({ start: { factId }, end }) => [factId, end?.rule, end?.day]),
    endpoints: found.endpoints.map(({ paramcd, aval, cnsr, adt, determinacy }) => [
      paramcd,
      aval,
      cnsr,
      adt,
      // A sequence against the dates is a contradiction of its own; the values stay.
      ...(certain ? [determinacy] : []),
    ]),
  });

  it('LINE-R3-order: the order of recording changes nothing', () => {
    fc.assert(
      fc.property(courseOfTherapies, fc.infiniteStream(fc.nat()), (facts, order) => {
        const keys = new Map(facts.map(({ id }) => [id, order.next().value as number]));
        const shuffled = [...facts].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        expect(answerOf(derived(shuffled))).toEqual(answerOf(derived(facts)));
      }),
      RUNS,
    );
  });

  it('LINE-R3-order: sequence numbers change nothing where dates already tell', () => {
    fc.assert(
      fc.property(courseOnOwnDays, fc.infiniteStream(fc.nat(99)), (facts, numbers) => {
        const numbered = facts.map((fact) => ({ ...fact, sequence: numbers.next().value as number }));
        expect(answerOf(derived(numbered), false)).toEqual(answerOf(derived(facts), false));
      }),
      RUNS,
    );
  });

  it('LINE-R3-maintenance, LINE-R3-swap, LINE-R3-supportive: never a new anticancer therapy', () => {
    const beside = (offset: number): readonly Written[][] => [
      [start('m', onDay(offset), 'pemetrexed', { route: 'intravenous', intent: 'maintenance' })],
      [
        stop('s', onDay(offset - 1), 'p'),
        start('m', onDay(offset), 'pemetrexed', { route: 'intravenous', intent: 'maintenance' }),
      ],
      [stop('s', onDay(offset - 1), 'c'), start('m', onDay(offset), 'carboplatin', { route: 'intravenous' })],
      [start('m', onDay(offset), 'carboplatin', { route: 'intravenous' })],
      [start('m', onDay(offset), 'bevacizumab', { route: 'intravenous', intent: 'supportive' })],
      [start('m', onDay(offset), 'dexamethasone')],
      [start('m', onDay(offset), 'levetiracetam')],
      [start('m', onDay(offset), 'mannitol', { route: 'intravenous' })],
      [start('m', onDay(offset), 'other', { printedName: 'Vitamin B12' })],
    ];
    fc.assert(
      fc.property(findingsAfterLm, fc.integer({ min: 2, max: 110 }), fc.nat(8), (findings, offset, which) => {
        const found = derived([
          ...findings,
          start('c', onDay(0), 'cisplatin', { route: 'intravenous' }),
          start('p', onDay(0), 'pemetrexed', { route: 'intravenous' }),
          ...(beside(offset)[which] as Written[]),
        ]);
        expect(newIn(found)).toEqual([]);
        expect(found.course.lines).toHaveLength(1);
        for (const { censored } of found.endpoints.map(({ cnsdtdsc }) => ({ censored: cnsdtdsc ?? '' })))
          expect(censored).not.toMatch(/new anticancer/i);
      }),
      RUNS,
    );
  });

  it('END-R3-stale: a name that cannot be read turns nothing unknown into none, and no value exact', () => {
    const unread = fc.record({
      printedName: fc.constantFrom('XQ-91', 'study drug', 'blinded treatment', 'tabl. no. 4', 'unknown'),
      route: fc.constantFrom('oral', 'intravenous', 'other'),
      anticancer: fc.boolean(),
    });
    fc.assert(
      fc.property(courseOfTherapies, fc.nat(DAYS), unread, (facts, at, named) => {
        const without = derived(facts);
        const withIt = derived([...facts, start('unread', onDay(at), 'other', named)]);
        const dosesIn = ({ course }: Derived) =>
          [course.compartments?.cns.baseline, ...(course.compartments?.cns.followUps ?? [])].flatMap(
            (point) => (point ? [[point.id, point.steroid?.dexamethasoneMgPerDay ?? null] as const] : []),
          );
        const doses = new Map(dosesIn(without));
        for (const [id, dose] of dosesIn(withIt))
          if (doses.get(id) === null) expect([id, dose]).toEqual([id, null]);
        // A treatment of the cancer may open the index line itself: then another clock is asked.
        if (withIt.course.origin?.day !== without.course.origin?.day) return;
        withIt.endpoints.forEach(({ paramcd, determinacy }, index) => {
          if (determinacy === 'exact')
            expect([paramcd, without.endpoints[index]?.determinacy]).toEqual([paramcd, 'exact']);
        });
      }),
      RUNS,
    );
  });
});
