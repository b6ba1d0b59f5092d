import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { TSchema } from '@sinclair/typebox';
import request from 'supertest';
import {
  decodeFact,
  FACT_KIND_NAMES,
  factReferences,
  hasFormat,
  isFactKind,
  UNITS,
  unitsOf,
  type Dimension,
  type Fact,
} from '@leptotrace/clinical';
import { digestOf, type JsonObject } from '@leptotrace/kernel';
import { RecordDecisionDto } from '../../src/boards/decision.controller';
import { DtoPipe } from '../../src/http/dto.pipe';
import {
  AmendFactDto,
  ReinstateFactDto,
  RetractFactDto,
} from '../../src/patients/correct-fact/correct-fact.controller';
import { RegisterPatientDto } from '../../src/patients/register-patient/register-patient.controller';
import type { KindOfFact } from '../../src/schemas/documents';
import { startApp, type TestApp } from '../support/app';
import { sample, sampleFact } from '../support/sample-fact';

const ajv = new Ajv2020({ allErrors: true });
ajv.addVocabulary(['mend', 'x-reference', 'x-kinds', 'x-dimensions']);
for (const format of ['partial-date', 'asserted-at', 'instant', 'duration'])
  ajv.addFormat(format, (text: string) => hasFormat(format, text));

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const get = (path: string) => request(server.url).get(`/v1/schemas/${path}`);
const schemaAt = async (path: string): Promise<JsonObject & TSchema> =>
  (await get(path).expect(200)).body as JsonObject & TSchema;

const checkOf = (schema: JsonObject): ValidateFunction => {
  const known = ajv.getSchema(schema['$id'] as string);
  return known ?? ajv.compile(schema);
};

interface Marked {
  readonly path: string;
  readonly schema: TSchema;
}

/** Every schema inside a schema, by the path of a value that it describes; lists hold one item. */
const inside = (schema: TSchema, path = ''): readonly Marked[] => [
  { path, schema },
  ...Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>).flatMap(([name, member]) =>
    inside(member, `${path}/${name}`),
  ),
  ...(schema['items'] ? inside(schema['items'] as TSchema, `${path}/0`) : []),
  ...((schema['anyOf'] ?? []) as readonly TSchema[]).flatMap((each) => inside(each, path)),
];

describe('the list of kinds', () => {
  it('names each once, with its title and topic, topic by topic', async () => {
    const { body } = await get('facts').expect(200);
    const kinds = body.kinds as readonly KindOfFact[];
    expect(kinds.map(({ kind }) => kind)).toEqual(FACT_KIND_NAMES);
    const topics = kinds.map(({ group }) => group);
    expect([...new Set(topics)]).toEqual([
      'diagnosis',
      'specimens',
      'imaging',
      'examination',
      'therapy',
      'outcome',
    ]);
    expect(topics).toEqual([...topics].sort((a, b) => topics.indexOf(a) - topics.indexOf(b)));
    expect(kinds.find(({ kind }) => kind === 'CsfCytologyReported')).toMatchObject({
      title: 'CSF cytology',
      group: 'specimens',
    });
    expect(body.notice).toContain('Research use only');
  });

  it('leads to schemas that may be kept for ever', async () => {
    const { body } = await get('facts').expect(200);
    for (const { schema, kind } of body.kinds as readonly KindOfFact[]) {
      const found = await request(server.url).get(schema).expect(200);
      expect(found.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(schema).toBe(`/v1/schemas/facts/${kind}?version=${digestOf(found.body as JsonObject)}`);
    }
  });
});

describe.each(FACT_KIND_NAMES)('the schema of %s', (kind) => {
  const fact = sampleFact(kind);

  it('takes the fact that the service takes, and refuses what it refuses', async () => {
    const check = checkOf(await schemaAt(`facts/${kind}`));
    expect({ ok: check(fact), errors: check.errors }).toEqual({ ok: true, errors: null });
    expect(check({ ...fact, unheardOf: 1 })).toBe(false);
    for (const name of Object.keys(fact)) {
      const without = Object.fromEntries(Object.entries(fact).filter(([field]) => field !== name));
      expect({ name, ok: check(without) }).toEqual({ name, ok: decodeFact(without).ok });
      const wrong = { ...fact, [name]: { not: ['this'] } };
      expect({ name, ok: check(wrong) }).toEqual({ name, ok: decodeFact(wrong).ok });
    }
  });

  it('tells a form the units of each quantity and the way to mend each value', async () => {
    const marked = inside(await schemaAt(`facts/${kind}`));
    for (const { path, schema } of marked.filter((each) => each.path.endsWith('/unit'))) {
      const quantity = marked.find((each) => each.path === path.slice(0, -'/unit'.length));
      const dimensions = quantity?.schema['x-dimensions'] as readonly Dimension[];
      expect(dimensions.length).toBeGreaterThan(0);
      expect(schema['examples']).toEqual(unitsOf(...dimensions));
      expect((schema['examples'] as string[]).every((unit) => Object.hasOwn(UNITS, unit))).toBe(true);
    }
    const without = marked.filter(
      ({ schema }) =>
        ['string', 'number', 'integer', 'boolean', 'array'].includes(schema['type'] as string) &&
        !('const' in schema) &&
        schema['mend'] === undefined,
    );
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('marks every reference that the service follows, with the kinds that it may name', async () => {
    const marked = inside(await schemaAt(`facts/${kind}`)).filter(
      ({ schema }) => schema['x-reference'] === 'fact',
    );
    const followed = factReferences(fact as unknown as Fact);
    expect(marked.map(({ path, schema }) => [path, schema['x-kinds'] ?? null])).toEqual(
      followed.map(({ path, kinds }) => [path, kinds ?? null]),
    );
    for (const { schema } of marked)
      expect(((schema['x-kinds'] ?? []) as string[]).every(isFactKind)).toBe(true);
  });
});

describe('references', () => {
  it('of results to a specimen, of corrections of a therapy to its start, of a study to another', async () => {
    const cytology = await schemaAt('facts/CsfCytologyReported');
    expect(cytology['properties'].specimenId).toMatchObject({ 'x-reference': 'specimen' });
    const stop = await schemaAt('facts/TherapyStopped');
    expect(stop['properties'].startId).toMatchObject({
      'x-reference': 'fact',
      'x-kinds': ['TherapyStarted'],
    });
    const study = await schemaAt('facts/ImagingStudyReported');
    expect(study['properties'].comparator).toMatchObject({ 'x-kinds': ['ImagingStudyReported'] });
    expect(study['properties'].occurredOn.anyOf[0]).toMatchObject({ format: 'partial-date' });
  });
});

describe('statements', () => {
  const throughDto = async (body: unknown, metatype: new () => object): Promise<boolean> =>
    new DtoPipe().transform(body, { type: 'body', metatype }).then(
      () => true,
      () => false,
    );

  it.each<[string, new () => object]>([
    ['registration', RegisterPatientDto],
    ['amendment', AmendFactDto],
    ['retraction', RetractFactDto],
    ['reinstatement', ReinstateFactDto],
    ['decision', RecordDecisionDto],
  ])('%s: what the schema takes the request takes, and what it refuses is refused', async (name, dto) => {
    const schema = await schemaAt(`statements/${name}`);
    const check = checkOf(schema);
    const drawn = sample(schema) as Record<string, unknown>;
    const body = {
      ...drawn,
      ...(name === 'amendment' ? { fact: sampleFact('DeathRecorded') } : {}),
      ...(name === 'decision' ? { asOf: 'r1' } : {}),
    };
    expect({ ok: check(body), errors: check.errors }).toEqual({ ok: true, errors: null });
    expect(await throughDto(body, dto)).toBe(true);
    expect(check({ ...body, unheardOf: 1 })).toBe(false);
    expect(await throughDto({ ...body, unheardOf: 1 }, dto)).toBe(false);
    for (const field of Object.keys(body)) {
      const without = Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));
      expect({ field, ok: check(without) }).toEqual({ field, ok: await throughDto(without, dto) });
    }
  });
});

describe('what is kept', () => {
  it('is asked again by its tag, and answered with nothing when it is the same', async () => {
    const first = await get('facts/DeathRecorded').expect(200);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const tag = first.headers['etag'] as string;
    expect(tag).toMatch(/^"[0-9a-f]{64}"$/);
    const again = await get('facts/DeathRecorded').set('If-None-Match', `"x", W/${tag}`).expect(304);
    expect(again.text).toBe('');
    await get('facts/DeathRecorded').set('If-None-Match', '"x"').expect(200);
    const list = await get('facts').expect(200);
    await get('facts')
      .set('If-None-Match', list.headers['etag'] as string)
      .expect(304);
  });

  it.each([
    ['facts/Nonsense', 404],
    ['facts/toString', 404],
    ['statements/erasure', 404],
    ['facts/DeathRecorded?version=0', 404],
    ['facts/DeathRecorded?form=long', 400],
    ['facts?version=1', 400],
  ])('%s is a problem', async (path, status) => {
    const { headers } = await get(path).expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
  });
});
