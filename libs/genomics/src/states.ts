import { type Configuration, type Flag } from '@leptotrace/rules';
import { reachesAmplification } from './amplification';
import { type CallState, type SampleState } from './answer';
import { type ReadCall, type ReadSample } from './calls';
import { type Alteration, geneSymbol } from './hgvs';
import { type GenomicsRuleId } from './genomics.rules';
import { covers } from './names/coverage';

/** A state, the rule that gives it and what it warns of. */
interface Verdict {
  readonly state: CallState;
  readonly rule: GenomicsRuleId;
  readonly flags: readonly Flag[];
  readonly reason?: string;
}

const NONE: readonly Flag[] = [];

const isCovered = ({ panelGenes }: ReadSample, { gene }: Alteration): boolean | null =>
  panelGenes === null ? null : panelGenes.some((each) => geneSymbol(each) === gene);

const isLowInput = ({ inputNg, minInputNg }: ReadSample): boolean =>
  inputNg !== null && minInputNg !== null && inputNg < minInputNg;

/** A depth at which not even one mutated molecule is expected at the limit of detection. */
const isShallow = ({ uniqueDepth, lodVafPct }: ReadSample): boolean =>
  uniqueDepth !== null && lodVafPct !== null && uniqueDepth * lodVafPct < 100;

const QC_FLAGS: Readonly<Record<'pass' | 'borderline' | 'fail', readonly Flag[]>> = {
  pass: [],
  borderline: ['QC_NOT_PASSED'],
  fail: ['QC_NOT_PASSED'],
};

/** What keeps a negative from being one, the first of 10.4 that applies; `null`: nothing that is known. */
const obstacle = (sample: ReadSample, alteration: Alteration): Verdict | null => {
  const ne = (rule: GenomicsRuleId, ...flags: readonly Flag[]): Verdict => ({ state: 'NE', rule, flags });
  if (isCovered(sample, alteration) === false) return ne('GENO-10.4-NE-panel', 'NOT_IN_PANEL');
  if (sample.qc === 'fail') return ne('GENO-10.4-NE-qc-fail', 'QC_NOT_PASSED');
  if (sample.qc === 'borderline') return ne('GENO-10.4-NE-qc-borderline', 'QC_NOT_PASSED');
  if (isLowInput(sample)) return ne('GENO-10.4-NE-insufficient-DNA', 'INSUFFICIENT_DNA');
  return isShallow(sample) ? ne('GENO-10.4-depth', 'DEPTH_INADEQUATE') : null;
};

/** A negative: only where the assay could have seen the alteration. */
const negative = (sample: ReadSample, alteration: Alteration, config: Configuration): Verdict => {
  const against = obstacle(sample, alteration);
  if (against) return against;
  const unknown: Flag[] = [];
  if (sample.inputNg === null || sample.minInputNg === null) unknown.push('INPUT_UNKNOWN');
  if (sample.qc === null) unknown.push('QC_UNKNOWN');
  if (unknown.length === 0) return { state: 'NOT_DETECTED', rule: 'GENO-10.4-NOT_DETECTED', flags: NONE };
  const state = config.strictNegatives ? 'NE' : 'NOT_DETECTED';
  return { state, rule: 'GENO-10.4-strict-negatives', flags: unknown };
};

const isUnderLod = ({ call }: ReadCall, { lodVafPct }: ReadSample): boolean =>
  call.vafPct !== null && lodVafPct !== null && call.vafPct < lodVafPct;

const positive = (sample: ReadSample, found: ReadCall, amplified: boolean | null): Verdict => {
  const flags: Flag[] = [...(sample.qc === null ? NONE : QC_FLAGS[sample.qc])];
  if (isLowInput(sample)) flags.push('LOW_INPUT_POSITIVE');
  if (isCovered(sample, found.alteration) === false) flags.push('NOT_IN_PANEL');
  if (isUnderLod(found, sample)) flags.push('VAF_UNDER_LOD');
  if (amplified === false) flags.push('BELOW_AMPLIFICATION_THRESHOLD');
  const rule = isLowInput(sample) ? 'GENO-10.4-LOW_INPUT_POSITIVE' : 'GENO-10.4-DETECTED';
  return { state: 'DETECTED', rule, flags };
};

/** Kinds that a panel of genes reads, so that its silence says something. */
const READ_BY_PANELS: ReadonlySet<string> = new Set([
  'substitution',
  'stop',
  'any-change',
  'deletion',
  'duplication',
  'delins',
  'insertion',
  'frameshift',
  'exon',
  'amplification',
  'fusion',
  'fusion-with',
]);

const silent = (sample: ReadSample, alteration: Alteration, config: Configuration): Verdict => {
  const rule: GenomicsRuleId = 'GENO-10.4-NOT_TESTED';
  const none = (reason: string): Verdict => ({ state: 'NOT_TESTED', rule, flags: NONE, reason });
  if (!READ_BY_PANELS.has(alteration.kind)) return none('a panel of genes does not read this kind');
  const covered = isCovered(sample, alteration);
  if (covered === null) return none('the report does not say which genes it covers');
  return negative(sample, alteration, config);
};

const STRENGTH = ['detected', 'below-lod', 'not-detected', 'not-evaluable'] as const;

const strongest = (calls: readonly ReadCall[]): ReadCall | undefined =>
  STRENGTH.flatMap((status) => calls.filter(({ call }) => call.status === status))[0];

interface Found {
  readonly call: ReadCall | null;
  readonly verdict: Verdict;
}

const byStatus = (sample: ReadSample, found: ReadCall, config: Configuration): Verdict => {
  const amplified =
    found.alteration.kind === 'amplification' ? reachesAmplification(found.call, sample, config) : null;
  switch (found.call.status) {
    case 'detected':
      return positive(sample, found, amplified);
    case 'below-lod':
      return { state: 'BELOW_LOD', rule: 'GENO-10.4-BELOW_LOD', flags: NONE };
    case 'not-evaluable':
      return { state: 'NE', rule: 'GENO-10.4-NE-reported', flags: NONE };
    case 'not-detected':
      return negative(sample, found.alteration, config);
  }
};

/** What classes and their members tell of each other (10.4, by [A]). */
const byClass = (sample: ReadSample, alteration: Alteration, config: Configuration): Found | null => {
  const member = sample.read.find(
    ({ alteration: each, call }) => call.status === 'detected' && covers(alteration, each),
  );
  if (member) {
    const verdict = { ...byStatus(sample, member, config), rule: 'GENO-10.4-class-by-member' as const };
    return { call: member, verdict };
  }
  const groups = sample.read.filter(({ alteration: each }) => covers(each, alteration));
  const group = strongest(groups);
  if (!group) return null;
  if (group.call.status === 'not-detected') {
    const verdict = { ...negative(sample, alteration, config), rule: 'GENO-10.4-class-negative' as const };
    return { call: null, verdict };
  }
  const reason = `${group.alteration.name} is reported, which may be this alteration`;
  return { call: null, verdict: { state: 'NE', rule: 'GENO-10.4-class-open', flags: NONE, reason } };
};

const find = (sample: ReadSample, alteration: Alteration, config: Configuration): Found => {
  const own = strongest(sample.read.filter(({ alteration: each }) => each.key === alteration.key));
  if (own) {
    const inner = own.call.status === 'detected' ? null : byClass(sample, alteration, config);
    if (inner?.call) return inner;
    return { call: own, verdict: byStatus(sample, own, config) };
  }
  return byClass(sample, alteration, config) ?? { call: null, verdict: silent(sample, alteration, config) };
};

const isQuantifiable = (sample: ReadSample, { call }: Found): boolean =>
  call?.call.vafPct !== null &&
  call?.call.status === 'detected' &&
  sample.qc !== 'fail' &&
  !isLowInput(sample);

const numbersOf = (found: Found): Pick<SampleState, 'vafPct' | 'copyNumber' | 'ratio' | 'germline'> => ({
  vafPct: found.call?.call.vafPct ?? null,
  copyNumber: found.call?.call.copyNumber ?? null,
  ratio: found.call?.call.ratio ?? null,
  germline: found.call?.call.germline ?? false,
});

/**
 * State of one alteration in one sample after 10.4. A reported positive stays one; a negative is one
 * only where the gene is covered and quality, input and depth allow it.
 */
export const stateIn = (sample: ReadSample, alteration: Alteration, config: Configuration): SampleState => {
  const found = find(sample, alteration, config);
  const { state, rule, flags, reason } = found.verdict;
  const numbers = numbersOf(found);
  const isAmplification = found.call?.alteration.kind === 'amplification';
  return {
    state,
    day: sample.day,
    interval: sample.interval,
    specimen: sample.specimen,
    assay: sample.assay,
    sampleId: sample.sampleId,
    factId: sample.factId,
    lodVafPct: sample.lodVafPct,
    ...numbers,
    amplified: found.call && isAmplification ? reachesAmplification(found.call.call, sample, config) : null,
    quantifiable: isQuantifiable(sample, found),
    flags,
    why: {
      rule,
      value: state,
      day: sample.day,
      facts: [sample.factId],
      sums: {
        ...(numbers.vafPct === null ? {} : { vafPct: numbers.vafPct }),
        ...(sample.inputNg === null ? {} : { inputNg: sample.inputNg }),
        ...(sample.minInputNg === null ? {} : { minInputNg: sample.minInputNg }),
        ...(reason === undefined ? {} : { reason }),
      },
      ...(flags.length > 0 ? { flags } : {}),
    },
  };
};
