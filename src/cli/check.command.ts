import { CorruptLog, StoreUnavailable } from '@leptotrace/event-store';
import { believedAt } from '@leptotrace/timeline';
import { Problem } from '../http/problem';
import type { PatientStreams } from '../patients/patient-streams';
import { CheckCounter, type CheckCounts } from '../quality/counts';
import {
  CSV_HEADER,
  csvOf,
  foundIn,
  unreadableCsv,
  type FoundCheck,
  type Unreadable,
} from '../quality/found-check';
import { qualityRowOf, type QualityRow } from '../quality/quality.row';
import { isSought, readSought, soughtChecks, type Sought } from '../quality/sought';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import { EXIT, print, tell } from './output';
import { patientIds } from './patient-ids';
import { withSession, type GlobalOptions, type Session } from './session';

export interface CheckOptions extends GlobalOptions, Omit<Sought, 'patientId'> {
  readonly format?: 'table' | 'csv' | 'json';
  readonly patient?: string;
  readonly failOn?: 'error' | 'warning';
}

/** How one form of the report is written, patient by patient. */
interface Form {
  readonly begin: () => void;
  readonly check: (check: FoundCheck) => void;
  readonly unreadable: (patient: Unreadable) => void;
  readonly end: (counts: CheckCounts, unreadable: readonly Unreadable[]) => void;
}

const write = (text: string): void => void process.stdout.write(text);

const summary = (counts: CheckCounts, unreadable: number): string => {
  const { patients, checks, bySeverity } = counts;
  const severities = Object.entries(bySeverity).map(([severity, count]) => `${count} ${severity}`);
  return [
    `${patients.checked} patients checked, ${checks} checks of ${patients.withChecks}`,
    ...severities,
    ...(unreadable > 0 ? [`${unreadable} UNREADABLE`] : []),
  ].join('; ');
};

/** Texts of sources go to a terminal: on one line, and without what it would obey. */
const line = (text: string): void => print(text.replace(/\p{Cc}+/gu, ' '));

const table: Form = {
  begin: () => undefined,
  check: ({ patientId, severity, code, factIds, message, mend }) => {
    line(
      `${patientId.padEnd(24)} ${severity.padEnd(8)} ${code.padEnd(30)} ${message} [${factIds.join(' ')}]`,
    );
    line(`${' '.repeat(34)}${mend}`);
  },
  unreadable: ({ patientId, revision, reason }) =>
    line(`${patientId.padEnd(24)} UNREADABLE from revision r${revision} on: ${reason}`),
  end: (counts, unreadable) => {
    for (const { wouldBe, term, reason, facts, patients } of counts.notUsed) {
      const would = wouldBe ? `, would be ${wouldBe}` : '';
      line(`not used: ${facts} ${term} of ${patients} patients${would}: ${reason}`);
    }
    if (counts.notUsedBeyond > 0) line(`not used: ${counts.notUsedBeyond} of further terms`);
    line(summary(counts, unreadable.length));
  },
};

const csv: Form = {
  begin: () => write(CSV_HEADER),
  check: (check) => write(csvOf(check)),
  unreadable: (patient) => write(unreadableCsv(patient)),
  end: (counts, unreadable) => tell(summary(counts, unreadable.length)),
};

/** One document, written while it comes. */
const json = (): Form => {
  let between = '';
  return {
    begin: () => write('{"checks":['),
    check: (check) => {
      write(`${between}\n${JSON.stringify(check)}`);
      between = ',';
    },
    unreadable: () => undefined,
    end: (counts, unreadable) =>
      print(`\n],${JSON.stringify({ counts, unreadable, notice: RESEARCH_USE }).slice(1)}`),
  };
};

const FORMS = { table: () => table, csv: () => csv, json } as const;

/** What goes away by itself is not said of a patient; of our own sentences alone is it known that they may be shown. */
const unreadable = (patientId: string, fault: unknown): Unreadable => {
  if (fault instanceof StoreUnavailable || !(fault instanceof Error)) throw fault;
  if (!(fault instanceof CorruptLog)) return { patientId, revision: 0, reason: fault.name };
  return { patientId, revision: fault.place?.revision ?? 0, reason: fault.message };
};

/** The checks of a patient; `null` when there is no such patient, or none any more. */
const read = async (patients: PatientStreams, patientId: string): Promise<QualityRow | Unreadable | null> => {
  try {
    const log = await patients.log(patientId);
    return log && qualityRowOf(patientId, believedAt(log), patients.zone);
  } catch (fault) {
    return unreadable(patientId, fault);
  }
};

/** @throws Problem when one patient is asked for who is not there */
async function* asked(
  { store, patients }: Session,
  { patientId }: Sought,
): AsyncGenerator<QualityRow | Unreadable> {
  const ids = patientId === undefined ? await patientIds(store) : [patientId];
  for (const id of ids) {
    const row = await read(patients, id);
    if (row) yield row;
    else if (patientId !== undefined) throw new Problem('unknown-patient', 'Check the id.');
  }
}

const FAILING = { error: ['error'], warning: ['error', 'warning'] } as const;

/** What cannot be read is worse than any check. */
const isRefused = (
  failOn: 'error' | 'warning',
  { bySeverity }: CheckCounts,
  cannotBeRead: readonly Unreadable[],
): boolean => cannotBeRead.length > 0 || FAILING[failOn].some((severity) => (bySeverity[severity] ?? 0) > 0);

const soughtOf = ({ study, site, severity, group, code, patient }: CheckOptions): Sought =>
  readSought({ study, site, severity, group, code, patientId: patient });

/** Lists the checks of all patients from the log itself; `--fail-on` makes what is found the exit code. */
export const check = async (options: CheckOptions): Promise<number> => {
  const { failOn, format = 'table' } = options;
  const sought = soughtOf(options);
  return withSession({ ...options, mustExist: true }, async (session) => {
    const form = FORMS[format]();
    const counter = new CheckCounter();
    const cannotBeRead: Unreadable[] = [];
    form.begin();
    for await (const each of asked(session, sought)) {
      if ('reason' in each) {
        cannotBeRead.push(each);
        form.unreadable(each);
      } else if (isSought(each, sought)) {
        counter.patient(soughtChecks(each, sought));
        foundIn(each, sought).forEach(form.check);
      }
    }
    form.end(counter.counts, cannotBeRead);
    return failOn && isRefused(failOn, counter.counts, cannotBeRead) ? EXIT.refused : EXIT.done;
  });
};
