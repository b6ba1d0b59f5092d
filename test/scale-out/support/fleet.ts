import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { FakeEventStoreDb } from '../../../libs/event-store-eventstoredb/testing/fake-server';
import { startRedis, type TestRedis } from '../../support/redis';

const BIN = resolve(__dirname, '../../../bin/leptotrace.cjs');

/** One process of the service as it is shipped. */
export interface Instance {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it printed last, for the message of a test that finds it ended. */
  lastWords(): string;
  /** As by `kill -9`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface Fleet {
  readonly server: FakeEventStoreDb;
  readonly redis: TestRedis;
  /** The log, read past the instances. */
  readonly log: EventStoreDbEventStore;
  start(env?: Readonly<Record<string, string>>): Promise<Instance>;
  stop(): Promise<void>;
}

export const startInstance = async (env: Record<string, string>, dataDir: string): Promise<Instance> => {
  const child = spawn(process.execPath, [BIN, 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((found, failed) => {
    const look = (text: Buffer): void => {
      output = (output + text.toString()).slice(-10_000);
      const listening = /listens on (http:\S+)/.exec(output);
      if (listening?.[1]) found(listening[1]);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${output}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url,
    process: child,
    lastWords: () => output.slice(-4_000),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};

/** A store, a Redis and any number of instances on them. */
export const openFleet = async (): Promise<Fleet> => {
  if (!existsSync(resolve(__dirname, '../../../dist')))
    throw new Error('run `node scripts/build.mjs`, or `npm test`, which does');
  const redis = await startRedis();
  const server = await new FakeEventStoreDb().start();
  const log = new EventStoreDbEventStore({ url: server.url });
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-fleet-'));
  const instances: Instance[] = [];
  const shared = {
    EVENT_STORE: 'eventstoredb',
    EVENTSTORE_URL: server.url,
    READ_MODELS: 'redis',
    REDIS_URL: redis.url,
    LEASE_MS: '1000',
  };
  return {
    server,
    redis,
    log,
    start: async (env = {}) => {
      const instance = await startInstance({ ...shared, ...env }, join(folder, String(instances.length)));
      instances.push(instance);
      return instance;
    },
    stop: async () => {
      server.faults.isStalled = false;
      await Promise.all(instances.map((instance) => instance.kill()));
      await log.close();
      await server.stop();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export interface Answer {
  readonly status: number;
  // What was answered is read by name in the tests.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

const endedUnasked = (instance: Instance, cause: unknown): unknown => {
  const { exitCode, signalCode } = instance.process;
  return exitCode === null && signalCode === null
    ? cause
    : new Error(`the instance ended with ${exitCode ?? signalCode}:\n${instance.lastWords()}`, { cause });
};

export const ask = async (
  instance: Instance,
  path: string,
  options: { readonly post?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Answer> => {
  const { post, headers } = options;
  const response = await fetch(`${instance.url}${path}`, {
    method: post === undefined ? 'GET' : 'POST',
    headers: { ...(post === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(post === undefined ? {} : { body: JSON.stringify(post) }),
    signal: AbortSignal.timeout(20_000),
  }).catch((cause: unknown) => {
    throw endedUnasked(instance, cause);
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
};

export const until = async (isSo: () => Promise<boolean> | boolean, longestMs = 20_000): Promise<void> => {
  const deadline = Date.now() + longestMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not come to be so in time');
    await wait(25);
  }
};

/** Asks until the answer is as it is waited for. */
export const asked = async (
  instance: Instance,
  path: string,
  isSo: (body: Answer['body']) => boolean,
): Promise<Answer> => {
  let answer = await ask(instance, path);
  await until(async () => {
    if (isSo(answer.body)) return true;
    answer = await ask(instance, path);
    return false;
  });
  return answer;
};

/** Which of the instances holds the lease of a model. */
export const projectorOf = async (
  model: string,
  instances: readonly Instance[],
): Promise<Instance | null> => {
  for (const instance of instances) {
    const { body } = await ask(instance, '/health/ready');
    if (body.projections?.[model]?.state.kind === 'projecting') return instance;
  }
  return null;
};
