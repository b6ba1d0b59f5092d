import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import type { EventStore, StreamId } from '@leptotrace/event-store';
import { EVENT_STORE } from '../../src/store/tokens';
import { fixtures } from '../../libs/event-store/src/contract';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it does not come to be so');
    await wait(50);
  }
};
const ready = async () => (await request(server.url).get('/health/ready')).body;
const register = (patientId: string) => request(server.url).post('/v1/patients').send({ patientId });
const listed = async (): Promise<readonly string[]> => {
  const { body } = await request(server.url).get('/v1/patients').expect(200);
  return (body as { patients: { patientId: string }[] }).patients.map(({ patientId }) => patientId);
};

describe('a stream that cannot be read', () => {
  const damage = (): Promise<unknown> =>
    server.app
      .get<EventStore>(EVENT_STORE)
      .append('patient-bad' as StreamId, 0, [fixtures.event({ type: 'NobodyKnowsThis' })]);

  it('is set aside alone: it takes no statement more, everyone else is recorded, listed and told', async () => {
    await register('bad').expect(201);
    await damage();
    await until(async () => (await ready()).status === 'degraded');
    expect((await ready()).quarantine).toMatchObject({
      streams: 1,
      named: [{ stream: 'patient-bad', revision: 1 }],
    });
    expect((await request(server.url).get('/health/ready')).status).toBe(200);
    const refused = await request(server.url)
      .post('/v1/patients/bad/facts')
      .send({ facts: [{ kind: 'ContactRecorded', occurredOn: '2024-01-01' }] });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ type: 'urn:leptotrace:problem:quarantined', revision: 1 });
    const { headers } = await register('good').expect(201);
    const seen = await request(server.url)
      .get('/v1/patients')
      .set('timeline-position', headers['timeline-position'] as string);
    expect(seen.status).toBe(200);
    expect(await listed()).toContain('good');
    expect((await request(server.url).get('/metrics')).text).toContain('leptotrace_quarantined_streams 1');
    const { projections } = await ready();
    for (const { state } of Object.values<{ state: { kind: string } }>(projections))
      expect(state.kind).toBe('projecting');
  });
});

/** Names that every object inherits: none is a field. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype);

describe('a body with a name that every object inherits', () => {
  const send = (path: string, body: string) =>
    request(server.url).post(path).set('content-type', 'application/json').send(body);

  it.each(INHERITED)('%s is refused by name, and nothing is written', async (name) => {
    const own = (body: object): string => `{${JSON.stringify(body).slice(1, -1)},"${name}":1}`;
    const refusals = [await send('/v1/patients', own({ patientId: 'p1' }))];
    await register('p2').expect(201);
    const { body } = await request(server.url)
      .post('/v1/patients/p2/facts')
      .send({ facts: [{ kind: 'ContactRecorded', occurredOn: '2024-01-01' }] })
      .expect(201);
    const fact = `/v1/patients/p2/facts/${body.facts[0].factId}`;
    const contact = { kind: 'ContactRecorded', occurredOn: '2024-01-02' };
    const amendment = { supersedes: 1, change: 'corrected', reason: 'r', fact: contact };
    refusals.push(
      await send('/v1/patients/p2/facts', `{"facts":[${own(contact)}]}`),
      await send(`${fact}/amendments`, own(amendment)),
      await send(
        `${fact}/amendments`,
        JSON.stringify(amendment).replace(JSON.stringify(contact), own(contact)),
      ),
      await send(`${fact}/retraction`, own({ supersedes: 1, reason: 'duplicate' })),
      await send('/v1/patients/p2/decisions', own({ on: '2024-02-01', question: 'q', decision: 'd' })),
    );
    expect(refusals.map(({ status }) => status)).toEqual(refusals.map(() => 400));
    const { body: after } = await request(server.url).get('/v1/patients/p2/timeline').expect(200);
    expect(after.revision).toBe(1);
    await request(server.url).get('/v1/patients/p1/timeline').expect(404);
    expect((await ready()).quarantine.streams).toBe(0);
  });

  it('a filter of webhooks that is no object is refused, and the list goes on', async () => {
    const answer = await send('/v1/webhooks', '{"url":"https://example.org/x","filter":[]}');
    expect(answer.status).toBe(400);
    await request(server.url).get('/v1/webhooks').expect(200);
  });
});
