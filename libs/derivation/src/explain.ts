import { canonicalJson, dayText, oncePer, sha256, type JsonValue } from '@leptotrace/kernel';
import {
  cautionOf,
  CITATIONS,
  FLAGS,
  specificationPath,
  type Derivation,
  type Lost,
  type Ruleset,
} from '@leptotrace/rules';
import { LRUCache } from 'lru-cache';
import { ruleOf } from './rule-books';

/** A derivation as it is answered: days are dates; the full form adds what the rule book says. */
export interface Explained {
  readonly rule: string;
  readonly value: JsonValue;
  readonly date?: string;
  readonly facts?: readonly string[];
  readonly sums?: Readonly<Record<string, JsonValue>>;
  readonly flags?: readonly string[];
  readonly because?: readonly Explained[];
  readonly lost?: readonly ExplainedLost[];
  // full form only
  readonly says?: string;
  readonly section?: string;
  /** Path under which the service shows that section of the clinical specification. */
  readonly specification?: string;
  readonly citations?: readonly string[];
  readonly provenance?: readonly string[];
  /** Parts that nobody has verified, or that are our choice. */
  readonly caution?: readonly string[];
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  readonly flagTexts?: Readonly<Record<string, string>>;
}

export interface ExplainedLost {
  readonly rule: string;
  readonly value?: JsonValue;
  readonly date?: string;
  readonly reason: string;
  readonly facts?: readonly string[];
}

const lostText = ({ day, ...lost }: Lost): ExplainedLost =>
  day === undefined ? lost : { ...lost, date: dayText(day) };

const present = <T>(list: readonly T[] | undefined): list is readonly T[] =>
  list !== undefined && list.length > 0;

const formOf = (node: Derivation, because: readonly Explained[] | undefined): Explained => ({
  rule: node.rule,
  value: node.value,
  ...(node.day === undefined ? {} : { date: dayText(node.day) }),
  ...(present(node.facts) ? { facts: node.facts } : {}),
  ...(node.sums ? { sums: node.sums } : {}),
  ...(present(node.flags) ? { flags: node.flags } : {}),
  ...(present(because) ? { because } : {}),
  ...(present(node.lost) ? { lost: node.lost.map(lostText) } : {}),
});

/** The compact form: everything but the texts of the rule book. */
export const compactForm = (node: Derivation): Explained => formOf(node, node.because?.map(compactForm));

const flagTexts = (flags: Derivation['flags']): Explained['flagTexts'] =>
  Object.fromEntries((flags ?? []).map((flag) => [flag, FLAGS[flag]]));

const bookOf = (id: string, ruleset: Ruleset): Partial<Explained> => {
  const rule = ruleOf(id);
  if (!rule) return {};
  const parameters = rule.parameters ?? [];
  return {
    says: rule.says,
    section: rule.section,
    specification: specificationPath(rule.section),
    citations: rule.cites.map((cited) => CITATIONS[cited]),
    provenance: rule.provenance,
    ...(cautionOf(rule).length > 0 ? { caution: cautionOf(rule) } : {}),
    ...(parameters.length > 0
      ? { parameters: Object.fromEntries(parameters.map((name) => [name, ruleset.configuration[name]])) }
      : {}),
  };
};

/** The full form: each node with what its rule says, its citation, its parameters and its caution. */
export const fullForm = (node: Derivation, ruleset: Ruleset): Explained => ({
  ...formOf(node, undefined),
  ...bookOf(node.rule, ruleset),
  ...(present(node.flags) ? { flagTexts: flagTexts(node.flags) ?? {} } : {}),
  ...(present(node.because) ? { because: node.because.map((child) => fullForm(child, ruleset)) } : {}),
});

/** Texts of nodes that were read last: those of one look at a course, and no memory that grows with the courses. */
const texts = new LRUCache<Derivation, string>({
  maxSize: 4_000_000,
  sizeCalculation: ({ length }) => length,
});

/**
 * Canonical JSON of the compact form, put together of that of its parts: most nodes stand in several trees
 * of which the digests are asked. `because` is the first of the members in canonical order.
 */
const canonicalForm = (node: Derivation): string => {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const own = canonicalJson(formOf(node, undefined) as unknown as JsonValue);
  const text = present(node.because)
    ? `{"because":[${node.because.map(canonicalForm).join(',')}],${own.slice(1)}`
    : own;
  texts.set(node, text);
  return text;
};

/** SHA-256 of the compact form: the same derivation, the same digest, for ever. */
export const derivationDigest = oncePer((node: Derivation) => sha256(canonicalForm(node)));

/** Rules of a derivation that nobody has verified, or that are our choice; each once. */
export const cautionsOf = (node: Derivation): readonly { rule: string; caution: readonly string[] }[] => {
  const found = new Map<string, readonly string[]>();
  const walk = (each: Derivation): void => {
    const rule = ruleOf(each.rule);
    const caution = rule ? cautionOf(rule) : [];
    if (caution.length > 0) found.set(each.rule, caution);
    for (const child of each.because ?? []) walk(child);
  };
  walk(node);
  return [...found].map(([rule, caution]) => ({ rule, caution }));
};

const valueText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

const sumsText = (sums: Explained['sums']): string =>
  Object.entries(sums ?? {})
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(', ');

const nodeLines = (node: Explained, depth: number): readonly string[] => {
  const pad = '  '.repeat(depth);
  const head = `${pad}${valueText(node.value)}${node.date ? ` on ${node.date}` : ''}  [${node.rule}]`;
  const detail = (text: string | undefined): readonly string[] => (text ? [`${pad}    ${text}`] : []);
  return [
    head,
    ...detail(node.says),
    ...detail(node.caution && `caution: ${node.caution.join(', ')}`),
    ...detail(sumsText(node.sums)),
    ...detail(node.facts && `facts ${node.facts.join(', ')}`),
    ...(node.flags ?? []).map((flag) => `${pad}    ! ${flag}: ${node.flagTexts?.[flag] ?? ''}`),
    ...(node.because ?? []).flatMap((child) => nodeLines(child, depth + 1)),
    ...(node.lost ?? []).map(
      (lost) =>
        `${pad}  x ${lost.value === undefined ? lost.rule : valueText(lost.value)}${lost.date ? ` on ${lost.date}` : ''}: ${lost.reason}  [${lost.rule}]`,
    ),
  ];
};

/** A derivation as indented text for people. */
export const derivationText = (node: Explained): string => nodeLines(node, 0).join('\n');
