import { existsSync } from 'node:fs';
import type { EventStore, EventStoreAdmin } from '@leptotrace/event-store';
import { plainForm } from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import { ConfigError, eventLogFile, readConfig, type Config } from '../config/config';
import { Derivations } from '../derivations/derivations';
import { loadRulesets } from '../derivations/rulesets';
import { Importer } from '../imports/importer';
import { PatientStreams } from '../patients/patient-streams';
import { openEventLog } from '../store/open';
import type { SiteTime } from '../timelines/site-time';

/** What a command of the shell works with: the same use cases as the server, without HTTP. */
export interface Session {
  readonly store: EventStore & EventStoreAdmin;
  readonly patients: PatientStreams;
  readonly importer: Importer;
  readonly derivations: Derivations;
  readonly site: SiteTime;
  readonly config: Config;
}

export interface GlobalOptions {
  readonly dataDir?: string;
  readonly json?: boolean;
}

export const configFor = ({ dataDir }: GlobalOptions): Config =>
  readConfig({ ...process.env, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });

/** Opens the log, does the work, closes the log. @throws ConfigError when a log must be there and is not. */
export const withSession = async <T>(
  options: GlobalOptions & { readonly mustExist?: boolean },
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  const config = configFor(options);
  const { dataDir } = config;
  const rulesets = loadRulesets(config);
  if (options.mustExist && config.eventStore === 'sqlite' && !existsSync(eventLogFile(dataDir))) {
    throw new ConfigError(
      `There is no event log in ${dataDir}. Name its folder with --data-dir or DATA_DIR.`,
    );
  }
  const store = await openEventLog(config);
  const site: SiteTime = { now: systemClock, zone: config.zone };
  const patients = new PatientStreams({
    store,
    form: plainForm,
    clock: site.now,
    zone: site.zone,
    whenAhead: config.whenAhead,
  });
  try {
    return await work({
      store,
      patients,
      importer: new Importer(patients),
      derivations: new Derivations(patients, rulesets, null, site),
      site,
      config,
    });
  } finally {
    await store.close();
  }
};
