import {
  CITATIONS,
  cautionOf,
  PARAMETERS,
  specificationOf,
  type Parameter,
  type Rule,
} from '@leptotrace/rules';
import { ALL_RULES } from './rule-books';

export interface NamedTest {
  readonly name: string;
  readonly file: string;
}

const ID = /[A-Z][A-Z0-9]*-[0-9A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]/g;

/** Tests by the rule ids that their names carry. */
const testsByRule = (tests: readonly NamedTest[]): ReadonlyMap<string, readonly NamedTest[]> => {
  const found = new Map<string, NamedTest[]>();
  for (const test of tests) {
    for (const id of new Set(test.name.match(ID) ?? [])) {
      const there = found.get(id);
      if (there) there.push(test);
      else found.set(id, [test]);
    }
  }
  return found;
};

/** Rules that no test names. */
export const uncovered = (tests: readonly NamedTest[]): readonly string[] => {
  const named = testsByRule(tests);
  return Object.keys(ALL_RULES).filter((id) => !named.has(id));
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Files only: a count would change the page with every test that is added. */
const testsCell = (tests: readonly NamedTest[]): string =>
  [...new Set(tests.map(({ file }) => file.split('/').at(-1) ?? file))].sort().join('<br>');

const sectionLink = (section: string): string => {
  const { page, anchor } = specificationOf(section);
  return `[${section}](specification/${page}.md#${anchor})`;
};

const ruleRow = (id: string, rule: Rule, tests: readonly NamedTest[]): string => {
  const caution = cautionOf(rule);
  const provenance = rule.provenance.map((tag) =>
    (caution as readonly string[]).includes(tag) ? `**${tag}**` : tag,
  );
  return `| \`${id}\` | ${cell(rule.says)} | ${sectionLink(rule.section)} | ${rule.cites.join(', ')} | ${provenance.join(', ')} | ${(rule.parameters ?? []).map((name) => `\`${name}\``).join(', ')} | ${testsCell(tests)} |`;
};

const major = ({ section }: Rule): string => section.split('.')[0] as string;

/** The first part before the second, each by its numbers: 1.2 before 1.10, 12 before R1. */
const bySection = (a: string, b: string): number =>
  Number(a.startsWith('R')) - Number(b.startsWith('R')) || a.localeCompare(b, 'en', { numeric: true });

const TITLES: Readonly<Record<string, string>> = {
  '0': 'Conventions and time points',
  '1': 'RECIST 1.1',
  '2': 'RANO-BM and its bidimensional variant',
  '3': 'RANO-LM',
  '4': 'LM scorecards and NANO-LM',
  '5': 'EANO-ESMO classification',
  '6': 'The founding review’s weighted proposal (experimental)',
  '7': 'Two compartments',
  '8': 'Endpoints and censoring',
  '9': 'Statistics',
  '10': 'Resistance genomics',
  '11': 'Therapy',
  '12': 'CSF measures',
  R1: 'Definitions of endpoints',
  R2: 'Endpoints of routine care',
  R3: 'Lines of therapy',
  R4: 'Curated cohorts',
  R5: 'Days without a calendar',
  R6: 'Checks',
  R7: 'Names of alterations',
};

const presetOf = (parameter: Parameter): string => {
  if (parameter.kind === 'choice')
    return parameter.values.map((value) => (value === parameter.preset ? `**${value}**` : value)).join(' / ');
  return `**${String(parameter.preset)}**`;
};

const parameterRow = ([name, parameter]: readonly [string, Parameter]): string =>
  `| \`${name}\` | ${presetOf(parameter)} | ${cell(parameter.says)} | ${sectionLink(parameter.section)} | ${parameter.provenance} |`;

/** `docs/rules.md`: every rule and every parameter, made from the books and the names of passing tests. */
export const rulesPage = (tests: readonly NamedTest[]): string => {
  const named = testsByRule(tests);
  const rules = Object.entries(ALL_RULES);
  const groups = [...new Set(rules.map(([, rule]) => major(rule)))].sort(bySection);
  const sections = groups.flatMap((group) => [
    `## ${group} ${TITLES[group] ?? ''}`.trimEnd(),
    '',
    '| rule | says | section | cites | provenance | parameters | tests |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rules
      .filter(([, rule]) => major(rule) === group)
      .sort(([a, left], [b, right]) => bySection(left.section, right.section) || (a < b ? -1 : 1))
      .map(([id, rule]) => ruleRow(id, rule, named.get(id) ?? [])),
    '',
  ]);
  return [
    '# Rules',
    '',
    'Made by `npm run docs:rules` from the rule books and the names of passing tests; do not edit. Research use only.',
    'Provenance: `seed` stated by the founding review, `checked` against the publication, `known` from it,',
    '**`unverified`** uncertain wording or number, **`choice`** ours where the source is silent, `computed`.',
    'Sections are those of the [clinical specification](specification/README.md).',
    '',
    ...sections,
    '## Parameters of a ruleset',
    '',
    '| parameter | values, default bold | meaning | section | provenance |',
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(PARAMETERS).map(parameterRow),
    '',
    '## Citations',
    '',
    ...Object.entries(CITATIONS).map(([id, text]) => `- \`${id}\`: ${text}`),
    '',
  ].join('\n');
};
