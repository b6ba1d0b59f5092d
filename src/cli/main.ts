import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config/config';
import { PROJECT_ROOT } from '../config/project-root';
import { Problem } from '../http/problem';
import { createApp, openApiDocument } from '../server';
import { openStores } from '../store/open';
import { checkBundleFile } from './check-bundle.command';
import { copyLogs, type CopyOptions } from './copy-log.command';
import { deriveForPatient, type DeriveOptions } from './derive.command';
import { importFiles } from './import.command';
import { EXIT, tell } from './output';
import { exportLog, showTimeline, verify } from './read.commands';
import { rebuild } from './rebuild.command';
import { demo, serve } from './serve.command';
import { configFor } from './session';
import { addWebhookCommands } from './webhooks.command';

const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

const finish = (code: Promise<number>): Promise<void> =>
  code.then((value) => void (process.exitCode = value));

const writeOpenApi = async ({ out }: { readonly out: string }): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-openapi-'));
  const config = configFor({ dataDir });
  const app = await createApp(config, await openStores(config));
  await app.init();
  writeFileSync(out, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  await app.close();
  return EXIT.done;
};

const program = new Command('leptotrace')
  .description('The course of patients with leptomeningeal metastasis, on any day, as known at any moment.')
  .version(manifest.version)
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done; 1 refused or broken; 2 wrong command or configuration; 3 failed.',
  );

const withData = (command: Command): Command =>
  command
    .option('--data-dir <folder>', 'folder of the event log (default: DATA_DIR or .leptotrace)')
    .exitOverride();
const withJson = (command: Command): Command => withData(command).option('--json', 'answer as JSON');

withData(program.command('serve').description('serve the API on this machine (HOST, PORT)')).action(serve);
withData(program.command('demo').description('import the published courses and serve them')).action(demo);
withJson(
  program
    .command('import')
    .description(
      'take in lm-published-course/1, leptotrace/1 NDJSON or SDTM-like CSV; the same file twice adds nothing',
    )
    .argument('<files...>')
    .option('--dry-run', 'report what would happen to each row and write nothing'),
).action((files: string[], options: object) => finish(importFiles(files, options)));
withData(
  program
    .command('export')
    .description('write every statement as leptotrace/1 NDJSON')
    .option('--patient <id>', 'one patient only')
    .option('--out <file>', 'a file instead of standard output'),
).action((options: object) => finish(exportLog(options)));
withJson(
  program
    .command('timeline')
    .description('the course of a patient on a day, as known at a moment')
    .argument('<patientId>')
    .option('--on <day>', 'clinical day (default: today)')
    .option('--as-of <knowledge>', 'revision r17, date or instant (default: the head)'),
).action((patientId: string, options: object) => finish(showTimeline(patientId, options)));
withJson(
  program
    .command('derive')
    .description('responses, endpoints and resistance of a patient, with the derivation of every value')
    .requiredOption('--patient <id>')
    .option('--on <day>', 'clinical day (default: today)')
    .option('--as-of <knowledge>', 'revision r17, date or instant (default: the head)')
    .option('--ruleset <name@version>', 'ruleset (default: RULESET, else lm@1.0.0)')
    .option('--origin <origin>', 'first-dose, current-line, lm-diagnosis or fact:<factId>')
    .option('--mode <mode>', 'censoring: FDA or EMA')
    .option('--explain', 'print how each endpoint came about')
    .option('--value <paramcd>', 'explain this one only: CNSPFS, BIPFS, OS, BOR, ...')
    .option('--criterion <id>', 'for BOR, CBOR and DOR')
    .option('--against <ruleset>', 'what another ruleset would derive'),
).action((options: DeriveOptions) => finish(deriveForPatient(options)));
withJson(
  program.command('verify').description('walk the hash chain and name the first break of each stream'),
).action((options: object) => finish(verify(options)));
program
  .command('check-bundle')
  .description('derive the value of a downloaded bundle again, and name the first difference; needs no log')
  .argument('<file>')
  .option('--json', 'answer as JSON')
  .exitOverride()
  .action((file: string, options: object) => void (process.exitCode = checkBundleFile(file, options)));
withData(
  program
    .command('rebuild')
    .description('build read models anew beside the live ones, and swap')
    .argument('[models...]', 'patients, cohort, signals (default: all)'),
).action((models: string[], options: object) => finish(rebuild(models, options)));
program
  .command('copy-log')
  .description('copy a log between SQLite and EventStoreDB (EVENTSTORE_URL); resumes, and verifies the chain')
  .option('--from <folder>', 'from the SQLite log of this folder')
  .option('--to <folder>', 'into the SQLite log of this folder')
  .option('--json', 'answer as JSON')
  .action((options: CopyOptions) => finish(copyLogs(options)));
addWebhookCommands(program, withJson);
program
  .command('openapi')
  .description('write the OpenAPI document')
  .requiredOption('--out <file>')
  .action((options: { out: string }) => finish(writeOpenApi(options)));

const codeOf = (fault: unknown): number => {
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.done : EXIT.usage;
  tell(fault instanceof Error ? fault.message : String(fault));
  if (fault instanceof ConfigError) return EXIT.usage;
  return fault instanceof Problem && fault.details.status < 500 ? EXIT.usage : EXIT.failed;
};

program.parseAsync().catch((fault: unknown) => {
  process.exitCode = codeOf(fault);
});
