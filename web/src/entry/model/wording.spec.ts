import { FACT_KIND_NAMES, factSchemaOf, type FactKind } from '@leptotrace/clinical';
import { statementSchema } from '../../../../src/schemas/documents';
import de from '../texts/de.json';
import en from '../texts/en.json';
import zh from '../texts/zh-CN.json';
import type { JsonSchema } from './schema';
import { hintIn, labelIn, patternOf, saidIn } from './wording';

const STATEMENTS = ['registration', 'amendment', 'retraction', 'reinstatement'];

const schemas = (): readonly (readonly [string, JsonSchema])[] => [
  ...FACT_KIND_NAMES.map((kind): [string, JsonSchema] => [kind, factSchemaOf(kind) as unknown as JsonSchema]),
  ...STATEMENTS.map((name): [string, JsonSchema] => [
    name,
    statementSchema(name)?.schema as unknown as JsonSchema,
  ]),
];

/** Parts of a schema with the names of the fields that they are. */
const partsOf = (schema: JsonSchema, name = ''): readonly (readonly [string, JsonSchema])[] => [
  [name, schema],
  ...Object.entries(schema.properties ?? {}).flatMap(([member, each]) => partsOf(each, member)),
  ...(schema.items ? partsOf(schema.items, name) : []),
];

/** Said once for a whole field, or asked for by the form itself. */
const NOT_ASKED = new Set(['', 'kind', 'unit', 'bound', 'earliest', 'latest', 'supersedes', 'fact']);

describe.each([
  ['en', en],
  ['de', de],
  ['zh-CN', zh],
] as const)('wording in %s', (language, texts) => {
  it.each(schemas())('has a label for every field of %s', (kind, schema) => {
    const names = partsOf(schema)
      .map(([name]) => name)
      .filter((name) => !NOT_ASKED.has(name));
    const own = (texts.fieldsIn as Readonly<Record<string, object>>)[kind] ?? {};
    expect(names.filter((name) => !Object.hasOwn(texts.fields, name) && !Object.hasOwn(own, name))).toEqual(
      [],
    );
  });

  it.each(schemas())('has a hint for every description of %s', (_kind, schema) => {
    const described = partsOf(schema).filter(([name]) => name !== 'fact');
    const missing = described
      .map(([, { description }]) => description)
      .filter((description) => hintIn(texts, description, 'other').lang === 'en');
    expect(missing).toEqual([]);
  });

  it.each(schemas())('says how to mend every field of %s', (_kind, schema) => {
    const mends = partsOf(schema).flatMap(([name, { mend, properties }]) =>
      // Parts of an object are refused one by one, and the whole only by who writes JSON.
      mend === undefined || properties || name === 'printed' ? [] : [mend],
    );
    expect(mends.filter((mend) => saidIn(texts, mend, language).lang === 'en')).toEqual([]);
  });
});

describe('a sentence of the service', () => {
  it('keeps its particulars in order', () => {
    expect(patternOf('Send a text of 1 to 120 characters.')).toEqual({
      pattern: 'Send a text of # to # characters.',
      held: ['1', '120'],
    });
    expect(patternOf('Send a whole number from -3 to 3.').held).toEqual(['-3', '3']);
    expect(patternOf('Use one of "a", "b-1", "c".')).toEqual({
      pattern: 'Use one of #.',
      held: ['"a", "b-1", "c"'],
    });
    expect(saidIn(de, 'Send a number from 0 to 1000.', 'de')).toEqual({
      text: 'Bitte eine Zahl von 0 bis 1000 angeben.',
    });
    expect(saidIn(zh, '"positiv" is not an accepted code', 'zh-CN').text).toBe('"positiv" 不是可接受的值');
  });

  it('stays English, and says so, where no translation is known', () => {
    expect(saidIn(de, 'Something new.', 'de')).toEqual({ text: 'Something new.', lang: 'en' });
    expect(saidIn(en, 'Something new.', 'en')).toEqual({ text: 'Something new.' });
  });

  it('is said in English, too, as to who fills in a form', () => {
    expect(saidIn(en, 'nothing is not an accepted code', 'en')).toEqual({ text: 'missing' });
    expect(saidIn(en, 'Add "unit".', 'en')).toEqual({ text: 'Please fill it in.' });
  });

  it('is known of every kind: the diagnosis of a missing code, too', () => {
    const kind: FactKind = 'CsfCytologyReported';
    expect(labelIn(de, kind, 'result')).toBe('Ergebnis');
    expect(labelIn(en, 'LumbarPuncturePerformed', 'specimenId')).toBe('Name of the specimen');
  });
});

it('has the same texts in every language, but for plurals and refusals', () => {
  const paths = (value: unknown, path = ''): readonly string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, member]) => paths(member, `${path}/${name}`))
      : [path];
  const common = ({ sentences: _sentences, ...rest }: Readonly<Record<string, unknown>>) =>
    paths(rest)
      .filter((path) => !path.endsWith('_one'))
      .toSorted();
  expect(common(de)).toEqual(common(en));
  expect(common(zh)).toEqual(common(en));
  expect(Object.keys(zh.sentences).sort()).toEqual(Object.keys(de.sentences).sort());
});
