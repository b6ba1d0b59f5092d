import type { TSchema } from '@sinclair/typebox';
import {
  AGENT_CODES,
  amendmentProperties,
  FACT_KIND_NAMES,
  factSchemaOf,
  registrationProperties,
  retractionProperties,
  topicOf,
  UNITS,
  type Fact,
} from '@leptotrace/clinical';
import { FLAGS } from '@leptotrace/rules';
import { CHECKS, type CheckCode } from '@leptotrace/timeline';
import { CNSR_TEXTS, EVENT_TEXTS } from '../../../libs/endpoints/src/names';
import { CHECKS as DE_SHEET } from '../../../src/course-sheet/texts/de/checks';
import { CHECKS as EN_SHEET } from '../../../src/course-sheet/texts/en/checks';
import { CHECKS as ZH_SHEET } from '../../../src/course-sheet/texts/zh-CN/checks';
import { sampleFact } from '../../../test/support/sample-fact';
import de from './texts/de.json';
import en from './texts/en.json';
import zh from './texts/zh-CN.json';
import { termsOf, type TermTexts } from './terms';

const SHEETS: Readonly<Record<string, Readonly<Record<CheckCode, string>>>> = {
  en: EN_SHEET,
  de: DE_SHEET,
  'zh-CN': ZH_SHEET,
};

const LANGUAGES: readonly (readonly [string, TermTexts])[] = [
  ['en', en],
  ['de', de],
  ['zh-CN', zh],
];

const IS_UNIT_OR_BOUND = /^(unit|bound)$/;

/** Every code that a field of the schema takes. */
const codesIn = (schema: TSchema, name = ''): readonly string[] => {
  if (IS_UNIT_OR_BOUND.test(name) || name === 'agent') return [];
  if (schema['enum']) return schema['enum'] as readonly string[];
  const alternatives = (schema['anyOf'] ?? []) as readonly TSchema[];
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>);
  return [
    ...alternatives.flatMap((each) => codesIn(each)),
    ...members.flatMap(([member, each]) => codesIn(each, member)),
    ...(schema['items'] ? codesIn(schema['items'] as TSchema) : []),
  ];
};

const CODES = new Set([
  ...FACT_KIND_NAMES.flatMap((kind) => codesIn(factSchemaOf(kind))),
  ...codesIn(amendmentProperties.change),
  ...codesIn(retractionProperties.reason),
  ...codesIn(registrationProperties.sex),
]);

/** Names of the kinds of derived answers that the screens show. */
const DERIVED = [
  ...['RECIST_1_1', 'RANO_BM_2015', 'RANO_BM_SEED_BIDIMENSIONAL', 'RANO_LM_2017', 'LM_SCORECARD_2019'],
  ...['LM_SCORECARD_2022', 'NANO_LM_2024', 'SEED_WEIGHTED_v0', 'STATED'],
  ...['PFS', 'CNSPFS', 'NCNSPFS', 'BIPFS', 'TTP', 'CNSTTP', 'NCNSTTP', 'OS', 'DOR', 'BOR', 'CBOR'],
  ...['DETECTED', 'NOT_DETECTED', 'NE', 'BELOW_LOD', 'NOT_TESTED'],
  ...['CSF_PRIVATE', 'PLASMA_PRIVATE', 'SHARED', 'CSF_DETECTED_PLASMA_NE', 'PLASMA_DETECTED_CSF_NE'],
  ...['NEITHER', 'NOT_CLEARED', 'CLEARED_PROVISIONAL', 'CONFIRMED_CLEARED', 'REAPPEARED'],
  ...['RISING', 'FALLING', 'STABLE', 'EMERGENT_ON', 'PRE_EXISTING', 'TIMING_UNKNOWN', 'T790M_LOSS'],
  ...['resistant', 'reduced', 'sensitive', 'conflicting', 'unknown', 'exact', 'imputed', 'undetermined'],
  ...['mri-neuraxis', 'lumbar-puncture', 'body-imaging', 'neurological-exam', 'performance-status'],
  ...['asserted-after-day', 'recorded-out-of-order', 'recorded-after-day', 'recorded-late'],
  ...['late', 'amended', 'retracted', 'reinstated', 'inferred', 'running', 'held', 'stopped', 'planned'],
  ...['RAISED', 'BORDERLINE', 'NORMAL', 'LOW', 'progression', 'suspected', 'none', 'not-evaluable'],
  'No origin',
  ...Object.values(CNSR_TEXTS),
  ...Object.values(EVENT_TEXTS),
  ...Object.keys(EVENT_TEXTS),
];

const paths = (value: unknown, path = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => paths(member, `${path}/${name}`))
    : [path];

describe.each(LANGUAGES)('terms in %s', (language, texts) => {
  const terms = termsOf(texts, language);

  it('names every kind of fact and every topic', () => {
    for (const kind of FACT_KIND_NAMES) {
      expect(Object.hasOwn(texts.kinds, kind) && texts.kinds[kind]).toBeTruthy();
      expect(texts.topics[topicOf(kind)]).toBeTruthy();
    }
  });

  it('names every code that a fact or a statement may carry, and every derived one', () => {
    const known = { ...texts.compartment, ...texts.response, ...texts.codes, ...texts.kinds };
    expect([...CODES, ...DERIVED].filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });

  it('spells every unit and every bound', () => {
    expect(Object.keys(texts.units).sort()).toEqual(Object.keys(UNITS).sort());
    expect(Object.keys(texts.bound)).toEqual(['<', '<=', '>', '>=']);
  });

  it('names every agent for people', () => {
    for (const agent of AGENT_CODES) {
      expect(terms.agentName(agent)).not.toBe('');
      expect(terms.agentName(agent)).not.toMatch(/^[a-z]/);
    }
    expect(terms.agentName('other', 'BPI-361175')).toBe('BPI-361175');
  });

  it('says every flag', () => {
    for (const [flag, says] of Object.entries(FLAGS)) {
      const said = terms.flagSays(flag, says);
      expect(said === says).toBe(language === 'en');
      expect(terms.flagLanguage(flag)).toBeUndefined();
    }
    expect(terms.flagSays('NEW_FLAG', 'an English sentence')).toBe('an English sentence');
    expect(terms.flagLanguage('NEW_FLAG')).toBe(language === 'en' ? undefined : 'en');
  });

  it('says every check, its mend and its severity, as the course sheet does', () => {
    const { check = {}, mend = {}, severity = {} } = texts.groups;
    for (const [code, { severity: how, mend: mended }] of Object.entries(CHECKS)) {
      expect(check[code]).toBe(SHEETS[language]?.[code as CheckCode]);
      expect(check[code]).not.toBe(code);
      expect(mend[code] === mended).toBe(language === 'en');
      expect(mend[code]).toBeTruthy();
      expect(severity[how]).toBeTruthy();
    }
    const names = new Set(Object.keys(CHECKS).map((code) => check[code]));
    expect(names.size).toBe(Object.keys(CHECKS).length);
  });

  it.each(FACT_KIND_NAMES)('sums up %s without a word left as code', (kind) => {
    const summary = terms.summary(sampleFact(kind) as unknown as Fact);
    expect(summary.length).toBeGreaterThan(1);
    expect(summary).not.toMatch(/undefined|\{\{|\[object|NaN|not-stated|wild.?type/i);
  });
});

it('has the same texts in every language, but for flags and agents that are named by rule', () => {
  const common = ({ flags: _flags, agents: _agents, ...rest }: TermTexts) => paths(rest).toSorted();
  expect(common(de)).toEqual(common(en));
  expect(common(zh)).toEqual(common(en));
  expect(Object.keys(zh.flags).sort()).toEqual(Object.keys(FLAGS).sort());
  expect(Object.keys(de.flags).sort()).toEqual(Object.keys(FLAGS).sort());
});

describe('agents', () => {
  it('have their Chinese generic name where there is one, else the international one', () => {
    const { agentName } = termsOf(zh, 'zh-CN');
    const latin = AGENT_CODES.map((agent) => agentName(agent)).filter((name) => /^[A-Za-z -]+$/.test(name));
    expect(latin).toEqual(['Zipalertinib', 'Divarasib', 'Sevabertinib', 'Patritumab deruxtecan']);
    expect(agentName('osimertinib')).toBe('奥希替尼');
    expect(agentName('methotrexate')).toBe('甲氨蝶呤');
  });

  it('are spelled as in German where that differs', () => {
    const { agentName } = termsOf(de, 'de');
    expect(
      ['dexamethasone', 'folic-acid', 'osimertinib', 'cytarabine'].map((each) => agentName(each)),
    ).toEqual(['Dexamethason', 'Folsäure', 'Osimertinib', 'Cytarabin']);
  });
});

describe('quantities', () => {
  const quantity = (language: string, texts: TermTexts) => termsOf(texts, language).quantity;

  it('keep value, unit and bound, in the numbers of the language', () => {
    expect(quantity('en', en)({ value: 27, unit: 'cm[H2O]' })).toBe('27\u00a0cmH2O');
    expect(quantity('en', en)({ value: 0.1, unit: '%', bound: '<' })).toBe('<\u00a00.1\u00a0%');
    expect(quantity('de', de)({ value: 0.1, unit: '%', bound: '<=' })).toBe('≤\u00a00,1\u00a0%');
    expect(quantity('zh-CN', zh)({ value: 3, unit: 'd' })).toBe('3\u00a0天');
  });

  it('never groups digits: 1.234 is another number in the next language', () => {
    expect(quantity('de', de)({ value: 12345.5, unit: 'ng/mL' })).toBe('12345,5\u00a0ng/ml');
    expect(quantity('en', en)({ value: 12345.5, unit: 'ng/mL' })).toBe('12345.5\u00a0ng/mL');
  });
});
