import { setTimeout as wait } from 'node:timers/promises';
import { Projector, thisProcess, type Projection, type ReadModelStore } from '@leptotrace/read-model';
import { ConfigError } from '../config/config';
import { MODELS, projectionsOf, type ModelName } from '../read-models/projections';
import { openReadModels } from '../store/open';
import { EXIT, print } from './output';
import { withSession, type GlobalOptions, type Session } from './session';

const LOOK_EVERY_MS = 100;

const modelsIn = (names: readonly string[]): readonly ModelName[] => {
  const unknown = names.find((name) => !(MODELS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new ConfigError(`${unknown} is no read model. Use ${MODELS.join(', ')}.`);
  return names.length === 0 ? MODELS : (names as readonly ModelName[]);
};

/** Until readers are given the new generation, or whoever builds it stands still. */
const built = async (
  store: ReadModelStore,
  projection: Projection,
  { number, projector }: { readonly number: number; readonly projector: Projector },
): Promise<string | null> => {
  for (;;) {
    const found = await store.generations(projection.model);
    if (found.some((one) => one.definition === projection.definition && one.active && one.number >= number))
      return null;
    const { current } = projector;
    if (current.kind === 'halted') return current.reason;
    await wait(LOOK_EVERY_MS);
  }
};

const rebuildOne = async (
  { store: log, config }: Session,
  store: ReadModelStore,
  projection: Projection,
): Promise<string | null> => {
  const { number } = await store.begin(projection, await log.logId());
  const stopped = new AbortController();
  // Where an instance is running it has the lease and builds; else this process does.
  const projector = new Projector({ log, store, projection, owner: thisProcess(), leaseMs: config.leaseMs });
  const running = projector.run(stopped.signal);
  try {
    return await built(store, projection, { number, projector });
  } finally {
    stopped.abort();
    await running;
  }
};

/** Builds read models from the beginning of the log, beside the live ones, and swaps. */
export const rebuild = async (names: readonly string[], options: GlobalOptions): Promise<number> => {
  const models = modelsIn(names);
  return withSession({ ...options, mustExist: true }, async (session) => {
    const store = await openReadModels(session.config);
    const projections = projectionsOf(session.patients, session.derivations);
    try {
      let code: number = EXIT.done;
      for (const model of models) {
        const halted = await rebuildOne(session, store, projections[model]);
        if (halted !== null) code = EXIT.refused;
        print(halted === null ? `${model}: built and swapped` : `${model}: stands still: ${halted}`);
      }
      return code;
    } finally {
      await store.close();
    }
  });
};
