import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app';

const BUILT = join(__dirname, '..', '..', 'dist', 'web');
const BUDGET_BYTES = 180_000;

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

const manifest = (): Readonly<Record<string, Chunk>> =>
  JSON.parse(readFileSync(join(BUILT, '.vite', 'manifest.json'), 'utf8'));

const compressed = (file: string): number => readFileSync(join(BUILT, `${file}.gz`)).length;

/** Everything that a browser fetches for some entries: each file once. */
const filesOf = (entries: readonly string[]): ReadonlySet<string> => {
  const chunks = manifest();
  const files = new Set<string>();
  const take = (name: string): void => {
    const chunk = chunks[name];
    if (!chunk) throw new Error(`${name} is not in the manifest`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const imported of chunk.imports ?? []) take(imported);
  };
  entries.forEach(take);
  return files;
};

const LANGUAGES = ['en', 'de', 'zh-CN'];
const PAGES = {
  patients: { page: 'src/patients/PatientsPage.tsx', texts: ['i18n', 'terms', 'patients'] },
  replay: { page: 'src/replay/ReplayPage.tsx', texts: ['i18n', 'terms', 'replay', 'course-chart'] },
  audit: { page: 'src/audit/AuditPage.tsx', texts: ['i18n', 'terms', 'audit'] },
  entry: { page: 'src/entry/EntryPage.tsx', texts: ['i18n', 'terms', 'entry'] },
};

describe('the screens over HTTP', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());

  it('are built: npm test builds them first', () => {
    expect(existsSync(join(BUILT, 'index.html'))).toBe(true);
  });

  it('show the clinical specification, each section under the address that its rules name', async () => {
    const { body } = await request(server.url).get('/v1/rules').expect(200);
    const { rules } = body as { rules: { specification: string }[] };
    const pages = new Map<string, string>();
    for (const address of new Set(rules.map(({ specification }) => specification))) {
      const [page = '', anchor = ''] = address.split('#');
      if (!pages.has(page)) pages.set(page, (await request(server.url).get(page).expect(200)).text);
      expect(pages.get(page)).toContain(`id="${anchor}"`);
    }
    expect(pages.size).toBeGreaterThan(0);
  });

  it.each(['/', '/patients/p1', '/patients/p1/audit', '/patients/p1/entry?amend=f1'])(
    'answer %s with the page that tells paths apart',
    async (path) => {
      const { text, headers } = await request(server.url).get(path).expect(200);
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(text).toContain('<div id="root">');
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it('let nothing run, load or frame that is not of this origin', async () => {
    const { text, headers } = await request(server.url).get('/').expect(200);
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(text).not.toMatch(/https?:\/\//);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });

  it('send scripts compressed and kept for ever under their digest', async () => {
    const { text } = await request(server.url).get('/').expect(200);
    const [, script] = /src="(\/assets\/[^"]+\.js)"/.exec(text) ?? [];
    const answer = await request(server.url)
      .get(script ?? '')
      .set('accept-encoding', 'gzip')
      .expect(200);
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it('leave an unknown path of the API a problem, and a missing asset not found', async () => {
    const { headers } = await request(server.url).get('/v1/nothing').expect(404);
    expect(headers['content-type']).toMatch(/problem\+json/);
    await request(server.url).get('/assets/nothing.js').expect(404);
  });

  it.each(Object.entries(PAGES))(
    'first show %s within 180 kB compressed, in every language',
    (_name, { page, texts }) => {
      for (const language of LANGUAGES) {
        const entries = [
          'index.html',
          page,
          ...texts.map((namespace) => `src/${namespace}/texts/${language}.json`),
        ];
        const bytes = [...filesOf(entries)].reduce((sum, file) => sum + compressed(file), 0);
        expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
      }
    },
  );
});
