import type { Fact, FactAnswer, FactOf } from '@web/api/types';
import type { LaneId } from './marks';

/** Where a fact stands: its lane, and its row there when the lane is open. */
export interface Place {
  readonly lane: LaneId;
  readonly row: string;
}

/** The start of a therapy, and whether the service reads it as a confounder. */
export type StartAnswer = Pick<FactAnswer, 'confounds'> & { readonly fact: FactOf<'TherapyStarted'> };

/** What the start of a therapy, looked up by id, tells of the facts that point to it. */
export type StartOf = (startId: string) => StartAnswer | undefined;

const at = (lane: LaneId, row: string): readonly Place[] => [{ lane, row }];

const INTO_CSF: ReadonlySet<string> = new Set(['intrathecal', 'intraventricular']);

/** What changes enhancement and pressure is drawn beside imaging. */
const therapyLane = (confounds: FactAnswer['confounds'], route: string | undefined): LaneId => {
  if (INTO_CSF.has(route ?? '')) return 'cns-therapy';
  return confounds ? 'steroid' : 'systemic';
};

/** A treatment of both compartments belongs to both lanes; so does one of which nobody tells where it acts. */
const localTreatment = (compartment: FactAnswer['compartment'], row: string): readonly Place[] => [
  ...(compartment === 'non-cns' ? [] : at('cns-therapy', row)),
  ...(compartment === 'cns' ? [] : at('systemic', row)),
];

const CNS_REGIONS: ReadonlySet<string> = new Set(['brain', 'spine', 'neuraxis']);

/** A study of brain and body belongs to both. */
const imaging = ({ modality, regions }: FactOf<'ImagingStudyReported'>): readonly Place[] => {
  const cns = modality === 'csf-flow-study' || regions.some((region) => CNS_REGIONS.has(region));
  const body = regions.some((region) => !CNS_REGIONS.has(region));
  return [
    ...(cns ? at('mri', modality === 'mri' ? 'mri' : 'other-imaging') : []),
    ...(body || !cns ? at('body', 'imaging') : []),
  ];
};

const molecular = ({ specimen }: FactOf<'MolecularReportIssued'>): readonly Place[] => {
  if (specimen.startsWith('csf')) return at('ctdna-csf', 'reports');
  return at('ctdna-plasma', specimen === 'plasma' ? 'plasma' : 'tissue');
};

const specimen = ({ specimen: kind }: FactOf<'SpecimenCollected'>): readonly Place[] => {
  if (kind === 'csf') return at('csf', 'punctures');
  return at('ctdna-plasma', kind === 'tissue' || kind === 'pleural' ? 'tissue' : 'plasma');
};

type Change = Extract<
  Fact,
  { readonly kind: 'TherapyDoseChanged' | 'TherapyHeld' | 'TherapyResumed' | 'TherapyStopped' }
>;

const ofStart = ({ startId }: Change, startOf: StartOf): readonly Place[] => {
  const start = startOf(startId);
  return at(start ? therapyLane(start.confounds, start.fact.route) : 'systemic', 'changes');
};

const induction = ({ induction: kind }: FactOf<'InductionCompleted'>): readonly Place[] =>
  at(kind === 'intrathecal' ? 'cns-therapy' : 'systemic', 'procedures');

/** A fact as the service answers it, with what it reads in the words of a treatment. */
type Read = Pick<FactAnswer, 'fact' | 'compartment' | 'confounds'>;

const treatmentPlaces = (
  { fact, compartment, confounds }: Read,
  startOf: StartOf,
): readonly Place[] | null => {
  switch (fact.kind) {
    case 'TherapyStarted':
      return at(therapyLane(confounds, fact.route), 'bars');
    case 'TherapyPlanned':
      return at(therapyLane(confounds, fact.route), 'planned');
    case 'TherapyDoseChanged':
    case 'TherapyHeld':
    case 'TherapyResumed':
    case 'TherapyStopped':
      return ofStart(fact, startOf);
    case 'RadiotherapyDelivered':
      return localTreatment(compartment, 'radiotherapy');
    case 'ProcedurePerformed':
      return localTreatment(compartment, 'procedures');
    case 'InductionCompleted':
      return induction(fact);
    default:
      return null;
  }
};

const findingPlaces = (fact: Fact): readonly Place[] | null => {
  switch (fact.kind) {
    case 'ImagingStudyReported':
      return imaging(fact);
    case 'MolecularReportIssued':
      return molecular(fact);
    case 'SpecimenCollected':
      return specimen(fact);
    case 'TumorMarkerReported':
      return fact.compartment === 'csf' ? at('csf', 'markers') : at('ctdna-plasma', 'markers');
    default:
      return null;
  }
};

/** Kinds that stand in one place whatever they say. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  DiagnosisRecorded: at('milestones', 'diagnoses'),
  DeathRecorded: at('milestones', 'outcome'),
  CareTransitioned: at('milestones', 'outcome'),
  ContactRecorded: at('milestones', 'outcome'),
  ResponseStated: at('stated', 'responses'),
  ProgressionStated: at('stated', 'progressions'),
  NeurologicalExamRecorded: at('neuro', 'exam'),
  PerformanceStatusRecorded: at('neuro', 'performance'),
  QualityOfLifeRecorded: at('neuro', 'quality'),
  LumbarPuncturePerformed: at('csf', 'punctures'),
  CsfCytologyReported: at('csf', 'cytology'),
  CsfChemistryReported: at('csf', 'chemistry'),
  CirculatingTumorCellsReported: at('csf', 'cells'),
  IntracranialPressureMeasured: at('csf', 'punctures'),
  SymptomRecorded: at('symptoms', 'symptoms'),
  AdverseEventRecorded: at('symptoms', 'adverse'),
  ComplicationRecorded: at('symptoms', 'complications'),
};

const OTHER = at('other', 'other');

/** Every fact has a place: what no lane claims stands among the other facts. */
export const placesOf = (answer: Read, startOf: StartOf): readonly Place[] =>
  treatmentPlaces(answer, startOf) ?? findingPlaces(answer.fact) ?? PLACES[answer.fact.kind] ?? OTHER;
