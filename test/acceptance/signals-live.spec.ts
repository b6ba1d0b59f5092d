import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { serverSent, type Message } from '../../src/signals/server-sent';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { listenTo } from '../support/event-stream';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const record = (patientId: string, ...facts: object[]) =>
  request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);

const begin = async (patientId: string): Promise<void> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  await record(patientId, {
    kind: 'TherapyStarted',
    occurredOn: '2024-01-10',
    lineId: 'l1',
    agent: 'osimertinib',
    route: 'oral',
    intent: 'palliative',
  });
  await record(patientId, brainMri('2024-01-05', 20), brainMri('2024-03-01', 20));
};

interface Heard {
  readonly id: string;
  readonly subject: string;
  readonly type: string;
}

const listen = async (path: string, headers: Record<string, string> = {}) => {
  const stream = await listenTo<Heard>(`${server.url}${path}`, headers);
  return {
    get ids() {
      return stream.heard.map(({ id }) => id);
    },
    get signals() {
      return stream.heard.map(({ data }) => data);
    },
    until: stream.until,
    close: stream.close,
  };
};

const feed = async (): Promise<readonly { sequence: string; subject: string }[]> =>
  (await request(server.url).get('/v1/signals?limit=200').expect(200)).body.signals;

const isProgression = ({ type }: { readonly type: string }): boolean =>
  type === 'org.leptotrace.progression-detected.v1';

describe('signals as server-sent events', () => {
  it('what there was, then what comes, without a gap and each once', async () => {
    await begin('p1');
    const live = await listen('/v1/signals/live');
    await live.until(() => live.signals.length > 0);
    await record('p1', brainMri('2024-05-01', 30));
    await live.until(() => live.signals.filter(isProgression).length >= 2);
    const all = await feed();
    await live.until(() => live.ids.length >= all.length);
    expect(live.signals).toEqual(all);
    expect(live.ids).toEqual(all.map(({ sequence }) => sequence));
    await live.close();
  });

  it('goes on behind the last one that was heard', async () => {
    await begin('p1');
    const first = await listen('/v1/signals/live');
    await first.until(() => first.signals.length > 0);
    await first.close();
    await record('p1', brainMri('2024-05-01', 30));
    const heard = first.ids.at(-1) ?? '';
    const again = await listen('/v1/signals/live?after=00000000000000000000', { 'Last-Event-ID': heard });
    await again.until(() => again.signals.some(isProgression));
    const all = await feed();
    await again.until(() => first.ids.length + again.ids.length >= all.length);
    expect([...first.ids, ...again.ids]).toEqual(all.map(({ sequence }) => sequence));
    await again.close();
  });

  it('comes at once to readers that are level, whatever others ask for: old ones, or what is beyond the end', async () => {
    await begin('p1');
    const level = await listen('/v1/signals/live');
    await level.until(() => level.signals.length > 0);
    const ofPatient = await listen('/v1/patients/p1/live', { 'Last-Event-ID': level.ids.at(-1) ?? '' });
    const beyond = await listen('/v1/signals/live?after=99999999999999999999');
    const old = await listen('/v1/signals/live?after=00000000000000000000');
    await old.until(() => old.ids.length === level.ids.length);
    await record('p1', brainMri('2024-05-01', 30));
    const before = performance.now();
    for (const one of [level, ofPatient, old]) await one.until(() => one.signals.some(isProgression));
    // Not by the beat that wakes everybody every five seconds.
    expect(performance.now() - before).toBeLessThan(2_500);
    expect(beyond.ids).toEqual([]);
    for (const one of [level, ofPatient, beyond, old]) await one.close();
  });

  it('of one patient alone', async () => {
    await begin('p1');
    await begin('p2');
    const live = await listen('/v1/patients/p2/live');
    await record('p1', brainMri('2024-05-01', 30));
    await record('p2', brainMri('2024-05-01', 30));
    await live.until(() => live.signals.some(isProgression));
    expect(new Set(live.signals.map(({ subject }) => subject))).toEqual(new Set(['p2']));
    await live.close();
  });

  it('there is none of a patient who is not there', async () => {
    const { body } = await request(server.url).get('/v1/patients/nobody/live').expect(404);
    expect(body.type).toBe('urn:leptotrace:problem:unknown-patient');
  });

  it('refuses what is no sequence, before the stream begins', async () => {
    const { body } = await request(server.url)
      .get('/v1/signals/live')
      .set('Last-Event-ID', '7')
      .expect(400)
      .expect('content-type', /problem\+json/);
    expect(body.errors[0].path).toBe('/headers/last-event-id');
  });

  it('ends when the service stops, and does not keep it from stopping', async () => {
    const other = await startApp();
    const answer = await fetch(`${other.url}/v1/signals/live`);
    const text = answer.text();
    const before = performance.now();
    await other.close();
    expect(await text).toBe('retry: 1000\n\n');
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});

describe('the pace of a stream', () => {
  const pace = { heartbeatMs: 20, slowestMs: 50 };
  const message = { id: '00000000000000000001', data: { some: 'thing' } };
  async function* pages(...all: readonly (readonly object[])[]) {
    for (const page of all) {
      await wait(15);
      yield page as Message[];
    }
  }

  it('a comment when nothing was said for a while, none before', async () => {
    const said: string[] = [];
    for await (const text of serverSent(pages([], [], [], [message]), pace)) said.push(text);
    expect(said.filter((text) => text === ': alive\n\n')).toHaveLength(1);
    expect(said.at(-1)).toBe('id: 00000000000000000001\ndata: {"some":"thing"}\n\n');
  });

  it('a reader that takes nothing for too long is told to begin again, and let go', async () => {
    const said: string[] = [];
    for await (const text of serverSent(pages([message], [message], [message]), pace)) {
      said.push(text);
      if (text.startsWith('id:')) await wait(80);
    }
    expect(said).toHaveLength(3);
    expect(said.at(-1)).toBe('event: resync\ndata: {"reason":"slow"}\n\n');
  });
});
