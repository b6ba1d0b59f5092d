import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const line = (patientId: string, statement: object): string =>
  JSON.stringify({ format: 'leptotrace/1', patientId, ...statement });

/** One long course: contacts, which nothing but the day last known alive is derived from. */
const fileOf = (patientId: string, count: number): string =>
  [
    line(patientId, { statement: 'registered' }),
    ...Array.from({ length: count }, (_, index) =>
      line(patientId, {
        statement: 'recorded',
        factId: `f${index}`,
        fact: { kind: 'ContactRecorded', occurredOn: '2024-01-01', note: `n${index}` },
      }),
    ),
  ].join('\n');

const imported = (patientId: string, count: number) =>
  request(server.url).post('/v1/imports').type('application/x-ndjson').send(fileOf(patientId, count));

const LONGEST_MS = 1_000;

describe('an import of a long course', () => {
  it('stalls nobody: probes, reads and writes are answered while it runs', async () => {
    await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    let isDone = false;
    const begun = performance.now();
    const running = imported('long', 1_500).then((answer) => {
      isDone = true;
      return answer;
    });
    const times: number[] = [];
    for (let number = 0; !isDone; number += 1) {
      const from = performance.now();
      await request(server.url).get('/health/live').expect(200);
      await request(server.url).get('/v1/patients/p/timeline').expect(200);
      const fact = { kind: 'ContactRecorded', occurredOn: '2024-01-02', note: `${number}` };
      await request(server.url)
        .post('/v1/patients/p/facts')
        .send({ facts: [fact] })
        .expect(201);
      times.push((performance.now() - from) / 3);
      await wait(20);
    }
    const { status, body } = await running;
    const took = performance.now() - begun;
    expect(status).toBe(200);
    expect(body.statements).toBe(1_501);
    expect(times.length).toBeGreaterThan(3);
    // On a machine that does much else everything takes longer, the import too.
    expect(Math.max(...times)).toBeLessThan(Math.max(LONGEST_MS, took / 3));
  }, 120_000);

  it('that others write into is planned anew, and has each row once', async () => {
    await imported('shared', 5).expect(200);
    let isDone = false;
    const running = imported('shared', 900).then((answer) => {
      isDone = true;
      return answer;
    });
    await wait(100);
    expect(isDone).toBe(false);
    const fact = { kind: 'ContactRecorded', occurredOn: '2024-02-02', note: 'in between' };
    await request(server.url)
      .post('/v1/patients/shared/facts')
      .send({ facts: [fact] })
      .expect(201);
    const { status, body } = await running;
    expect([status, body.refused]).toEqual([200, false]);
    const again = await imported('shared', 900).expect(200);
    expect(again.body.counts).toMatchObject({ unchanged: 901, recorded: 0 });
    const timeline = await request(server.url).get('/v1/patients/shared/timeline').expect(200);
    expect(timeline.body.revision).toBe(901);
  }, 120_000);

  it('is one of a few: more at once are told to come again', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => imported(`p${index}`, 800)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.body.type).toBe('urn:leptotrace:problem:overloaded');
  }, 120_000);
});
