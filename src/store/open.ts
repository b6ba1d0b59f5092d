import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { AnswerSource } from '@leptotrace/course-cache-redis';
import { StoreUnavailable, type EventStore, type EventStoreAdmin } from '@leptotrace/event-store';
import type { EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { backupEventLog, openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import type { ReadModelStore } from '@leptotrace/read-model';
import { openSqliteReadModels } from '@leptotrace/read-model-sqlite';
import { ConfigError, eventLogFile, readModelsFile, type Config } from '../config/config';
import { hasMasterKey, masterKeyOf } from '../webhooks/master-key';

const OWNER_ONLY = 0o700;

/** Empty, or with our files in it: any other folder is not ours to close to others. */
const isOurs = (dataDir: string): boolean => {
  const names = readdirSync(dataDir);
  const ours = [eventLogFile(dataDir), readModelsFile(dataDir)].map((file) => basename(file));
  return names.length === 0 || ours.some((name) => names.includes(name));
};

const madeFolder = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: OWNER_ONLY });
  const { mode, uid } = statSync(dataDir);
  if ((mode & 0o077) !== 0 && uid === process.getuid?.() && isOurs(dataDir)) chmodSync(dataDir, OWNER_ONLY);
};

// The adapter of a store that an instance does not use is not loaded.
const eventStoreDb = () => import('@leptotrace/event-store-eventstoredb');

const openEventStoreDb = async ({
  eventStoreUrl: url,
  eventStorePrefix: prefix,
}: Config): Promise<EventStoreDbEventStore> => {
  const { EventStoreDbEventStore } = await eventStoreDb();
  try {
    return new EventStoreDbEventStore({ url, prefix });
  } catch (fault) {
    throw new ConfigError(`EVENTSTORE_URL or EVENTSTORE_PREFIX: ${(fault as Error).message}`);
  }
};

/** The log in a folder, which is made when it is not there. */
export const openSqliteLog = (dataDir: string): EventStore & EventStoreAdmin => {
  madeFolder(dataDir);
  return openSqliteEventStore({ file: eventLogFile(dataDir) });
};

/** A whole copy of the log in a folder, whoever writes to it meanwhile. @throws ConfigError when it is no SQLite log. */
export const backupLog = async ({ eventStore, dataDir }: Config, to: string): Promise<void> => {
  if (eventStore !== 'sqlite')
    throw new ConfigError('EVENT_STORE=eventstoredb: back its volume up (docs/operations.md).');
  await backupEventLog(eventLogFile(dataDir), to);
};

/** The log that the configuration names. */
export const openEventLog = async (config: Config): Promise<EventStore & EventStoreAdmin> =>
  config.eventStore === 'eventstoredb' ? openEventStoreDb(config) : openSqliteLog(config.dataDir);

export const openReadModels = async (config: Config): Promise<ReadModelStore> => {
  if (config.readModels === 'redis') {
    const { openRedisReadModels } = await import('@leptotrace/read-model-redis');
    return openRedisReadModels({ url: config.redisUrl ?? '' });
  }
  madeFolder(config.dataDir);
  return openSqliteReadModels({ file: readModelsFile(config.dataDir) });
};

export interface Stores {
  readonly log: EventStore & EventStoreAdmin;
  readonly readModels: ReadModelStore;
}

/** Answers that instances share; without Redis each instance keeps its own. */
export interface SharedAnswers {
  answer(key: string, make: () => string, fits: (text: string) => boolean): Promise<string>;
  close(): Promise<void>;
}

/** None is shared without a key that Redis does not know: it could say anything of any patient. */
export const openSharedAnswers = async (
  config: Config,
  onAnswer: (source: AnswerSource) => void,
): Promise<SharedAnswers | null> => {
  const { redisUrl: url } = config;
  if (url === null || !hasMasterKey(config)) return null;
  const { RedisCourseCache } = await import('@leptotrace/course-cache-redis');
  return new RedisCourseCache({ url, master: masterKeyOf(config), onAnswer });
};

/**
 * What an instance needs. A log that is away is waited for by whoever needs it; a user who may not read
 * it, or a server too old, is said at once. @throws ConfigError
 */
export const openStores = async (config: Config): Promise<Stores> => {
  const log =
    config.eventStore === 'eventstoredb'
      ? await checked(await openEventStoreDb(config))
      : openSqliteLog(config.dataDir);
  return { log, readModels: await openReadModels(config) };
};

const checked = async (log: EventStoreDbEventStore): Promise<EventStoreDbEventStore> => {
  const { AccessRefused } = await eventStoreDb();
  try {
    await log.check();
    return log;
  } catch (fault) {
    if (fault instanceof StoreUnavailable && !(fault instanceof AccessRefused)) return log;
    await log.close();
    throw fault instanceof AccessRefused ? new ConfigError(`EVENTSTORE_URL: ${fault.message}`) : fault;
  }
};
