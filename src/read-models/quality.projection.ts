import { digestOf } from '@leptotrace/kernel';
import type { Projection } from '@leptotrace/read-model';
import { believedAt, CHECKS } from '@leptotrace/timeline';
import { ENGINE_VERSION } from '../derivations/engine-version';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { qualityRowOf } from '../quality/quality.row';
import { onePatientOneRow } from './patient-log-at';

/** Changes whenever rows would be written differently. */
const SHAPE = 'quality/1';

const DEFINED = Object.entries(CHECKS).map(([code, { group, severity, reach, mend }]) => [
  code,
  group,
  severity,
  reach,
  mend,
]);

/**
 * The checks of each patient. They need no ruleset and no day: what is wrong is wrong on every day. A check is
 * code, so each release writes its rows anew.
 */
export class QualityProjection implements Projection {
  readonly model = 'quality';
  readonly filter = { categories: [PATIENT_CATEGORY] };
  readonly definition: string;
  readonly changes: Projection['changes'];
  readonly latest: Required<Projection>['latest'];

  constructor(patients: PatientStreams) {
    this.definition = digestOf([SHAPE, ENGINE_VERSION, DEFINED, patients.zone.name]).slice(0, 12);
    const rows = onePatientOneRow(patients, (patientId, log) =>
      qualityRowOf(patientId, believedAt(log), patients.zone),
    );
    this.changes = rows.changes;
    this.latest = rows.latest;
  }
}
