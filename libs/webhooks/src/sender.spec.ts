import fc from 'fast-check';
import type { JsonObject } from '@leptotrace/kernel';
import type { SignalType } from '@leptotrace/signals';
import { feedSignalOf, type FeedSignal, type Message } from './message';
import { PAUSES_MS } from './retry';
import { Sender, dueOf } from './sender';
import { webhookOf, writtenOf, type WebhookState } from './state';
import type { Answer } from './verdict';
import type { WebhookEntry, WebhookFilter, WebhookStatement } from './webhook';

const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-01-01T00:00:00.000Z');
const taken: Answer = { kind: 'answered', status: 204, retryAfterMs: null };
const answered = (status: number, retryAfterMs: number | null = null): Answer => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const away: Answer = { kind: 'fault', reason: 'ECONNREFUSED' };

interface Try {
  readonly id: string;
  readonly patientId: string;
  readonly body: string;
  readonly at: number;
  readonly isTaken: boolean;
}

/** A webhook, its feed and its receiver, in a time that passes as the sender waits. */
class World {
  now = BEGIN;
  readonly feed: FeedSignal[] = [];
  private folded: WebhookState | null = null;
  readonly tries: Try[] = [];
  mostWaiting = 0;
  /** Whether what a round did is lost before it is written down, as when its process is killed. */
  isKilled: () => boolean = () => false;
  receiver: (message: Message, world: World) => Answer = () => taken;

  private readonly sender = new Sender({
    source: {
      page: async (after) => this.feed.filter(({ sequence }) => sequence > (after ?? '')).slice(0, 200),
      ofPatient: async (of) => this.feed.filter(({ patientId }) => patientId === of),
      studyOf: async (patientId) => (patientId.startsWith('a') ? 'AURA' : null),
    },
    post: async (_webhook, message) => {
      const answer = this.receiver(message, this);
      const { subject } = JSON.parse(message.body) as { subject: string };
      const isTaken = answer.kind === 'answered' && answer.status < 300;
      this.tries.push({ ...message, patientId: subject, at: this.now - BEGIN, isTaken });
      return answer;
    },
    now: () => new Date(this.now),
    random: () => 0.5,
  });

  constructor(filter: WebhookFilter = {}, payload: 'reference' | 'full' = 'full') {
    this.say({ type: 'WebhookCreated', data: { url: 'https://r.example/', payload, filter, after: null } });
  }

  say(...statements: readonly WebhookStatement[]): void {
    const at = new Date(this.now).toISOString();
    const entries = statements.map((statement): WebhookEntry => ({ ...statement, at, actor: 'test' }));
    this.folded = webhookOf(entries, this.folded);
  }

  signal(patientId: string, type: 'ProgressionDetected' | 'ResponseChanged' = 'ProgressionDetected'): string {
    const revision = this.feed.filter((one) => one.patientId === patientId).length;
    const id = `${patientId}#${revision}`;
    const sequence = String(this.feed.length).padStart(20, '0');
    const now = { what: 'progression', compartment: 'cns', criteria: ['rano-2.0'] };
    const data = { patientId, revision, asOf: revision, key: 'progression:cns', now, before: null };
    this.feed.push(feedSignalOf(type, { id, subject: patientId, sequence, data }));
    return id;
  }

  /** A progression of the patient from one criterion to another; `null` where there is none. */
  progression(type: SignalType, before: string | null, now: string | null): void {
    const id = this.signal('a');
    const { sequence, ...at } = this.feed.pop() as FeedSignal;
    const by = (criterion: string | null) =>
      criterion && { what: 'progression', compartment: 'cns', criteria: [criterion] };
    const data = { ...(at.envelope['data'] as JsonObject), now: by(now), before: by(before) };
    this.feed.push(feedSignalOf(type, { id, subject: 'a', sequence, data }));
  }

  get state(): WebhookState {
    return this.folded as WebhookState;
  }

  /** Until there is nothing more to do, or so long. */
  async run(forMs = 400 * HOUR): Promise<void> {
    const end = this.now + forMs;
    while (this.now <= end) {
      const { state } = this;
      this.mostWaiting = Math.max(this.mostWaiting, state.waiting.size);
      const statements = await this.sender.round(state);
      if (statements.length > 0) {
        if (!this.isKilled()) this.write(statements, state);
        continue;
      }
      if (!this.pass(state, end)) return;
    }
  }

  /** One round of a sender that holds no lease any more: what it did can still be written down later. */
  async late(): Promise<() => void> {
    const begun = this.state;
    const statements = await this.sender.round(begun);
    return () => this.write(statements, begun);
  }

  private write(statements: readonly WebhookStatement[], begun: WebhookState): void {
    this.say(...writtenOf(statements, begun, this.state));
  }

  private pass(state: WebhookState, end: number): boolean {
    const due = dueOf(state);
    if (due === null) return false;
    const isMore = this.feed.some(({ sequence }) => sequence > (state.through ?? ''));
    const next = isMore ? Math.min(Date.parse(due), this.now + 60_000) : Date.parse(due);
    this.now = Math.max(next, this.now + 1);
    return this.now <= end;
  }

  taken(): readonly string[] {
    return this.tries.filter(({ isTaken }) => isTaken).map(({ id }) => id);
  }

  ids(): readonly string[] {
    return this.feed.map(({ signalId }) => signalId);
  }
}

const of = (ids: readonly string[], patientId: string): readonly string[] =>
  ids.filter((id) => id.startsWith(`${patientId}#`));
const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

describe('a sender of webhooks', () => {
  it('sends each signal once, those of a patient in order, each naming the one before', async () => {
    const world = new World();
    for (let turn = 0; turn < 5; turn += 1) for (const patient of ['a', 'b', 'c']) world.signal(patient);
    await world.run();
    expect([...world.taken()].sort()).toEqual([...world.ids()].sort());
    for (const patient of ['a', 'b', 'c'])
      expect(of(world.taken(), patient)).toEqual(of(world.ids(), patient));
    const bodies = world.tries.map(({ body }) => JSON.parse(body) as { id: string; previous?: string });
    for (const { id, previous } of bodies) {
      const [patient, revision] = id.split('#');
      expect(previous).toBe(revision === '0' ? undefined : `${patient}#${Number(revision) - 1}`);
    }
  });

  it('loses nothing while the receiver is away for 24 hours, keeps order, and holds little', async () => {
    const world = new World();
    const isBack = (): boolean => world.now - BEGIN >= 24 * HOUR;
    world.receiver = () => (isBack() ? taken : away);
    for (let turn = 0; turn < 3; turn += 1)
      for (let patient = 0; patient < 300; patient += 1) world.signal(`p${patient}`);
    await world.run();
    expect(world.state.deadLetters.size).toBe(0);
    expect(world.taken()).toHaveLength(900);
    for (let patient = 0; patient < 300; patient += 1)
      expect(of(world.taken(), `p${patient}`)).toEqual(of(world.ids(), `p${patient}`));
    expect(world.mostWaiting).toBeLessThanOrEqual(164);
    // Left alone rather than hammered: fewer tries than there are signals, in a whole day.
    expect(world.tries.filter(({ isTaken }) => !isTaken).length).toBeLessThan(900);
  });

  it('tries a signal ten times within 75 hours 35 minutes, then pauses itself, and goes on when resumed', async () => {
    const world = new World();
    world.receiver = () => away;
    world.signal('a');
    world.signal('a');
    await world.run();
    expect(world.tries.map(({ at }) => at)).toEqual(
      [0, ...PAUSES_MS].map((_, index) => PAUSES_MS.slice(0, index).reduce((sum, pause) => sum + pause, 0)),
    );
    expect(world.tries.at(-1)?.at).toBe(75 * HOUR + 35 * 60_000 + 5_000);
    expect(world.state).toMatchObject({ status: 'paused', reason: 'exhausted' });
    expect([...world.state.deadLetters.keys()]).toEqual(['a#0']);
    world.receiver = () => taken;
    world.say({ type: 'WebhookResumed', data: {} });
    await world.run();
    expect(world.taken()).toEqual(['a#1']);
    world.say({ type: 'RedriveAsked', data: { signalIds: ['a#0'] } });
    await world.run();
    expect(world.taken()).toEqual(['a#1', 'a#0']);
    expect(world.state.deadLetters.size).toBe(0);
    expect(unique(world.tries.filter(({ id }) => id === 'a#0').map(({ body }) => body))).toHaveLength(1);
  });

  it('a signal that a receiver never takes holds back its patient alone, and is given up', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id === 'bad#0' ? answered(500) : taken);
    world.signal('bad');
    world.signal('bad');
    world.signal('good');
    await world.run(HOUR);
    expect(world.taken()).toEqual(['good#0']);
    world.signal('good');
    await world.run(HOUR);
    expect(world.taken()).toEqual(['good#0', 'good#1']);
    await world.run();
    expect(world.taken()).toEqual(['good#0', 'good#1', 'bad#1']);
    expect(world.state).toMatchObject({ status: 'active', through: world.feed.at(-1)?.sequence });
    expect(world.state.deadLetters.get('bad#0')).toMatchObject({ attempts: 10, status: 500 });
    world.say({ type: 'RedriveAsked', data: { signalIds: ['bad#0'] } });
    await world.run(HOUR);
    expect(world.state.redriving.size).toBe(1);
    world.receiver = () => taken;
    await world.run();
    expect(world.taken().at(-1)).toBe('bad#0');
    expect(world.state).toMatchObject({ redriving: new Map(), deadLetters: new Map() });
  });

  it('many patients that a receiver refuses do not stop the others', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id.startsWith('bad') ? answered(400) : taken);
    for (let index = 0; index < 60; index += 1) world.signal(`bad${index}`);
    world.signal('good');
    await world.run(2 * HOUR);
    world.signal('good');
    const asked = world.now;
    await world.run(HOUR);
    const { at } = world.tries.find(({ id }) => id === 'good#1') as Try;
    expect(world.taken()).toEqual(['good#0', 'good#1']);
    expect(at - (asked - BEGIN)).toBeLessThanOrEqual(120_000);
  });

  it('150 patients that a receiver refuses do not stop one that it takes', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id.startsWith('bad') ? answered(400) : taken);
    for (let index = 0; index < 150; index += 1) {
      world.signal(`bad${index}`);
      if (index % 10 === 0) world.signal('good');
    }
    await world.run(2 * HOUR);
    expect(of(world.taken(), 'good')).toHaveLength(15);
    expect(world.state.waiting.size).toBe(150);
    const last = world.signal('good');
    await world.run(HOUR);
    expect(world.taken().at(-1)).toBe(last);
  });

  it('however many a receiver refuses beside one that it takes, no more than 500 wait', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id.startsWith('bad') ? answered(400) : taken);
    for (let index = 0; index < 900; index += 1) {
      world.signal(`bad${index}`);
      if (index % 10 === 0) world.signal('good');
    }
    await world.run(20 * HOUR);
    expect(world.mostWaiting).toBe(500);
  });

  it('410 ends it', async () => {
    const world = new World();
    world.receiver = () => answered(410);
    world.signal('a');
    world.signal('b');
    await world.run();
    expect(world.state).toMatchObject({ status: 'ended', reason: 'gone' });
    world.signal('c');
    const { length } = world.tries;
    await world.run();
    expect(world.tries).toHaveLength(length);
  });

  it.each([429, 502, 503, 504])('after %i nothing is sent until Retry-After has passed', async (status) => {
    const world = new World();
    world.receiver = () => (world.now < BEGIN + 90_000 ? answered(status, 90_000) : taken);
    for (let patient = 0; patient < 40; patient += 1) world.signal(`p${patient}`);
    await world.run();
    const early = world.tries.filter(({ at }) => at < 90_000);
    // What was under way already, and nothing else.
    expect(early.length).toBeLessThanOrEqual(8);
    expect(world.taken()).toHaveLength(40);
  });

  it('replays behind a sequence with the same ids, marked, also while something waits', async () => {
    const world = new World();
    world.signal('a');
    world.signal('b');
    world.signal('a');
    await world.run();
    world.receiver = ({ id }) => (id === 'a#2' && world.now < BEGIN + HOUR ? answered(500) : taken);
    world.signal('a');
    await world.run(60_000);
    world.say({ type: 'ReplayAsked', data: { after: world.feed[0]?.sequence ?? null } });
    const before = world.tries.length;
    await world.run();
    const again = world.tries.slice(before).filter(({ isTaken }) => isTaken);
    expect(again.map(({ id }) => id).sort()).toEqual(['a#1', 'a#2', 'b#0']);
    expect(again.map(({ id }) => id).filter((id) => id.startsWith('a'))).toEqual(['a#1', 'a#2']);
    for (const { body } of again) expect(JSON.parse(body)).toMatchObject({ replayed: true });
    world.signal('b');
    await world.run();
    expect(JSON.parse(world.tries.at(-1)?.body ?? '')).not.toHaveProperty('replayed');
  });

  it('a sender that comes late with its round takes nothing out of line that another let wait', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id === 'a#1' && world.now < BEGIN + HOUR ? answered(500) : taken);
    world.signal('a');
    const write = await world.late();
    world.signal('a');
    await world.run(1_000);
    write();
    expect([...world.state.waiting.values()]).toMatchObject([{ signalId: 'a#1', attempts: 1 }]);
    await world.run();
    expect(unique(world.taken())).toEqual(['a#0', 'a#1']);
  });

  it('a sender that comes late with a refusal does not undo what another brought through', async () => {
    const world = new World();
    world.receiver = () => answered(500);
    world.signal('a');
    await world.run(1_000);
    world.now += 60_000;
    const write = await world.late();
    world.receiver = () => taken;
    await world.run(1_000);
    write();
    const before = world.tries.length;
    await world.run();
    expect(world.tries).toHaveLength(before);
  });

  it('a replay asked for while a round is refused sends all behind its sequence', async () => {
    const world = new World();
    for (let turn = 0; turn < 3; turn += 1) world.signal('a');
    await world.run();
    world.signal('a');
    world.receiver = () => answered(500);
    const write = await world.late();
    world.say({ type: 'ReplayAsked', data: { after: world.feed[0]?.sequence ?? null } });
    write();
    world.receiver = () => taken;
    const before = world.tries.length;
    await world.run();
    expect(world.tries.slice(before).map(({ id }) => id)).toEqual(['a#1', 'a#2', 'a#3']);
  });

  it('sends ids alone unless it was made for the whole signal', async () => {
    const world = new World({}, 'reference');
    world.signal('a');
    await world.run();
    expect(JSON.parse(world.tries[0]?.body ?? '')).toMatchObject({
      id: 'a#0',
      data: { patientId: 'a', revision: 0, asOf: 0 },
    });
    expect(world.tries[0]?.body).not.toMatch(/progression|cns|rano/);
  });

  it.each<[string, WebhookFilter, readonly string[]]>([
    ['type', { types: ['ResponseChanged'] }, ['a#1', 'b#1']],
    ['compartment', { compartments: ['non-cns'] }, []],
    // Both signals are of one key: the second is told for what the first was.
    ['criterion', { criteria: ['rano-2.0'], types: ['ProgressionDetected'] }, ['a#0', 'a#1', 'b#0', 'b#1']],
    ['study', { studies: ['AURA'] }, ['a#0', 'a#1']],
  ])('tells only what fits the filter: %s', async (_name, filter, expected) => {
    const world = new World(filter);
    for (const patient of ['a', 'b']) {
      world.signal(patient);
      world.signal(patient, 'ResponseChanged');
    }
    await world.run();
    expect([...world.taken()].sort()).toEqual(expected);
    expect(world.state.through).toBe(world.feed.at(-1)?.sequence);
  });

  it('whoever was told of a progression is told how it went on, whatever criteria it moved to', async () => {
    const world = new World({ criteria: ['A'] });
    world.progression('ProgressionDetected', null, 'A');
    world.progression('ProgressionRevised', 'A', 'B');
    world.progression('ProgressionRevised', 'B', 'C');
    world.progression('ProgressionWithdrawn', 'C', null);
    world.progression('ProgressionDetected', null, 'C');
    await world.run();
    expect(world.taken()).toEqual(['a#0', 'a#1', 'a#2', 'a#3']);
  });

  it('what follows on what was told is told whatever its type, and nothing of what was not', async () => {
    const world = new World({ criteria: ['A'], types: ['ProgressionDetected', 'ProgressionWithdrawn'] });
    world.progression('ProgressionDetected', null, 'B');
    world.progression('ProgressionWithdrawn', 'B', null);
    world.progression('ProgressionDetected', null, 'A');
    world.progression('ProgressionRevised', 'A', 'B');
    world.progression('ProgressionWithdrawn', 'B', null);
    await world.run();
    expect(world.taken()).toEqual(['a#2', 'a#3', 'a#4']);
  });

  it('of several answers the longest time to be left alone counts, whichever came last', async () => {
    const world = new World();
    const answers = [answered(429, HOUR), answered(503)];
    world.receiver = () => answers.shift() ?? taken;
    for (const patient of ['a', 'b']) world.signal(patient);
    await world.run();
    expect(world.tries.filter(({ at }) => at < HOUR)).toHaveLength(2);
    expect(unique(world.taken())).toHaveLength(2);
  });

  it('Retry-After of a status that tells of the message holds its patient alone', async () => {
    const world = new World();
    world.receiver = ({ id }) => (id === 'bad#0' && world.now < BEGIN + HOUR ? answered(500, HOUR) : taken);
    world.signal('bad');
    world.signal('good');
    await world.run(1_000);
    expect(world.taken()).toEqual(['good#0']);
    await world.run();
    expect(world.tries.filter(({ id }) => id === 'bad#0').map(({ at }) => at)).toEqual([0, HOUR]);
  });

  it('forgets whoever waits and was erased', async () => {
    const world = new World();
    world.receiver = () => away;
    world.signal('a');
    await world.run(HOUR);
    world.feed.length = 0;
    await world.run(10 * HOUR);
    expect(world.state.waiting.size).toBe(0);
    expect(dueOf(world.state)).toBeNull();
  });

  it('whatever a receiver answers and whenever the sender is killed: at least once, in order, the same bytes', async () => {
    const anAnswer = fc.oneof(
      { weight: 3, arbitrary: fc.constant(taken) },
      fc.constantFrom(answered(500), answered(301), answered(429, 1_000), away),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 }),
        fc.array(anAnswer, { maxLength: 40 }),
        fc.array(fc.boolean(), { maxLength: 10 }),
        async (patients, answers, kills) => {
          const world = new World();
          const [queue, killed] = [[...answers], [...kills]];
          world.receiver = () => queue.shift() ?? taken;
          world.isKilled = () => killed.shift() ?? false;
          for (const [index, patient] of patients.entries()) {
            world.signal(patient);
            if (index % 4 === 0) await world.run(1_000);
          }
          await world.run();
          expect([...unique(world.taken())].sort()).toEqual([...world.ids()].sort());
          for (const patient of unique(patients))
            expect(of(unique(world.taken()), patient)).toEqual(of(world.ids(), patient));
          for (const id of world.ids())
            expect(unique(world.tries.filter((one) => one.id === id).map(({ body }) => body))).toHaveLength(
              1,
            );
          expect(world.state.waiting.size).toBe(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
