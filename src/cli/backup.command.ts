import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError, eventLogFile } from '../config/config';
import { backupLog } from '../store/open';
import { EXIT, tell } from './output';
import { configFor, type GlobalOptions } from './session';

/** Copies the log into a new file, while the service runs. @throws ConfigError when there is no log, or a file. */
export const backup = async (file: string, options: GlobalOptions): Promise<number> => {
  const config = configFor(options);
  if (config.eventStore === 'sqlite' && !existsSync(eventLogFile(config.dataDir)))
    throw new ConfigError(`There is no event log in ${config.dataDir}. Name its folder with --data-dir.`);
  if (existsSync(file)) throw new ConfigError(`${file} is there. Name a new file.`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  await backupLog(config, file);
  tell(`copied to ${file}: prove it with "leptotrace verify"`);
  return EXIT.done;
};
