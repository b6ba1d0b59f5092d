import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { rootSignerOf } from '@leptotrace/event-store';
import { canonicalJson, digestOf, type JsonObject, type JsonValue } from '@leptotrace/kernel';
import type { Bundle } from '../../src/bundles/bundle';
import { bundleSignatureOf, checkSignature } from '../../src/bundles/bundle-signature';
import { checkBundle, type BundleCheck } from '../../src/bundles/check-bundle';
import type { EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import { startApp, type TestApp } from '../support/app';

const FOLDER = join(process.cwd(), 'data/published-courses');
const COURSES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const PARAMCDS = ['PFS', 'CNSPFS', 'NCNSPFS', 'BIPFS', 'TTP', 'CNSTTP', 'NCNSTTP', 'OS'];
const ON = '2020-01-31';

let server: TestApp;
let folder: string;
const patients: string[] = [];

beforeAll(async () => {
  server = await startApp();
  folder = mkdtempSync(join(tmpdir(), 'leptotrace-bundle-'));
  for (const name of COURSES) {
    const course = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as object;
    const { body } = await request(server.url).post('/v1/imports').send(course).expect(200);
    patients.push(body.patients[0].patientId as string);
  }
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const download = (patientId: string, paramcd: string, query: object = {}, url = server.url) =>
  request(url)
    .get(`/v1/patients/${patientId}/endpoints/${paramcd}/bundle`)
    .query({ on: ON, ...query })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
    });
const textOf = async (patientId: string, paramcd: string, query: object = {}): Promise<string> =>
  (await download(patientId, paramcd, query).expect(200)).body as string;

const pathOf = (checked: BundleCheck): string | undefined =>
  checked.kind === 'different'
    ? checked.first.path
    : checked.kind === 'unreadable'
      ? checked.issues[0]?.path
      : undefined;

type Loose = Record<string, unknown>;
/** What to put at a place, a JSON pointer, given what is there. */
type Change = readonly [pointer: string, make: (before: unknown) => unknown];

/** A bundle with something changed and written as canonically as before. */
const changed = (text: string, ...changes: readonly Change[]): string => {
  const bundle = JSON.parse(text) as Loose;
  for (const [pointer, make] of changes) {
    const names = pointer.slice(1).split('/');
    const last = names.pop() as string;
    const holder = names.reduce((part, name) => part[name] as Loose, bundle);
    holder[last] = make(holder[last]);
  }
  return `${canonicalJson(bundle as unknown as JsonValue)}\n`;
};

describe.each(COURSES)('bundles of %s', (name) => {
  const patientId = (): string => patients[COURSES.indexOf(name)] as string;

  it.each(PARAMCDS)('%s comes out the same again, without a log', async (paramcd) => {
    for (const query of [{}, { mode: 'EMA' }, { ruleset: 'seed-literal', on: '2016' }]) {
      const checked = checkBundle(await textOf(patientId(), paramcd, query));
      expect(checked.kind).toBe('same');
    }
  });

  it('holds the value that the service answers, and every rule that it rests on', async () => {
    const bundle = JSON.parse(await textOf(patientId(), 'CNSPFS')) as Bundle;
    const { body } = await request(server.url)
      .get(`/v1/patients/${patientId()}/endpoints`)
      .query({ on: ON })
      .expect(200);
    const answer = body as EndpointsAnswer;
    expect(bundle.value).toEqual(answer.endpoints.find(({ paramcd }) => paramcd === 'CNSPFS'));
    expect(bundle.question.revision).toBe(answer.revision);
    expect(bundle.statements).toHaveLength(answer.revision + 1);
    expect(bundle.digests.derivation).toBe(bundle.value.digest);
    expect(bundle.digests.ruleset).toBe(answer.ruleset.digest);
    expect(bundle.rules.map(({ id }) => id)).toContain(bundle.value.ruleId);
    expect(bundle.rules.every(({ says, citations }) => says !== '' && citations.length > 0)).toBe(true);
    expect(bundle.notice).toContain('Research use only');
  });

  it('holds the lines of the native export', async () => {
    const { statements } = JSON.parse(await textOf(patientId(), 'OS')) as Bundle;
    const { text } = await request(server.url).get('/v1/exports/leptotrace.ndjson').buffer(true).expect(200);
    const lines = text
      .trim()
      .split('\n')
      .filter((line) => (JSON.parse(line) as { patientId: string }).patientId === patientId());
    expect(statements.map((statement) => canonicalJson(statement))).toEqual(lines);
  });
});

describe('a bundle', () => {
  const one = (): string => patients[COURSES.indexOf('cantemist-cc_onco729.json')] as string;

  it('is the same bytes for the same question, however it is put', async () => {
    const asked = await textOf(one(), 'CNSPFS', { on: '2017-01-31' });
    expect(await textOf(one(), 'CNSPFS', { on: '2017-01-31' })).toBe(asked);
    const { question } = JSON.parse(asked) as Bundle;
    const said = { asOf: `r${question.revision}`, mode: question.mode, origin: question.origin };
    expect(await textOf(one(), 'CNSPFS', { on: '2017-01-31', ruleset: 'lm@1.0.0', ...said })).toBe(asked);
  });

  it('stays the same when more becomes known, and where the same course was imported elsewhere', async () => {
    const other = await startApp();
    const course = join(FOLDER, 'cantemist-cc_onco729.json');
    await request(other.url)
      .post('/v1/imports')
      .send(JSON.parse(readFileSync(course, 'utf8')) as object)
      .expect(200);
    const before = JSON.parse(await textOf(one(), 'OS')) as Bundle;
    const asOf = `r${before.question.revision}`;
    await request(other.url)
      .post(`/v1/patients/${one()}/facts`)
      .send({ facts: [{ kind: 'ContactRecorded', occurredOn: '2018-01-01' }] })
      .expect(201);
    const there = JSON.parse((await download(one(), 'OS', { asOf }, other.url)).body as string) as Bundle;
    await other.close();
    const withoutTimes = ({ digests, statements, ...bundle }: Bundle): object => ({
      ...bundle,
      derivation: digests.derivation,
      statements: statements.map(({ recordedAt: _recordedAt, ...statement }) => statement),
    });
    expect(withoutTimes(there)).toEqual(withoutTimes(before));
  });

  it('comes as a file with a name', async () => {
    const { headers } = await download(one(), 'BIPFS').expect(200);
    expect(headers['content-type']).toContain('application/json');
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="leptotrace-${one()}-BIPFS-r\\d+\\.json"$`),
    );
    expect(headers['etag']).toMatch(/^"r\d+"$/);
  });

  it.each<[string, object, number, string | undefined]>([
    ['XYZ', {}, 404, undefined],
    ['BOR', {}, 404, undefined],
    ['CNSPFS', { form: 'full' }, 400, '/query/form'],
    ['CNSPFS', { asOf: 'r9999' }, 400, '/query/asOf'],
  ])('of %s with %j is a problem', async (paramcd, query, status, path) => {
    const { body, headers } = await request(server.url)
      .get(`/v1/patients/${one()}/endpoints/${paramcd}/bundle`)
      .query(query)
      .expect(status);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.errors?.[0]?.path).toBe(path);
  });
});

describe('what was changed in a bundle is found', () => {
  let text: string;
  beforeAll(async () => {
    text = await textOf(patients[COURSES.indexOf('cantemist-cc_onco729.json')] as string, 'CNSPFS');
  });
  const found = (...changes: readonly Change[]) => pathOf(checkBundle(changed(text, ...changes)));
  /** Place of the first fact of a kind, among those that the value rests on where that is asked. */
  const factOf = (kind: string, decides = false): string => {
    const { statements, value } = JSON.parse(text) as Bundle;
    const at = statements.findIndex(
      ({ factId, fact }) =>
        (fact as JsonObject | undefined)?.['kind'] === kind &&
        (!decides || value.facts.includes(factId as string)),
    );
    return `/statements/${at}/fact`;
  };
  const to = (value: unknown) => () => value;
  const oneMore = (before: unknown): unknown => (before as number) + 1;

  it('in any byte', () => {
    for (let at = 0; at < text.length; at += Math.ceil(text.length / 150)) {
      const byte = text[at] === '1' ? '2' : '1';
      const spoilt = text.slice(0, at) + byte + text.slice(at + 1);
      expect({ at, near: text.slice(at - 20, at + 20), kind: checkBundle(spoilt).kind }).not.toMatchObject({
        kind: 'same',
      });
    }
  });

  it('in a fact, though its digests were mended', () => {
    expect(found([`${factOf('ImagingStudyReported')}/occurredOn`, to('2016-01-01')])).toBe(
      '/digests/statements',
    );
    const earlier: Change = [`${factOf('TherapyStarted', true)}/occurredOn`, to('2014-01-01')];
    const spoilt = JSON.parse(changed(text, earlier)) as Bundle;
    const { bundle: _own, ...others } = spoilt.digests;
    const digests = { ...others, statements: digestOf(spoilt.statements) };
    const bundle = digestOf({ ...spoilt, digests } as unknown as JsonObject);
    expect(found(earlier, ['/digests', to({ ...digests, bundle })])).toMatch(/^\/value\//);
  });

  it.each<[string, Change, string]>([
    ['the value', ['/value/aval', oneMore], '/value/aval'],
    ['the derivation', ['/derivation/value', to('event!')], '/derivation/value'],
    ['a rule', ['/rules/0/says', to('Whatever.')], '/rules/0/says'],
    ['the censoring', ['/question/mode', to('EMA')], '/value/'],
    ['a parameter', ['/ruleset/configuration/scheduleDays', oneMore], '/ruleset/digest'],
    ['the knowledge', ['/engine/knowledge', to('9.9.9')], '/engine/knowledge'],
    ['the code', ['/engine/code', to('0'.repeat(64))], '/digests/bundle'],
    ['a code of no digest', ['/engine/code', to('9.9.9')], '/engine/code'],
    ['the revision', ['/question/revision', oneMore], '/question/revision'],
    ['a digest', ['/digests/bundle', to('0'.repeat(64))], '/digests/bundle'],
    ['a title', ['/ruleset/title', to('Another')], '/digests/bundle'],
    ['an addition', ['/extra', to(1)], '/extra'],
    ['a parameter out of range', ['/ruleset/configuration/scheduleDays', to(-1)], '/ruleset/'],
    ['a parameter of no name', ['/ruleset/configuration/mood', to(1)], '/ruleset/'],
    ['a statement', ['/statements/1', to({})], '/statements/1/patientId'],
    ['a patient', ['/question/patientId', to('p-9')], '/statements'],
    ['a value of no name', ['/question/paramcd', to('XYZ')], '/question/paramcd'],
    ['the format', ['/format', to('leptotrace-bundle/2')], '/format'],
  ])('in %s', (_what, change, path) => {
    const where = found(change) ?? 'nowhere';
    expect(path.endsWith('/') ? where.slice(0, path.length) : where).toBe(path);
  });

  it('and one of another build is named as such: the same value, or not', () => {
    const ofAnotherBuild = (...changes: readonly Change[]): string => {
      const bundle = JSON.parse(changed(text, ['/engine/code', to('a'.repeat(64))], ...changes)) as Bundle;
      const { bundle: _own, ...others } = bundle.digests;
      const own = digestOf({ ...bundle, digests: others } as unknown as JsonObject);
      return changed(JSON.stringify(bundle), ['/digests/bundle', to(own)]);
    };
    expect(checkBundle(ofAnotherBuild())).toMatchObject({ kind: 'same-value-other-code' });
    expect(checkBundle(ofAnotherBuild(['/value/aval', oneMore]))).toMatchObject({
      kind: 'different',
      sameCode: false,
      first: { path: '/value/aval' },
    });
    expect(checkBundle(changed(text, ['/value/aval', oneMore]))).toMatchObject({ sameCode: true });
  });

  it('in a fact of no kind', () => {
    const fact = factOf('ImagingStudyReported');
    expect(found([`${fact}/kind`, to('Nonsense')])).toBe(`${fact}/kind`);
  });

  it('in the layout', () => {
    const pretty = JSON.stringify(JSON.parse(text), null, 2);
    expect(checkBundle(pretty)).toMatchObject({ kind: 'different', first: { path: '' } });
    expect(checkBundle('{')).toMatchObject({ kind: 'unreadable' });
    expect(checkBundle('7')).toMatchObject({ kind: 'unreadable' });
    expect(checkBundle('null')).toMatchObject({ kind: 'unreadable' });
  });
});

const cli = (...args: readonly string[]) =>
  spawnSync('node', [join(process.cwd(), 'test/support/run-ts.cjs'), 'src/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: join(folder, 'no-log-here') },
  });
const put = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('the command check-bundle', () => {
  it('says 0 when all is the same, 1 with the first difference, 2 when there is no file', async () => {
    const text = await textOf(patients[0] as string, 'PFS');
    const good = cli('check-bundle', put('good.json', text));
    expect({ code: good.status, out: good.stdout }).toEqual({
      code: 0,
      out: expect.stringContaining('Everything is the same.'),
    });
    const spoilt = changed(text, ['/value/evntdesc', () => 'Nothing']);
    const json = cli('check-bundle', put('bad.json', spoilt), '--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'different',
      first: { path: '/value/evntdesc', stated: 'Nothing' },
    });
    expect(cli('check-bundle', join(folder, 'none.json')).status).toBe(2);
  }, 60_000);
});

describe('the signature of a bundle', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = {
    own: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    other: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('is had where there is a key, of the bytes that are downloaded without it', async () => {
    const file = put('root.pem', secret);
    const signing = await startApp({ ROOT_KEY_FILE: file });
    try {
      const course = readFileSync(join(FOLDER, COURSES[0] as string), 'utf8');
      const { body } = await request(signing.url).post('/v1/imports').send(JSON.parse(course)).expect(200);
      const address = `/v1/patients/${body.patients[0].patientId}/endpoints/PFS/bundle`;
      const signature = await request(signing.url).get(`${address}/signature`).query({ on: ON }).expect(200);
      const bundle = await textOf(patients[0] as string, 'PFS');
      // Recorded elsewhere at another time: the same statements, other ids.
      const own = (await download(body.patients[0].patientId as string, 'PFS', {}, signing.url))
        .body as string;
      const text = JSON.stringify(signature.body);
      expect(checkSignature(own, text, null)).toEqual({ ok: true, by: rootSignerOf(secret).publicKey });
      expect(checkSignature(bundle, text, null)).toEqual({ ok: false, reason: 'it is of another bundle' });
      const [at, sign] = [put('signed.json', own), put('signed.sig', text)];
      const [ours, theirs] = [put('own.pem', pem.own), put('other.pem', pem.other)];
      expect(cli('check-bundle', at, '--signature', sign, '--public-key', ours)).toMatchObject({ status: 0 });
      const refused = cli('check-bundle', at, '--signature', sign, '--public-key', theirs);
      expect(refused).toMatchObject({ status: 1, stdout: expect.stringContaining('it is of another key') });
      expect(cli('check-bundle', at, '--public-key', ours).status).toBe(2);
    } finally {
      await signing.close();
    }
  }, 60_000);

  it('is not had without a key', async () => {
    const address = `/v1/patients/${patients[0]}/endpoints/PFS/bundle/signature`;
    const { body } = await request(server.url).get(address).query({ on: ON }).expect(501);
    expect(body).toMatchObject({ type: 'urn:leptotrace:problem:not-configured' });
  });

  it.each([
    ['is no JSON', () => 'x', 'the file holds no signature of a bundle'],
    ['names nobody', () => '{}', 'the file holds no signature of a bundle'],
    [
      'is of another hand than it says',
      () => {
        const by = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
        const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
        return JSON.stringify({ ...bundleSignatureOf('a', rootSignerOf(other.toString())), by });
      },
      'it is not of the key that it names',
    ],
  ])('is refused where it %s', (_name, made, reason) =>
    expect(checkSignature('a', made(), null)).toEqual({ ok: false, reason }),
  );
});
