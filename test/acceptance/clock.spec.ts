import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import type { Instant } from '@leptotrace/kernel';
import { startApp, type TestApp } from '../support/app';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');
const MINUTE = 60_000;
const YEARS = 4 * 365 * 24 * 60 * MINUTE;

describe('a clock that went ahead', () => {
  let folder: string;
  let server: TestApp;
  let at = NOW;
  const start = async (env: Record<string, string> = {}): Promise<void> => {
    server = await startApp({ DATA_DIR: folder, ...env }, () => new Date(at).toISOString() as Instant);
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leptotrace-clock-'));
    at = NOW;
    await start();
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = (patientId: string) => request(server.url).post('/v1/patients').send({ patientId });
  const contact = (patientId: string) =>
    request(server.url)
      .post(`/v1/patients/${patientId}/facts`)
      .send({ facts: [{ kind: 'ContactRecorded', occurredOn: '2024-01-01' }] });
  const ready = async () => (await request(server.url).get('/health/ready').expect(200)).body;
  const revisionOf = async (patientId: string): Promise<number> =>
    (await request(server.url).get(`/v1/patients/${patientId}/timeline`).expect(200)).body.revision;

  it('does not give its year to what is said after it was mended: refused with both times, and readiness says so', async () => {
    at = NOW + YEARS;
    await register('ahead').expect(201);
    at = NOW;
    await register('other').expect(201);
    const { body, headers } = await contact('ahead').expect(503);
    expect(body).toMatchObject({
      type: 'urn:leptotrace:problem:clock',
      recordedAt: new Date(NOW + YEARS).toISOString(),
      now: new Date(NOW).toISOString(),
    });
    expect(body.detail).toContain('CLOCK_AHEAD');
    expect(headers['content-type']).toContain('application/problem+json');
    expect(await revisionOf('ahead')).toBe(0);
    expect(await ready()).toMatchObject({
      status: 'degraded',
      clock: { patients: 1, until: new Date(NOW + YEARS).toISOString() },
    });
    expect((await request(server.url).get('/metrics')).text).toContain(
      'leptotrace_recorded_ahead_patients 1',
    );
    await contact('other').expect(201);
    // Once time has come so far, nothing is left of it.
    at = NOW + YEARS + MINUTE;
    await contact('ahead').expect(201);
    expect((await ready()).clock).toEqual({ patients: 0, until: null });
  });

  it.each([
    [5 * MINUTE, 201],
    [5 * MINUTE + 1, 503],
  ])('by %d ms: %d', async (ahead, status) => {
    at = NOW + ahead;
    await register('p').expect(201);
    at = NOW;
    await contact('p').expect(status);
    expect((await ready()).clock.patients).toBe(status === 201 ? 0 : 1);
  });

  it('is recorded with the time that it had, where that was said, and readiness goes on to warn', async () => {
    at = NOW + YEARS;
    await register('p').expect(201);
    at = NOW;
    await server.close();
    await start({ CLOCK_AHEAD: 'record' });
    await contact('p').expect(201);
    expect(await revisionOf('p')).toBe(1);
    expect(await ready()).toMatchObject({ status: 'degraded', clock: { patients: 1 } });
  });
});
