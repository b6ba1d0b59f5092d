import { existsSync } from 'node:fs';
import { copyLog, type CopyReport } from '@leptotrace/event-store';
import { ConfigError, eventLogFile } from '../config/config';
import { openEventLog, openSqliteLog } from '../store/open';
import { EXIT, print, printJson, tell } from './output';
import { configFor } from './session';

export interface CopyOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

const PROGRESS_EVERY = 10_000;

const progressOf = () => {
  let told = 0;
  return ({ there, copied }: { readonly there: number; readonly copied: number }): void => {
    if (copied - told < PROGRESS_EVERY) return;
    told = copied;
    tell(`${there + copied} events (${there} were there)`);
  };
};

const show = (report: CopyReport): void => {
  print(`${report.copied} events copied, ${report.there} were there already`);
  print(`source ${report.source.events} events, digest ${report.source.digest}`);
  print(`target ${report.target.events} events, digest ${report.target.digest}`);
  print(report.complete ? 'complete: both chains are intact and equal' : 'NOT complete: the logs differ');
};

/** @throws ConfigError */
const folderOf = ({ from, to }: CopyOptions): string => {
  const folder = from ?? to;
  if (folder === undefined || (from !== undefined && to !== undefined))
    throw new ConfigError('Name one folder: --from <data-dir> to leave SQLite, --to <data-dir> to go back.');
  if (from !== undefined && !existsSync(eventLogFile(from)))
    throw new ConfigError(`There is no event log in ${from}.`);
  return folder;
};

/** Between a folder (SQLite) and the EventStoreDB of the configuration, in either direction. */
export const copyLogs = async (options: CopyOptions): Promise<number> => {
  const folder = folderOf(options);
  const config = configFor({});
  if (config.eventStore !== 'eventstoredb')
    throw new ConfigError('Set EVENT_STORE=eventstoredb and EVENTSTORE_URL for the other log.');
  const [sqlite, server] = [openSqliteLog(folder), await openEventLog(config)];
  try {
    const [source, target] = options.from === undefined ? [server, sqlite] : [sqlite, server];
    const report = await copyLog(source, target, progressOf());
    if (options.json) printJson(report);
    else show(report);
    return report.complete ? EXIT.done : EXIT.refused;
  } finally {
    await Promise.all([sqlite.close(), server.close()]);
  }
};
