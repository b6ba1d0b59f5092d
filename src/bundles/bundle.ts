import { ACCEPTED, derivationDigest, fullForm, ruleOf, type Explained } from '@leptotrace/derivation';
import { exportLine } from '@leptotrace/interchange';
import { canonicalJson, digestOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import { CITATIONS, type Derivation, type Ruleset } from '@leptotrace/rules';
import { CODE_DIGEST } from '../derivations/code-digest';
import { datesText } from '../derivations/common.answer';
import type { AskedAndDerived } from '../derivations/derivations';
import { endpointOf, resultOf } from '../derivations/endpoint-of';
import type { EndpointAnswer } from '../derivations/endpoints.answer';
import { RESEARCH_USE } from '../timelines/timeline.answer';

export const BUNDLE_FORMAT = 'leptotrace-bundle/1';

/** What was asked, with everything said that the software would otherwise choose. */
export interface BundleQuestion {
  readonly patientId: string;
  readonly paramcd: string;
  readonly on: { readonly from: string; readonly to: string };
  readonly revision: number;
  readonly origin: string;
  readonly mode: string;
  /** Left out: the accepted reading. */
  readonly reader?: string;
}

export interface BundleRule {
  readonly id: string;
  readonly says: string;
  readonly section: string;
  readonly citations: readonly string[];
  readonly provenance: readonly string[];
}

/** One value with all that it takes to derive it again elsewhere. */
export interface Bundle {
  readonly format: typeof BUNDLE_FORMAT;
  readonly notice: string;
  readonly question: BundleQuestion;
  readonly ruleset: Ruleset;
  /** Versions of the tables of knowledge, and the digest of the code, that derived the value. */
  readonly engine: Ruleset['engine'] & { readonly code: string };
  /** Every statement that was known, as the native format writes it. */
  readonly statements: readonly JsonObject[];
  readonly value: EndpointAnswer;
  readonly derivation: Explained;
  /** Each rule that the derivation names, for those who have not the software. */
  readonly rules: readonly BundleRule[];
  readonly digests: {
    readonly statements: string;
    readonly ruleset: string;
    readonly derivation: string;
    /** Of everything but itself. */
    readonly bundle: string;
  };
}

const ruleIdsOf = ({ rule, because, lost }: Derivation): readonly string[] => [
  rule,
  ...(lost ?? []).map((each) => each.rule),
  ...(because ?? []).flatMap(ruleIdsOf),
];

const rulesOf = (why: Derivation): readonly BundleRule[] =>
  [...new Set(ruleIdsOf(why))].sort().flatMap((id) => {
    const rule = ruleOf(id);
    if (!rule) return [];
    const { says, section, cites, provenance } = rule;
    return { id, says, section, citations: cites.map((cited) => CITATIONS[cited]), provenance };
  });

const questionOf = ({ asked }: AskedAndDerived, paramcd: string): BundleQuestion => ({
  patientId: asked.patientId,
  paramcd,
  on: datesText(asked.on),
  revision: asked.revision,
  origin: asked.originText,
  mode: asked.mode,
  ...(asked.reader === undefined || asked.reader === ACCEPTED ? {} : { reader: asked.reader }),
});

/**
 * @param code digest of the code that the bundle is to name.
 * @throws Problem when there is no such value.
 */
export const bundleOf = (found: AskedAndDerived, paramcd: string, code = CODE_DIGEST): Bundle => {
  const { patientId, log, revision, ruleset } = found.asked;
  const { why } = resultOf(found, paramcd);
  const known = log.slice(0, revision + 1);
  const statements = known.map((entry) => JSON.parse(exportLine(patientId, entry)) as JsonObject);
  const content = {
    format: BUNDLE_FORMAT,
    notice: RESEARCH_USE,
    question: questionOf(found, paramcd),
    ruleset,
    engine: { ...ruleset.engine, code },
    statements,
    value: endpointOf(found, paramcd),
    derivation: fullForm(why, ruleset),
    rules: rulesOf(why),
  } as const;
  const digests = {
    statements: digestOf(statements),
    ruleset: ruleset.digest,
    derivation: derivationDigest(why),
  };
  const bundle = digestOf({ ...content, digests } as unknown as JsonObject);
  return { ...content, digests: { ...digests, bundle } };
};

/** The bytes of a bundle: the same for the same question, wherever it is asked. */
export const bundleText = (bundle: Bundle): string => `${canonicalJson(bundle as unknown as JsonValue)}\n`;
