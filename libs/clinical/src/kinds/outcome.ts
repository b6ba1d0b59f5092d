import { Type } from '@sinclair/typebox';
import { code, identifier, list, text } from '../schema';
import { readingProperties, RESPONSE_CATEGORIES, site } from './imaging';

const statedProperties = {
  compartment: code(['cns', 'non-cns', 'both', 'not-stated']),
  sites: Type.Optional(list(site(), 20)),
  criterion: Type.Optional(
    text(120, { description: 'The criterion that the source names; left out when it names none.' }),
  ),
  basis: Type.Optional(text(200, { description: 'What it rests on: MRI, CSF, clinical.' })),
  confounders: Type.Optional(list(text(200), 20)),
  visit: Type.Optional(text(60)),
  ...readingProperties,
};

/** Kinds of facts that a statement may have been meant as although it could not be read as one. */
export const READABLE_KINDS = [
  'DiagnosisRecorded',
  'SpecimenCollected',
  'LumbarPuncturePerformed',
  'CsfCytologyReported',
  'CsfChemistryReported',
  'TumorMarkerReported',
  'MolecularReportIssued',
  'ImagingStudyReported',
  'NeurologicalExamRecorded',
  'PerformanceStatusRecorded',
  'IntracranialPressureMeasured',
  'TherapyStarted',
  'TherapyDoseChanged',
  'TherapyHeld',
  'TherapyResumed',
  'TherapyStopped',
  'RadiotherapyDelivered',
  'ProcedurePerformed',
  'CareTransitioned',
  'ResponseStated',
  'ProgressionStated',
  'DeathRecorded',
  'ContactRecorded',
] as const;

/** Unread is never absent: what the statement might have said is not evaluable, for this reason. */
const unread = Type.Object(
  {
    wouldBe: code(READABLE_KINDS, { description: 'The kind of fact that it would have been.' }),
    reason: text(400, { description: 'What could not be read, and why.' }),
  },
  { additionalProperties: false, description: 'Set where a source says something that could not be read.' },
);

export const outcomeKinds = {
  CareTransitioned: {
    title: 'Change of care',
    properties: {
      to: code(['palliative', 'hospice', 'lost-to-follow-up', 'withdrew', 'other']),
      reasons: Type.Optional(list(text(400), 20)),
    },
  },
  ResponseStated: {
    title: 'Response as stated',
    properties: {
      category: code(RESPONSE_CATEGORIES),
      ...statedProperties,
      attributedTo: Type.Optional(text(200)),
    },
  },
  ProgressionStated: {
    title: 'Progression as stated',
    properties: { ...statedProperties, detail: Type.Optional(text(1000)) },
  },
  DeathRecorded: {
    title: 'Death',
    properties: {
      cause: Type.Optional(text(400)),
      relation: Type.Optional(code(['lm', 'cancer', 'treatment', 'other', 'unknown'])),
    },
  },
  ContactRecorded: {
    title: 'Last known alive',
    properties: { status: Type.Optional(text(400)) },
  },
  OtherFactRecorded: {
    title: 'Other fact',
    properties: {
      label: identifier({ description: 'What the source calls it.' }),
      unread: Type.Optional(unread),
      fields: Type.Optional(
        Type.Record(Type.String({ minLength: 1, maxLength: 120 }), Type.Unknown(), {
          description: 'Anything that a source says and no other kind holds.',
          mend: 'Send an object of named values.',
        }),
      ),
    },
  },
} as const;
