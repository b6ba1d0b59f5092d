import { dayText, epochDay } from '@leptotrace/kernel';
import { DOMAINS } from './lm';

/** A fact as it is sent over HTTP. */
export type SentFact = Readonly<Record<string, unknown>> & { readonly kind: string };

const FIRST = epochDay(2021, 3, 1);
const SPAN_DAYS = 1_200;

interface Visit {
  readonly at: number;
  readonly date: string;
}

const quantity = (value: number, unit: string) => ({ value, unit });
const wave = (at: number, low: number, high: number, period: number): number =>
  Math.round((low + ((high - low) * (1 + Math.sin((at / period) * Math.PI * 2))) / 2) * 10) / 10;

const puncture = ({ at, date }: Visit): readonly SentFact[] => {
  const specimenId = `lp${at}`;
  return [
    {
      kind: 'LumbarPuncturePerformed',
      occurredOn: date,
      specimenId,
      openingPressure: quantity(wave(at, 12, 29, 9), 'cm[H2O]'),
      position: 'lateral-decubitus',
      volume: quantity(10, 'mL'),
    },
    {
      kind: 'CsfCytologyReported',
      occurredOn: date,
      specimenId,
      result: (['positive', 'negative', 'negative', 'atypical', 'suspicious'] as const)[at % 5],
      site: 'lumbar',
      volume: quantity(10, 'mL'),
    },
    {
      kind: 'CsfChemistryReported',
      occurredOn: date,
      specimenId,
      analytes: [
        { analyte: 'protein', result: quantity(wave(at, 30, 180, 7), 'mg/dL') },
        { analyte: 'glucose', result: quantity(wave(at, 25, 70, 11), 'mg/dL') },
      ],
    },
    molecular(specimenId, 'csf-supernatant', date, at),
  ];
};

const molecular = (
  specimenId: string,
  specimen: 'csf-supernatant' | 'plasma',
  date: string,
  at: number,
): SentFact => ({
  kind: 'MolecularReportIssued',
  occurredOn: date,
  specimenId,
  specimen,
  assay: 'hybrid capture panel',
  panelGenes: ['EGFR', 'MET', 'TP53'],
  inputNg: quantity(20, 'ng'),
  minInputNg: quantity(5, 'ng'),
  lodVaf: quantity(0.1, '%'),
  qc: 'pass',
  calls: [
    {
      gene: 'EGFR',
      alteration: 'exon 19 deletion',
      hgvsP: 'p.Glu746_Ala750del',
      type: 'indel',
      status: 'detected',
      vaf: quantity(wave(at, 0.5, 34, 8), '%'),
    },
    {
      gene: 'EGFR',
      alteration: 'C797S',
      hgvsP: 'p.Cys797Ser',
      type: 'snv',
      ...(specimen === 'plasma' || at % 3 === 0
        ? { status: 'not-detected' }
        : { status: 'detected', vaf: quantity(wave(at, 0.2, 9, 5), '%') }),
    },
  ],
});

const imaging = ({ at, date }: Visit, region: 'brain' | 'chest'): SentFact => ({
  kind: 'ImagingStudyReported',
  occurredOn: date,
  modality: region === 'brain' ? 'mri' : 'ct',
  regions: region === 'brain' ? ['brain', 'spine'] : ['chest', 'abdomen'],
  contrast: true,
  lesions: [
    {
      lesionId: `${region}-1`,
      site: region === 'brain' ? 'brain-parenchyma' : 'lung',
      kind: 'non-nodal',
      role: 'target',
      state: 'measured',
      longestDiameter: quantity(wave(at, 12, 26, 13), 'mm'),
      perpendicularDiameter: quantity(wave(at, 8, 18, 13), 'mm'),
    },
  ],
});

const exam = ({ at, date }: Visit): readonly SentFact[] => [
  {
    kind: 'NeurologicalExamRecorded',
    occurredOn: date,
    instrument: 'rano-lm-2017',
    domains: DOMAINS.map((domain) => ({ domain, grade: domain === 'gait' ? at % 3 : 0, attribution: 'lm' })),
  },
  { kind: 'PerformanceStatusRecorded', occurredOn: date, instrument: 'ECOG', value: 1 + (at % 2) },
];

const plasma = ({ at, date }: Visit): readonly SentFact[] => [
  { kind: 'SpecimenCollected', occurredOn: date, specimenId: `pl${at}`, specimen: 'plasma' },
  molecular(`pl${at}`, 'plasma', date, at),
];

const complaint = ({ at, date }: Visit): SentFact => ({
  kind: 'SymptomRecorded',
  occurredOn: date,
  symptoms: [(['headache', 'nausea', 'diplopia'] as const)[at % 3]],
  grade: 1 + (at % 2),
  relation: 'lm',
});

const visit = (about: Visit): readonly SentFact[] => [
  ...puncture(about),
  imaging(about, 'brain'),
  ...exam(about),
  ...plasma(about),
  imaging(about, 'chest'),
  complaint(about),
];

const drug = (agent: string, day: number, more: object = {}): SentFact => ({
  kind: 'TherapyStarted',
  occurredOn: dayText(FIRST + day),
  agent,
  route: 'oral',
  ...more,
});

const BEGINNING: readonly SentFact[] = [
  {
    kind: 'DiagnosisRecorded',
    occurredOn: dayText(FIRST - 200),
    what: 'primary-nsclc',
    histology: 'adenocarcinoma',
    certainty: 'confirmed',
  },
  {
    kind: 'DiagnosisRecorded',
    occurredOn: dayText(FIRST),
    what: 'leptomeningeal-metastasis',
    certainty: 'confirmed',
  },
  drug('osimertinib', 5, {
    lineId: 'l1',
    line: '1',
    dose: quantity(80, 'mg'),
    schedule: 'daily',
    intent: 'palliative',
  }),
  drug('dexamethasone', 8, { dose: quantity(4, 'mg'), schedule: 'twice daily', intent: 'supportive' }),
  {
    kind: 'RadiotherapyDelivered',
    occurredOn: dayText(FIRST + 20),
    technique: 'wbrt',
    target: 'whole brain',
    dose: quantity(30, 'Gy'),
    fractions: 10,
  },
];

/**
 * A long course of so many facts, of the kinds and in the mix of a real follow-up: visits with puncture,
 * cytology, chemistry, ctDNA, imaging and examination. The same number gives the same course.
 */
export const longCourse = (facts: number): readonly SentFact[] => {
  const perVisit = visit({ at: 0, date: dayText(FIRST) }).length;
  const visits = Math.ceil(Math.max(0, facts - BEGINNING.length) / perVisit);
  const between = SPAN_DAYS / Math.max(1, visits);
  return [
    ...BEGINNING,
    ...Array.from({ length: visits }, (_, at) =>
      visit({ at, date: dayText(FIRST + 10 + Math.floor(at * between)) }),
    ).flat(),
  ].slice(0, facts);
};

const FACTS_A_REQUEST = 400;

/** Registers the patient and records the facts over HTTP, as a source system would. */
export const recordOverHttp = async (
  url: string,
  patientId: string,
  facts: readonly SentFact[],
): Promise<void> => {
  const post = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`${path}: ${await answer.text()}`);
  };
  await post('/v1/patients', { patientId });
  for (let at = 0; at < facts.length; at += FACTS_A_REQUEST)
    await post(`/v1/patients/${patientId}/facts`, { facts: facts.slice(at, at + FACTS_A_REQUEST) });
};
