import fc from 'fast-check';
import type { Fact, PatientStatement } from '@leptotrace/clinical';
import type { Instant } from '@leptotrace/kernel';
import {
  amendFact,
  believedAt,
  recordDecision,
  recordFacts,
  registerPatient,
  reinstateFact,
  retractFact,
  type Decide,
  type PatientLog,
} from '@leptotrace/timeline';
import { exportPatient, readNdjson } from './ndjson';
import { planImport } from './plan';

const EPOCH = Date.parse('2026-01-01T00:00:00.000Z');
const at = (milliseconds: number): Instant => new Date(EPOCH + milliseconds).toISOString() as Instant;

const grown = (
  log: PatientLog,
  statements: readonly PatientStatement[],
  when: number,
  actor: string,
): PatientLog => [
  ...log,
  ...statements.map((statement, index) => ({
    revision: log.length + index,
    recordedAt: at(when),
    actor,
    commandId: '',
    correlationId: '',
    statement,
  })),
];

type Act = 'record' | 'amend' | 'retract' | 'reinstate' | 'decide';

interface Step {
  readonly act: Act;
  readonly which: number;
  readonly size: number;
  /** Many things are said within one millisecond. */
  readonly later: number;
}

const scan = (size: number): Fact => ({
  kind: 'OtherFactRecorded',
  occurredOn: '2024-01-01',
  label: 'scan',
  fields: { size },
});

const decisionOf = ({ act, which, size }: Step, log: PatientLog, prefix: string): Decide => {
  const { facts } = believedAt(log);
  const known = [...facts.values()][which % Math.max(facts.size, 1)];
  const about = { factId: known?.factId ?? 'none', supersedes: known?.revision ?? 0 };
  switch (act) {
    case 'record':
      return recordFacts([
        {
          factId: `${prefix}${log.length}`,
          fact: scan(size),
          ...(size > 1 ? { sourceKey: `row-${prefix}${log.length}` } : {}),
        },
      ]);
    case 'amend':
      return amendFact({
        ...about,
        change: 'corrected',
        reason: size > 1 ? 'changed in the source' : 'read again',
        fact: scan(size),
        ...(size > 1 ? { sourceKey: `row-${about.factId}` } : {}),
      });
    case 'retract':
      return retractFact({ ...about, reason: 'duplicate' });
    case 'reinstate':
      return reinstateFact({ ...about, reason: 'was right' });
    case 'decide':
      return recordDecision({
        decisionId: `${prefix}${log.length}`,
        on: '2024-02',
        question: 'q',
        decision: 'd',
        knownRevision: which % log.length,
      });
  }
};

const steps = fc.array(
  fc.record({
    act: fc.constantFrom<Act>('record', 'record', 'amend', 'amend', 'retract', 'reinstate', 'decide'),
    which: fc.nat(9),
    size: fc.nat(3),
    later: fc.nat(1),
  }),
  { minLength: 1, maxLength: 25 },
);

const told = (log: PatientLog, all: readonly Step[], actor: string, from = 0): PatientLog => {
  let now = from;
  let longer = log;
  for (const step of all) {
    now += step.later;
    const decided = decisionOf(step, longer, actor)(believedAt(longer), longer);
    if (decided.kind === 'accepted') longer = grown(longer, decided.statements, now, actor);
  }
  return longer;
};

const courseOf = (all: readonly Step[]): PatientLog => {
  const decided = registerPatient({ study: 'S' })(believedAt([]), []);
  const registered = decided.kind === 'accepted' ? decided.statements : [];
  return told(grown([], registered, 0, 'here'), all, 'here');
};

const rowsOf = (log: PatientLog) => readNdjson(exportPatient('p', log)).patients[0]?.rows ?? [];

const imported = (log: PatientLog, from: PatientLog, most = Infinity): PatientLog => {
  const plan = planImport(log, rowsOf(from));
  expect(plan.report.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  return grown(log, plan.statements.slice(0, most), 1_000_000 + log.length, 'import');
};

describe('a native export, imported again', () => {
  it('adds nothing, wherever and however often, and is exported with equal bytes', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const here = courseOf(all);
        const there = imported([], here);
        expect(exportPatient('p', there)).toBe(exportPatient('p', here));
        expect(imported(there, here)).toEqual(there);
        expect(imported(here, here)).toEqual(here);
        expect(imported(here, there)).toEqual(here);
        const third = imported([], there);
        expect(imported(third, here)).toEqual(third);
        expect(exportPatient('p', third)).toBe(exportPatient('p', here));
      }),
      { numRuns: 150 },
    );
  });

  it('is completed by the same file when it broke off in the middle', () => {
    fc.assert(
      fc.property(steps, fc.nat(20), (all, most) => {
        const here = courseOf(all);
        const completed = imported(imported([], here, most), here);
        expect(exportPatient('p', completed)).toBe(exportPatient('p', here));
      }),
      { numRuns: 100 },
    );
  });

  it('leaves alone what was said there since, and brings it home once', () => {
    fc.assert(
      fc.property(steps, steps, (all, since) => {
        const here = courseOf(all);
        const there = told(imported([], here), since, 'there', 2_000_000);
        expect(imported(there, here)).toEqual(there);
        const home = imported(here, there);
        expect(exportPatient('p', home)).toBe(exportPatient('p', there));
        expect(imported(home, there)).toEqual(home);
        expect(imported(there, home)).toEqual(there);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the same row taken in two places by itself', () => {
  const at60 = (log: PatientLog, size: number): PatientLog =>
    grown(
      log,
      [{ statement: 'recorded', factId: 'f', sourceKey: 'row-f', fact: scan(size) }],
      log.length,
      `read ${size}`,
    );
  const registered = courseOf([]);

  it('is said once more where the copies differ, and never again', () => {
    const here = told(at60(registered, 50), [{ act: 'amend', which: 0, size: 2, later: 1 }], 'here', 9);
    const there = at60(registered, 60);
    const once = imported(there, here);
    expect(once).toHaveLength(there.length + 2);
    expect(imported(once, here)).toEqual(once);
    expect(imported(imported(once, here), here)).toEqual(once);
  });

  it('adds nothing where they agree', () => {
    const here = at60(registered, 50);
    const there = grown(registered, [{ ...(here[1] as PatientLog[number]).statement }], 77, 'other');
    expect(imported(there, here)).toEqual(there);
  });
});
