import { isAbsolute, join, relative, resolve } from 'node:path';
import { UTC, zoneOf, type Zone } from '@leptotrace/kernel';
import { networksIn } from '@leptotrace/webhooks';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Of the place of care: clinical days are its days. */
  readonly zone: Zone;
  readonly dataDir: string;
  readonly bodyLimitBytes: number;
  readonly importLimitBytes: number;
  /** Bytes of bodies held at once, of imports and of everything else. */
  readonly importBudgetBytes: number;
  readonly bodyBudgetBytes: number;
  readonly maxInFlight: number;
  /** Requests under way of one client, where clients can be told apart. */
  readonly maxPerClient: number;
  /** A request arrives within it, whole. */
  readonly requestTimeoutMs: number;
  /** An answer of which nothing is read for so long is let go. */
  readonly answerTimeoutMs: number;
  /** Folder of ruleset documents beside those built in. */
  readonly rulesetsDir: string | null;
  /** Ruleset of a question that names none; the built-in one when `null`. */
  readonly ruleset: string | null;
  readonly eventStore: 'sqlite' | 'eventstoredb';
  readonly eventStoreUrl: string;
  readonly eventStorePrefix: string;
  readonly readModels: 'sqlite' | 'redis';
  /** For read models and answers shared between instances; none when `null`. */
  readonly redisUrl: string | null;
  /** Whether this instance takes part in projecting. */
  readonly projects: boolean;
  /** How long a projector that died keeps others from taking over. */
  readonly leaseMs: number;
  /** What happens to a statement about a patient whose last one was recorded beyond the clock. */
  readonly whenAhead: 'refuse' | 'record';
  /** Names that a request may use for this service, beside loopback. */
  readonly allowedHosts: readonly string[];
  /** Shared with the proxy that signs users in; without it only loopback is listened on. */
  readonly proxySecret: string | null;
  /** Key of a Redis Stream that signals are added to; none when `null`. */
  readonly signalsRedisStream: string | null;
  /** What the signing keys of webhooks are made of; a file in the data folder when `null`. */
  readonly webhookKey: string | null;
  /** Private ed25519 key in PEM that signs roots of the log; none when `null`. Never in the data folder. */
  readonly rootKeyFile: string | null;
  /** Who is told of each root (root-witness.ts); nobody when `null`. */
  readonly rootWitness: string | null;
  /** Networks beside the public internet that webhooks may be sent to. */
  readonly webhookNetworks: readonly string[];
  /** Hosts that webhooks may be sent to; any when empty. */
  readonly webhookHosts: readonly string[];
  /** Webhooks at a time that have not ended. */
  readonly maxWebhooks: number;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const SHORTEST_SECRET = 32;

const wholeNumber = (
  name: string,
  text: string | undefined,
  fallback: number,
  range: [number, number],
): number => {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < range[0] || value > range[1]) {
    throw new ConfigError(`${name}=${text}: send a whole number from ${range[0]} to ${range[1]}.`);
  }
  return value;
};

const textOrNull = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text;

const choice = <const C extends string>(
  name: string,
  text: string | undefined,
  choices: readonly [C, ...C[]],
): C => {
  const [fallback] = choices;
  const found = textOrNull(text) === null ? fallback : choices.find((known) => known === text);
  if (found) return found;
  throw new ConfigError(`${name}=${text}: use ${choices.join(' or ')}.`);
};

const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');

type Env = NodeJS.ProcessEnv;

const siteZone = (name: string | null): Zone => {
  const zone = name === null ? UTC : zoneOf(name);
  if (zone) return zone;
  throw new ConfigError(`SITE_TIME_ZONE=${name}: use an IANA name, as Asia/Shanghai or Europe/Berlin.`);
};

/**
 * Any address but loopback would open clinical data to everyone who can reach it, unless a proxy that
 * signs users in proves itself with each request.
 */
const exposure = (env: Env): Pick<Config, 'host' | 'allowedHosts' | 'proxySecret'> => {
  const host = env['HOST'] ?? '127.0.0.1';
  const proxySecret = textOrNull(env['PROXY_SECRET']);
  if (proxySecret !== null && proxySecret.length < SHORTEST_SECRET) {
    throw new ConfigError(`PROXY_SECRET: use at least ${SHORTEST_SECRET} random characters.`);
  }
  if (!LOOPBACK.has(host) && proxySecret === null) {
    throw new ConfigError(
      `HOST=${host}: this service has no sign-in yet, so it listens on this machine only. ` +
        'Use 127.0.0.1, ::1 or localhost, or set PROXY_SECRET and ALLOWED_HOSTS for a proxy that signs users in (docs/operations.md).',
    );
  }
  return { host, allowedHosts: listOf(env['ALLOWED_HOSTS']), proxySecret };
};

const storage = (
  env: Env,
): Pick<Config, 'eventStore' | 'eventStoreUrl' | 'eventStorePrefix' | 'readModels' | 'redisUrl'> => {
  const eventStore = choice('EVENT_STORE', env['EVENT_STORE'], ['sqlite', 'eventstoredb']);
  const readModels = choice('READ_MODELS', env['READ_MODELS'], ['sqlite', 'redis']);
  const eventStoreUrl = env['EVENTSTORE_URL'] ?? '';
  const redisUrl = textOrNull(env['REDIS_URL']);
  if (eventStore === 'eventstoredb' && eventStoreUrl === '') {
    throw new ConfigError('EVENT_STORE=eventstoredb: set EVENTSTORE_URL=esdb://user:password@host:2113.');
  }
  if (readModels === 'redis' && redisUrl === null) {
    throw new ConfigError('READ_MODELS=redis: set REDIS_URL=redis://:password@host:6379.');
  }
  return {
    eventStore,
    eventStoreUrl,
    eventStorePrefix: env['EVENTSTORE_PREFIX'] ?? '',
    readModels,
    redisUrl,
  };
};

const channels = (
  env: Env,
): Pick<Config, 'webhookKey' | 'webhookNetworks' | 'webhookHosts' | 'maxWebhooks' | 'signalsRedisStream'> => {
  const signalsRedisStream = textOrNull(env['SIGNALS_REDIS_STREAM']);
  if (signalsRedisStream !== null && textOrNull(env['REDIS_URL']) === null) {
    throw new ConfigError('SIGNALS_REDIS_STREAM: set REDIS_URL=redis://:password@host:6379.');
  }
  const webhookKey = textOrNull(env['WEBHOOK_KEY']);
  if (webhookKey !== null && webhookKey.length < SHORTEST_SECRET) {
    throw new ConfigError(`WEBHOOK_KEY: use at least ${SHORTEST_SECRET} random characters.`);
  }
  const webhookNetworks = listOf(env['WEBHOOK_NETWORKS']);
  try {
    networksIn(webhookNetworks);
  } catch (fault) {
    throw new ConfigError(`WEBHOOK_NETWORKS: ${(fault as Error).message}.`);
  }
  return {
    webhookKey,
    webhookNetworks,
    webhookHosts: listOf(env['WEBHOOK_HOSTS']),
    maxWebhooks: wholeNumber('MAX_WEBHOOKS', env['MAX_WEBHOOKS'], 100, [0, 1_000]),
    signalsRedisStream,
  };
};

const limits = (
  env: Env,
): Pick<
  Config,
  | 'bodyLimitBytes'
  | 'importLimitBytes'
  | 'bodyBudgetBytes'
  | 'importBudgetBytes'
  | 'maxInFlight'
  | 'maxPerClient'
  | 'requestTimeoutMs'
  | 'answerTimeoutMs'
> => {
  const number = (name: string, fallback: number, ...range: [number, number]): number =>
    wholeNumber(name, env[name], fallback, range);
  const bodyLimitBytes = number('BODY_LIMIT_BYTES', 1_048_576, 1_024, 104_857_600);
  const importLimitBytes = number('IMPORT_LIMIT_BYTES', 33_554_432, 1_024, 1_073_741_824);
  return {
    bodyLimitBytes,
    importLimitBytes,
    bodyBudgetBytes: number('BODY_BUDGET_BYTES', 64 * bodyLimitBytes, bodyLimitBytes, 17_179_869_184),
    importBudgetBytes: number('IMPORT_BUDGET_BYTES', 4 * importLimitBytes, importLimitBytes, 17_179_869_184),
    maxInFlight: number('MAX_IN_FLIGHT', 4_096, 1, 1_000_000),
    maxPerClient: number('MAX_PER_CLIENT', 256, 1, 1_000_000),
    requestTimeoutMs: number('REQUEST_TIMEOUT_MS', 60_000, 1_000, 3_600_000),
    answerTimeoutMs: number('ANSWER_TIMEOUT_MS', 60_000, 1_000, 3_600_000),
  };
};

const WITNESS = /^(file:\/\/\/|(rfc3161\+)?https?:\/\/)./;

/** A key beside what it signs would be in the hands of whoever can write the log. */
const roots = (env: Env): Pick<Config, 'dataDir' | 'rootKeyFile' | 'rootWitness'> => {
  const dataDir = env['DATA_DIR'] ?? '.leptotrace';
  const rootKeyFile = textOrNull(env['ROOT_KEY_FILE']);
  const inside = rootKeyFile === null ? '..' : relative(resolve(dataDir), resolve(rootKeyFile));
  if (!inside.startsWith('..') && !isAbsolute(inside))
    throw new ConfigError(`ROOT_KEY_FILE=${rootKeyFile}: keep it outside of the data folder.`);
  const rootWitness = textOrNull(env['ROOT_WITNESS']);
  if (rootWitness !== null && !WITNESS.test(rootWitness))
    throw new ConfigError('ROOT_WITNESS: use file:///…, https://… or rfc3161+https://….');
  return { dataDir, rootKeyFile, rootWitness };
};

/**
 * Reads and checks the configuration once, at start. @throws ConfigError with a sentence that says
 * what to change.
 */
export const readConfig = (env: Env): Config => ({
  ...roots(env),
  ...exposure(env),
  ...storage(env),
  ...channels(env),
  ...limits(env),
  zone: siteZone(textOrNull(env['SITE_TIME_ZONE'])),
  port: wholeNumber('PORT', env['PORT'], 3000, [0, 65_535]),
  rulesetsDir: textOrNull(env['RULESETS_DIR']),
  ruleset: textOrNull(env['RULESET']),
  projects: choice('PROJECTIONS', env['PROJECTIONS'], ['on', 'off']) === 'on',
  whenAhead: choice('CLOCK_AHEAD', env['CLOCK_AHEAD'], ['refuse', 'record']),
  leaseMs: wholeNumber('LEASE_MS', env['LEASE_MS'], 15_000, [300, 600_000]),
});

export const eventLogFile = (dataDir: string): string => join(dataDir, 'events.db');
export const readModelsFile = (dataDir: string): string => join(dataDir, 'read-models.db');
export const webhookKeyFile = (dataDir: string): string => join(dataDir, 'webhook.key');
