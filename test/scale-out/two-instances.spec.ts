import { openRedisReadModels } from '@leptotrace/read-model-redis';
import { MODELS } from '../../src/read-models/projections';
import { describeWithRedis } from '../support/redis';
import { definitionsOf, expectNothingLost, rebuiltRows, rowsOf, untilAt } from './support/expectations';
import { ask, asked, openFleet, projectorOf, until, type Fleet, type Instance } from './support/fleet';
import { load, register } from './support/load';

jest.setTimeout(400_000);

const PATIENTS = Array.from({ length: 40 }, (_, index) => `p-${String(index).padStart(2, '0')}`);
// With FULL_LOAD, as .ci/run sets it, at every change; else what a developer has the time for.
const COMMANDS = process.env['FULL_LOAD'] === undefined ? 2_500 : 10_000;
// The lease of who is killed runs out after a second: the load goes on for longer.
const KILLED_UNDER = 600;

describeWithRedis('Two instances on one store', () => {
  let fleet: Fleet;
  let a: Instance;
  let b: Instance;
  beforeAll(async () => {
    fleet = await openFleet();
    const env = { WEBHOOK_KEY: 'the same on each of the instances' };
    [a, b] = await Promise.all([fleet.start(env), fleet.start(env)]);
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
        await untilAt(store, definitions[model], head);
        expect(JSON.stringify(await rowsOf(store, definitions[model]))).toBe(expected[model]);
      }
    } finally {
      await store.close();
    }
  };

  it(`give ${COMMANDS} concurrent commands on the same patients one order, and lose none`, async () => {
    const acknowledged = await load([a, b], PATIENTS, {
      commands: COMMANDS,
      atOnce: 48,
      longestMs: 300_000,
    });
    expect(acknowledged).toHaveLength(COMMANDS);
    await expectNothingLost(fleet.log, acknowledged);
  });

  it('project every model once, with rows that a rebuild gives byte for byte', async () => {
    await expectRowsOfTheLog();
  });

  it('show on one what was written on the other, by its position', async () => {
    for (let turn = 0; turn < 30; turn += 1) {
      const [writer, reader] = turn % 2 === 0 ? [a, b] : [b, a];
      const patientId = `fresh-${String(turn).padStart(2, '0')}`;
      const { headers } = await ask(writer, '/v1/patients', { post: { patientId } });
      const position = headers.get('timeline-position') ?? '';
      const listed = await ask(reader, '/v1/patients?limit=200', {
        headers: { 'timeline-position': position },
      });
      expect(listed.status).toBe(200);
      expect(listed.body.patients.map((one: { patientId: string }) => one.patientId)).toContain(patientId);
      expect((listed.headers.get('timeline-position') ?? '') >= position).toBe(true);
      const single = await ask(reader, `/v1/patients/${patientId}/timeline`);
      expect(single.status).toBe(200);
    }
  });

  it('refuse a position that no log has', async () => {
    const answer = await ask(b, '/v1/patients', { headers: { 'timeline-position': 'r17' } });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: '/headers/timeline-position' }] } });
  });

  it('answer 503 with the lag, not old rows, when the position is not reached in time', async () => {
    const beyond = '9'.repeat(40);
    const before = performance.now();
    const answer = await ask(a, '/v1/cohorts/endpoints', { headers: { 'timeline-position': beyond } });
    expect(answer).toMatchObject({ status: 503, body: { lag: { events: 0, atLeast: false } } });
    expect(answer.body.type).toBe('urn:leptotrace:problem:behind');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(performance.now() - before).toBeGreaterThan(1_900);
  });

  it('share what one of them derived', async () => {
    const path = `/v1/patients/${PATIENTS[3]}/endpoints`;
    const first = await ask(a, path);
    const second = await ask(b, path);
    expect(second.body).toEqual(first.body);
    const { body } = await ask(b, '/metrics');
    expect(body).toMatch(/leptotrace_course_cache_requests_total\{result="shared"\} [1-9]/);
  });

  it('name lag and state of each projection, in readiness and metrics', async () => {
    // What is not counted in time has none: a busy machine is asked again.
    const { status, body } = await asked(a, '/health/ready', ({ projections }) =>
      MODELS.every((model) => projections[model].lag?.events === 0),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', log: { up: true }, readModels: { up: true } });
    for (const model of MODELS) {
      expect(body.projections[model]).toMatchObject({ built: true, lag: { events: 0, seconds: 0 } });
      expect(['projecting', 'standby']).toContain(body.projections[model].state.kind);
    }
    const { body: metrics } = await asked(a, '/metrics', (text: string) =>
      text.includes('leptotrace_projection_lag_events{projection="cohort"} 0'),
    );
    for (const line of [
      'leptotrace_store_up 1',
      'leptotrace_read_models_up 1',
      'leptotrace_projection_lag_events{projection="cohort"} 0',
      'leptotrace_projection_halted{projection="signals"} 0',
    ])
      expect(metrics.split('\n')).toContain(line);
    expect(metrics).not.toContain('p-00');
  });

  it('carry on when the projecting one is killed in the middle: no row wrong, none applied twice', async () => {
    const killed = (await projectorOf('cohort', [a, b])) ?? a;
    const left = killed === a ? b : a;
    const loading = load([left], PATIENTS, { commands: KILLED_UNDER, atOnce: 24 });
    await until(async () => {
      const { body } = await ask(left, '/health/ready');
      const { lag } = body.projections.cohort;
      // So much that nobody waited for the count, or something.
      return lag === null || lag.events > 0;
    });
    await killed.kill();
    const acknowledged = await loading;
    expect(acknowledged).toHaveLength(KILLED_UNDER);
    await until(async () => (await projectorOf('cohort', [left])) === left, 30_000);
    await expectNothingLost(fleet.log, acknowledged);
    await expectRowsOfTheLog();
  });
});
