import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openRedisReadModels } from '@leptotrace/read-model-redis';
import { MODELS } from '../../src/read-models/projections';
import { fixtures } from '../../libs/event-store/src/contract';
import { describeWithRedis } from '../support/redis';
import { definitionsOf, expectNothingLost, rebuiltRows, rowsOf } from './support/expectations';
import { ask, openFleet, until, type Fleet, type Instance } from './support/fleet';
import { load, register } from './support/load';

jest.setTimeout(240_000);

// Enough that the load goes on while what is broken comes back.
const DURING_FAULT = 250;

const PATIENTS = Array.from({ length: 12 }, (_, index) => `f-${String(index).padStart(2, '0')}`);

describeWithRedis('Faults of what the service stands on', () => {
  let fleet: Fleet;
  let a: Instance;
  let b: Instance;
  beforeAll(async () => {
    fleet = await openFleet();
    [a, b] = await Promise.all([fleet.start(), fleet.start()]);
    await register(a, PATIENTS);
  });
  afterAll(() => fleet.stop());

  const expectRowsOfTheLog = async (): Promise<void> => {
    const expected = await rebuiltRows(fleet.log);
    const head = (await fleet.log.head()) ?? '';
    const store = openRedisReadModels({ url: fleet.redis.url });
    const definitions = definitionsOf(fleet.log);
    try {
      for (const model of MODELS) {
        await until(async () => {
          const at = await store.checkpoint(definitions[model]).catch(() => null);
          return (at?.position ?? '') >= head;
        }, 60_000);
        expect(JSON.stringify(await rowsOf(store, definitions[model]))).toBe(expected[model]);
      }
    } finally {
      await store.close();
    }
  };

  const untilReady = (instances: readonly Instance[]): Promise<void> =>
    until(async () => {
      const answers = await Promise.all(instances.map((instance) => ask(instance, '/health/ready')));
      return answers.every(({ body }) => body.status === 'ready');
    }, 30_000);

  it('Redis killed under load: single patients go on, lists answer 503 with Retry-After, all recovers', async () => {
    const loading = load([a, b], PATIENTS, { commands: DURING_FAULT, atOnce: 16 });
    await wait(500);
    await fleet.redis.kill();
    await until(async () => (await ask(a, '/v1/patients')).status === 503);
    for (const path of ['timeline', 'status', 'endpoints', 'resistance'])
      expect((await ask(b, `/v1/patients/${PATIENTS[1]}/${path}`)).status).toBe(200);
    const list = await ask(b, '/v1/cohorts/endpoints');
    expect(list).toMatchObject({
      status: 503,
      body: { type: 'urn:leptotrace:problem:read-models-unavailable' },
    });
    expect(list.headers.get('retry-after')).toBe('1');
    const ready = await ask(a, '/health/ready');
    expect(ready).toMatchObject({ status: 200, body: { status: 'degraded', readModels: { up: false } } });
    await fleet.redis.start();
    const acknowledged = await loading;
    expect(acknowledged).toHaveLength(DURING_FAULT);
    await untilReady([a, b]);
    expect((await ask(a, '/v1/patients')).status).toBe(200);
    await expectNothingLost(fleet.log, acknowledged);
    await expectRowsOfTheLog();
  });

  it('Redis that lost everything: the rows are built again by themselves', async () => {
    await fleet.redis.client.flushall();
    await untilReady([a, b]);
    await expectRowsOfTheLog();
  });

  it.each([
    ['cut', (): Promise<void> => fleet.server.drop('close')],
    [
      'restarted after two seconds',
      async (): Promise<void> => {
        await fleet.server.stop();
        await wait(2_000);
        await fleet.server.start();
      },
    ],
    [
      'stalled for two seconds',
      async (): Promise<void> => {
        fleet.server.faults.isStalled = true;
        await wait(2_000);
        fleet.server.faults.isStalled = false;
      },
    ],
    [
      'answering appends it has written with nothing',
      async (): Promise<void> => {
        fleet.server.faults.loseAnswers = 40;
      },
    ],
  ])('event store %s under load: every acknowledged write is there, once', async (_name, breakIt) => {
    const loading = load([a, b], PATIENTS, { commands: DURING_FAULT, atOnce: 16 });
    await wait(400);
    await breakIt();
    const acknowledged = await loading;
    expect(acknowledged).toHaveLength(DURING_FAULT);
    await expectNothingLost(fleet.log, acknowledged);
    await untilReady([a, b]);
    await expectRowsOfTheLog();
  });

  it('deliveries three times over, and late: each event counts once', async () => {
    fleet.server.faults.deliveries = 3;
    fleet.server.faults.delayMs = 15;
    const acknowledged = await load([a, b], PATIENTS, { commands: 150, atOnce: 16 });
    fleet.server.faults.deliveries = 1;
    fleet.server.faults.delayMs = 0;
    await expectNothingLost(fleet.log, acknowledged);
    await expectRowsOfTheLog();
  });

  it('Redis emptied while connected, and nothing written: filled again, and no instance leaves the proxy', async () => {
    await fleet.redis.client.flushall();
    await until(async () => {
      const answers = await Promise.all([a, b].map((instance) => ask(instance, '/health/ready')));
      for (const { status } of answers) expect(status).toBe(200);
      return answers.every(({ body }) => body.status === 'ready');
      // Noticed within a lease; the whole log is read again behind it.
    }, 60_000);
    expect((await ask(b, '/v1/patients')).status).toBe(200);
    await expectRowsOfTheLog();
  });

  it('the event store away: 503, and readiness says so', async () => {
    await fleet.server.stop();
    const answer = await ask(a, `/v1/patients/${PATIENTS[0]}/timeline`);
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:leptotrace:problem:unavailable' } });
    const ready = await ask(a, '/health/ready');
    expect(ready).toMatchObject({ status: 503, body: { status: 'unavailable', log: { up: false } } });
    // For longer than rows are trusted without a look at the log: no work in the background ends an instance.
    for (let seconds = 0; seconds < 12; seconds += 1) {
      for (const each of [a, b]) expect((await ask(each, '/health/live')).status).toBe(200);
      await wait(1_000);
    }
    await fleet.server.start();
    await untilReady([a, b]);
  });

  it('an event that nobody can read sets its stream aside alone, named by every instance, and all goes on', async () => {
    const stream = fixtures.newStream('signals');
    await fleet.log.append(stream, 'no-stream', [fixtures.event({ type: 'NobodyKnowsThis' })]);
    for (const instance of [a, b])
      await until(async () => {
        const { status, body } = await ask(instance, '/health/ready');
        const named = body.quarantine.named as { stream: string }[];
        return status === 200 && body.status === 'degraded' && named.some((one) => one.stream === stream);
      });
    const patientId = `after-${randomUUID().slice(0, 8)}`;
    const { headers } = await ask(b, '/v1/patients', { post: { patientId } });
    const listed = await ask(a, '/v1/patients?limit=200', {
      headers: { 'timeline-position': headers.get('timeline-position') ?? '' },
    });
    expect(listed.status).toBe(200);
    expect(listed.body.patients.map((one: { patientId: string }) => one.patientId)).toContain(patientId);
    const { body } = await ask(a, '/metrics');
    expect(body).toContain('leptotrace_quarantined_streams 1');
    expect(body).toContain('leptotrace_projection_halted{projection="signals"} 0');
  });

  it('an event of a patient that nobody can read: that patient is refused by name, the others are served', async () => {
    const bad = 'unreadable';
    await register(a, [bad]);
    await fleet.log.append(`patient-${bad}` as never, 0, [fixtures.event({ type: 'NobodyKnowsThis' })]);
    const answer = await ask(b, `/v1/patients/${bad}/timeline`);
    expect(answer).toMatchObject({ status: 500, body: { type: 'urn:leptotrace:problem:malformed-event' } });
    expect((await ask(b, `/v1/patients/${PATIENTS[0]}/timeline`)).status).toBe(200);
    for (const instance of [a, b]) {
      await until(async () => {
        const named = (await ask(instance, '/health/ready')).body.quarantine.named as { stream: string }[];
        return named.some((one) => one.stream === `patient-${bad}`);
      });
      const facts = [{ kind: 'ContactRecorded', occurredOn: '2024-01-01' }];
      const refused = await ask(instance, `/v1/patients/${bad}/facts`, { post: { facts } });
      expect(refused).toMatchObject({ status: 409, body: { type: 'urn:leptotrace:problem:quarantined' } });
    }
    // The lists come level with the log: one patient holds up nobody.
    const head = (await fleet.log.head()) ?? '';
    const beyond = await ask(a, '/v1/patients', { headers: { 'timeline-position': head } });
    expect(beyond.status).toBe(200);
  });
});
