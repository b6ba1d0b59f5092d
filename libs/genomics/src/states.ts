import { type Configuration, type Flag } from '@leptotrace/rules';
import { reachesAmplification } from './amplification';
import { type SampleState } from './answer';
import { type ReadCall, type ReadSample } from './calls';
import { findingsOf, twiceFlags } from './findings';
import { type Alteration } from './hgvs';
import { type GenomicsRuleId } from './genomics.rules';
import { covers } from './names/coverage';
import { isCovered, isLowInput, maskedBy, negative, type Verdict } from './negatives';

const NONE: readonly Flag[] = [];

const QC_FLAGS: Readonly<Record<'pass' | 'borderline' | 'fail', readonly Flag[]>> = {
  pass: [],
  borderline: ['QC_NOT_PASSED'],
  fail: ['QC_NOT_PASSED'],
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
  const masked = maskedBy(sample, alteration);
  if (masked) return { ...masked, negative: isCovered(sample, alteration) === true };
  if (!READ_BY_PANELS.has(alteration.kind)) return none('a panel of genes does not read this kind');
  const covered = isCovered(sample, alteration);
  if (covered === null) return none('the report does not say which genes it covers');
  return { ...negative(sample, alteration, config), negative: covered };
};

/** A report that says two things of one alteration is negative only where all of them are. */
const STRENGTH = ['detected', 'below-lod', 'not-evaluable', 'not-detected'] as const;

const highestFirst = ({ call: a }: ReadCall, { call: b }: ReadCall): number =>
  (b.vafPct ?? -1) - (a.vafPct ?? -1) ||
  (b.copyNumber ?? -1) - (a.copyNumber ?? -1) ||
  (b.ratio ?? -1) - (a.ratio ?? -1);

/** The call that counts of several: the strongest state, then the highest value; never the first in the list. */
const strongest = (calls: readonly ReadCall[]): ReadCall | undefined => {
  const sorted = [...calls].sort(highestFirst);
  return STRENGTH.flatMap((status) => sorted.filter(({ call }) => call.status === status))[0];
};

interface Found {
  readonly call: ReadCall | null;
  readonly verdict: Verdict;
  /** Every call of the report that says it. */
  readonly calls: readonly ReadCall[];
}

/** A trace, or what was not evaluable, beside a finding that may be it: its state stays, and is open. */
const besideUnread = (sample: ReadSample, alteration: Alteration, verdict: Verdict): Verdict => {
  const masked = maskedBy(sample, alteration);
  return masked ? { ...verdict, flags: masked.flags, open: true } : verdict;
};

const byStatus = (sample: ReadSample, found: ReadCall, config: Configuration): Verdict => {
  const amplified =
    found.alteration.kind === 'amplification' ? reachesAmplification(found.call, sample, config) : null;
  switch (found.call.status) {
    case 'detected':
      return positive(sample, found, amplified);
    case 'below-lod':
      return besideUnread(sample, found.alteration, {
        state: 'BELOW_LOD',
        rule: 'GENO-10.4-BELOW_LOD',
        flags: NONE,
      });
    case 'not-evaluable':
      return besideUnread(sample, found.alteration, {
        state: 'NE',
        rule: 'GENO-10.4-NE-reported',
        flags: NONE,
      });
    case 'not-detected':
      return negative(sample, found.alteration, config);
  }
};

/** What classes and their members tell of each other (10.4, by [A]). */
const byClass = (sample: ReadSample, alteration: Alteration, config: Configuration): Found | null => {
  const members = sample.read.filter(
    ({ alteration: each, call }) => call.status === 'detected' && covers(alteration, each),
  );
  const member = strongest(members);
  if (member) {
    const verdict = { ...byStatus(sample, member, config), rule: 'GENO-10.4-class-by-member' as const };
    return { call: member, verdict, calls: members };
  }
  const groups = sample.read.filter(({ alteration: each }) => covers(each, alteration));
  const group = strongest(groups);
  if (!group) return null;
  if (group.call.status === 'not-detected') {
    const found = negative(sample, alteration, config);
    const rule = found.state === 'NOT_DETECTED' ? 'GENO-10.4-class-negative' : found.rule;
    return { call: null, verdict: { ...found, rule }, calls: groups };
  }
  const reason = `${group.alteration.name} is reported, which may be this alteration`;
  const open = group.call.status !== 'not-evaluable';
  const verdict = { state: 'NE', rule: 'GENO-10.4-class-open', flags: NONE, reason, open } as const;
  return { call: null, verdict: besideUnread(sample, alteration, verdict), calls: groups };
};

const find = (sample: ReadSample, alteration: Alteration, config: Configuration): Found => {
  const calls = sample.read.filter(({ alteration: each }) => each.key === alteration.key);
  const own = strongest(calls);
  if (own) {
    const inner = own.call.status === 'detected' ? null : byClass(sample, alteration, config);
    if (inner?.call) return { ...inner, calls: [...inner.calls, ...calls] };
    return { call: own, verdict: byStatus(sample, own, config), calls };
  }
  return (
    byClass(sample, alteration, config) ?? {
      call: null,
      verdict: silent(sample, alteration, config),
      calls: [],
    }
  );
};

const isQuantifiable = (sample: ReadSample, { call }: Found): boolean =>
  call?.call.vafPct !== null &&
  call?.call.status === 'detected' &&
  sample.qc !== 'fail' &&
  !isLowInput(sample);

/** Doubts on the name of the call that gives the state. */
const nameFlagsOf = ({ call }: Found): readonly Flag[] =>
  (call?.alteration.flags ?? []).filter((flag) => flag === 'UNREAD_NAME' || flag === 'NAMES_DISAGREE');

const numbersOf = (found: Found): Pick<SampleState, 'vafPct' | 'copyNumber' | 'ratio' | 'germline'> => ({
  vafPct: found.call?.call.vafPct ?? null,
  copyNumber: found.call?.call.copyNumber ?? null,
  ratio: found.call?.call.ratio ?? null,
  germline: found.call?.call.germline ?? false,
});

const flagsOf = (found: Found): readonly Flag[] =>
  [...new Set([...found.verdict.flags, ...nameFlagsOf(found), ...twiceFlags(found.calls)])].sort();

const amplifiedIn = ({ call }: Found, sample: ReadSample, config: Configuration): boolean | null =>
  call?.alteration.kind === 'amplification' ? reachesAmplification(call.call, sample, config) : null;

/**
 * State of one alteration in one sample after 10.4. A reported positive stays one; a negative is one
 * only where the gene is covered and quality, input and depth allow it.
 */
export const stateIn = (sample: ReadSample, alteration: Alteration, config: Configuration): SampleState => {
  const found = find(sample, alteration, config);
  const { state, rule, reason, open = false, negative: isNegative = false } = found.verdict;
  const flags = flagsOf(found);
  const numbers = numbersOf(found);
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
    amplified: amplifiedIn(found, sample, config),
    quantifiable: isQuantifiable(sample, found),
    open,
    negative: isNegative,
    findings: findingsOf(found.calls),
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
