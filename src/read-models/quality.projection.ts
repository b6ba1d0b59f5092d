import { digestOf } from '@leptotrace/kernel';
import type { Projection } from '@leptotrace/read-model';
import { believedAt } from '@leptotrace/timeline';
import { CODE_DIGEST } from '../derivations/code-digest';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { qualityRowOf } from '../quality/quality.row';
import { onePatientOneRow } from './patient-log-at';

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
    this.definition = digestOf([CODE_DIGEST, patients.zone.name]).slice(0, 12);
    const rows = onePatientOneRow(patients, (patientId, log) =>
      qualityRowOf(patientId, believedAt(log), patients.zone),
    );
    this.changes = rows.changes;
    this.latest = rows.latest;
  }
}
