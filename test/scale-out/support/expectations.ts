import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainForm, verifyLog, type EventStore, type EventStoreAdmin } from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import type { ReadModelStore } from '@leptotrace/read-model';
import { Projector } from '@leptotrace/read-model';
import { openSqliteReadModels } from '@leptotrace/read-model-sqlite';
import { Derivations } from '../../../src/derivations/derivations';
import { loadRulesets } from '../../../src/derivations/rulesets';
import { PatientStreams } from '../../../src/patients/patient-streams';
import { MODELS, projectionsOf, type ModelName } from '../../../src/read-models/projections';
import type { Acknowledged } from './load';
import { until } from './fleet';

type Log = EventStore & EventStoreAdmin;

/** Every acknowledged fact is in the log once; every stream is dense; every chain holds. */
export const expectNothingLost = async (log: Log, acknowledged: readonly Acknowledged[]): Promise<void> => {
  const found = new Map<string, number>();
  for (const patientId of new Set(acknowledged.map((one) => one.patientId))) {
    const slice = await log.readStream(`patient-${patientId}` as never);
    if (slice.kind !== 'found') throw new Error(`${patientId} is not there`);
    expect(slice.events.map(({ revision }) => revision)).toEqual(slice.events.map((_, at) => at));
    for (const { data } of slice.events) {
      const factId = JSON.stringify(data['factId']);
      found.set(factId, (found.get(factId) ?? 0) + 1);
    }
  }
  expect(acknowledged.filter(({ factId }) => found.get(JSON.stringify(factId)) !== 1)).toEqual([]);
  expect(new Set(acknowledged.map(({ patientId, revision }) => `${patientId} r${revision}`)).size).toBe(
    acknowledged.length,
  );
  expect(await verifyLog(log)).toMatchObject({ intact: true });
};

export const definitionsOf = (log: Log) => {
  const patients = new PatientStreams({ store: log, form: plainForm, clock: systemClock });
  return projectionsOf(
    patients,
    new Derivations(patients, loadRulesets({ rulesetsDir: null, ruleset: null })),
  );
};

export const rowsOf = async (
  store: ReadModelStore,
  key: { readonly model: string; readonly definition: string },
): Promise<readonly { readonly key: string; readonly row: unknown }[]> => {
  const rows = [];
  let after: string | null = null;
  for (;;) {
    const page = await store.page(key, { after, limit: 500 });
    rows.push(...(page?.rows ?? []));
    if (!page || page.rows.length < 500) return rows;
    after = page.rows.at(-1)?.key ?? null;
  }
};

/** Until a model holds all up to a position: as long as it takes, while it goes on. */
export const untilAt = async (
  store: ReadModelStore,
  key: { readonly model: string; readonly definition: string },
  head: string,
): Promise<void> => {
  for (let at = ''; at < head;) {
    const before = at;
    await until(async () => {
      at = (await store.checkpoint(key))?.position ?? '';
      return at > before;
    }, 60_000);
  }
};

/** The rows that the whole log gives when it is read from its beginning, in batches of another size. */
export const rebuiltRows = async (log: Log): Promise<Readonly<Record<ModelName, string>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-rebuilt-'));
  const store = openSqliteReadModels({ file: join(folder, 'read-models.db') });
  const stopped = new AbortController();
  const projections = definitionsOf(log);
  const running = MODELS.map((model) => {
    const projector = new Projector({
      log,
      store,
      projection: projections[model],
      owner: 'test',
      batchSize: 1_777,
    });
    return projector.run(stopped.signal);
  });
  const head = (await log.head()) ?? '';
  for (const model of MODELS) await untilAt(store, projections[model], head);
  const entries = await Promise.all(
    MODELS.map(async (model) => [model, JSON.stringify(await rowsOf(store, projections[model]))] as const),
  );
  stopped.abort();
  await Promise.all(running);
  await store.close();
  rmSync(folder, { recursive: true });
  return Object.fromEntries(entries) as Record<ModelName, string>;
};
