import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

const answers = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 5_000 }).status === 0;

const hasServer = answers('redis-server', '--version');
const hasEngine = !hasServer && answers('docker', 'info');

/** A Redis of the test's own, or one in a container. */
export interface TestRedis {
  readonly url: string;
  readonly client: Redis;
  /** As by `kill -9`; what was acknowledged more than a second ago is on disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const untilItAnswers = async (url: string): Promise<void> => {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const probe = new Redis(url, { lazyConnect: true, disconnectTimeout: 100, retryStrategy: () => null });
    probe.on('error', () => undefined);
    try {
      await probe.connect();
      await probe.ping();
      return;
    } catch (fault) {
      if (Date.now() > deadline) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      probe.disconnect();
    }
  }
};

const ownRedis = async (): Promise<TestRedis> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-redis-'));
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    server = spawn('redis-server', [...args, '--appendonly', 'yes', '--appendfsync', 'everysec'], {
      stdio: 'ignore',
    });
    await untilItAnswers(url);
  };
  const kill = async (): Promise<void> => {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
    server = null;
  };
  await start();
  const client = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 100 });
  client.on('error', () => undefined);
  return {
    url,
    client,
    start,
    kill,
    stop: async () => {
      client.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const redisInContainer = async (): Promise<TestRedis> => {
  const { GenericContainer } = await import('testcontainers');
  const port = await freePort();
  const container = await new GenericContainer('redis:7.4-alpine')
    .withCommand(['redis-server', '--save', '', '--appendonly', 'yes'])
    .withExposedPorts({ container: 6379, host: port })
    .start();
  const url = `redis://${container.getHost()}:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 100 });
  client.on('error', () => undefined);
  const docker = (...args: string[]): void => {
    spawnSync('docker', [...args, container.getId()], { stdio: 'ignore' });
  };
  return {
    url,
    client,
    kill: async () => docker('kill'),
    start: async () => {
      docker('start');
      await untilItAnswers(url);
    },
    stop: async () => {
      client.disconnect();
      await container.stop();
    },
  };
};

export const startRedis = (): Promise<TestRedis> => (hasServer ? ownRedis() : redisInContainer());

/** `describe`, or with one printed reason its skipping, where no Redis can be started. */
export const describeWithRedis = (name: string, tests: () => void): void => {
  if (hasServer || hasEngine) return describe(name, tests);
  console.warn(`${name} skipped: no redis-server on the PATH and no container engine`);
  describe.skip(name, tests);
};
