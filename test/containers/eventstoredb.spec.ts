import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import type { StartedTestContainer } from 'testcontainers';
import { eventStoreContract, type OpenedLog } from '../../libs/event-store/src/contract';
import { loseNextAnswer } from '../contract/support/temporary-log';

const IMAGE = 'eventstore/eventstore:24.10.0-jammy';
const given = process.env['EVENTSTORE_URL'] ?? '';
const hasEngine =
  given === '' && spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 5_000 }).status === 0;

interface RealLog extends OpenedLog {
  readonly prefix: string;
}

const openAt = (url: string, prefix: string): RealLog => {
  const store = new EventStoreDbEventStore({ url, prefix });
  return { store, admin: store, prefix, dispose: () => store.close() };
};

if (given === '' && !hasEngine) {
  console.warn('EventStoreDB tests skipped: EVENTSTORE_URL is not set and no container engine answers');
  describe('event store contract: eventstoredb (real server)', () => {
    it.skip('needs EVENTSTORE_URL or a container engine', () => undefined);
  });
} else {
  let url = given;
  let container: StartedTestContainer | undefined;
  beforeAll(async () => {
    if (given !== '') return;
    const { GenericContainer, Wait } = await import('testcontainers');
    container = await new GenericContainer(IMAGE)
      .withCommand(['--insecure', '--mem-db', '--run-projections=None'])
      .withExposedPorts(2113)
      .withWaitStrategy(Wait.forHttp('/health/live', 2113).forStatusCode(204))
      .start();
    url = `esdb://${container.getHost()}:${container.getMappedPort(2113)}?tls=false`;
  }, 180_000);
  afterAll(async () => {
    await container?.stop();
  });

  eventStoreContract('eventstoredb (real server)', {
    rejectsReusedIds: false,
    open: async () => openAt(url, `t${randomInt(2 ** 47)}.`),
    reopen: async (log) => {
      await log.store.close();
      return openAt(url, (log as RealLog).prefix);
    },
    loseNextAnswer,
  });
}
