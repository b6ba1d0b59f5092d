import { Type } from '@sinclair/typebox';
import { boundedQuantity, code, flag, list, nonEmptyList, quantity, text } from '../schema';

export const ATTRIBUTIONS = [
  'lm',
  'parenchymal-or-other-cns',
  'systemic',
  'treatment',
  'other',
  'unknown',
] as const;
const attribution = () => code(ATTRIBUTIONS);

/** Domains of RANO-LM 2017, in the order of the instrument (criteria 3.1). */
export const RANO_LM_DOMAINS = [
  'gait',
  'strength',
  'sensation',
  'vision',
  'eye-movements',
  'facial-strength',
  'hearing',
  'swallowing',
  'consciousness',
  'behaviour',
] as const;

/** These and those of NANO-LM 2024 (criteria 4.4); `other` is narrative only. */
export const NEURO_DOMAINS = [
  ...RANO_LM_DOMAINS,
  'cognition',
  'nausea-and-vomiting',
  'speech',
  'limb-strength',
  'limb-ataxia',
  'walking',
  'bladder',
  'bowel',
  'meningism',
  'cranial-nerves',
  'overall',
  'other',
] as const;

const relation = () => code(['lm', 'treatment', 'other', 'unknown']);

export const examinationKinds = {
  NeurologicalExamRecorded: {
    title: 'Neurological examination',
    properties: {
      instrument: code(['rano-lm-2017', 'nano-lm-2024', 'narrative']),
      domains: nonEmptyList(
        Type.Object(
          {
            domain: code(NEURO_DOMAINS),
            grade: Type.Optional(Type.Integer({ minimum: 0, maximum: 3, mend: 'Send a grade from 0 to 3.' })),
            notEvaluable: Type.Optional(text(200, { description: 'Why the domain could not be graded.' })),
            attribution: Type.Optional(attribution()),
            finding: Type.Optional(text(1000)),
          },
          { additionalProperties: false },
        ),
        40,
      ),
      visit: Type.Optional(text(60)),
    },
  },
  PerformanceStatusRecorded: {
    title: 'Performance status',
    properties: {
      instrument: code(['ECOG', 'KPS']),
      value: Type.Integer({ minimum: 0, maximum: 100, mend: 'Send ECOG 0 to 5, or KPS 0 to 100 in tens.' }),
      attribution: Type.Optional(attribution()),
    },
  },
  QualityOfLifeRecorded: {
    title: 'Quality of life',
    properties: {
      instrument: text(80, { description: 'As QLQ-C30 global health, QLQ-BN20, EQ-5D-5L.' }),
      value: quantity('score', 'fraction'),
      relation: Type.Optional(relation()),
    },
  },
  SymptomRecorded: {
    title: 'Symptoms',
    properties: {
      symptoms: nonEmptyList(text(400), 60),
      present: Type.Optional(flag('false: asked for and absent.')),
      grade: Type.Optional(Type.Integer({ minimum: 0, maximum: 5, mend: 'Send a grade from 0 to 5.' })),
      relation: Type.Optional(relation()),
    },
  },
  IntracranialPressureMeasured: {
    title: 'Intracranial pressure',
    properties: {
      pressure: boundedQuantity('pressure'),
      method: code(['lumbar-puncture', 'ommaya', 'ventricular-drain', 'monitor', 'other']),
      position: Type.Optional(code(['lateral-decubitus', 'sitting', 'prone', 'not-stated'])),
      relation: Type.Optional(relation()),
    },
  },
  AdverseEventRecorded: {
    title: 'Adverse event',
    properties: {
      event: text(400),
      grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, mend: 'Send a CTCAE grade from 1 to 5.' })),
      attributedTo: Type.Optional(text(200)),
      relation: Type.Optional(relation()),
      serious: Type.Optional(flag()),
    },
  },
  ComplicationRecorded: {
    title: 'Complication',
    properties: {
      complication: text(400),
      grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 5, mend: 'Send a grade from 1 to 5.' })),
      relation: Type.Optional(relation()),
      details: Type.Optional(list(text(400))),
    },
  },
} as const;
