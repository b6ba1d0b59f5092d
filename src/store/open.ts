import { mkdirSync } from 'node:fs';
import { RedisCourseCache, type AnswerSource } from '@leptotrace/course-cache-redis';
import { StoreUnavailable, type EventStore, type EventStoreAdmin } from '@leptotrace/event-store';
import { AccessRefused, EventStoreDbEventStore } from '@leptotrace/event-store-eventstoredb';
import { openSqliteEventStore } from '@leptotrace/event-store-sqlite';
import type { ReadModelStore } from '@leptotrace/read-model';
import { openRedisReadModels } from '@leptotrace/read-model-redis';
import { openSqliteReadModels } from '@leptotrace/read-model-sqlite';
import { ConfigError, eventLogFile, readModelsFile, type Config } from '../config/config';

const madeFolder = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
};

export const openEventStoreDb = ({
  eventStoreUrl: url,
  eventStorePrefix: prefix,
}: Pick<Config, 'eventStoreUrl' | 'eventStorePrefix'>): EventStoreDbEventStore => {
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

/** The log that the configuration names. */
export const openEventLog = (config: Config): EventStore & EventStoreAdmin =>
  config.eventStore === 'eventstoredb' ? openEventStoreDb(config) : openSqliteLog(config.dataDir);

export const openReadModels = (config: Config): ReadModelStore => {
  if (config.readModels === 'redis') return openRedisReadModels({ url: config.redisUrl ?? '' });
  madeFolder(config.dataDir);
  return openSqliteReadModels({ file: readModelsFile(config.dataDir) });
};

export interface Stores {
  readonly log: EventStore & EventStoreAdmin;
  readonly readModels: ReadModelStore;
}

/** Answers that instances share; without Redis each instance keeps its own. */
export interface SharedAnswers {
  answer(key: string, make: () => string): Promise<string>;
  close(): Promise<void>;
}

export const openSharedAnswers = (
  { redisUrl: url }: Config,
  onAnswer: (source: AnswerSource) => void,
): SharedAnswers | null => (url === null ? null : new RedisCourseCache({ url, onAnswer }));

/**
 * What an instance needs. A log that is away is waited for by whoever needs it; a user who may not read
 * it, or a server too old, is said at once. @throws ConfigError
 */
export const openStores = async (config: Config): Promise<Stores> => {
  const log = openEventLog(config);
  if (log instanceof EventStoreDbEventStore) await checkAccess(log);
  return { log, readModels: openReadModels(config) };
};

const checkAccess = async (log: EventStoreDbEventStore): Promise<void> => {
  try {
    await log.check();
  } catch (fault) {
    if (fault instanceof StoreUnavailable && !(fault instanceof AccessRefused)) return;
    await log.close();
    if (!(fault instanceof AccessRefused)) throw fault;
    throw new ConfigError(
      'EVENTSTORE_URL: the user is not known or may not read $all. Make it a member of $ops, or let it read $all in the default access list.',
    );
  }
};
