import { decodeFact, type Fact } from '@leptotrace/clinical';
import { parsePartialDate, type DayInterval, type Instant } from '@leptotrace/kernel';
import { believedAt, viewOn, type Logged, type PatientLog, type TimelineView } from '@leptotrace/timeline';

/** A fact as a test writes it: checked by the decoder, so that no test uses what could not be recorded. */
export type Written = Readonly<Record<string, unknown>> & { readonly kind: string; readonly id: string };

const factOf = ({ id, ...fact }: Written): Fact => {
  const decoded = decodeFact(fact);
  if (!decoded.ok) throw new Error(`${id}: ${JSON.stringify(decoded.issues)}`);
  return decoded.value;
};

/** A log in which the facts were recorded in this order. */
export const logOfFacts = (facts: readonly Written[]): PatientLog =>
  facts.map((written, revision): Logged => ({
    revision,
    recordedAt: `2026-01-01T00:00:00.${String(revision).padStart(3, '0')}Z` as Instant,
    actor: 'x',
    commandId: `c${revision}`,
    correlationId: 'x',
    statement: { statement: 'recorded', factId: written.id, fact: factOf(written) },
  }));

export const dayOf = (text: string): DayInterval => parsePartialDate(text) as DayInterval;

/** The view of these facts on a day, all of them recorded. */
export const viewOfFacts = (facts: readonly Written[], on: string): TimelineView =>
  viewOn(believedAt(logOfFacts(facts)), dayOf(on));

// Short forms of the facts that courses are made of.
export const mm = (value: number) => ({ value, unit: 'mm' });

export const lesion = (
  lesionId: string,
  site: string,
  longest: number | null,
  more: object = {},
): object => ({
  lesionId,
  site,
  kind: 'non-nodal',
  role: 'target',
  state: longest === null ? 'absent' : 'measured',
  ...(longest === null
    ? {}
    : { longestDiameter: mm(longest), perpendicularDiameter: mm(Math.max(5, longest / 2)) }),
  ...more,
});

export const study = (id: string, occurredOn: unknown, region: string, more: object = {}): Written => ({
  id,
  kind: 'ImagingStudyReported',
  occurredOn,
  modality: region === 'brain' || region === 'spine' || region === 'neuraxis' ? 'mri' : 'ct',
  regions: [region],
  contrast: true,
  ...more,
});

export const start = (
  id: string,
  occurredOn: unknown,
  agent = 'osimertinib',
  more: object = {},
): Written => ({
  id,
  kind: 'TherapyStarted',
  occurredOn,
  agent,
  route: 'oral',
  ...more,
});

export const lmDiagnosis = (id: string, occurredOn: unknown, more: object = {}): Written => ({
  id,
  kind: 'DiagnosisRecorded',
  occurredOn,
  what: 'leptomeningeal-metastasis',
  certainty: 'confirmed',
  ...more,
});

export const cytology = (
  id: string,
  occurredOn: unknown,
  result: string,
  more: object = {},
): readonly Written[] => [
  {
    id: `${id}-s`,
    kind: 'SpecimenCollected',
    occurredOn,
    specimenId: id,
    specimen: 'csf',
    volume: { value: 10, unit: 'mL' },
  },
  { id, kind: 'CsfCytologyReported', occurredOn, specimenId: id, result, site: 'lumbar', ...more },
];

export const death = (id: string, occurredOn: unknown): Written => ({
  id,
  kind: 'DeathRecorded',
  occurredOn,
});
