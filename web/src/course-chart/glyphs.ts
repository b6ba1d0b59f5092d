import type { Fact, FactOf } from '@web/api/types';
import type { AssayState, Glyph, Sign, Tone } from './marks';

const key = (name: string): Sign => ({ key: name });
const stated = (response: string): Sign => ({ response, stated: true });
const plain = (shape: Glyph['shape'], sign: Sign, rank: number, tone: Tone = 'plain'): Glyph => ({
  shape,
  sign,
  tone,
  rank,
});

const STATED_TONES: Readonly<Record<string, Tone>> = {
  PD: 'bad',
  WORSE: 'bad',
  CR: 'good',
  PR: 'good',
  NED: 'good',
  IMPROVED: 'good',
};

const IMAGING_KEYS: Readonly<Record<string, string>> = {
  mri: 'mri',
  ct: 'ct',
  pet: 'pet',
  'pet-ct': 'pet',
  'bone-scintigraphy': 'bone',
};

/** What a reader said of a study is a statement: it stands in quotation marks, as every stated response. */
const imaging = ({ readerOverall, modality }: FactOf<'ImagingStudyReported'>): Glyph =>
  readerOverall === undefined
    ? plain('square', key(IMAGING_KEYS[modality] ?? 'imaging'), 20)
    : plain('square', stated(readerOverall), 30, STATED_TONES[readerOverall] ?? 'plain');

const CYTOLOGY: Readonly<Record<string, Glyph>> = {
  positive: { ...plain('circle', { text: '+' }, 40, 'csf'), filled: true },
  negative: plain('circle', { text: '−' }, 39, 'csf'),
  suspicious: plain('circle', key('suspicious'), 38, 'csf'),
  atypical: plain('circle', key('atypical'), 37, 'csf'),
  insufficient: plain('circle', { text: '∅' }, 36),
};

type Call = FactOf<'MolecularReportIssued'>['calls'][number];

const STATES: Readonly<Record<Call['status'], AssayState>> = {
  detected: 'detected',
  'below-lod': 'below-lod',
  'not-detected': 'not-detected',
  'not-evaluable': 'failed',
};

/** Detected speaks before below the limit, that before not detected, and that before a failed assay. */
const STRENGTH: readonly AssayState[] = ['detected', 'below-lod', 'not-detected', 'failed', 'not-tested'];

/** Value of a call that was measured; a bound is none. */
export const vafOf = ({ vaf }: Call): number | null =>
  vaf !== undefined && vaf.bound === undefined ? vaf.value : null;

const specimenTone = (specimen: string): Tone =>
  specimen.startsWith('csf') ? 'csf' : specimen === 'plasma' ? 'plasma' : 'tissue';

const molecular = ({ calls, specimen, qc }: FactOf<'MolecularReportIssued'>): Glyph => {
  const states = calls.map(({ status }) => STATES[status]);
  const assay = STRENGTH.find((state) => states.includes(state)) ?? (qc === 'fail' ? 'failed' : 'not-tested');
  const vafs = calls.flatMap((call) => (call.status === 'detected' ? (vafOf(call) ?? []) : []));
  return {
    ...plain('circle', { text: '' }, 40, specimenTone(specimen)),
    assay,
    ...(vafs.length > 0 ? { vafPct: Math.max(...vafs) } : {}),
  };
};

const DIAGNOSES: Readonly<Record<string, Glyph>> = {
  'leptomeningeal-metastasis': { ...plain('flag', key('lm'), 50, 'cns'), filled: true },
  'brain-metastasis': plain('flag', key('brainMetastasis'), 45, 'cns'),
  'primary-nsclc': plain('flag', key('primary'), 44),
  other: plain('flag', key('diagnosis'), 20),
};

const PROCEDURES: Readonly<Record<string, string>> = {
  'vp-shunt': 'shunt',
  'shunt-removal': 'shuntOut',
  'ommaya-placement': 'reservoir',
  'ommaya-removal': 'reservoirOut',
  resection: 'resection',
  biopsy: 'biopsy',
  autopsy: 'autopsy',
};

/** A pressure as its source gives it; the unit stands in the name. */
const pressureSign = (pressure: { readonly value: number; readonly bound?: string } | undefined): Sign =>
  pressure ? { text: `${pressure.bound ?? ''}${pressure.value}` } : key('puncture');

const graded = (shape: Glyph['shape'], name: string, grade: number | undefined): Glyph =>
  plain(shape, grade === undefined ? key(name) : { text: String(grade) }, 20 + (grade ?? 0), 'warn');

const examination = (fact: Fact): Glyph | null => {
  switch (fact.kind) {
    case 'PerformanceStatusRecorded':
      return plain('pill', { text: `${fact.instrument === 'ECOG' ? 'E' : 'K'}${fact.value}` }, 30);
    case 'SymptomRecorded':
      return fact.present === false
        ? plain('circle', { text: '∅' }, 10)
        : graded('circle', 'symptom', fact.grade);
    case 'AdverseEventRecorded':
      return graded('triangle', 'adverse', fact.grade);
    case 'ComplicationRecorded':
      return graded('diamond', 'complication', fact.grade);
    case 'IntracranialPressureMeasured':
      return plain('diamond', pressureSign(fact.pressure), 31, 'csf');
    default:
      return null;
  }
};

const laboratory = (fact: Fact): Glyph | null => {
  switch (fact.kind) {
    case 'LumbarPuncturePerformed':
      return plain('diamond', pressureSign(fact.openingPressure), 31, 'csf');
    case 'CsfCytologyReported':
      return CYTOLOGY[fact.result] ?? null;
    case 'CirculatingTumorCellsReported':
      return plain('circle', { text: String(fact.count) }, 35, 'csf');
    case 'TumorMarkerReported':
      return plain('pill', { text: fact.analyteName ?? fact.analyte }, 22, 'csf');
    case 'MolecularReportIssued':
      return molecular(fact);
    default:
      return null;
  }
};

const told = (fact: Fact): Glyph | null => {
  switch (fact.kind) {
    case 'DiagnosisRecorded':
      return DIAGNOSES[fact.what] ?? null;
    case 'ImagingStudyReported':
      return imaging(fact);
    case 'ResponseStated':
      return plain('bubble', stated(fact.category), 30, STATED_TONES[fact.category] ?? 'plain');
    case 'ProgressionStated':
      return plain('bubble', stated('PD'), 40, 'bad');
    case 'ProcedurePerformed':
      return plain('square', key(PROCEDURES[fact.procedure] ?? 'procedure'), 30, 'therapy-cns');
    default:
      return null;
  }
};

/** Kinds that look the same whatever they say. */
const GLYPHS: Readonly<Record<string, Glyph>> = {
  DeathRecorded: { ...plain('flag', { text: '†' }, 60), filled: true },
  CareTransitioned: plain('flag', key('care'), 30),
  ContactRecorded: plain('flag', key('contact'), 10),
  NeurologicalExamRecorded: plain('triangle', key('exam'), 25, 'cns'),
  QualityOfLifeRecorded: plain('pill', key('quality'), 15),
  CsfChemistryReported: plain('pill', key('chemistry'), 25, 'csf'),
  RadiotherapyDelivered: plain('square', key('radiotherapy'), 35, 'therapy-cns'),
  InductionCompleted: plain('flag', key('induction'), 20, 'therapy-cns'),
  TherapyPlanned: plain('pill', key('planned'), 15, 'therapy'),
  TherapyDoseChanged: plain('triangle', key('dose'), 22, 'therapy'),
  TherapyHeld: plain('square', key('held'), 25, 'therapy'),
  TherapyResumed: plain('triangle', key('resumed'), 24, 'therapy'),
  TherapyStopped: plain('square', key('stopped'), 26, 'therapy'),
  TherapyStarted: plain('pill', key('started'), 28, 'therapy'),
  SpecimenCollected: plain('diamond', key('specimen'), 5),
};

const REST = plain('circle', key('other'), 1);

/** Shape tells the kind, the sign what was found. */
export const glyphOf = (fact: Fact): Glyph =>
  examination(fact) ?? laboratory(fact) ?? told(fact) ?? GLYPHS[fact.kind] ?? REST;
