import { AGENTS, type Agent, type AgentCode, type AgentGroup, type KnownAgent } from './agents';

/** What a fact says of its drug: a code, or the printed name where the code is `other`. */
export interface NamedAgent {
  readonly agent: AgentCode;
  readonly printedName?: string | undefined;
  readonly anticancer?: boolean | undefined;
}

/** Salts, forms and routes: they name no other drug. */
const NO_OTHER_DRUG = new RegExp(
  String.raw`\b(?:(?:di)?mesilate|(?:di)?mesylate|(?:di|mono)?hydrochloride|hcl|(?:di)?maleate|(?:di)?tosylate|citrate` +
    '|(?:di)?sodium|(?:hemi)?succinate|phosphate|acetate|sulfate|sulphate|(?:bi)?tartrate|monohydrate|hydrate' +
    '|tromethamine|trometamol|tablets?|capsules?|injections?|infusions?|solution|generic|therapy|treatment' +
    String.raw`|orally|oral|p\.?o\.?|intravenous|i\.?v\.?|intrathecal|i\.?t\.?|intraventricular)(?![\w-])`,
  'g',
);
const DOSES = /\b\d+(?:[.,]\d+)?\s*(?:mg|g|µg|ug|mcg|ml)(?:\/(?:m2|m²|kg|d|day))?(?![a-z])/g;
/** The four letters behind the name of a biological. */
const BIOLOGICAL_SUFFIX = /(mab|tecan|tansine)-[a-z]{4}\b/g;

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[®™©*]/g, ' ')
    .replace(DOSES, ' ')
    .replace(BIOLOGICAL_SUFFIX, '$1')
    .replace(NO_OTHER_DRUG, ' ')
    .replace(/[^\p{L}\d-]+/gu, ' ')
    .trim();

const BY_NAME: ReadonlyMap<string, KnownAgent> = new Map(
  (Object.entries(AGENTS) as [KnownAgent, Agent][]).flatMap(([code, { name, aliases = [] }]) =>
    [code, name, ...aliases].flatMap((spelling) =>
      [spelling.toLowerCase(), plain(spelling)].map((each) => [each, code] as const),
    ),
  ),
);

/** Continental spellings end otherwise: dexametason, Methotrexat, paclitaxelum. */
const spellings = (name: string): readonly string[] => [
  name,
  `${name}e`,
  name.replace(/um$/, ''),
  name.replace(/ason(a|e)?$/, 'asone').replace(/metas/, 'methas'),
  name
    .replace(/olona?$/, 'olone')
    .replace(/isona?$/, 'isone')
    .replace(/ina$/, 'ine')
    .replace(/kort/, 'cort'),
];

const ofName = (name: string): KnownAgent | null => {
  const [whole, words] = [name.trim().toLowerCase(), plain(name)];
  const found = [whole, ...spellings(words)].find((each) => BY_NAME.has(each));
  return found === undefined ? null : (BY_NAME.get(found) ?? null);
};

const SEVERAL = /[+/,;]|\b(?:or|and|then|und|oder|et|ou|y|o)\b/i;

/**
 * The code of a drug by its code, name, brand or salt, with the name in brackets or without; `null` when the
 * vocabulary does not have it, or when the words name more than one drug.
 */
export const findAgent = (name: string): KnownAgent | null => {
  const whole = ofName(name);
  if (whole !== null || SEVERAL.test(name)) return whole;
  const parts = [
    name.replace(/\([^)]*\)/g, ' '),
    ...[...name.matchAll(/\(([^)]*)\)/g)].map(([, inner]) => inner ?? ''),
  ];
  const found = new Set(parts.flatMap((part) => ofName(part) ?? []));
  return found.size === 1 ? ([...found][0] as KnownAgent) : null;
};

/** Every drug of the vocabulary that the words name: "carboplatin + pemetrexed". */
export const findAgents = (words: string): readonly KnownAgent[] => {
  const whole = findAgent(words);
  if (whole !== null) return [whole];
  return [...new Set(words.split(new RegExp(SEVERAL, 'gi')).flatMap((part) => findAgent(part) ?? []))];
};

/** The drug that a fact means, read at every look: `other` with a name of the vocabulary is that drug. */
export const agentOf = ({ agent, printedName }: NamedAgent): KnownAgent | null =>
  agent === 'other' ? findAgent(printedName ?? '') : agent;

export const agentGroupOf = (named: NamedAgent): AgentGroup | null => {
  const agent = agentOf(named);
  return agent && AGENTS[agent].group;
};

/** Is this an anticancer therapy? The vocabulary decides; of a drug that it does not have, the fact itself. */
export const isAnticancer = (named: NamedAgent): boolean => {
  const agent = agentOf(named);
  return agent === null ? (named.anticancer ?? false) : AGENTS[agent].anticancer;
};

/** The name that is shown of a drug. */
export const agentNameOf = (named: NamedAgent): string => {
  const agent = agentOf(named);
  return agent === null ? (named.printedName ?? 'other') : AGENTS[agent].name;
};

/** Words that stand where a name should: blinded, or a class without a drug. */
const UNNAMED =
  /\b(mask|blind|placebo|study (drug|treatment|medication)|investigational|trial|unknown|unnamed|not (stated|named|specified)|unspecified|other|agents?|drugs?|regimen|chemo(therapy)?|targeted|immuno(therapy)?|tki|inhibitors?)/i;

/** One key for all names of one drug; `null`: the name does not tell which, and it is never "the same drug". */
export const drugKeyOf = (named: NamedAgent): string | null => {
  const agent = agentOf(named);
  if (agent !== null) return agent;
  const words = plain(named.printedName ?? '');
  return words.length < 3 || UNNAMED.test(words) ? null : words;
};

const LIKE_A_STEROID = /[ck]ort|pred|metas|methas|steroid|onide\b|onid\b/i;
const A_STEROID = /^(gluco)?[ck]orti?[ck]o?(ster)?oids?$|^(cortico|glucocortico)?steroids?$|^[ck]ortison$/i;
/** Stems and names of drugs that are no corticosteroids. */
const ANOTHER_DRUG = new RegExp(
  '(tinib|rasib|metinib|rafenib|clib|parib|mab|cept|platin|taxel|rubicin|trexed|trexate|tecan|bine|setron|pitant|prazole' +
    '|tidine|statin|sartan|pril|olol|dipine|gliptin|gliflozin|formin|insulin|parin|xaban|warfarin|floxacin|cillin|cycline' +
    '|mycin|conazole|sulfa|ciclovir|vir|racetam|gabapentin|pregabalin|cosamide|triptan|valpro|toin|zepam|zolam|pam|codone' +
    '|morph|fentanyl|tramadol|oxycod|paracetamol|acetaminophen|ibuprofen|metamizol|profen|fenac|dronate|dronic|filgrastim|poetin' +
    '|folin|folic|cobalamin|vitamin|mannitol|glycerol|azolamide|semide|thiazide|lactone|aspirin|clopidogrel|thyroxin' +
    '|haloperidol|mirtazapine|citalopram|sertraline|metoclopramide|loperamide|antiemetic|antibiotic|heparin|saline|placebo)',
  'i',
);

/**
 * Is it a corticosteroid? `unknown`: the name cannot be read and might mean one; then no steroid is neither
 * named nor excluded. An anticancer drug is none, unless its name looks like one.
 */
export const steroidOf = (named: NamedAgent): 'steroid' | 'none' | 'unknown' => {
  const group = agentGroupOf(named);
  if (group !== null) return group === 'steroid' ? 'steroid' : 'none';
  const words = plain(named.printedName ?? '');
  if (A_STEROID.test(words)) return 'steroid';
  if (LIKE_A_STEROID.test(words)) return 'unknown';
  return named.anticancer === true || ANOTHER_DRUG.test(words) ? 'none' : 'unknown';
};
