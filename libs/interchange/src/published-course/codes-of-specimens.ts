import { isUnitOf, type Dimension, type FactOf } from '@leptotrace/clinical';
import { vocabulary } from './words';

/** Codes of specimens and what is found in them, as codes.ts has the others. */

export const CYTOLOGY_RESULTS = vocabulary<FactOf<'CsfCytologyReported'>['result']>({
  positive: [
    'pos',
    '+',
    'malignant cells',
    'malignant cells present',
    'tumour cells',
    'tumor cells',
    'carcinoma cells',
    'adenocarcinoma cells',
    'adenocarcinoma',
    'positive for malignancy',
    'positive for malignant cells',
    'positive for tumour cells',
    'positive for adenocarcinoma',
  ],
  negative: [
    'neg',
    'no malignant cells',
    'no tumour cells',
    'no tumor cells',
    'without malignant cells',
    'negative for malignancy',
    'negative for malignant cells',
    'negative for tumour cells',
    'no evidence of malignancy',
  ],
  suspicious: ['suspect', 'suspicious cells', 'suspicious for malignancy', 'suspicious for malignant cells'],
  atypical: ['atypia', 'atypical cells'],
  insufficient: [
    'inadequate',
    'acellular',
    'insufficient material',
    'not diagnostic',
    'non diagnostic',
    'nondiagnostic',
  ],
});

type Call = FactOf<'MolecularReportIssued'>['calls'][number];

export const CALL_STATES = vocabulary<Call['status'] | 'not-tested'>({
  detected: ['positive', 'present', 'mutated', 'found', 'mutation detected', '+'],
  'not-detected': [
    'negative',
    'absent',
    'wild type',
    'wt',
    'not found',
    'undetected',
    'not present',
    'no mutation',
  ],
  'not-evaluable': [
    'ne',
    'inconclusive',
    'indeterminate',
    'failed',
    'invalid',
    'not assessable',
    'insufficient',
  ],
  'below-lod': ['below limit of detection', 'below detection limit', 'below the limit of detection', '<lod'],
  'not-tested': ['not done', 'not performed', 'not reported', 'nottested', 'not examined'],
});

/** Fluids and tissues by their plain name; the second word is how a molecular report names it. */
export const MATERIALS = vocabulary<
  'csf' | 'plasma' | 'tissue' | 'tissue-metastasis' | 'tissue-primary' | 'pleural'
>({
  csf: ['cerebrospinal fluid', 'liquor', 'lumbar csf', 'spinal fluid', 'csf ctdna', 'csf cfdna'],
  plasma: [
    'blood',
    'blood plasma',
    'peripheral blood',
    'ctdna',
    'cfdna',
    'plasma ctdna',
    'plasma cfdna',
    'liquid biopsy of blood',
  ],
  tissue: [
    'tumour',
    'tumor',
    'tumour tissue',
    'tumor tissue',
    'biopsy',
    'tissue biopsy',
    'lung tissue',
    'rebiopsy',
  ],
  'tissue-metastasis': ['metastasis', 'metastatic tissue', 'brain metastasis', 'lymph node'],
  'tissue-primary': ['primary', 'primary tumour', 'primary tumor', 'lung primary'],
  pleural: ['pleural effusion', 'pleural fluid', 'effusion of the pleura'],
});

type Marker = FactOf<'TumorMarkerReported'>['analyte'];

export const MARKERS = vocabulary<Exclude<Marker, 'other'>>({
  CEA: ['carcinoembryonic antigen'],
  CEACAM6: [],
  'CYFRA21-1': ['cyfra', 'cytokeratin 19 fragment'],
  NSE: ['neuron specific enolase', 'enolase'],
  CA125: [],
  'CA15-3': [],
  'CA19-9': [],
  ProGRP: ['pro gastrin releasing peptide'],
  SCC: ['scc antigen', 'squamous cell carcinoma antigen'],
});

export const ANALYTES = vocabulary<FactOf<'CsfChemistryReported'>['analytes'][number]['analyte']>({
  protein: ['proteins', 'total protein', 'csf protein'],
  glucose: ['csf glucose', 'sugar'],
  'white-cells': [
    'cells',
    'cell count',
    'leukocytes',
    'leucocytes',
    'wbc',
    'white blood cells',
    'nucleated cells',
    'white cell count',
  ],
  'red-cells': ['erythrocytes', 'rbc', 'red blood cells'],
  lactate: ['lactic acid'],
  chloride: [],
  albumin: [],
});

/** Units as sources print them, in UCUM. A unit that is not here, or none, is never guessed. */
const UNIT_SPELLINGS: Readonly<Record<string, string>> = {
  cmh2o: 'cm[H2O]',
  'cm h2o': 'cm[H2O]',
  'cm[h2o]': 'cm[H2O]',
  'cm water': 'cm[H2O]',
  'cm of water': 'cm[H2O]',
  cm: 'cm[H2O]',
  mmh2o: 'mm[H2O]',
  'mm h2o': 'mm[H2O]',
  'mm[h2o]': 'mm[H2O]',
  'mm of water': 'mm[H2O]',
  mmhg: 'mm[Hg]',
  'mm hg': 'mm[Hg]',
  'mm[hg]': 'mm[Hg]',
  kpa: 'kPa',
  'mg/dl': 'mg/dL',
  'g/l': 'g/L',
  'mg/l': 'mg/L',
  'ug/l': 'ug/L',
  'ng/ml': 'ng/mL',
  'pg/ml': 'pg/mL',
  'mmol/l': 'mmol/L',
  'umol/l': 'umol/L',
  '/ul': '/uL',
  '/mm3': '/uL',
  'cells/ul': '/uL',
  'cells/mm3': '/uL',
  '/ml': '/mL',
  'u/ml': 'U/mL',
  'u/l': 'U/L',
  'ku/l': 'k[IU]/L',
  'iu/l': 'U/L',
  '%': '%',
  ml: 'mL',
};

const MEASURED: readonly Dimension[] = [
  'pressure',
  'mass-concentration',
  'substance-concentration',
  'cell-concentration',
  'activity-concentration',
  'fraction',
];

/** The unit as it is spelt in the table, or as UCUM has it. */
export const unitOf = (printed: string): string | undefined => {
  const plain = printed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[µμ]/g, 'u')
    .replace('mm³', 'mm3')
    .replace(/\s+/g, ' ')
    .trim();
  const spelt = Object.hasOwn(UNIT_SPELLINGS, plain) ? UNIT_SPELLINGS[plain] : undefined;
  return (
    spelt ??
    (plain !== '' && plain.length <= 60 && isUnitOf(printed.trim(), ...MEASURED) ? printed.trim() : undefined)
  );
};
