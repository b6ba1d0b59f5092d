// One million patients: measures what can be measured here on a sample, and calculates the rest.
//   node scripts/scale.mjs [--patients 2000] [--write]     --write makes docs/scale.md
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const lib = (name) => require(join(root, 'dist', name));
const { openSqliteEventStore } = lib('libs/event-store-sqlite/src');
const { openSqliteReadModels } = lib('libs/read-model-sqlite/src');
const { openRedisReadModels } = lib('libs/read-model-redis/src');
const { plainForm, verifyLog } = lib('libs/event-store/src');
const { systemClock } = lib('libs/kernel/src');
const { PatientStreams } = lib('src/patients/patient-streams');
const { Importer } = lib('src/imports/importer');
const { Derivations } = lib('src/derivations/derivations');
const { loadRulesets } = lib('src/derivations/rulesets');
const { projectionsOf } = lib('src/read-models/projections');

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const SAMPLE = option('patients', 2_000);
const MILLION = 1_000_000;

const seconds = async (work) => {
  const before = performance.now();
  const value = await work();
  return [(performance.now() - before) / 1000, value];
};
const newServices = (log) => {
  const patients = new PatientStreams({ store: log, form: plainForm, clock: systemClock });
  return {
    patients,
    derivations: new Derivations(patients, loadRulesets({ rulesetsDir: null, ruleset: null })),
  };
};
const pages = async function* (log, limit) {
  for (let after = null; ;) {
    const page = await log.readLog({ after, limit });
    yield page;
    if (page.atEnd) return;
    after = page.scannedTo ?? after;
  }
};

const folder = mkdtempSync(join(tmpdir(), 'leptotrace-scale-'));
const measured = {};
try {
  const courses = join(root, 'data', 'published-courses');
  const templates = readdirSync(courses)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(courses, name), 'utf8')));
  const file = join(folder, 'events.db');
  const log = openSqliteEventStore({ file });
  const importer = new Importer(newServices(log).patients);

  const [importing] = await seconds(async () => {
    for (let index = 0; index < SAMPLE; index += 1) {
      const course = structuredClone(templates[index % templates.length]);
      course.id = `sample-${String(index).padStart(7, '0')}`;
      const report = await importer.import(JSON.stringify(course), { dryRun: false, actor: 'scale' });
      if (report.refused)
        throw new Error(`a sample course was refused: ${JSON.stringify(report).slice(0, 400)}`);
    }
  });

  let stored = 0;
  let events = 0;
  const streams = new Map();
  const [scanning] = await seconds(async () => {
    for await (const page of pages(log, 1_000)) events += page.events.length;
  });
  for await (const page of pages(log, 1_000))
    for (const { streamId, revision, type, data, metadata } of page.events) {
      streams.set(streamId, revision);
      stored += Buffer.byteLength(type + JSON.stringify(data) + JSON.stringify(metadata));
    }
  const [verifying, report] = await seconds(() => verifyLog(log));
  if (!report.intact) throw new Error('the sample is not intact');

  const { patients, derivations } = newServices(log);
  const { cohort, patients: listed } = projectionsOf(patients, derivations);
  const changes = [];
  const head = Number(await log.head());
  const ends = [...streams].map(([streamId, revision]) => ({ streamId, revision }));
  const [projecting] = await seconds(async () => {
    for (let from = 0; from < ends.length; from += 10) {
      const piece = ends.slice(from, from + 10);
      const to = String(head + from + 1).padStart(20, '0');
      changes.push({ to, changes: await cohort.latest(piece) });
      await listed.latest(piece);
    }
  });
  const rows = changes.reduce((sum, step) => sum + step.changes.length, 0);
  const rowBytes = changes
    .flatMap((step) => step.changes)
    .slice(0, 200)
    .reduce((sum, { row }, _index, all) => sum + Buffer.byteLength(JSON.stringify(row)) / all.length, 0);

  const applyAll = async (store) => {
    const generation = await store.begin({ model: 'cohort', definition: 'scale' }, 'log');
    await store.claim(generation, 1);
    let from = null;
    const [took] = await seconds(async () => {
      for (const step of changes) {
        await store.apply(generation, 1, { from, ...step });
        from = step.to;
      }
    });
    await store.activate(generation);
    return rows / took;
  };
  const readModels = join(folder, 'read-models.db');
  const sqlite = openSqliteReadModels({ file: readModels });
  const sqliteRows = await applyAll(sqlite);
  await sqlite.close();

  let redisRows = null;
  let redisBytes = null;
  if (spawnSync('redis-server', ['--version']).status === 0) {
    const port = 20_000 + (process.pid % 20_000);
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'yes',
    ];
    const server = spawn('redis-server', args, { stdio: 'ignore' });
    const store = openRedisReadModels({ url: `redis://127.0.0.1:${port}` });
    const memory = () =>
      Number(
        /used_memory:(\d+)/.exec(
          spawnSync('redis-cli', ['-p', String(port), 'info', 'memory']).stdout.toString(),
        )?.[1],
      );
    for (let attempt = 0; attempt < 50; attempt += 1) {
      if (
        await store.ping().then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const before = memory();
    redisRows = await applyAll(store);
    redisBytes = (memory() - before) / streams.size;
    await store.close();
    server.kill();
  }
  await log.close();

  Object.assign(measured, {
    patients: streams.size,
    events,
    eventsAPatient: events / streams.size,
    jsonBytes: stored / events,
    sqliteBytes: statSync(file).size / events,
    importRate: events / importing,
    scanRate: events / scanning,
    verifyRate: events / verifying,
    projectRate: streams.size / projecting,
    sqliteRows,
    redisRows,
    redisBytes,
    rowBytes,
    rowFileBytes: statSync(readModels).size / streams.size,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// ---- what follows is arithmetic -------------------------------------------------------------------

/** Not measured here; each is named in the page. */
const ASSUMED = {
  /** Months from the first to the last event of a course. */
  months: 18,
  /** Working hours hold most of the day's events. */
  peak: 10,
  /** Bytes of a record of EventStoreDB beyond type, data and metadata: header, stream name, framing. */
  recordOverhead: 120,
  /** Bytes of one entry of its index, and how many copies merging holds. */
  indexEntry: 24,
  indexCopies: 2,
  /** Bytes that the adapter adds to the metadata: the id of the append and the schema version. */
  adapterBytes: 72,
  /** Durable appends a second of one EventStoreDB leader, as a careful figure. */
  appendsASecond: 5_000,
  /** A reader of `$all` over the network. */
  readRate: 20_000,
};

const n = (value, digits = 0) => value.toLocaleString('en-GB', { maximumFractionDigits: digits });
const gb = (bytes) => `${n(bytes / 1e9, 1)} GB`;
const hours = (value) => (value < 1 ? `${n(value * 60, 0)} min` : `${n(value, 1)} h`);

const m = measured;
const events = MILLION * m.eventsAPatient;
const eventsADay = events / ((ASSUMED.months * 365.25) / 12);
const perSecond = eventsADay / 86_400;
const peak = perSecond * ASSUMED.peak;
const esdbEvent = m.jsonBytes + ASSUMED.adapterBytes + ASSUMED.recordOverhead;
const esdb = events * esdbEvent;
const index = events * ASSUMED.indexEntry * ASSUMED.indexCopies;
const reading = events / ASSUMED.readRate;
const rebuildHours = (reading + MILLION / m.projectRate) / 3600;
const rebuiltInANight = 36_000 / (m.eventsAPatient / ASSUMED.readRate + 1 / m.projectRate);
const liveRate = m.projectRate;
const r = (value) => (value === null ? 'not measured: no redis-server' : n(value));

const limits = [
  ['rebuild of all rows by one projector takes a night (10 h)', rebuiltInANight],
  ['live projection by one projector at the peak', (liveRate / peak) * MILLION],
  ['reading the log once takes an hour', (ASSUMED.readRate * 3_600) / m.eventsAPatient],
  ['durable appends of one leader at the peak', (ASSUMED.appendsASecond / peak) * MILLION],
  ['rows of three models in 16 GB of Redis', m.redisBytes ? 16e9 / (2 * m.redisBytes) : null],
  ['the log in one SQLite file of 100 GB', 100e9 / (m.sqliteBytes * m.eventsAPatient)],
].sort(([, one], [, other]) => (one ?? Infinity) - (other ?? Infinity));

const page = `# One million patients

Made by \`npm run docs:scale\` (\`scripts/scale.mjs\`): a sample of ${n(m.patients)} patients was imported from the
published courses in turn, each under a name of its own, and run through the same code that serves. What
was measured was measured on one core of a shared machine of two; what was assumed is listed. The figures
of EventStoreDB are calculated; two of its assumptions were measured since on a real server (24.6, one node,
fsync on), with server and clients on the same two cores.

## Measured

| what | |
| --- | ---: |
| events a patient (the published courses) | ${n(m.eventsAPatient, 1)} |
| JSON of an event: type, data, metadata | ${n(m.jsonBytes)} bytes |
| SQLite log on disk, an event | ${n(m.sqliteBytes)} bytes |
| import, validated and durable, one append a patient | ${n(m.importRate)} events/s |
| log read from its beginning | ${n(m.scanRate)} events/s |
| hash chain verified | ${n(m.verifyRate)} events/s |
| rows of list and cohort derived from the log, all criteria and endpoints | ${n(m.projectRate)} patients/s |
| a cohort row | ${n(m.rowBytes)} bytes |
| rows written to SQLite | ${r(m.sqliteRows)} rows/s |
| rows written to Redis, append-only file on | ${r(m.redisRows)} rows/s |
| memory of Redis, a cohort row | ${m.redisBytes === null ? r(null) : `${n(m.redisBytes)} bytes`} |
| file of the read models, a cohort row | ${n(m.rowFileBytes)} bytes |

## Assumed

| what | | why |
| --- | ---: | --- |
| length of a course | ${ASSUMED.months} months | events are spread evenly over it; all ${n(MILLION)} patients are under way at once |
| peak over mean | ${ASSUMED.peak} | office hours, one time zone |
| EventStoreDB, bytes of a record beyond its JSON | ${ASSUMED.recordOverhead} | header, stream name, framing |
| EventStoreDB, index | ${ASSUMED.indexEntry} bytes × ${ASSUMED.indexCopies} | a table entry, and its copy while tables merge |
| adapter, bytes of metadata | ${ASSUMED.adapterBytes} | append id, schema version |
| durable appends of one leader | ${n(ASSUMED.appendsASecond)}/s | measured since with a raw client: 2,200 to 5,100 with 64 callers |
| a reader of \`$all\` | ${n(ASSUMED.readRate)} events/s | measured since: 27,000 to 34,000 records/s |

## Calculated for ${n(MILLION)} patients

| what | |
| --- | ---: |
| streams | ${n(MILLION)} and one for the daily roots |
| events | ${n(events / 1e6, 1)} million |
| log in EventStoreDB | ${gb(esdb)} and ${gb(index)} of index |
| log in SQLite | ${gb(events * m.sqliteBytes)} |
| events a day | ${n(eventsADay)} |
| events a second, mean and peak | ${n(perSecond, 1)} and ${n(peak, 1)} |
| share of a leader's appends at the peak | ${n((peak / ASSUMED.appendsASecond) * 100, 1)} % |
| share of one projector at the peak, one event a row | ${n((peak / liveRate) * 100, 1)} % |
| each subscriber reads, at the peak | ${n((peak * esdbEvent) / 1000, 1)} kB/s |
| reading the log once | ${hours(events / ASSUMED.readRate / 3600)} |
| rebuild of list and cohort, one projector: the log read once, each row made once | ${hours(rebuildHours)} |
| Redis, list and cohort | ${m.redisBytes === null ? r(null) : gb(2 * m.redisBytes * MILLION)} |
| \`copy-log\` into EventStoreDB at 1 ms an append, one event each | ${hours(events / 1000 / 3600)} |
| verifying the chain, one process | ${hours(events / Math.min(m.verifyRate, ASSUMED.readRate) / 3600)} |

## What saturates first

Patients at which each limit is met, the lowest first:

| limit | patients |
| --- | ---: |
${limits.map(([what, count]) => `| ${what} | ${count === null ? 'not measured' : n(count)} |`).join('\n')}

Live work is far from every limit: what grows first is what reads the log from its beginning, a rebuild or
a verification. A rebuild gathers where each stream ends and makes each row once (made with every event it
would be ${n(m.eventsAPatient)} times the work). It runs beside the live rows, so its length is an inconvenience and not an
outage; a new ruleset is answered for single patients at once, and for cohorts when its rows are built.

Kaplan-Meier over HTTP reads every row of the model, ${gb(m.rowBytes * MILLION)} here, page by page, and holds a few
numbers of each: a matter of minutes. For repeated analyses read the rows once (\`GET /v1/cohorts/endpoints\`).

## How partitions are cut

By hash of the patient id, never by site or study: a patient's rows depend on that patient's stream alone,
so nothing has to be joined.

1. **Projectors.** A model \`cohort\` becomes \`cohort/0\` … \`cohort/15\`, each with its own lease, checkpoint and
   rows; each reads the log and derives only the patients of its part. With 16 parts a rebuild takes
   ${hours(reading / 3600 + MILLION / m.projectRate / 16 / 3600)} on 16 cores, nearly all of it reading. A page is a merge of 16 sorted pages; a position is reached when all parts have
   reached it.
2. **Redis.** Keys of a part share a hash tag already, so parts spread over a cluster as they are.
3. **The log** stays one until a leader is full, which is the last limit to be met. Then one log a group of
   hospitals, with a prefix or a server of its own: patients do not move between them but by the statements
   that move a fact.
4. **Global stays**: rulesets, the daily root of each log, and the list of parts.

Not built: the parts themselves. One projector a model carries ${n(rebuiltInANight)} patients with a rebuild in one night.
`;

const out = join(root, 'docs', 'scale.md');
if (process.argv.includes('--write')) writeFileSync(out, page);
else process.stdout.write(page);
