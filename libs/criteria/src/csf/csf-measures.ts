import { ruleBook, type Configuration } from '@leptotrace/rules';
import { type PressureReading } from '../lm-model';

export const CSF_MEASURE_RULES = ruleBook({
  'CSFM-12-pressure': {
    says: 'Opening pressure from 25 cmH2O is raised, from 20 borderline, below 6 low.',
    section: '12',
    cites: ['lee-lueck-2014', 'house'],
    provenance: ['checked', 'choice'],
    parameters: ['raisedPressureCmH2O'],
  },
  'CSFM-12-bound': {
    says: 'Of a pressure that is only bounded (above 40) the class is given where every pressure beyond the bound has it; else it is not evaluable.',
    section: '12',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['raisedPressureCmH2O'],
  },
  'CSFM-12-position': {
    says: 'A pressure measured sitting is not evaluable.',
    section: '12',
    cites: ['lee-lueck-2014'],
    provenance: ['checked'],
  },
  'CSFM-12-drained': {
    says: 'After CSF was let off on the same day a pressure is no sign of a normal one: only a raised one says something.',
    section: '12',
    cites: ['house'],
    provenance: ['choice'],
  },
  'CSFM-12-units': {
    says: 'Units are mandatory; 1 mmHg is 1.35951 cmH2O.',
    section: '12',
    cites: ['house'],
    provenance: ['computed'],
  },
  'CSFM-12-protein': {
    says: 'Protein is 15 to 45 mg/dL.',
    section: '12',
    cites: ['house'],
    provenance: ['known'],
  },
  'CSFM-12-glucose': {
    says: 'Glucose is 45 to 80 mg/dL.',
    section: '12',
    cites: ['house'],
    provenance: ['known'],
  },
  'CSFM-12-white-cells': {
    says: 'White cells are 0 to 5 per microlitre.',
    section: '12',
    cites: ['house'],
    provenance: ['known'],
  },
  'CSFM-12-markers': {
    says: 'CEA, CEACAM6 and tumour cell counts are auxiliary: they are shown and decide nothing.',
    section: '12',
    cites: ['zhao-2023', 'lin-2017-ctc'],
    provenance: ['seed', 'unverified'],
  },
  'CSFM-12-negative-cytology': {
    says: 'Negative cytology does not exclude LM: one puncture finds 40 to 50 %, repeated ones 80 to 90 %; no probability is computed.',
    section: '12',
    cites: ['zhao-2023'],
    provenance: ['seed', 'choice'],
  },
});

export type PressureClass = 'RAISED' | 'BORDERLINE' | 'NORMAL' | 'LOW' | 'NE';

const BORDERLINE_CM_H2O = 20;
const LOW_CM_H2O = 6;

const classOfValue = (cmH2O: number, raised: number): PressureClass => {
  if (cmH2O >= raised) return 'RAISED';
  if (cmH2O >= BORDERLINE_CM_H2O) return 'BORDERLINE';
  return cmH2O < LOW_CM_H2O ? 'LOW' : 'NORMAL';
};

/** Only the two outer classes are open to one side: a bound can prove no other. */
const classOfBound = (cmH2O: number, bound: NonNullable<PressureReading['bound']>, raised: number) => {
  if (bound === '>' || bound === '>=') return cmH2O >= raised ? 'RAISED' : 'NE';
  return cmH2O < LOW_CM_H2O || (bound === '<' && cmH2O === LOW_CM_H2O) ? 'LOW' : 'NE';
};

/** Class of an opening pressure in cmH2O (12); a pressure measured sitting says nothing. */
export const pressureClass = (
  {
    cmH2O,
    bound,
    position,
    afterDrainage,
  }: Pick<PressureReading, 'cmH2O' | 'bound' | 'position' | 'afterDrainage'>,
  { raisedPressureCmH2O: raised }: Configuration,
): PressureClass => {
  if (position === 'sitting') return 'NE';
  const found = bound === undefined ? classOfValue(cmH2O, raised) : classOfBound(cmH2O, bound, raised);
  return afterDrainage === true && found !== 'RAISED' ? 'NE' : found;
};

/** Reference ranges, both ends included; glucose and protein in mg/dL, white cells per microlitre (12). */
export const CSF_RANGES = {
  protein: { low: 15, high: 45, unit: 'mg/dL' },
  glucose: { low: 45, high: 80, unit: 'mg/dL' },
  'white-cells': { low: 0, high: 5, unit: '/uL' },
} as const;

export const rangeClass = (analyte: keyof typeof CSF_RANGES, value: number): 'low' | 'normal' | 'high' => {
  const { low, high } = CSF_RANGES[analyte];
  if (value < low) return 'low';
  return value > high ? 'high' : 'normal';
};

/** What to say beside negative cytology; no probability is derived from it (12). */
export const negativeCytologyNote = (punctures: number): string | null =>
  punctures === 0
    ? null
    : `Negative in ${punctures} ${punctures === 1 ? 'puncture' : 'punctures'}: this does not exclude leptomeningeal metastasis.`;
