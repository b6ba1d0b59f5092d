import {
  compartmentOfProcedure,
  compartmentOfRadiotherapy,
  type Fact,
  type TreatedCompartment,
  type Warning,
} from '@leptotrace/clinical';
import {
  believedAt,
  checkedOf,
  confounderOf,
  contradictionsOf,
  summaryOf,
  viewOn,
  type Check,
  type Confounder,
  type Contradiction,
  type Cut,
  type CourseSummary,
  type Patient,
  type PatientLog,
  type TherapyParameters,
  type TimelineView,
  type ViewedFact,
} from '@leptotrace/timeline';
import { intervalText } from './cut';

export interface FactAnswer {
  readonly factId: string;
  readonly fact: Fact;
  /** Every day that its date may mean. */
  readonly interval: { readonly from: string; readonly to: string };
  readonly recordedAt: string;
  /** Revision of the last statement about it: send it as `supersedes`. */
  readonly revision: number;
  readonly versions: number;
  readonly marks: readonly string[];
  readonly late: ViewedFact['late'];
  /** What is hardly meant; accepted ones say why. */
  readonly warnings: readonly Warning[];
  readonly retraction?: { readonly reason: string; readonly note?: string };
  /** Of radiotherapy and procedures: where they act, as the endpoints read it. */
  readonly compartment?: TreatedCompartment;
  /** Of drugs: what changes enhancement and pressure; `null`: none of it. */
  readonly confounds?: Confounder | null;
}

export interface TimelineAnswer {
  readonly patientId: string;
  readonly on: string;
  /** Time zone of the site, in which instants have their days. */
  readonly zone: string;
  readonly revision: number;
  readonly asOf: string | null;
  readonly facts: readonly FactAnswer[];
  readonly undetermined: readonly FactAnswer[];
  readonly retracted: readonly FactAnswer[];
  /** Facts that lie after the day, and facts whose relative date leads nowhere. */
  readonly later: number;
  readonly undated: readonly string[];
  readonly state: CourseSummary;
  /** Facts that stand in the course and drive nothing: results on a specimen of another fluid. */
  readonly setAside: readonly FactAnswer[];
  readonly contradictions: readonly Contradiction[];
  /** Every check of the course: contradictions, plausibility, and what is not used. */
  readonly checks: readonly Check[];
  readonly notice: string;
}

export const RESEARCH_USE = 'Research use only. No treatment recommendation.';

const marksOf = (viewed: ViewedFact): readonly string[] => [
  ...(viewed.late.length > 0 ? ['late'] : []),
  ...(viewed.amended ? ['amended'] : []),
  ...(viewed.timeline.retraction ? ['retracted'] : []),
  ...(viewed.reinstated ? ['reinstated'] : []),
  ...(viewed.fact.inferred === true ? ['inferred'] : []),
];

/** What the words of a treatment mean: read where the endpoints read it, and by no screen. */
const readOf = (fact: Fact): Pick<FactAnswer, 'compartment' | 'confounds'> => {
  switch (fact.kind) {
    case 'RadiotherapyDelivered':
      return { compartment: compartmentOfRadiotherapy(fact) };
    case 'ProcedurePerformed':
      return { compartment: compartmentOfProcedure(fact) };
    case 'TherapyStarted':
    case 'TherapyPlanned':
      return { confounds: confounderOf(fact) };
    default:
      return {};
  }
};

/** A fact as every answer shows it. */
export const factAnswer = (viewed: ViewedFact, warnings: readonly Warning[] = []): FactAnswer => {
  const { timeline } = viewed;
  const { retraction } = timeline;
  return {
    factId: viewed.factId,
    fact: viewed.fact,
    interval: intervalText(viewed.interval),
    recordedAt: timeline.versions[0].entry.recordedAt,
    revision: timeline.revision,
    versions: timeline.versions.length,
    marks: marksOf(viewed),
    late: viewed.late,
    warnings,
    ...readOf(viewed.fact),
    ...(retraction
      ? {
          retraction: {
            reason: retraction.reason,
            ...(retraction.note === undefined ? {} : { note: retraction.note }),
          },
        }
      : {}),
  };
};

/** The course on one day as known at one revision. */
export const timelineAnswer = (
  patientId: string,
  log: PatientLog,
  cut: Cut,
  parameters: TherapyParameters,
): TimelineAnswer => {
  const patient = believedAt(log, cut.revision);
  return timelineOf(patientId, log, { patient, view: viewOn(patient, cut.on, cut.zone), parameters });
};

/** The same of what is folded and viewed already. */
export const timelineOf = (
  patientId: string,
  log: PatientLog,
  {
    patient,
    view,
    parameters,
  }: { readonly patient: Patient; readonly view: TimelineView; readonly parameters: TherapyParameters },
): TimelineAnswer => {
  const { from, to } = intervalText(view.on);
  const { checks, warnings } = checkedOf(patient, view.zone);
  const answer = (viewed: ViewedFact): FactAnswer => factAnswer(viewed, warnings.get(viewed.factId));
  return {
    patientId,
    on: from === to ? from : `${from}/${to}`,
    zone: view.zone.name,
    revision: patient.revision,
    asOf: log[patient.revision]?.recordedAt ?? null,
    facts: view.known.map(answer),
    undetermined: view.undetermined.map(answer),
    retracted: view.retracted.map((viewed) => factAnswer(viewed)),
    setAside: view.setAside.map(answer),
    later: view.later,
    undated: view.undated,
    state: summaryOf(view, parameters),
    contradictions: contradictionsOf(patient, view.zone),
    checks,
    notice: RESEARCH_USE,
  };
};
