import { keyOf, StoreUnavailable, type RecordedEvent } from '@leptotrace/event-store';
import { dayText, type JsonObject, type Zone } from '@leptotrace/kernel';
import type { Projection, RowChange, StreamEnd } from '@leptotrace/read-model';
import type { PatientLog } from '@leptotrace/timeline';
import type { PatientStreams } from '../patients/patient-streams';

interface TouchedPatient {
  readonly patientId: string;
  /** The log up to the last of the events; `null` when the stream was sealed meanwhile. */
  readonly log: PatientLog | null;
}

const endsOf = (events: readonly RecordedEvent[]): readonly StreamEnd[] => {
  const ends = new Map(events.map(({ streamId, revision }) => [streamId, revision]));
  return [...ends].map(([streamId, revision]) => ({ streamId, revision }));
};

/** The log, surely up to a revision and perhaps beyond; `null` when the stream was sealed. */
export const logBeyond = async (
  patients: PatientStreams,
  patientId: string,
  revision: number,
): Promise<PatientLog | null> => {
  // A read that is shared with another caller may have begun before the event was appended.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const log = await patients.log(patientId);
    if (log === null || log.length > revision) return log;
  }
  throw new StoreUnavailable(`revision ${revision} of ${patientId} cannot be read yet`);
};

/**
 * The patients that a batch of events touches, each as known at its last event there: not at the head,
 * so that a rebuild in other batches ends with the same rows.
 */
const touchedPatients = (
  patients: PatientStreams,
  ends: readonly StreamEnd[],
): Promise<readonly TouchedPatient[]> =>
  Promise.all(
    ends.map(async ({ streamId, revision }) => {
      const patientId = keyOf(streamId);
      const log = await logBeyond(patients, patientId, revision);
      return { patientId, log: log?.slice(0, revision + 1) ?? null };
    }),
  );

/** Deriving a row takes milliseconds: requests get their turn between two rows. */
export const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One row for each patient, decided by the patient's log alone. */
export const onePatientOneRow = (
  patients: PatientStreams,
  rowOf: (patientId: string, log: PatientLog) => object,
): Required<Pick<Projection, 'changes' | 'latest'>> => {
  const latest = async (ends: readonly StreamEnd[]): Promise<readonly RowChange[]> => {
    const changes: RowChange[] = [];
    for (const { patientId: key, log } of await touchedPatients(patients, ends)) {
      if (log === null) changes.push({ kind: 'delete', key });
      else changes.push({ kind: 'put', key, row: rowOf(key, log) as JsonObject });
      await letOthersRun();
    }
    return changes;
  };
  return { latest, changes: (events) => latest(endsOf(events)) };
};

/** The day of a row, at the site: when its last statement was recorded. Today would make a rebuild differ. */
export const dayOfRow = (log: PatientLog, zone: Zone): string => {
  const last = log.at(-1);
  return last ? dayText(zone.dayOf(last.recordedAt)) : '';
};
