import { readFileSync } from 'node:fs';
import type { ImportReport } from '../imports/importer';
import { EXIT, print, printJson, tell } from './output';
import { withSession, type GlobalOptions } from './session';

interface ImportOptions extends GlobalOptions {
  readonly dryRun?: boolean;
}

const PROGRESS_EVERY = 100;

const showRows = ({ patients, issues }: ImportReport): void => {
  for (const issue of issues) print(`row ${issue.row}: ${issue.path} ${issue.message}. ${issue.mend}`);
  for (const patient of patients) {
    print(
      `${patient.patientId}: ${patient.outcome}, ${patient.statements} statements from ${patient.rows.length} rows`,
    );
    for (const row of patient.rows) {
      for (const issue of row.issues)
        print(`  row ${row.row}: ${issue.path} ${issue.message}. ${issue.mend}`);
    }
  }
};

interface Source {
  readonly file: string;
  readonly text: string;
}

/** CSV files are the domains of one study and are read together; every other file stands by itself. */
const sourcesOf = (files: readonly string[]): readonly Source[] => {
  const read = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const isCsv = ({ file }: Source): boolean => file.toLowerCase().endsWith('.csv');
  const domains = read.filter(isCsv);
  const study = {
    file: domains.map(({ file }) => file).join(' + '),
    text: domains.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join(''),
  };
  return [...read.filter((source) => !isCsv(source)), ...(domains.length > 0 ? [study] : [])];
};

/** Imports files one after the other; answers 1 when anything was refused. */
export const importFiles = async (files: readonly string[], options: ImportOptions): Promise<number> =>
  withSession(options, async ({ importer }) => {
    const reports: (ImportReport & { readonly file: string })[] = [];
    for (const { file, text } of sourcesOf(files)) {
      const report = await importer.import(text, {
        dryRun: options.dryRun ?? false,
        actor: 'cli',
        onPatient: (done, total) => {
          if (done % PROGRESS_EVERY === 0 || (done === total && total > 1))
            tell(`${file}: ${done} of ${total} patients`);
        },
      });
      reports.push({ file, ...report });
      if (!options.json) showRows(report);
    }
    if (options.json) printJson(reports);
    return reports.some(({ refused }) => refused) ? EXIT.refused : EXIT.done;
  });
