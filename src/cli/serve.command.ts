import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config';
import { PROJECT_ROOT } from '../config/project-root';
import { Importer } from '../imports/importer';
import { createApp } from '../server';
import { openStores } from '../store/open';
import { EXIT, print, tell } from './output';
import { configFor, type GlobalOptions } from './session';

const listen = async (app: NestFastifyApplication, config: Config): Promise<string> => {
  await app.listen(config.port, config.host);
  return (await app.getUrl()).replace('[::1]', 'localhost');
};

const LONGEST_END_MS = 9_000;

/** Whatever hangs while it closes, it ends: what was acknowledged is in the log. */
const endInTime = (): void => {
  const end = (): void => {
    tell(`Not closed within ${LONGEST_END_MS / 1_000} s, ended as it is.`);
    process.exit(EXIT.failed);
  };
  const told = (): void => void setTimeout(end, LONGEST_END_MS).unref();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, told);
};

/** Serves until it is told to stop; Ctrl-C closes what is open, in order. */
export const serve = async (options: GlobalOptions): Promise<void> => {
  endInTime();
  const config = configFor(options);
  const app = await createApp(config, await openStores(config));
  print(`Leptotrace listens on ${await listen(app, config)} (data in ${config.dataDir}). Research use only.`);
};

const COURSES = join(PROJECT_ROOT, 'data', 'published-courses');

const importCourses = async (app: NestFastifyApplication): Promise<readonly string[]> => {
  const importer = app.get(Importer);
  const names = readdirSync(COURSES).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    const report = await importer.import(readFileSync(join(COURSES, name), 'utf8'), {
      dryRun: false,
      actor: 'demo',
    });
    const [patient] = report.patients;
    if (report.refused || !patient) throw new Error(`${name} was refused`);
    tell(`${patient.patientId}: ${patient.outcome}, ${patient.statements} statements`);
  }
  return names.map((name) => name.replace(/\.json$/, '').replace(/^cantemist-/, ''));
};

/** Imports the published courses and serves them. */
export const demo = async (options: GlobalOptions): Promise<void> => {
  endInTime();
  const dataDir =
    options.dataDir ?? process.env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'leptotrace-demo-'));
  const config = configFor({ ...options, dataDir });
  const app = await createApp(config, await openStores(config));
  await app.init();
  const documents = await importCourses(app);
  const url = await listen(app, config);
  print(`
Leptotrace listens on ${url} (data in ${dataDir}). Research use only; no treatment recommendation.

  curl '${url}/v1/patients'
    the four published courses, each with its last stated status

  curl '${url}/v1/patients/cantemist-cc_onco729/timeline?on=2015-10-31'
    one course on 31 October 2015: facts known by then, those that cannot be told, and the state

  curl '${url}/v1/patients/cantemist-cc_onco729/compare?on=2015-12-31&fromOn=2015-05-31&toOn=2015-12-31'
    what changed between two days: here the CSF turned positive again and the regimen was changed

  Screens: ${url}/      API: ${url}/docs      Stop: Ctrl-C

Courses adapted from Cantemist documents ${documents.join(', ')}, CC BY 4.0
(https://zenodo.org/record/3978041); translated, restated and structured.`);
};
