import { digestOf, dayText } from '@leptotrace/kernel';
import type { Projection } from '@leptotrace/read-model';
import { believedAt, summaryOf, type CourseSummary, type PatientLog } from '@leptotrace/timeline';
import { linesAnswer } from '../derivations/course.answer';
import type { AskedAndDerived, Derivations } from '../derivations/derivations';
import { endpointAnswer, type EndpointAnswer } from '../derivations/endpoints.answer';
import { CODE_DIGEST } from '../derivations/code-digest';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { entryDaysOf, type EntryDays } from './entry-days';
import { dayOfRow, onePatientOneRow } from './patient-log-at';

const KEPT = [
  'aval',
  'avalRange',
  'startdt',
  'adt',
  'adtRange',
  'cnsr',
  'evntdesc',
  'cnsdtdsc',
  'determinacy',
] as const;

export type CohortEndpoint = Pick<EndpointAnswer, (typeof KEPT)[number]>;

/** What endpoints are compared by. */
export interface Covariates {
  readonly study: string | null;
  readonly site: string | null;
  readonly lm: CourseSummary['lm']['certainty'];
  /** EANO-ESMO type of the last classification. */
  readonly eanoEsmo: string | null;
  readonly cytology: CourseSummary['cytology']['latest'];
  readonly vital: CourseSummary['vital']['status'];
  /** Alterations detected in any specimen, as `EGFR L858R`. */
  readonly alterations: readonly string[];
  readonly indexTreatments: readonly string[];
  readonly linesBefore: number | null;
}

/** One patient of a cohort: the day of the last statement, under the preset ruleset. */
export interface CohortRow {
  readonly patientId: string;
  readonly revision: number;
  readonly on: string;
  readonly ruleset: { readonly id: string; readonly digest: string };
  readonly mode: string;
  readonly origin: { readonly what: string; readonly date: string } | null;
  /** Days on which the patient came under observation, by what is taken for it. */
  readonly entries: EntryDays;
  readonly covariates: Covariates;
  readonly endpoints: Readonly<Record<string, CohortEndpoint>>;
  readonly best: readonly {
    readonly criterion: string;
    readonly compartment: string;
    readonly bor: string;
    readonly cbor: string;
  }[];
}

const keptOf = (answer: EndpointAnswer): CohortEndpoint =>
  Object.fromEntries(KEPT.map((name) => [name, answer[name]])) as unknown as CohortEndpoint;

const covariatesOf = (found: AskedAndDerived, log: PatientLog): Covariates => {
  const { registration } = believedAt(log);
  const summary = summaryOf(found.view, found.derived.ruleset.configuration);
  const lines = linesAnswer(found);
  const index = lines.findIndex((line) => line.index);
  return {
    study: registration?.study ?? null,
    site: registration?.site ?? null,
    lm: summary.lm.certainty,
    eanoEsmo: found.derived.classifications.at(-1)?.type ?? null,
    cytology: summary.cytology.latest,
    vital: summary.vital.status,
    alterations: summary.genotype
      .filter(({ csf, plasma, tissue }) => [csf, plasma, tissue].includes('detected'))
      .map(({ gene, alteration }) => `${gene} ${alteration}`)
      .sort(),
    indexTreatments: lines[index]?.treatments ?? [],
    linesBefore: index < 0 ? null : index,
  };
};

export class CohortProjection implements Projection {
  readonly model = 'cohort';
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

  private row(patientId: string, log: PatientLog): CohortRow {
    const on = dayOfRow(log, this.derivations.site.zone);
    const found = this.derivations.answerFrom(patientId, log, { on });
    const { asked, derived } = found;
    const { origin } = derived.course;
    const { monthDays } = derived.ruleset.configuration;
    return {
      patientId,
      revision: asked.revision,
      on,
      ruleset: { id: asked.ruleset.id, digest: asked.ruleset.digest },
      mode: asked.mode,
      origin: origin && { what: origin.what, date: dayText(origin.day) },
      entries: entryDaysOf(found.view),
      covariates: covariatesOf(found, log),
      endpoints: Object.fromEntries(
        derived.endpoints.map((endpoint) => [endpoint.paramcd, keptOf(endpointAnswer(endpoint, monthDays))]),
      ),
      best: derived.best.map(({ criterion, compartment, unconfirmed, confirmed }) => ({
        criterion,
        compartment,
        bor: unconfirmed.value,
        cbor: confirmed.value,
      })),
    };
  }
}
