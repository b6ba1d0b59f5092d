import request from 'supertest';
import type { SentSignal } from '@leptotrace/signals';
import { startApp, type TestApp } from '../support/app';
import { signalsSettled } from '../support/signals-settled';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const api = () => request(server.url);

interface Received {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: SentSignal;
}

const register = (patientId: string) => api().post('/v1/patients').send({ patientId }).expect(201);

const record = async (patientId: string, fact: object): Promise<string> => {
  const { body } = await api()
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: [fact] })
    .expect(201);
  return body.facts[0].factId;
};

const reviews = async (patientId: string): Promise<readonly Received[]> => {
  await signalsSettled(server.url);
  const { body } = await api().get('/v1/signals?limit=200').expect(200);
  return (body.signals as readonly Received[]).filter(
    ({ subject, type }) => subject === patientId && type === 'org.leptotrace.decision-review-suggested.v1',
  );
};

const puncture = { kind: 'LumbarPuncturePerformed', occurredOn: '2024-03-01', specimenId: 'lp' };
const cytology = (occurredOn: string, result: string) => ({
  kind: 'CsfCytologyReported',
  occurredOn,
  specimenId: 'lp',
  result,
});
const contact = (occurredOn: string) => ({ kind: 'ContactRecorded', occurredOn });

/** A decision of 5 March on what was known at revision 1, with one contact recorded behind that. */
const decide = async (patientId: string): Promise<string> => {
  await register(patientId);
  await record(patientId, puncture);
  await record(patientId, contact('2024-06-01'));
  const { body } = await api()
    .post(`/v1/patients/${patientId}/decisions`)
    .send({
      on: '2024-03-05',
      question: 'Intrathecal therapy?',
      decision: 'Wait for cytology.',
      asOf: 'r1',
    })
    .expect(201);
  expect(body.knownRevision).toBe(1);
  return body.decisionId;
};

describe('a review of a decision', () => {
  it('is signalled once when a late fact concerns it, with the decision and that fact', async () => {
    const decisionId = await decide('d1');
    expect(await reviews('d1')).toEqual([]);
    const factId = await record('d1', cytology('2024-03-01', 'positive'));
    const signalled = await reviews('d1');
    expect(signalled).toMatchObject([
      {
        data: {
          key: `review:${decisionId}`,
          now: { what: 'review', decisionId, because: [4], facts: [factId] },
          before: null,
          supersedes: null,
          asOf: 4,
        },
      },
    ]);
    await record('d1', contact('2024-07-01'));
    expect(await reviews('d1')).toEqual(signalled);
  });

  it('is not signalled when the facts behind it lie after the decision', async () => {
    await decide('d2');
    await record('d2', cytology('2024-03-06', 'positive'));
    await record('d2', contact('2024-07-01'));
    expect(await reviews('d2')).toEqual([]);
  });

  it('is signalled again, naming what it supersedes, when another fact concerns it', async () => {
    const decisionId = await decide('d5');
    const one = await record('d5', cytology('2024-03-01', 'negative'));
    const two = await record('d5', contact('2024-02-20'));
    const [first, second, ...more] = await reviews('d5');
    expect(more).toEqual([]);
    expect(second?.data).toMatchObject({
      key: `review:${decisionId}`,
      now: { because: [4, 5], facts: [one, two].sort() },
      before: { because: [4], facts: [one] },
      supersedes: first?.id,
    });
  });
});
