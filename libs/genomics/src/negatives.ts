import { type Configuration, type Flag } from '@leptotrace/rules';
import { type CallState } from './answer';
import { type ReadSample } from './calls';
import { type GenomicsRuleId } from './genomics.rules';
import { geneSymbol, type Alteration } from './hgvs';
import { mayBeUnread, unreadIn, type UnreadFinding } from './unread';

/** A state, the rule that gives it and what it warns of. */
export interface Verdict {
  readonly state: CallState;
  readonly rule: GenomicsRuleId;
  readonly flags: readonly Flag[];
  readonly reason?: string;
  /** Something was found that may be this alteration: no other sample's silence outweighs it. */
  readonly open?: boolean;
  /** The report says not detected, or is silent where it reads the gene. */
  readonly negative?: boolean;
}

const NONE: readonly Flag[] = [];

/** Does the report read the gene? `null`: it does not say which genes it reads. */
export const isCovered = ({ panelGenes }: ReadSample, { gene }: Alteration): boolean | null =>
  panelGenes === null ? null : panelGenes.some((each) => geneSymbol(each) === gene);

export const isLowInput = ({ inputNg, minInputNg }: ReadSample): boolean =>
  inputNg !== null && minInputNg !== null && inputNg < minInputNg;

/** A depth at which not even one mutated molecule is expected at the limit of detection. */
const isShallow = ({ uniqueDepth, lodVafPct }: ReadSample): boolean =>
  uniqueDepth !== null && lodVafPct !== null && uniqueDepth * lodVafPct < 100;

const UNREAD = {
  name: ['GENO-R7-unread-name', 'UNREAD_FINDING'],
  gene: ['GENO-R7-unread-gene', 'UNREAD_GENE'],
} as const satisfies Readonly<Record<UnreadFinding['what'], readonly [GenomicsRuleId, Flag]>>;

/** What was found and not understood may be this alteration: its absence is not shown. R7. */
export const maskedBy = (sample: ReadSample, alteration: Alteration): Verdict | null => {
  const found = mayBeUnread(unreadIn(sample), alteration);
  if (!found) return null;
  const [rule, flag] = UNREAD[found.what];
  const reason = `“${found.printed}” could not be read and may be this alteration`;
  return { state: 'NE', rule, flags: [flag], reason, open: true };
};

/** What keeps a negative from being one, the first of 10.4 that applies; `null`: nothing that is known. */
const obstacle = (sample: ReadSample, alteration: Alteration): Verdict | null => {
  const ne = (rule: GenomicsRuleId, flag: Flag): Verdict => ({ state: 'NE', rule, flags: [flag] });
  if (isCovered(sample, alteration) === false) return ne('GENO-10.4-NE-panel', 'NOT_IN_PANEL');
  if (sample.qc === 'fail') return ne('GENO-10.4-NE-qc-fail', 'QC_NOT_PASSED');
  if (sample.qc === 'borderline') return ne('GENO-10.4-NE-qc-borderline', 'QC_NOT_PASSED');
  if (isLowInput(sample)) return ne('GENO-10.4-NE-insufficient-DNA', 'INSUFFICIENT_DNA');
  return isShallow(sample) ? ne('GENO-10.4-depth', 'DEPTH_INADEQUATE') : null;
};

const judged = (sample: ReadSample, alteration: Alteration, config: Configuration): Verdict => {
  const against = maskedBy(sample, alteration) ?? obstacle(sample, alteration);
  if (against) return against;
  const unknown: Flag[] = [];
  if (sample.inputNg === null || sample.minInputNg === null) unknown.push('INPUT_UNKNOWN');
  if (sample.qc === null) unknown.push('QC_UNKNOWN');
  if (unknown.length === 0) return { state: 'NOT_DETECTED', rule: 'GENO-10.4-NOT_DETECTED', flags: NONE };
  const state = config.strictNegatives ? 'NE' : 'NOT_DETECTED';
  return { state, rule: 'GENO-10.4-strict-negatives', flags: unknown };
};

/** A negative: only where the assay could have seen the alteration, and everything it found was understood. */
export const negative = (sample: ReadSample, alteration: Alteration, config: Configuration): Verdict => ({
  ...judged(sample, alteration, config),
  negative: true,
});
