import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf, publicKeyIn, verifyLog, type LogReport } from '@leptotrace/event-store';
import { ConfigError, eventLogFile } from '../config/config';
import { EXIT, print, printJson, tell } from './output';
import { configFor, withSession, type GlobalOptions } from './session';

export interface VerifyCommandOptions extends GlobalOptions {
  readonly expect?: string;
  readonly publicKey?: string;
  readonly copy?: boolean;
}

const canWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** With its write-ahead log, where there is one: it holds the last commits. */
const copied = (dataDir: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-verify-'));
  for (const suffix of ['', '-wal']) {
    const from = `${eventLogFile(dataDir)}${suffix}`;
    if (existsSync(from)) copyFileSync(from, `${eventLogFile(folder)}${suffix}`);
  }
  return folder;
};

/** A log that lies where nothing can be written cannot be opened in place: SQLite keeps files beside it. */
const onReadable = async <T>(
  { copy = false, ...options }: VerifyCommandOptions,
  work: (options: GlobalOptions) => Promise<T>,
): Promise<T> => {
  const { dataDir, eventStore } = configFor(options);
  const file = eventLogFile(dataDir);
  const isOwn =
    eventStore === 'sqlite' && existsSync(file) && (copy || !canWrite(file) || !canWrite(dataDir));
  if (!isOwn) return work(options);
  const folder = copied(dataDir);
  tell('verifying a copy');
  try {
    return await work({ ...options, dataDir: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** A file of no length is no log yet: opening it would make one of it. */
const isEmptyFile = (options: GlobalOptions): boolean => {
  const { dataDir, eventStore } = configFor(options);
  const file = eventLogFile(dataDir);
  return eventStore === 'sqlite' && existsSync(file) && statSync(file).size === 0;
};

const keyIn = (file: string): string => {
  try {
    return publicKeyIn(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new ConfigError(`--public-key ${file}: ${(fault as Error).message}`);
  }
};

const signedLine = ({ signed }: LogReport): string => {
  if (signed.key === null) return 'no root is signed';
  const trust =
    signed.trust === 'asked' ? 'by the key given, or its heirs' : 'by a key that only the log names';
  return `${signed.count} roots signed, the last r${signed.revision} by ${fingerprintOf(signed.key)}: ${trust}`;
};

const show = (report: LogReport, damage: readonly string[]): void => {
  for (const line of damage) print(`the file is damaged: ${line}`);
  for (const { stream, revision, problem, detail } of report.breaks)
    print(`${stream} revision ${revision}: ${problem}. ${detail}`);
  if (report.purged.length > 0) print(`purged since a root knew them: ${report.purged.join(', ')}`);
  if (report.roots > 0) print(signedLine(report));
  const verdict = report.events === 0 ? 'EMPTY, which proves nothing' : 'BROKEN';
  const isWhole = report.intact && damage.length === 0;
  print(`${report.events} events in ${report.streams} streams: ${isWhole ? 'intact' : verdict}`);
};

/** Walks the whole log and the file under it. Ends with 1 unless both are whole. */
export const verify = async (options: VerifyCommandOptions): Promise<number> => {
  const { expect, publicKey } = options;
  const key = publicKey === undefined ? {} : { publicKey: keyIn(publicKey) };
  if (isEmptyFile(options)) {
    print('0 events in 0 streams: EMPTY, which proves nothing');
    return EXIT.refused;
  }
  return onReadable(options, (own) =>
    withSession({ ...own, mustExist: true }, async ({ store }) => {
      const damage = await store.damage();
      const report = await verifyLog(store, { ...key, ...(expect === undefined ? {} : { expect }) });
      if (options.json) printJson({ ...report, damage, intact: report.intact && damage.length === 0 });
      else show(report, damage);
      return report.intact && damage.length === 0 ? EXIT.done : EXIT.refused;
    }),
  );
};
