import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { ConfigError } from '../config/config';
import { PROJECT_ROOT } from '../config/project-root';
import { Problem } from '../http/problem';
import type { CheckOptions } from './check.command';
import type { CopyOptions } from './copy-log.command';
import type { DeriveOptions } from './derive.command';
import { EXIT, tell } from './output';
import type { GlobalOptions } from './session';
import type { VerifyCommandOptions } from './verify.command';
import { addWebhookCommands } from './webhooks.command';

// What a command stands on is loaded when it is run: most of the time a command takes is loading.

// Whatever a command writes is of patients: nobody else reads it.
process.umask(0o077);

const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

const finish = async (code: number | Promise<number>): Promise<void> => {
  process.exitCode = await code;
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

withData(program.command('serve').description('serve the API on this machine (HOST, PORT)')).action(
  async (options: object) => (await import('./serve.command')).serve(options),
);
withData(program.command('demo').description('import the published courses and serve them')).action(
  async (options: object) => (await import('./serve.command')).demo(options),
);
withJson(
  program
    .command('import')
    .description(
      'take in lm-published-course/1, leptotrace/1 NDJSON or SDTM-like CSV; the same file twice adds nothing',
    )
    .argument('<files...>')
    .option('--dry-run', 'report what would happen to each row and write nothing'),
).action(async (files: string[], options: object) =>
  finish((await import('./import.command')).importFiles(files, options)),
);
withData(
  program
    .command('export')
    .description('write every statement as leptotrace/1 NDJSON')
    .option('--patient <id>', 'one patient only')
    .option('--out <file>', 'a file instead of standard output'),
).action(async (options: object) => finish((await import('./read.commands')).exportLog(options)));
withJson(
  program
    .command('timeline')
    .description('the course of a patient on a day, as known at a moment')
    .argument('<patientId>')
    .option('--on <day>', 'clinical day (default: today)')
    .option('--as-of <knowledge>', 'revision r17, date or instant (default: the head)'),
).action(async (patientId: string, options: object) =>
  finish((await import('./read.commands')).showTimeline(patientId, options)),
);
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
).action(async (options: DeriveOptions) =>
  finish((await import('./derive.command')).deriveForPatient(options)),
);
withJson(
  program
    .command('verify')
    .description('walk the hash chain, the roots and the file, and name the first break of each stream')
    .option('--expect <hash>', 'of a root that was kept elsewhere: it must be in the log')
    .option('--public-key <file>', 'of who signs roots: one must be signed by it')
    .option('--copy', 'verify a private copy, as is done where the log cannot be written'),
).action(async (options: VerifyCommandOptions) => finish((await import('./verify.command')).verify(options)));
program
  .command('root-key')
  .description('make a key that signs roots (ROOT_KEY_FILE), or show its public half')
  .argument('<file>', 'outside of the data folder')
  .option('--public', 'show the public key of a file that is there')
  .exitOverride()
  .action(async (file: string, options: { readonly public?: boolean }) =>
    finish((await import('./root-key.command')).rootKey(file, options)),
  );
withJson(
  program
    .command('root-key-change')
    .description('announce the next key in a root that the present one signs; then set ROOT_KEY_FILE')
    .requiredOption('--to <file>', 'the next key'),
).action(async (options: GlobalOptions & { readonly to: string }) =>
  finish((await import('./root-key.command')).changeRootKey(options)),
);
withData(
  program
    .command('check')
    .description(
      'checks of all patients: what contradicts, is hardly meant, unread or not used; needs no server',
    )
    .addOption(new Option('--format <format>').choices(['table', 'csv', 'json']).default('table'))
    .option('--patient <id>', 'one patient only')
    .option('--study <study>')
    .option('--site <site>')
    .option('--severity <severity>', 'error, warning or hint')
    .option('--group <group>', 'order, said-twice, thing-against-thing, plausibility or not-used')
    .option('--code <code>', 'one check, as two-sizes')
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when something so bad, or worse, is found').choices([
        'error',
        'warning',
      ]),
    ),
).action(async (options: CheckOptions) => finish((await import('./check.command')).check(options)));
withJson(
  program
    .command('doctor')
    .description('ask the event log and the read models whether they answer; what is wrong, with its mend'),
).action(async (options: object) => finish((await import('./doctor.command')).doctor(options)));
program
  .command('check-bundle')
  .description('derive the value of a downloaded bundle again, and name the first difference; needs no log')
  .argument('<file>')
  .option('--signature <file>', 'as it was downloaded beside the bundle')
  .option('--public-key <file>', 'of who must have signed it')
  .option('--json', 'answer as JSON')
  .exitOverride()
  .action(async (file: string, options: object) =>
    finish((await import('./check-bundle.command')).checkBundleFile(file, options)),
  );
withData(
  program
    .command('rebuild')
    .description('build read models anew beside the live ones, and swap')
    .argument('[models...]', 'patients, cohort, signals, quality (default: all)'),
).action(async (models: string[], options: object) =>
  finish((await import('./rebuild.command')).rebuild(models, options)),
);
withJson(
  program
    .command('quarantine')
    .description('streams that cannot be read or derived: nothing is written to them')
    .option('--release', 'try them again now; rows and signals that are due follow'),
).action(async (options: object) => finish((await import('./quarantine.command')).quarantine(options)));
withData(
  program
    .command('backup')
    .description('copy the SQLite log, whole, while the service runs')
    .argument('<file>'),
).action(async (file: string, options: object) =>
  finish((await import('./backup.command')).backup(file, options)),
);
program
  .command('copy-log')
  .description('copy a log between SQLite and EventStoreDB (EVENTSTORE_URL); resumes, and verifies the chain')
  .option('--from <folder>', 'from the SQLite log of this folder')
  .option('--to <folder>', 'into the SQLite log of this folder')
  .option('--json', 'answer as JSON')
  .action(async (options: CopyOptions) => finish((await import('./copy-log.command')).copyLogs(options)));
addWebhookCommands(program, withJson);
program
  .command('openapi')
  .description('write the OpenAPI document')
  .requiredOption('--out <file>')
  .action(async (options: { out: string }) =>
    finish((await import('./openapi.command')).writeOpenApi(options)),
  );

const codeOf = (fault: unknown): number => {
  if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.done : EXIT.usage;
  tell(fault instanceof Error ? fault.message : String(fault));
  if (fault instanceof ConfigError) return EXIT.usage;
  return fault instanceof Problem && fault.details.status < 500 ? EXIT.usage : EXIT.failed;
};

program.parseAsync().catch((fault: unknown) => {
  process.exitCode = codeOf(fault);
});
