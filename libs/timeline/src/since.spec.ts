import fc from 'fast-check';
import type { PatientStatement } from '@leptotrace/clinical';
import { dayText, epochDay, parsePartialDate, type DayInterval, type Instant } from '@leptotrace/kernel';
import type { Logged, PatientLog } from './log';
import { believedAt } from './patient';
import { saidSince } from './since';
import { viewOn } from './view';

const entry = (revision: number, statement: unknown): Logged => ({
  revision,
  recordedAt: `2026-01-01T00:00:00.${String(revision).padStart(3, '0')}Z` as Instant,
  actor: 'x',
  commandId: `c${revision}`,
  correlationId: 'x',
  statement: statement as PatientStatement,
});

const contact = (occurredOn: string) => ({ kind: 'ContactRecorded', occurredOn });
const recorded = (factId: string, occurredOn: string) => ({
  statement: 'recorded',
  factId,
  fact: contact(occurredOn),
});
const amended = (factId: string, occurredOn: string) => ({
  statement: 'amended',
  factId,
  fact: contact(occurredOn),
  supersedes: 0,
  change: 'corrected',
  reason: 'r',
});
const retracted = (factId: string) => ({ statement: 'retracted', factId, reason: 'duplicate' });
const reinstated = (factId: string) => ({ statement: 'reinstated', factId, reason: 'r' });
const logOf = (...statements: readonly object[]): PatientLog =>
  [{ statement: 'registered' }, ...statements].map((statement, revision) => entry(revision, statement));
const dayOf = (text: string): DayInterval => parsePartialDate(text) as DayInterval;

const since = (log: PatientLog, revision: number, on: string) => {
  const { notYetRecorded, corrections } = saidSince(log, { revision, on: dayOf(on) });
  return {
    facts: notYetRecorded.map(({ factId }) => factId),
    corrections: corrections.map(({ factId, what }) => `${what} ${factId}`),
  };
};

describe('what was said since', () => {
  it('is nothing at the head', () => {
    const log = logOf(recorded('a', '2024-01-01'), amended('a', '2024-01-02'));
    expect(since(log, 2, '2024-06-01')).toEqual({ facts: [], corrections: [] });
  });

  it('is every fact of the day and before, when nothing was known', () => {
    const log = logOf(recorded('b', '2024-03'), recorded('a', '2024-01-01'), recorded('c', '2024-07-01'));
    expect(since(log, -1, '2024-03-15')).toEqual({ facts: ['a', 'b'], corrections: [] });
  });

  it('leaves out what was taken back again, and keeps what was reinstated', () => {
    const log = logOf(
      recorded('a', '2024-01-01'),
      retracted('a'),
      recorded('b', '2024-01-02'),
      retracted('b'),
      reinstated('b'),
    );
    expect(since(log, 0, '2024-06-01')).toEqual({ facts: ['b'], corrections: [] });
  });

  it('names a correction that moves a fact into the day or out of it, none of later days', () => {
    const log = logOf(
      recorded('in', '2024-09-01'),
      recorded('out', '2024-02-01'),
      recorded('later', '2024-09-01'),
      amended('in', '2024-03-01'),
      amended('out', '2024-10-01'),
      amended('later', '2024-09-02'),
    );
    expect(since(log, 3, '2024-06-01').corrections).toEqual(['amended in', 'amended out']);
  });

  it('accounts for every difference between two looks at one day', () => {
    const day = fc.nat(400).map((offset) => dayText(epochDay(2024, 1, 1) + offset));
    const step = fc.record({
      what: fc.constantFrom('recorded', 'recorded', 'amended', 'retracted', 'reinstated'),
      pick: fc.nat(20),
      when: fc.tuple(day, fc.constantFrom(10, 10, 7, 4)).map(([text, length]) => text.slice(0, length)),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.integer({ min: -1, max: 20 }),
        day,
        (steps, cut, on) => {
          const ids: string[] = [];
          const log = logOf(
            ...steps.map(({ what, pick, when }, at) => {
              const factId = ids[pick % Math.max(1, ids.length)];
              if (what === 'recorded' || factId === undefined) {
                ids.push(`f${at}`);
                return recorded(`f${at}`, when);
              }
              if (what === 'amended') return amended(factId, when);
              return what === 'retracted' ? retracted(factId) : reinstated(factId);
            }),
          );
          const revision = Math.min(cut, log.length - 1);
          const seen = (known: number) => {
            const { known: sure, undetermined } = viewOn(believedAt(log, known), dayOf(on));
            return new Map([...sure, ...undetermined].map(({ factId, fact }) => [factId, fact.occurredOn]));
          };
          const [then, now] = [seen(revision), seen(log.length - 1)];
          const said = saidSince(log, { revision, on: dayOf(on) });
          const added = said.notYetRecorded.map(({ factId }) => factId);
          const corrected = new Set(said.corrections.map(({ factId }) => factId));
          for (const factId of new Set([...then.keys(), ...now.keys()]))
            if (then.get(factId) !== now.get(factId))
              expect(added.includes(factId) || corrected.has(factId)).toBe(true);
          const known = believedAt(log, revision).facts;
          expect(new Set(added)).toEqual(new Set([...now.keys()].filter((factId) => !known.has(factId))));
          expect(added).toHaveLength(new Set(added).size);
          for (const factId of corrected) expect(known.has(factId)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
