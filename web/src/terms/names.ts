type Names = Readonly<Record<string, string>>;

/** One file of `texts`, as the summaries and names read it. */
export interface TermTexts {
  readonly kinds: Names;
  readonly topics: Names;
  readonly codes: Names;
  /** Codes that mean something else where they stand: `none` of a progression, `amended` of a change. */
  readonly groups: Readonly<Record<string, Names>>;
  readonly response: Names;
  readonly compartment: Names;
  readonly units: Names;
  readonly agents: Names;
  readonly alterations: Names;
  /** English is what the service itself says. */
  readonly flags: Names;
  readonly bound: Names;
  readonly say: Names;
}

export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly bound?: string | undefined;
}

/** Names of codes, kinds and measures in one language. */
export interface TermNames {
  readonly language: string;
  readonly kindName: (kind: string) => string;
  readonly topicName: (topic: string) => string;
  /** Name of any code of a fact or an answer. */
  readonly codeName: (code: string) => string;
  /** The same where the meaning depends on the place: progression, certainty, confirmation, change, part, cnsr, … */
  readonly codeNameIn: (group: string, code: string) => string;
  readonly agentName: (agent: string, printedName?: string) => string;
  readonly alterationName: (gene: string, alteration: string) => string;
  readonly unitName: (unit: string) => string;
  readonly number: (value: number) => string;
  readonly quantity: (quantity: Quantity) => string;
  /** What a flag says; in English, as the service says it, where no translation is known. */
  readonly flagSays: (flag: string, says: string) => string;
  /** Language of that sentence when it is not the reader's. */
  readonly flagLanguage: (flag: string) => 'en' | undefined;
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const NO_BREAK = '\u00a0';

const codeNameIn =
  ({ codes, groups, response, compartment, kinds }: TermTexts): TermNames['codeNameIn'] =>
  (group, code) =>
    groups[group]?.[code] ?? codes[code] ?? response[code] ?? compartment[code] ?? kinds[code] ?? code;

const agentNameIn =
  ({ agents, groups }: TermTexts): TermNames['agentName'] =>
  (agent, printedName) =>
    agent === 'other'
      ? (printedName ?? groups['agent']?.['other'] ?? agent)
      : (agents[agent] ?? capital(agent.replaceAll('-', ' ')));

const quantityIn = (texts: TermTexts, number: TermNames['number']): TermNames['quantity'] => {
  return ({ value, unit, bound }) => {
    const sign = bound === undefined ? '' : `${texts.bound[bound] ?? bound}${NO_BREAK}`;
    return `${sign}${number(value)}${NO_BREAK}${texts.units[unit] ?? unit}`;
  };
};

/** The names of a language. Nothing here derives: it says what is given. */
export const namesOf = (texts: TermTexts, language: string): TermNames => {
  // Without grouping: 1.234 is another number in the next language.
  const format = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 8 });
  const number = (value: number): string => format.format(value);
  const nameIn = codeNameIn(texts);
  return {
    language,
    kindName: (kind: string) => texts.kinds[kind] ?? kind,
    topicName: (topic: string) => texts.topics[topic] ?? topic,
    codeName: (code: string) => nameIn('', code),
    codeNameIn: nameIn,
    agentName: agentNameIn(texts),
    alterationName: (gene: string, alteration: string) =>
      `${gene} ${texts.alterations[alteration] ?? alteration}`,
    unitName: (unit: string) => texts.units[unit] ?? unit,
    number,
    quantity: quantityIn(texts, number),
    flagSays: (flag: string, says: string) => texts.flags[flag] ?? says,
    flagLanguage: (flag: string) =>
      language === 'en' || texts.flags[flag] !== undefined ? undefined : ('en' as const),
  };
};
