import { join } from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly bodyLimitBytes: number;
  readonly importLimitBytes: number;
  readonly maxInFlight: number;
  /** Folder of ruleset documents beside those built in. */
  readonly rulesetsDir: string | null;
  /** Ruleset of a question that names none; the built-in one when `null`. */
  readonly ruleset: string | null;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

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

/**
 * Reads and checks the configuration once, at start. @throws ConfigError with a sentence that says
 * what to change. Until there is sign-in, any address but loopback would open clinical data to
 * everyone who can reach it, so it is refused.
 */
export const readConfig = (env: NodeJS.ProcessEnv): Config => {
  const host = env['HOST'] ?? '127.0.0.1';
  if (!LOOPBACK.has(host)) {
    throw new ConfigError(
      `HOST=${host}: this version has no sign-in yet, so it listens on this machine only. ` +
        'Use 127.0.0.1, ::1 or localhost, and put an authenticating proxy in front to reach it from elsewhere.',
    );
  }
  return {
    host,
    port: wholeNumber('PORT', env['PORT'], 3000, [0, 65_535]),
    dataDir: env['DATA_DIR'] ?? '.leptotrace',
    bodyLimitBytes: wholeNumber('BODY_LIMIT_BYTES', env['BODY_LIMIT_BYTES'], 1_048_576, [1_024, 104_857_600]),
    importLimitBytes: wholeNumber(
      'IMPORT_LIMIT_BYTES',
      env['IMPORT_LIMIT_BYTES'],
      33_554_432,
      [1_024, 1_073_741_824],
    ),
    rulesetsDir: textOrNull(env['RULESETS_DIR']),
    ruleset: textOrNull(env['RULESET']),
    maxInFlight: wholeNumber('MAX_IN_FLIGHT', env['MAX_IN_FLIGHT'], 4_096, [1, 1_000_000]),
  };
};

export const eventLogFile = (dataDir: string): string => join(dataDir, 'events.db');
