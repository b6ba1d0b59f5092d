import { Parser } from '@asyncapi/parser';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const served = async () => (await request(server.url).get('/v1/signals/asyncapi.json').expect(200)).body;

describe('the AsyncAPI document', () => {
  it('is one that the reference parser finds nothing wrong with', async () => {
    const { document, diagnostics } = await new Parser().parse(await served());
    expect(diagnostics.filter(({ severity }) => Number(severity) === 0)).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
    expect(document?.channels().map((channel) => channel.id())).toEqual([
      'live',
      'patientLive',
      'webhook',
      'redisStream',
    ]);
  });

  it('describes each signal as it is sent', async () => {
    await request(server.url).post('/v1/patients').send({ patientId: 'p1' }).expect(201);
    const facts = [
      {
        kind: 'TherapyStarted',
        occurredOn: '2024-01-10',
        lineId: 'l1',
        agent: 'osimertinib',
        route: 'oral',
        intent: 'palliative',
      },
      brainMri('2024-01-05', 20),
      brainMri('2024-03-01', 20),
      brainMri('2024-05-01', 30),
    ];
    const { body: written } = await request(server.url)
      .post('/v1/patients/p1/facts')
      .send({ facts })
      .expect(201);
    let signals: { type: string }[] = [];
    while (!signals.some(({ type }) => type === 'org.leptotrace.progression-detected.v1')) {
      const { body } = await request(server.url)
        .get('/v1/signals')
        .set('Timeline-Position', written.position)
        .expect(200);
      signals = body.signals;
    }
    const { messages } = (await served()).components;
    const ajv = addFormats(new Ajv({ strict: false }));
    for (const signal of signals) {
      const message = Object.values<{ name: string; payload: object }>(messages).find(
        ({ name }) => name === signal.type,
      );
      ajv.validate(message?.payload ?? false, signal);
      expect(ajv.errors ?? []).toEqual([]);
      const broken = { ...signal, data: { nothing: 'of this' } };
      expect(ajv.validate(message?.payload ?? false, broken)).toBe(false);
    }
  });
});
