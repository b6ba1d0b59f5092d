import fc from 'fast-check';
import type { PatientStatement } from '@leptotrace/clinical';
import {
  canonicalJson,
  parsePartialDate,
  type DayInterval,
  type Instant,
  type JsonValue,
} from '@leptotrace/kernel';
import {
  believedAt,
  contradictionsOf,
  summaryOf,
  viewOn,
  type Logged,
  type PatientLog,
} from '@leptotrace/timeline';

const pad = (value: number): string => String(value).padStart(2, '0');
const day = fc.tuple(
  fc.integer({ min: 2020, max: 2023 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 28 }),
);
const partialDate = fc
  .tuple(day, fc.constantFrom(1, 2, 3))
  .map(([[y, m, d], parts]) => [String(y), pad(m), pad(d)].slice(0, parts).join('-'));
const occurredOn = fc.oneof(
  partialDate,
  fc.tuple(partialDate, partialDate).map(([a, b]) => {
    const [earliest, latest] = [a, b].sort();
    return { earliest: (earliest as string).slice(0, 4), latest: latest as string };
  }),
);

interface Step {
  readonly what: 'recorded' | 'amended' | 'retracted' | 'reinstated';
  readonly pick: number;
  readonly when: string | { earliest: string; latest: string };
  readonly result: 'positive' | 'negative';
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('recorded', 'recorded', 'amended', 'retracted', 'reinstated'),
  pick: fc.nat(20),
  when: occurredOn,
  result: fc.constantFrom('positive', 'negative'),
});

const entry = (revision: number, statement: unknown): Logged => ({
  revision,
  recordedAt: `2026-01-01T00:00:00.${String(revision).padStart(3, '0')}Z` as Instant,
  actor: 'x',
  commandId: `c${revision}`,
  correlationId: 'x',
  statement: statement as PatientStatement,
});

const logOf = (steps: readonly Step[]): PatientLog => {
  const log: Logged[] = [entry(0, { statement: 'registered' })];
  const ids: string[] = [];
  for (const { what, pick, when, result } of steps) {
    const revision = log.length;
    const fact = { kind: 'CsfCytologyReported', specimenId: 's', occurredOn: when, result };
    const factId = ids[pick % Math.max(1, ids.length)];
    if (what === 'recorded' || factId === undefined) {
      ids.push(`f${revision}`);
      log.push(entry(revision, { statement: 'recorded', factId: `f${revision}`, fact }));
    } else if (what === 'amended')
      log.push(
        entry(revision, { statement: what, factId, supersedes: 0, change: 'corrected', reason: 'x', fact }),
      );
    else log.push(entry(revision, { statement: what, factId, supersedes: 0, reason: 'duplicate' }));
  }
  return log;
};

const on = partialDate.map((text) => parsePartialDate(text) as DayInterval);
const answer = (log: PatientLog, revision: number, day_: DayInterval): string => {
  const patient = believedAt(log, revision);
  const view = viewOn(patient, day_);
  const { known, undetermined, retracted, later } = view;
  const ids = [known, undetermined, retracted].map((facts) =>
    facts.map(({ factId, fact, late }) => ({ factId, fact, late })),
  );
  return canonicalJson({
    ids,
    later,
    state: summaryOf(view),
    c: contradictionsOf(patient),
  } as unknown as JsonValue);
};

describe('what was known', () => {
  it('at a revision never changes, whatever is said later', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.array(step, { maxLength: 10 }),
        fc.nat(30),
        on,
        (steps, later, cut, day_) => {
          const log = logOf(steps);
          const longer = [...log, ...logOf([...steps, ...later]).slice(log.length)];
          const revision = Math.min(cut, log.length - 1);
          expect(answer(longer, revision, day_)).toBe(answer(log, revision, day_));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('at the head does not depend on the order in which facts arrived', () => {
    const facts = fc.uniqueArray(occurredOn, { maxLength: 12, selector: (value) => JSON.stringify(value) });
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), on, (dates, order, day_) => {
        const recorded = dates.map((when, index) => ({
          statement: 'recorded',
          factId: `f${index}`,
          fact: { kind: 'SymptomRecorded', occurredOn: when, symptoms: ['x'] },
        }));
        const keys = new Map(recorded.map((fact) => [fact, order.next().value as number]));
        const shuffled = [...recorded].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        const groups = (statements: typeof recorded) => {
          const view = viewOn(
            believedAt(statements.map((statement, index) => entry(index, statement))),
            day_,
          );
          return [view.known, view.undetermined].map((group) => group.map(({ factId }) => factId).sort());
        };
        expect(groups(shuffled)).toEqual(groups(recorded));
      }),
    );
  });

  it('is the same after a retraction and its reinstatement', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 15 }), on, (steps, day_) => {
        const log = logOf(steps.map((one) => ({ ...one, what: 'recorded' as const })));
        const ids = (entries: PatientLog) =>
          viewOn(believedAt(entries), day_).known.map(({ factId }) => factId);
        const back = [
          ...log,
          entry(log.length, { statement: 'retracted', factId: 'f1', supersedes: 1, reason: 'duplicate' }),
          entry(log.length + 1, {
            statement: 'reinstated',
            factId: 'f1',
            supersedes: log.length,
            reason: 'x',
          }),
        ];
        expect(ids(back)).toEqual(ids(log));
      }),
    );
  });

  it('is never made certain by a wider date', () => {
    fc.assert(
      fc.property(partialDate, on, (narrow, day_) => {
        const view = (when: string) =>
          viewOn(
            believedAt([
              entry(0, {
                statement: 'recorded',
                factId: 'f',
                fact: { kind: 'SymptomRecorded', occurredOn: when, symptoms: ['x'] },
              }),
            ]),
            day_,
          );
        const wide = narrow.slice(0, 4);
        if (view(narrow).undetermined.length === 1) expect(view(wide).undetermined).toHaveLength(1);
        if (view(wide).known.length === 1) expect(view(narrow).known).toHaveLength(1);
      }),
    );
  });
});
