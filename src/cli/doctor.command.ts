import { existsSync } from 'node:fs';
import { StoreUnavailable } from '@leptotrace/event-store';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import { eventLogFile, type Config } from '../config/config';
import { openEventLog, openReadModels } from '../store/open';
import { EXIT, print } from './output';
import { configFor, type GlobalOptions } from './session';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
}

/** Of a fault that is ours: its sentence names cause and mend. */
const saidBy = (fault: unknown): string => {
  if (fault instanceof StoreUnavailable || fault instanceof ReadModelUnavailable) return fault.message;
  throw fault;
};

const eventLog = async (config: Config): Promise<Finding> => {
  const what = 'event log';
  const file = eventLogFile(config.dataDir);
  if (config.eventStore === 'sqlite' && !existsSync(file))
    return { what, ok: true, says: `none yet in ${config.dataDir}; the first start makes it` };
  const log = await openEventLog(config);
  try {
    const head = await log.head();
    return { what, ok: true, says: `${config.eventStore} answers, ${head ? `up to ${head}` : 'empty'}` };
  } catch (fault) {
    return { what, ok: false, says: saidBy(fault) };
  } finally {
    await log.close();
  }
};

const readModels = async (config: Config): Promise<Finding> => {
  const what = 'read models';
  if (config.readModels === 'sqlite') return { what, ok: true, says: 'in the data folder' };
  const rows = await openReadModels(config);
  try {
    const { length } = await rows.generations('patients');
    return { what, ok: true, says: `redis answers${length > 0 ? '' : '; nothing is built yet'}` };
  } catch (fault) {
    return { what, ok: false, says: `REDIS_URL: ${saidBy(fault)}` };
  } finally {
    await rows.close();
  }
};

/** Asks what the configuration names whether it answers; writes nothing but the name of a new log. */
export const doctor = async (options: GlobalOptions): Promise<number> => {
  const config = configFor(options);
  const findings = [await eventLog(config), await readModels(config)];
  const isWell = findings.every(({ ok }) => ok);
  if (options.json) print(JSON.stringify({ well: isWell, findings }));
  else for (const { what, ok, says } of findings) print(`${ok ? 'ok  ' : 'FAIL'} ${what}: ${says}`);
  return isWell ? EXIT.done : EXIT.refused;
};
