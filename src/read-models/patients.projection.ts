import { digestOf } from '@leptotrace/kernel';
import type { Projection } from '@leptotrace/read-model';
import {
  believedAt,
  summaryOf,
  type CourseSummary,
  type Patient,
  type PatientLog,
  type StatedEntry,
} from '@leptotrace/timeline';
import { progressionAnswer, type ProgressionAnswer } from '../derivations/status.answer';
import type { Derivations } from '../derivations/derivations';
import { CODE_DIGEST } from '../derivations/code-digest';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { dayOfRow, onePatientOneRow } from './patient-log-at';

export interface ListedPatient {
  readonly patientId: string;
  readonly study: string | null;
  readonly site: string | null;
  readonly pseudonym: string | null;
  readonly attribution: string | null;
  readonly revision: number;
  readonly facts: number;
  readonly lastRecordedAt: string;
  /** As the sources state it on the day of the last statement; nothing here is derived. */
  readonly status: {
    readonly lm: CourseSummary['lm']['certainty'];
    readonly vital: CourseSummary['vital']['status'];
    readonly stated: readonly StatedEntry[];
  };
  /** As derived on the day of the last statement, under the preset ruleset. */
  readonly derived: {
    readonly on: string;
    readonly ruleset: string;
    readonly compartments: readonly ProgressionAnswer[];
  };
}

const shownRegistration = ({ registration }: Patient) => {
  const { study = null, site = null, pseudonym = null, attribution = null } = registration ?? {};
  return { study, site, pseudonym, attribution };
};

export class PatientsProjection implements Projection {
  readonly model = 'patients';
  readonly filter = { categories: [PATIENT_CATEGORY] };
  readonly definition: string;
  readonly changes: Projection['changes'];
  readonly latest: Required<Projection>['latest'];

  constructor(
    patients: PatientStreams,
    private readonly derivations: Derivations,
  ) {
    this.definition = digestOf([
      CODE_DIGEST,
      derivations.ruleset(undefined).digest,
      derivations.site.zone.name,
    ]).slice(0, 12);
    const rows = onePatientOneRow(patients, (patientId, log) => this.row(patientId, log));
    this.changes = rows.changes;
    this.latest = rows.latest;
  }

  private row(patientId: string, log: PatientLog): ListedPatient {
    const patient = believedAt(log);
    const on = dayOfRow(log, this.derivations.site.zone);
    const found = this.derivations.answerFrom(patientId, log, { on });
    const { lm, vital, stated } = summaryOf(found.view, found.derived.ruleset.configuration);
    return {
      patientId,
      ...shownRegistration(patient),
      revision: patient.revision,
      facts: [...patient.facts.values()].filter((fact) => !fact.retraction).length,
      lastRecordedAt: log.at(-1)?.recordedAt ?? '',
      status: { lm: lm.certainty, vital: vital.status, stated },
      derived: {
        on,
        ruleset: found.asked.ruleset.id,
        compartments: [progressionAnswer(found, 'cns'), progressionAnswer(found, 'non-cns')],
      },
    };
  }
}
