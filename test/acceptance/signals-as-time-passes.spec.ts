import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import request from 'supertest';
import type { Instant } from '@leptotrace/kernel';
import { progressionsHeld, receive, type SentSignal } from '@leptotrace/signals';
import { startApp, type TestApp } from '../support/app';
import { brainMri } from '../support/brain-mri';
import { signalsSettled } from '../support/signals-settled';

const START = {
  kind: 'TherapyStarted',
  occurredOn: '2025-11-10',
  lineId: 'l1',
  agent: 'osimertinib',
  route: 'oral',
  intent: 'palliative',
};
const BEFORE = [START, brainMri('2025-11-05', 20), brainMri('2026-01-05', 20)];
const PROGRESSIONS = [
  ['CNSPFS', 'cns'],
  ['NCNSPFS', 'non-cns'],
  ['BIPFS', 'both'],
] as const;

interface Received {
  readonly id: string;
  readonly type: string;
  readonly causationid: string;
  readonly data: SentSignal & { readonly patientId: string };
}

describe('signals as time passes', () => {
  let folder: string;
  let server: TestApp;
  let at = '';
  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startApp(
      { DATA_DIR: folder, LEASE_MS: '600', ...env },
      () => new Date(at).toISOString() as Instant,
    );
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leptotrace-time-'));
    at = '2026-03-01T10:00:00.000Z';
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const patient = async (...facts: object[]): Promise<void> => {
    await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    await record(...facts);
  };
  const record = async (...facts: object[]): Promise<void> => {
    await request(server.url).post('/v1/patients/p/facts').send({ facts }).expect(201);
    await signalsSettled(server.url);
  };
  const feed = async (): Promise<readonly Received[]> =>
    (await request(server.url).get('/v1/signals?limit=200').expect(200)).body.signals;
  const ofCns = async () => (await feed()).filter(({ data }) => data.key === 'progression:cns');
  const held = async () =>
    progressionsHeld(receive((await feed()).map(({ id, data }) => ({ ...data, signalId: id }))))
      .map(({ compartment, date, confirmation }) => ({ compartment, date, confirmation }))
      .sort((a, b) => (a.compartment < b.compartment ? -1 : 1));
  /** What `endpoints` answers on the day that it takes for today. */
  const answered = async () => {
    const { body } = await request(server.url).get('/v1/patients/p/endpoints').expect(200);
    return PROGRESSIONS.flatMap(([paramcd, compartment]) => {
      const found = body.endpoints.find((one: { paramcd: string }) => one.paramcd === paramcd);
      if (found?.cnsr !== 0 || found.cause === 'DEATH') return [];
      const isSure = ['exact', 'imputed'].includes(found.determinacy);
      return [{ compartment, date: found.adt, confirmation: isSure ? 'confirmed' : 'provisional' }];
    }).sort((a, b) => (a.compartment < b.compartment ? -1 : 1));
  };
  const untilToday = async (): Promise<void> => {
    const until = Date.now() + 15_000;
    while (JSON.stringify(await held()) !== JSON.stringify(await answered()) && Date.now() < until)
      await wait(50);
    expect(await held()).toEqual(await answered());
  };
  /** Longer than it takes to notice that a day has begun. */
  const nothingMore = async (known: number): Promise<void> => {
    await wait(2_500);
    expect(await feed()).toHaveLength(known);
  };

  it('a fact dated ahead is told of on its day, not before', async () => {
    await start();
    await patient(...BEFORE, brainMri('2026-03-03', 32));
    expect(await ofCns()).toEqual([]);
    const before = (await feed()).length;
    at = '2026-03-02T23:59:59.000Z';
    await nothingMore(before);
    at = '2026-03-03T00:00:00.000Z';
    await untilToday();
    expect(await ofCns()).toMatchObject([
      {
        type: 'org.leptotrace.progression-detected.v1',
        data: { now: { date: '2026-03-03' }, on: '2026-03-03', asOf: 1 + BEFORE.length },
      },
    ]);
    await nothingMore((await feed()).length);
  });

  it('a day begins where the site is', async () => {
    await start({ SITE_TIME_ZONE: 'Asia/Shanghai' });
    await patient(...BEFORE, brainMri('2026-03-03', 32));
    const before = (await feed()).length;
    at = '2026-03-02T15:59:59.000Z';
    await nothingMore(before);
    at = '2026-03-02T16:00:00.000Z';
    await untilToday();
    expect(await ofCns()).toMatchObject([{ data: { on: '2026-03-03' } }]);
  });

  it('a month that is not over leaves open what it tells, until its last day', async () => {
    await start();
    await patient(...BEFORE, brainMri('2026-03', 32));
    expect(await ofCns()).toEqual([]);
    at = '2026-03-30T12:00:00.000Z';
    await nothingMore((await feed()).length);
    at = '2026-03-31T00:00:00.000Z';
    await untilToday();
    expect(await ofCns()).toMatchObject([
      { type: 'org.leptotrace.progression-detected.v1', data: { on: '2026-03-31' } },
    ]);
  });

  it('a gap that closes makes sure what it left provisional: one revision, two days, two signals', async () => {
    await start();
    const inTheGap = {
      ...brainMri('2026-03-02', 20),
      occurredOn: { earliest: '2026-03-02', latest: '2026-03-05' },
    };
    await patient(START, brainMri('2025-11-05', 20), brainMri('2026-01-05', 32), inTheGap);
    at = '2026-03-02T08:00:00.000Z';
    await untilToday();
    expect((await ofCns()).at(-1)?.data).toMatchObject({ now: { confirmation: 'provisional' } });
    at = '2026-03-05T08:00:00.000Z';
    await untilToday();
    const told = await ofCns();
    expect(
      told.map(({ data }) => [data.on, data.now && 'confirmation' in data.now && data.now.confirmation]),
    ).toEqual([
      ['2026-03-01', 'confirmed'],
      ['2026-03-02', 'provisional'],
      ['2026-03-05', 'confirmed'],
    ]);
    expect(new Set(told.map(({ data }) => data.asOf)).size).toBe(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(3);
    expect(told.map(({ data }) => data.supersedes)).toEqual([null, told[0]?.id, told[1]?.id]);
  });

  it('after a stop over the days that decided one look says what holds, by the last of them', async () => {
    await start();
    await patient(
      ...BEFORE,
      brainMri('2026-03-03', 32),
      brainMri('2026-03-06', 40),
      brainMri('2026-05-06', 10),
    );
    const before = await feed();
    await server.app.close();
    at = '2026-04-17T10:00:00.000Z';
    await start();
    await untilToday();
    const more = (await feed()).slice(before.length);
    expect(new Set(more.map(({ data }) => data.on))).toEqual(new Set(['2026-03-06']));
    expect(new Set(more.map(({ data }) => data.key)).size).toBe(more.length);
    // Nothing is told again when it starts once more, nor by rows that are made anew.
    await server.app.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `read-models.db${end}`), { force: true });
    await start();
    await signalsSettled(server.url);
    await nothingMore(before.length + more.length);
    at = '2026-05-06T10:00:00.000Z';
    await wait(2_500);
    await untilToday();
    expect((await feed()).at(-1)?.data.on).toBe('2026-05-06');
  });

  it('what a clock said that went ahead is taken back when it is mended', async () => {
    await start();
    await patient(...BEFORE, brainMri('2026-03-03', 32));
    at = '2027-03-03T00:00:00.000Z';
    await wait(1_500);
    await untilToday();
    expect(await held()).not.toEqual([]);
    at = '2026-03-01T11:00:00.000Z';
    await wait(1_500);
    await untilToday();
    expect(await held()).toEqual([]);
  });

  it('a statement is told of on the day that it was recorded, and what decided since on its own', async () => {
    await start({ PROJECTIONS: 'off' });
    await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    const facts = [...BEFORE, brainMri('2026-02-20', 32), brainMri('2026-04-02', 10)];
    await request(server.url)
      .post('/v1/patients/p/facts')
      .send({ facts: facts.slice(0, -1) })
      .expect(201);
    await request(server.url)
      .post('/v1/patients/p/facts')
      .send({ facts: facts.slice(-1) })
      .expect(201);
    await server.app.close();
    at = '2026-04-09T10:00:00.000Z';
    await start();
    await signalsSettled(server.url);
    await untilToday();
    expect((await ofCns()).map(({ data }) => [data.asOf, data.on])).toEqual([[4, '2026-03-01']]);
    expect((await feed()).at(-1)?.data).toMatchObject({ asOf: 5, on: '2026-04-02' });
  });
});
