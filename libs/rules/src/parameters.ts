import type { Provenance } from './provenance';

/**
 * Everything of a ruleset that can be set, in one place: its default, what it may be, what it means
 * and how well the default is known. Specification, section 13.
 */
interface About {
  readonly says: string;
  readonly section: string;
  readonly provenance: Provenance;
}
interface ChoiceOf<V extends string> extends About {
  readonly kind: 'choice';
  readonly preset: V;
  readonly values: readonly V[];
}
interface NumberOf extends About {
  readonly kind: 'number';
  readonly preset: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}
interface Switch extends About {
  readonly kind: 'switch';
  readonly preset: boolean;
}
export type Parameter = ChoiceOf<string> | NumberOf | Switch;

type Told = readonly [says: string, section: string, provenance?: Provenance];
const about = ([says, section, provenance = 'choice']: Told): About => ({ says, section, provenance });

const oneOf = <const V extends string>(values: readonly [V, ...V[]], ...told: Told): ChoiceOf<V> => ({
  kind: 'choice',
  preset: values[0],
  values,
  ...about(told),
});
const whole = (preset: number, ...told: Told): NumberOf => ({
  kind: 'number',
  preset,
  min: 0,
  max: 10_000,
  whole: true,
  ...about(told),
});
const real = (preset: number, ...told: Told): NumberOf => ({ ...whole(preset, ...told), whole: false });
const onOff = (preset: boolean, ...told: Told): Switch => ({ kind: 'switch', preset, ...about(told) });

export const PARAMETERS = {
  // Which criterion drives an endpoint. STATED takes what the source's reader stated, and says so.
  cnsCriterion: oneOf(
    ['RANO_BM_2015', 'RANO_BM_SEED_BIDIMENSIONAL', 'STATED'],
    'criterion of the intracranial compartment',
    '2',
  ),
  lmCriterion: oneOf(
    ['RANO_LM_2017', 'LM_SCORECARD_2019', 'LM_SCORECARD_2022', 'STATED'],
    'criterion of leptomeningeal disease',
    '3',
  ),
  nonCnsCriterion: oneOf(['RECIST_1_1', 'STATED'], 'criterion outside the CNS', '1'),
  cnsPdSources: oneOf(
    ['RANO_BM_AND_LM', 'RANO_BM', 'RANO_LM'],
    'whose progression is CNS progression',
    '7.1',
  ),
  // Time points
  tpWindowDays: whole(14, 'facts so many days apart make one time point', '0.4'),
  maxBaselineDays: whole(28, 'baseline at most so many days before the first dose', '0.4', 'known'),
  newRegionCountsAsNew: onOff(true, 'a lesion in a region not imaged at baseline is new', '1.7', 'known'),
  // Lines of therapy and their ends
  regimenWindowDays: whole(28, 'drugs begun within so many days of the first are one regimen', 'R3'),
  lineGapDays: whole(120, 'the same drug again within so many days of its stop is a pause', 'R3'),
  lineGapDaysOral: whole(180, 'the same for an oral targeted drug', 'R3'),
  staleTherapyDays: whole(90, 'a therapy that nothing shows for so many days may have ended', 'R3'),
  staleTherapyDaysOral: whole(180, 'the same for an oral drug', 'R3'),
  // RECIST 1.1
  tooSmallMm: whole(5, 'value of a target that is present but too small to measure, mm', '1.2', 'known'),
  nodesAsOneOrgan: onOff(true, 'all lymph nodes are one organ', '1.1', 'unverified'),
  tumourMarkers: oneOf(
    ['ignored', 'used'],
    'serum markers above normal at baseline must be normal for CR, if the protocol uses them',
    '1.5',
  ),
  confirmDays: whole(28, 'confirmation of CR or PR at the earliest after so many days', '1.8', 'checked'),
  maxNE: whole(1, 'so many NE at most between response and confirmation', '1.8', 'checked'),
  acceptSDBetween: {
    ...whole(0, 'so many SD at most between response and confirmation', '1.8', 'checked'),
    max: 1,
  },
  sdMinDays: whole(42, 'SD as best response at the earliest after so many days', '1.8', 'checked'),
  dcrIncludesNonCrNonPd: onOff(true, 'NON_CR_NON_PD counts as disease control', '1.8'),
  // RANO-BM
  ranoMinLdMm: whole(10, 'smallest measurable diameter, mm', '2.2', 'unverified'),
  ranoAbsoluteRule: oneOf(['anyLesion', 'sum'], 'what must grow by 5 mm', '2.3', 'unverified'),
  ranoLesionReference: oneOf(['nadirTimePoint', 'ownNadir'], 'what a single lesion is compared with', '2.3'),
  steroidFallback: oneOf(['NE', 'SD'], 'answer when only the steroid dose forbids a category', '2.4'),
  steroidUnknown: oneOf(['ignoreWithFlag', 'NE'], 'an unknown steroid dose', '2.4'),
  steroidDose: oneOf(['onScanDate', 'meanOf5Days'], 'which steroid dose counts', '2.4'),
  clinicalMissing: oneOf(['ignoreWithFlag', 'NE'], 'no clinical status recorded', '2.4'),
  clinicalPersistDays: whole(7, 'worsening must last so many days', '2.4', 'unverified'),
  immunotherapyMode: oneOf(
    ['fromTherapy', 'always', 'never'],
    'a new lesion alone awaits confirmation',
    '2.4',
  ),
  // RANO-LM
  neuroReference: oneOf(['best', 'baseline'], 'reference for neurological worsening', '3.1'),
  improveToNormalCounts: onOff(true, 'from 1 to 0 improves a domain with two grades', '3.1', 'unverified'),
  maxNeDomains: whole(3, 'more domains not evaluable than this and the exam is NE', '3.1', 'unverified'),
  hearingMax: whole(3, 'highest grade of hearing', '3.1', 'unverified'),
  swallowingMax: whole(2, 'highest grade of swallowing', '3.1', 'unverified'),
  neuroAloneIsPD: onOff(true, 'neurological worsening alone is progression', '3.5', 'unverified'),
  csfNegConfirmations: whole(2, 'negative samples in a row for a conversion', '3.2', 'unverified'),
  csfNegGapDays: whole(7, 'days between them at least', '3.2', 'unverified'),
  lowVolumeNegativeIs: oneOf(['NE', 'negative'], 'a negative of a small sample, for conversion', '3.2'),
  minCsfVolumeMl: real(5, 'smallest sample, mL', '3.2', 'checked'),
  failedConversion: oneOf(
    ['seedReconciled', 'alwaysPD', 'alwaysSD'],
    'still positive after induction',
    '3.2',
  ),
  requireFullNeuraxis: onOff(true, 'brain and spine must both be seen', '3.3'),
  noduleWorsePercent: whole(25, 'rise of nodule products that is worse, %', '3.3', 'unverified'),
  noduleBetterPercent: whole(50, 'fall of nodule products that is better, %', '3.3', 'unverified'),
  scoreWorsePercent: whole(25, 'worsening of the composite score, % of baseline load', '3.3', 'unverified'),
  scoreBetterPercent: whole(50, 'bettering of the composite score, % of baseline load', '3.3', 'unverified'),
  imagingPrimary: oneOf(['readerOverall', 'computed'], 'which reading of the imaging leads', '3.3'),
  mriAfterLpDays: whole(14, 'an MRI so soon after a puncture is confounded', '3.4'),
  mriRepeatDays: whole(14, 'repeat MRI at the earliest after so many days', '3.4'),
  evaluationWindowDays: whole(14, 'components of one LM evaluation within so many days', '3.5'),
  lmEvidenceDays: whole(
    28,
    'the sample or scan that shows a new metastasis lies so many days before its diagnosis at most',
    'R1',
  ),
  scorecardNoduleRule: oneOf(['bothGreater', 'product'], 'measurable nodule of the revised card', '4.1'),
  nanoLmRule: oneOf(['none'], 'NANO-LM gives no response: its abstract defines none', '4.4', 'checked'),
  // The seed's proposal
  weightNeuro: real(1, 'weight of the neurological examination', '6'),
  weightImaging: real(1, 'weight of imaging', '6'),
  weightCytology: real(1, 'weight of cytology', '6'),
  weightPerformance: real(1, 'weight of performance status or quality of life', '6'),
  weightPressure: real(1, 'weight of intracranial pressure', '6'),
  minEvaluableShare: real(0.6, 'smallest share of the weights that must be evaluable', '6'),
  improvedAt: real(0.4, 'composite from which it is improved; minus it is progressed', '6'),
  qolChangePoints: whole(10, 'change of QLQ-C30 global health that counts', '6', 'known'),
  raisedPressureCmH2O: real(25, 'raised opening pressure, cm[H2O]', '12', 'checked'),
  pressureChangePercent: whole(20, 'change of pressure that counts, %', '6'),
  bevWashoutDays: whole(42, 'pressure says nothing so long after bevacizumab', '6', 'known'),
  drainageDays: whole(7, 'pressure says nothing so long after a shunt or drainage', '6'),
  // Endpoints
  originEvent: oneOf(['firstDose', 'lmDiagnosis'], 'where the clock starts', '8.1', 'checked'),
  pfsMode: oneOf(['FDA', 'EMA'], 'censoring', '8.2', 'known'),
  scheduleDays: whole(42, 'planned interval between assessments', '8.1'),
  windowDays: whole(7, 'window of a planned assessment', '8.1'),
  nactTie: oneOf(['inclusive', 'strict'], 'assessment on the day of a new therapy', '8.1'),
  nactScope: oneOf(['any', 'compartment'], 'which new therapy ends a compartment’s PFS', '8.2'),
  biCensor: oneOf(['min', 'max'], 'censor date of bicompartmental PFS', '8.2'),
  ttpDeathCensor: oneOf(['lastAdequate', 'death'], 'where a death censors TTP', '8.4', 'known'),
  simultaneousDays: whole(0, 'progressions so many days apart are simultaneous', '7.2'),
  bothCountsAs: oneOf(['BOTH', 'CNS'], 'cause of simultaneous progressions', '9.3'),
  oneCompartmentRule: oneOf(['biPfs', 'seedLiteral'], 'the seed’s one-compartment sentence', '7.3'),
  imputeDeath: oneOf(['mid', 'first', 'last'], 'a death whose day is missing', '8.5'),
  imputeScan: oneOf(['mid', 'first', 'last'], 'an assessment whose day is missing', '8.5'),
  imputeTherapy: oneOf(['first', 'mid', 'last'], 'a therapy start whose day is missing', '8.5'),
  imputeDiagnosis: oneOf(['mid', 'first', 'last'], 'a diagnosis whose day is missing', '8.5'),
  imputeContact: oneOf(['first', 'mid', 'last'], 'a last contact whose day is missing', '8.5'),
  // Statistics
  medianCi: oneOf(['log-log', 'log', 'plain'], 'confidence interval of a median', '9.2', 'known'),
  monthDays: real(30.4375, 'days of a month', '0.4', 'checked'),
  // Genomics
  pairWindowDays: whole(14, 'CSF and plasma of one pair at most so many days apart', '10.4'),
  strictNegatives: onOff(true, 'a negative of unknown DNA input is not evaluable', '10.4'),
  clearanceDays: whole(14, 'negatives so many days apart confirm a clearance', '10.4'),
  emergenceFromDay: whole(14, 'first day of a drug from which an alteration is emergent', '10.4'),
  emergenceToDay: whole(14, 'days after its stop until which it is emergent', '10.4'),
  trendRatio: real(1.5, 'ratio of VAFs that is a rise', '10.4'),
  trendFallRatio: real(0.67, 'ratio of VAFs that is a fall', '10.4'),
  trendPoints: real(0.5, 'change of VAF that counts, percentage points', '10.4'),
  emergencePriorDays: whole(7, 'a sample so many days after a start still shows the state before', '10.4'),
  germlineBandPoints: real(5, 'a VAF so near to 50 % in CSF and plasma may be germline', '10.4'),
  ampCopyNumber: real(5, 'copies that are an amplification', '10.1', 'unverified'),
  ampNgsCopyNumber: real(6, 'copies by sequencing that are an amplification', '10.1', 'unverified'),
  ampFishRatio: real(2, 'ratio to the centromere that is an amplification', '10.1', 'unverified'),
} as const satisfies Readonly<Record<string, Parameter>>;

export type ParameterName = keyof typeof PARAMETERS;

type ValueOf<P> = P extends ChoiceOf<infer V> ? V : P extends NumberOf ? number : boolean;

/** A complete set of values; what criteria and endpoints take. */
export type Configuration = { readonly [K in ParameterName]: ValueOf<(typeof PARAMETERS)[K]> };

export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];

/** The defaults of the specification. */
export const DEFAULTS = Object.fromEntries(
  PARAMETER_NAMES.map((name) => [name, PARAMETERS[name].preset]),
) as unknown as Configuration;
