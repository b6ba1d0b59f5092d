import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaseOf } from '@leptotrace/read-model';
import request from 'supertest';
import { readConfig } from '../../src/config/config';
import { openReadModels } from '../../src/store/open';
import { startApp } from '../support/app';
import { until } from '../scale-out/support/fleet';

describe('Readiness', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-ready-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is not said before signals have begun: until then the feed is empty for another reason', async () => {
    const env = { DATA_DIR: folder, LEASE_MS: '300' };
    const store = await openReadModels(readConfig(env));
    // Somebody holds the lease of the reactor, and does nothing.
    const reactor = leaseOf({ model: 'reactor', definition: 'reactor-2' });
    const lease = await store.acquire(reactor, 'another', 60_000);
    const server = await startApp(env);
    const ready = () => request(server.url).get('/health/ready');
    try {
      await until(async () => (await ready()).body.projections.quality.built);
      const { body } = await ready();
      expect(body.status).toBe('starting');
      expect(body.projections.reactor).toMatchObject({ built: false, position: null });
      if (lease) await store.release(lease);
      await until(async () => (await ready()).body.status === 'ready');
      expect((await ready()).body).toMatchObject({
        status: 'ready',
        projections: { reactor: { built: true } },
      });
    } finally {
      await server.close();
      await store.close();
    }
  });
});
