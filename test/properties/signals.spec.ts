import fc from 'fast-check';
import { derive, findRuleset, installRulesets, type Derived } from '@leptotrace/derivation';
import { dayText, deterministicId } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import {
  pictureOf,
  progressionsHeld,
  receive,
  sentBy,
  signalsFor,
  type Picture,
  type SentSignal,
} from '@leptotrace/signals';
import { MemoryStore, SignalReceiver, type SignalEnvelope } from '@leptotrace/receiver';
import { believedAt, viewOn, type Logged, type PatientLog } from '@leptotrace/timeline';
import { dayOf, logOfFacts, type Written } from '../support/course';
import { randomCourse } from '../support/random-course';

const installed = installRulesets();
if (!installed.ok) throw new Error(JSON.stringify(installed.issues));
const ruleset = findRuleset(installed.rulesets, 'lm') as Ruleset;
const ON = '2026-01-01';
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 60) };

const deriveAt = (log: PatientLog, asOf: number): Derived =>
  derive(viewOn(believedAt(log, asOf), dayOf(ON)), ruleset, { subjectId: 'p', origin: 'first-dose' });

const question = (asOf: number) => ({ on: ON, asOf, ruleset: { id: ruleset.id, digest: ruleset.digest } });

const send = (sent: readonly SentSignal[], picture: Picture, asOf: number): readonly SentSignal[] => {
  const signals = signalsFor(sentBy(sent), picture, question(asOf));
  return [
    ...sent,
    ...signals.map((signal, at) => ({ ...signal, signalId: deterministicId('signal', asOf, at) })),
  ];
};

/** A course under change: which facts are retracted, and which revision spoke of each last. */
class Disturbed {
  readonly log: Logged[];
  private readonly retracted = new Set<string>();
  private readonly current: Map<string, number>;

  constructor(private readonly facts: readonly Written[]) {
    this.log = [...logOfFacts(facts)];
    this.current = new Map(facts.map(({ id }, revision) => [id, revision]));
  }

  change([which, how, days]: readonly [number, number, number]): void {
    const at = which % Math.max(1, this.facts.length);
    const factId = this.facts[at]?.id;
    const first = this.log[at];
    if (factId === undefined || first?.statement.statement !== 'recorded') return;
    const supersedes = this.current.get(factId) ?? 0;
    if (this.retracted.has(factId)) {
      if (how !== 1) return;
      this.retracted.delete(factId);
      this.say(first, { statement: 'reinstated', factId, reason: 'retracted by mistake', supersedes });
      return;
    }
    if (how === 0) {
      this.retracted.add(factId);
      this.say(first, { statement: 'retracted', factId, reason: 'entered-in-error', supersedes });
    } else if (how === 2) {
      const occurredOn = dayText(dayOf('2023-02-01').from + days);
      const fact = { ...first.statement.fact, occurredOn } as typeof first.statement.fact;
      const amendment = { supersedes, change: 'corrected', reason: 'another date' } as const;
      this.say(first, { statement: 'amended', factId, ...amendment, fact });
    }
  }

  private say(
    like: Logged,
    statement: Exclude<Logged['statement'], { statement: 'registered' | 'decided' }>,
  ): void {
    const revision = this.log.length;
    this.log.push({ ...like, revision, commandId: `c${revision}`, statement });
    if ('factId' in statement) this.current.set(statement.factId, revision);
  }
}

/** The facts in any order, and among them retractions, reinstatements and amendments to another date. */
const disturbed = fc
  .tuple(
    randomCourse,
    fc.infiniteStream(fc.nat()),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.nat(400)), { maxLength: 8 }),
  )
  .map(([facts, order, changes]): PatientLog => {
    const keys = new Map(facts.map(({ id }) => [id, order.next().value as number]));
    const course = new Disturbed([...facts].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0)));
    changes.forEach((change) => course.change(change));
    return course.log;
  });

const expectedAt = (derived: Derived) =>
  (
    [
      ['CNSPFS', 'cns'],
      ['NCNSPFS', 'non-cns'],
      ['BIPFS', 'both'],
    ] as const
  ).flatMap(([paramcd, compartment]) => {
    const found = derived.endpoints.find((endpoint) => endpoint.paramcd === paramcd);
    return found?.cnsr === 0 && found.cause !== 'DEATH' && found.adt !== null
      ? [{ compartment, date: dayText(found.adt) }]
      : [];
  });

const envelopeOf = ({ signalId, type, ...body }: SentSignal, revision: number): SignalEnvelope => ({
  id: signalId,
  type,
  subject: 'p',
  time: `${body.on}T00:00:00.000Z`,
  recordedtime: `${ON}T00:00:00.000Z`,
  sequence: String(revision).padStart(20, '0'),
  data: { patientId: 'p', revision, ...body },
});

const referenceTo = (signal: SignalEnvelope): SignalEnvelope => {
  const { patientId, revision, asOf } = signal.data;
  return { ...signal, data: { patientId, revision, asOf } };
};

describe('signals', () => {
  it('leave a receiver that applies them in order with exactly the progressions that endpoints answers', () => {
    fc.assert(
      fc.property(disturbed, (log) => {
        let sent: readonly SentSignal[] = [];
        for (let asOf = 0; asOf < log.length; asOf += 1) {
          const derived = deriveAt(log, asOf);
          sent = send(sent, pictureOf(derived, log, asOf), asOf);
          const held = progressionsHeld(receive(sent)).map(({ compartment, date }) => ({
            compartment,
            date,
          }));
          const byCompartment = (a: { compartment: string }, b: { compartment: string }): number =>
            a.compartment < b.compartment ? -1 : 1;
          expect([...held].sort(byCompartment)).toEqual([...expectedAt(derived)].sort(byCompartment));
        }
      }),
      RUNS,
    );
  });

  it('say nothing when nothing changed, and each replaces the one before of its key', () => {
    fc.assert(
      fc.property(disturbed, (log) => {
        let sent: readonly SentSignal[] = [];
        for (let asOf = 0; asOf < log.length; asOf += 5) {
          const picture = pictureOf(deriveAt(log, asOf), log, asOf);
          sent = send(sent, picture, asOf);
          expect(signalsFor(sentBy(sent), picture, question(asOf + 1))).toEqual([]);
        }
        const last = new Map<string, SentSignal>();
        for (const signal of sent) {
          const before = last.get(signal.key);
          expect(signal.supersedes).toBe(before?.signalId ?? null);
          expect(signal.before).toEqual(before?.now ?? null);
          last.set(signal.key, signal);
        }
      }),
      RUNS,
    );
  });

  it('call the first word on a progression detected, a moved one revised, a lost one withdrawn', () => {
    fc.assert(
      fc.property(disturbed, (log) => {
        let sent: readonly SentSignal[] = [];
        for (let asOf = 0; asOf < log.length; asOf += 1)
          sent = send(sent, pictureOf(deriveAt(log, asOf), log, asOf), asOf);
        for (const { type, now, before } of sent.filter(({ key }) => key.startsWith('progression:'))) {
          const expected = !before
            ? 'ProgressionDetected'
            : now
              ? 'ProgressionRevised'
              : 'ProgressionWithdrawn';
          expect(type).toBe(expected);
        }
      }),
      RUNS,
    );
  });

  it('leave the receiver of the kit with the same, whatever is lost, doubled, late or sent as a reference', async () => {
    await fc.assert(
      fc.asyncProperty(disturbed, fc.infiniteStream(fc.nat(5)), async (log, chance) => {
        let sent: readonly SentSignal[] = [];
        const applied: string[] = [];
        const receiver = new SignalReceiver({
          store: new MemoryStore(),
          pull: async (_patientId, after) =>
            sent.map(envelopeOf).filter(({ sequence }) => sequence > (after ?? '')),
          onSignal: ({ id }) => void applied.push(id),
        });
        const late: SignalEnvelope[] = [];
        const arrive = async (signal: SignalEnvelope): Promise<void> => {
          const luck = chance.next().value as number;
          if (luck === 0) return;
          if (luck === 1) late.push(signal);
          else await receiver.receive(luck === 2 ? referenceTo(signal) : signal);
          if (luck === 3) await receiver.receive(signal);
          if (luck === 4) await Promise.all(late.splice(0).map((one) => receiver.receive(one)));
        };
        for (let asOf = 0; asOf < log.length; asOf += 1) {
          const before = sent.length;
          sent = send(sent, pictureOf(deriveAt(log, asOf), log, asOf), asOf);
          for (const signal of sent.map(envelopeOf).slice(before)) await arrive(signal);
        }
        const last = sent.map(envelopeOf).at(-1);
        if (last) await receiver.receive(referenceTo(last));
        expect(applied).toEqual(sent.map(({ signalId }) => signalId));
        const held = (await receiver.progressions('p')).map(({ data }) => data.now);
        const byCompartment = new Map(
          (held as { compartment: string; date: string }[]).map(({ compartment, date }) => [
            compartment,
            date,
          ]),
        );
        const expected = expectedAt(deriveAt(log, log.length - 1));
        expect(byCompartment).toEqual(new Map(expected.map(({ compartment, date }) => [compartment, date])));
      }),
      RUNS,
    );
  });
});
