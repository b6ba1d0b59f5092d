import { Type } from '@sinclair/typebox';
import { AGENT_CODES } from '../vocabulary/agents';
import { code, count, factReference, flag, identifier, list, period, quantity, text } from '../schema';

export const ROUTES = [
  'oral',
  'intravenous',
  'intrathecal',
  'intraventricular',
  'subcutaneous',
  'intramuscular',
  'topical',
  'other',
  'not-stated',
] as const;

const agentProperties = {
  agent: code(AGENT_CODES, {
    mend: 'Use a code of the therapy vocabulary, or "other" with printedName and anticancer.',
  }),
  printedName: Type.Optional(text(200, { description: 'The name as the source prints it.' })),
  anticancer: Type.Optional(flag('Required for agent = other; the vocabulary decides for the rest.')),
};

/** `90-100 mg`: where the source gives a range, none of its doses is the dose. */
const doseRange = () =>
  Type.Object(
    { low: quantity('dose'), high: quantity('dose') },
    {
      additionalProperties: false,
      description: 'The dose lies between the two; in place of dose.',
      mend: 'Send {"low": {"value": …, "unit": "…"}, "high": {"value": …, "unit": "…"}}.',
    },
  );

const doseProperties = {
  dose: Type.Optional(quantity('dose')),
  doseRange: Type.Optional(doseRange()),
  schedule: Type.Optional(text(200)),
  route: code(ROUTES),
};

export const STOP_REASONS = [
  'progression',
  'toxicity',
  'elective',
  'completed',
  'death',
  'unknown',
  'implied-by-switch',
] as const;

const therapyStart = () => factReference('the TherapyStarted that it concerns', 'TherapyStarted');

export const RADIOTHERAPY_TECHNIQUES = [
  'wbrt',
  'ha-wbrt',
  'srs',
  'photon-csi',
  'proton-csi',
  'involved-field',
  'not-stated',
] as const;

/** Placing and removing what leads CSF out, or drugs in. */
export const CSF_DEVICE_PROCEDURES = [
  'vp-shunt',
  'shunt-removal',
  'csf-drain',
  'csf-drain-removal',
  'ommaya-placement',
  'ommaya-removal',
] as const;

export const therapyKinds = {
  TherapyStarted: {
    title: 'Therapy started',
    properties: {
      lineId: Type.Optional(identifier()),
      regimenId: Type.Optional(identifier({ description: 'Shared by the agents of one regimen.' })),
      ...agentProperties,
      ...doseProperties,
      intent: Type.Optional(
        code(['curative', 'adjuvant', 'palliative', 'maintenance', 'supportive', 'not-stated']),
      ),
      line: Type.Optional(text(40)),
      trial: Type.Optional(text(80)),
      beyondProgression: Type.Optional(flag()),
    },
  },
  TherapyDoseChanged: {
    title: 'Dose or interval changed',
    properties: {
      startId: therapyStart(),
      dose: Type.Optional(quantity('dose')),
      doseRange: Type.Optional(doseRange()),
      schedule: Type.Optional(text(200)),
      route: Type.Optional(code(ROUTES)),
      direction: Type.Optional(code(['increase', 'decrease', 'interval-only', 'not-stated'])),
      reason: Type.Optional(text()),
    },
  },
  TherapyHeld: {
    title: 'Therapy held',
    properties: { startId: therapyStart(), reason: Type.Optional(text()) },
  },
  TherapyResumed: {
    title: 'Therapy resumed',
    properties: {
      startId: therapyStart(),
      dose: Type.Optional(quantity('dose')),
      schedule: Type.Optional(text(200)),
    },
  },
  TherapyStopped: {
    title: 'Therapy stopped',
    properties: { startId: therapyStart(), reason: code(STOP_REASONS), detail: Type.Optional(text()) },
  },
  TherapyPlanned: {
    title: 'Therapy planned',
    properties: {
      ...agentProperties,
      dose: Type.Optional(quantity('dose')),
      schedule: Type.Optional(text(200)),
      route: Type.Optional(code(ROUTES)),
      status: Type.Optional(code(['planned', 'not-given', 'declined'])),
      reason: Type.Optional(text()),
    },
  },
  RadiotherapyDelivered: {
    title: 'Radiotherapy',
    properties: {
      technique: code(RADIOTHERAPY_TECHNIQUES),
      target: text(200),
      dose: Type.Optional(quantity('radiation-dose')),
      fractionDose: Type.Optional(quantity('radiation-dose')),
      fractions: Type.Optional(count(200)),
      period: Type.Optional(period()),
      intent: Type.Optional(text(80)),
      concurrent: Type.Optional(text(400)),
    },
  },
  ProcedurePerformed: {
    title: 'Procedure',
    properties: {
      procedure: code([...CSF_DEVICE_PROCEDURES, 'resection', 'biopsy', 'autopsy', 'other']),
      description: Type.Optional(text(400, { description: 'Required for procedure = other.' })),
      site: Type.Optional(text(120)),
    },
  },
  InductionCompleted: {
    title: 'Induction completed',
    properties: {
      startIds: list(therapyStart(), 20, { minItems: 1 }),
      induction: code(['intrathecal', 'systemic']),
    },
  },
} as const;
