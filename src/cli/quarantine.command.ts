import { setTimeout as wait } from 'node:timers/promises';
import { Projector, readAside, thisProcess, type ReadModelStore } from '@leptotrace/read-model';
import { FOLLOWERS, type Following } from '../read-models/projections';
import { merged, type Quarantined } from '../read-models/quarantine';
import { followingOf } from '../signals/following';
import { openReadModels } from '../store/open';
import { EXIT, print, printJson, tell } from './output';
import { withSession, type GlobalOptions, type Session } from './session';

const LOOK_EVERY_MS = 100;
const HEAL_EVERY_MS = 200;
const LONGEST_MS = 30_000;

interface QuarantineOptions extends GlobalOptions {
  readonly release?: boolean;
}

const quarantined = async (store: ReadModelStore, following: Following): Promise<readonly Quarantined[]> =>
  merged(
    await Promise.all(
      FOLLOWERS.map(async (name) => [name, await readAside(store, following[name])] as const),
    ),
  );

/**
 * Tries the streams again until none is left or the time is over. Where an instance is running it has the
 * lease and tries by itself; else this process does.
 */
const release = async (
  { store: log, config }: Session,
  store: ReadModelStore,
  following: Following,
): Promise<readonly Quarantined[]> => {
  const stopped = new AbortController();
  const { leaseMs } = config;
  const running = FOLLOWERS.map((name) =>
    new Projector({
      log,
      store,
      projection: following[name],
      owner: thisProcess(),
      leaseMs,
      healEveryMs: HEAL_EVERY_MS,
    }).run(stopped.signal),
  );
  try {
    const until = performance.now() + LONGEST_MS;
    for (;;) {
      const left = await quarantined(store, following);
      if (left.length === 0 || performance.now() > until) return left;
      await wait(LOOK_EVERY_MS);
    }
  } finally {
    stopped.abort();
    await Promise.all(running);
  }
};

const show = (found: readonly Quarantined[]): void => {
  for (const { stream, revision, reason, followers } of found)
    print(`${stream} from revision ${revision}: ${reason} (${followers.join(', ')})`);
  tell(found.length === 0 ? 'no stream is in quarantine' : `${found.length} in quarantine`);
};

/** Shows the streams that cannot be read or derived; with `--release`, tries them again now. */
export const quarantine = async (options: QuarantineOptions): Promise<number> =>
  withSession({ ...options, mustExist: true }, async (session) => {
    const { store: log, patients, derivations, config } = session;
    const store = await openReadModels(config);
    const following = followingOf(log, patients, derivations);
    try {
      const found = options.release
        ? await release(session, store, following)
        : await quarantined(store, following);
      if (options.json) printJson({ streams: found });
      else show(found);
      return found.length === 0 ? EXIT.done : EXIT.refused;
    } finally {
      await store.close();
    }
  });
