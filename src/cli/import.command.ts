import { readFileSync } from 'node:fs';
import { readBytes, type SourceKind } from '@leptotrace/interchange';
import type { ImportReport } from '../imports/importer';
import { EXIT, print, printJson, tell } from './output';
import { withSession, type GlobalOptions } from './session';

interface ImportOptions extends GlobalOptions {
  readonly dryRun?: boolean;
}

const PROGRESS_EVERY = 100;
const ROWS_SHOWN = 20;

const showRows = (file: string, { patients, issues }: ImportReport): void => {
  for (const issue of issues)
    print(`${file}, row ${issue.row}: ${issue.path} ${issue.message}. ${issue.mend}`);
  for (const patient of patients) {
    print(
      `${patient.patientId}: ${patient.outcome}, ${patient.statements} statements from ${patient.rows.length} rows`,
    );
    for (const row of patient.rows) {
      for (const issue of row.issues)
        print(`  ${file}, row ${row.row}: ${issue.path} ${issue.message}. ${issue.mend}`);
    }
  }
};

interface Source {
  readonly file: string;
  readonly bytes: Buffer;
  readonly kind: SourceKind;
}

const isCsv = (file: string): boolean => file.toLowerCase().endsWith('.csv');

/** One file that is no text, or the domains one after the other. */
const studyOf = (files: readonly string[]): Source => {
  const read = files.map((file) => ({ file, bytes: readFileSync(file) }));
  const unreadable = read.find(({ bytes }) => !('text' in readBytes(bytes)));
  if (unreadable) return { ...unreadable, kind: 'csv' };
  const bytes = Buffer.concat(read.flatMap((each) => [each.bytes, Buffer.from('\n')]));
  return { file: files.join(' + '), bytes, kind: 'csv' };
};

/** CSV files are the domains of one study and are read together; every other file stands by itself. */
const sourcesOf = (files: readonly string[]): readonly Source[] => {
  const domains = files.filter(isCsv);
  return [
    ...files
      .filter((file) => !isCsv(file))
      .map((file): Source => ({ file, bytes: readFileSync(file), kind: 'json-or-ndjson' })),
    ...(domains.length > 0 ? [studyOf(domains)] : []),
  ];
};

const showUnused = ({ unused }: ImportReport): void => {
  if (unused.length > 0) print('kept, and read by no derived value:');
  for (const { domain, term, reason, count, rows } of unused) {
    const shown = rows.slice(0, ROWS_SHOWN).join(', ');
    print(`  ${domain} ${term}: ${reason} (${count}: rows ${shown}${count > ROWS_SHOWN ? ', …' : ''})`);
  }
};

/** Imports files one after the other; answers 1 when anything was refused. */
export const importFiles = async (files: readonly string[], options: ImportOptions): Promise<number> =>
  withSession(options, async ({ importer }) => {
    const reports: (ImportReport & { readonly file: string })[] = [];
    for (const { file, bytes, kind } of sourcesOf(files)) {
      const report = await importer.import(bytes, {
        kind,
        dryRun: options.dryRun ?? false,
        actor: 'cli',
        onPatient: (done, total) => {
          if (done % PROGRESS_EVERY === 0 || (done === total && total > 1))
            tell(`${file}: ${done} of ${total} patients`);
        },
      });
      reports.push({ file, ...report });
      if (!options.json) {
        showRows(file, report);
        showUnused(report);
      }
    }
    if (options.json) printJson(reports);
    return reports.some(({ refused }) => refused) ? EXIT.refused : EXIT.done;
  });
