import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { streamId, type EventStore } from '@leptotrace/event-store';
import { CourseFeed } from '../../src/replay/course-feed';
import type { StatementLine } from '../../src/replay/replay.answer';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';
import { lesion, start, study, type Written } from '../support/course';
import { listenTo, type Heard } from '../support/event-stream';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

type Line = StatementLine & { readonly subject?: string; readonly type?: string };

const register = (patientId: string) =>
  request(server.url).post('/v1/patients').send({ patientId }).expect(201);
const record = async (patientId: string, ...facts: readonly Written[]): Promise<void> => {
  await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: facts.map(({ id: _id, ...fact }) => fact) })
    .expect(201);
};
const brain = (when: string, mm: number): Written =>
  study('mri', when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });
const live = (patientId: string, query = '', headers: Record<string, string> = {}) =>
  listenTo<Line>(`${server.url}/v1/patients/${patientId}/timeline/live${query}`, headers);
const recorded = (heard: readonly Heard<Line>[]) => heard.filter(({ event }) => event === 'recorded');
const signals = (heard: readonly Heard<Line>[]) => heard.filter(({ event }) => event === 'signal');
const idsOf = (heard: readonly Heard<Line>[]) => recorded(heard).map(({ id }) => id);
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `r${from + index}`);
const logged = async (patientId: string): Promise<readonly StatementLine[]> =>
  (await request(server.url).get(`/v1/patients/${patientId}/log`).expect(200)).body.statements;

describe('a course as it is written', () => {
  it('from now on: each statement at once, as the log has it, and nothing of other patients', async () => {
    await register('now');
    await register('other');
    await record('now', brain('2024-01-05', 20));
    const stream = await live('now');
    await record('other', brain('2024-01-06', 20));
    await record('now', brain('2024-02-05', 21), brain('2024-03-05', 22));
    await stream.until((heard) => recorded(heard).length >= 2);
    expect(idsOf(stream.heard)).toEqual(['r2', 'r3']);
    expect(recorded(stream.heard).map(({ data }) => data)).toEqual((await logged('now')).slice(2));
    await stream.close();
  });

  it('within moments, not at the next look', async () => {
    await register('quick');
    const stream = await live('quick');
    const delays: number[] = [];
    for (let at = 1; at <= 5; at += 1) {
      await record('quick', brain(`2024-0${at}-05`, 20));
      const written = performance.now();
      await stream.until((heard) => recorded(heard).length >= at);
      delays.push(performance.now() - written);
    }
    expect(Math.min(...delays)).toBeLessThan(300);
    await stream.close();
  });

  it('behind a revision, while others write: no gap, and nothing twice', async () => {
    await register('busy');
    const writes = async (): Promise<void> => {
      for (let at = 0; at < 30; at += 1) await record('busy', brain('2024-01-05', 10 + at));
    };
    const written = writes();
    const first = await live('busy', '?after=r0');
    await first.until((heard) => recorded(heard).length >= 5);
    await first.close();
    const heard = idsOf(first.heard);
    const again = await live('busy', '?after=r0', { 'Last-Event-ID': heard.at(-1) ?? '' });
    await written;
    await again.until((more) => recorded(more).length + heard.length >= 30);
    expect([...heard, ...idsOf(again.heard)]).toEqual(range(1, 30));
    await again.close();
  });

  it('a long history is told in pages, all of it', async () => {
    await register('long');
    for (let batch = 0; batch < 3; batch += 1)
      await record('long', ...Array.from({ length: 150 }, (_, at) => brain('2024-01-05', 5 + (at % 50))));
    const stream = await live('long', '?after=r0');
    await stream.until((heard) => recorded(heard).length >= 450);
    expect(idsOf(stream.heard)).toEqual(range(1, 450));
    await stream.close();
  });

  it('signals of the patient come along, new ones only, without an id, behind what they speak of', async () => {
    for (const patientId of ['told', 'untold']) {
      await register(patientId);
      await record(
        patientId,
        start('rx', '2024-01-10'),
        brain('2024-01-05', 20),
        brain('2024-03-01', 20),
        brain('2024-05-01', 30),
      );
    }
    const feed = async () =>
      (await request(server.url).get('/v1/patients/told/signals').expect(200)).body.signals;
    const until = Date.now() + 10_000;
    const settled = async (): Promise<number> => {
      const before = (await feed()).length;
      await wait(300);
      const after = (await feed()).length;
      if (after > 0 && after === before) return after;
      if (Date.now() > until) throw new Error('no signals');
      return settled();
    };
    const old = await settled();
    const stream = await live('told');
    // An earlier study moves the progression to April.
    await record('untold', brain('2024-04-01', 40));
    await record('told', brain('2024-04-01', 40));
    await stream.until((heard) => signals(heard).some(({ data }) => data.type?.includes('progression')));
    const all = await feed();
    await stream.until((heard) => signals(heard).length >= all.length - old);
    expect(signals(stream.heard).map(({ data }) => data)).toEqual(all.slice(old));
    expect(signals(stream.heard).every(({ id }) => id === null)).toBe(true);
    expect(stream.heard[0]).toMatchObject({ event: 'recorded', id: 'r5' });
    await stream.close();
  });

  it('forgets a reader who has left', async () => {
    await register('leaving');
    const before = server.app.get(CourseFeed).followed;
    const streams = [await live('leaving'), await live('leaving', '?after=r0')];
    await record('leaving', brain('2024-01-05', 20));
    for (const stream of streams) await stream.until((heard) => recorded(heard).length === 1);
    expect(server.app.get(CourseFeed).followed).toBe(before + 1);
    for (const stream of streams) await stream.close();
    const until = Date.now() + 5_000;
    while (server.app.get(CourseFeed).followed > before && Date.now() < until) await wait(10);
    expect(server.app.get(CourseFeed).followed).toBe(before);
  });

  it('ends when the patient is erased', async () => {
    await register('erased');
    const stream = await live('erased');
    await server.app.get<EventStore>(EVENT_STORE).seal(streamId('patient', 'erased'), 0);
    await stream.ended;
    expect(stream.heard).toEqual([]);
    await request(server.url).get('/v1/patients/erased/timeline/live').expect(404);
  });

  it('ends when the service stops, and does not keep it from stopping', async () => {
    const other = await startApp();
    await request(other.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    const stream = await listenTo(`${other.url}/v1/patients/p/timeline/live`);
    const before = performance.now();
    await other.close();
    await stream.ended;
    expect(performance.now() - before).toBeLessThan(4_000);
  });

  it.each([
    ['?after=17', {}, '/query/after'],
    ['?after=r7', {}, '/query/after'],
    ['', { 'Last-Event-ID': 'x' }, '/headers/last-event-id'],
    ['', { 'Last-Event-ID': 'r7' }, '/headers/last-event-id'],
    ['?on=2024', {}, '/query/on'],
  ])('refuses %s %j before the stream begins', async (query, headers, path) => {
    await request(server.url).post('/v1/patients').send({ patientId: 'refusing' });
    const { body } = await request(server.url)
      .get(`/v1/patients/refusing/timeline/live${query}`)
      .set(headers)
      .expect(400)
      .expect('content-type', /problem\+json/);
    expect(body.errors).toMatchObject([{ path, mend: expect.any(String) }]);
  });

  it('there is none of a patient who is not there', async () => {
    const { body } = await request(server.url).get('/v1/patients/nobody/timeline/live').expect(404);
    expect(body.type).toBe('urn:leptotrace:problem:unknown-patient');
  });
});
