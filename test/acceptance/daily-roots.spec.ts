import request from 'supertest';
import { verifyLog, type EventStore } from '@leptotrace/event-store';
import type { Instant } from '@leptotrace/kernel';
import { DailyRoots } from '../../src/operations/daily-roots';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp } from '../support/app';

it('a running server writes the heads of all chains once a day', async () => {
  const server = await startApp();
  try {
    await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    const roots = server.app.get(DailyRoots);
    const store = server.app.get<EventStore>(EVENT_STORE);
    const count = async (): Promise<number> =>
      (await store.readLog({ after: null, filter: { categories: ['roots'] }, limit: 10 })).events.length;
    await roots.tick('2099-01-01T00:30:00.000Z' as Instant);
    expect(await count()).toBe(1);
    await roots.tick('2099-01-01T01:30:00.000Z' as Instant);
    expect(await count()).toBe(1);
    expect((await verifyLog(store)).breaks).toEqual([]);
  } finally {
    await server.close();
  }
});
