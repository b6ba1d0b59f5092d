import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { webhookKeyFile, type Config } from '../config/config';
import { Problem } from '../http/problem';

const BYTES = 32;

/** Written beside and linked: two processes that start at once end up with one key, and never half of one. */
const made = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const beside = `${webhookKeyFile(dataDir)}.${process.pid}`;
  writeFileSync(beside, randomBytes(BYTES).toString('base64'), { mode: 0o600 });
  try {
    linkSync(beside, webhookKeyFile(dataDir));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  } finally {
    rmSync(beside, { force: true });
  }
};

const inFolder = (dataDir: string): Buffer => {
  const read = (): Buffer => Buffer.from(readFileSync(webhookKeyFile(dataDir), 'utf8').trim());
  try {
    return read();
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault;
    made(dataDir);
    return read();
  }
};

/** Instances that share a log and were given no key have none. */
export const hasMasterKey = ({ webhookKey, eventStore }: Config): boolean =>
  webhookKey !== null || eventStore === 'sqlite';

/**
 * What the signing keys of webhooks, and that of shared answers, are made of. A log on one machine has it in a file beside; instances that
 * share a log must be given the same one. @throws Problem
 */
export const masterKeyOf = ({ webhookKey, eventStore, dataDir }: Config): Buffer => {
  if (webhookKey !== null) return Buffer.from(webhookKey);
  if (eventStore === 'sqlite') return inFolder(dataDir);
  throw new Problem('not-configured', 'Set WEBHOOK_KEY to the same 32 or more characters on each instance.');
};
