import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startApp, type TestApp } from '../support/app';
import { Random } from './support/random';
import { Requests, type Document } from './support/requests';
import { World, type Sent } from './support/world';

// In .ci/run as many as a release is worth; by hand, npm run fuzz, with another seed each time.
const COUNT = Number(process.env['FUZZ_REQUESTS'] ?? (process.env['FULL_LOAD'] === undefined ? 400 : 5_000));
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_240_229);
const LOOK_EVERY = 1_000;
/** What a sound service may answer beyond 499: this one has no key for webhooks. */
const MAY_FAIL_WITH = new Set(['urn:leptotrace:problem:not-configured']);

let server: TestApp;
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
const world = new World();
const requests = new Requests(document, new Random(SEED), world);

const folder = mkdtempSync(join(tmpdir(), 'leptotrace-fuzz-'));

beforeAll(async () => {
  const key = join(folder, 'root.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  server = await startApp({ ROOT_KEY_FILE: key });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const isStream = (answer: Response): boolean =>
  answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;

interface Answered {
  readonly status: number;
  readonly text: string;
}

const ask = async ({ method, url, headers, body }: Sent): Promise<Answered> => {
  const ends = new AbortController();
  const answer = await fetch(server.url + url, { method, headers, body: body ?? null, signal: ends.signal });
  if (!isStream(answer)) return { status: answer.status, text: await answer.text() };
  ends.abort();
  return { status: answer.status, text: '' };
};

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
};

/** Names the request, so that it can be sent again by itself. */
const fault = (what: string, sent: Sent, { status, text }: Answered): Error =>
  new Error(
    `${what}, seed ${SEED}: ${sent.method} ${sent.url}\n${JSON.stringify(sent.headers)}\n${(sent.body ?? '').slice(0, 3_000)}\n${status} ${text.slice(0, 600)}`,
  );

const sendOne = async (at: number): Promise<void> => {
  const sent = requests.next();
  const answer = await ask(sent);
  const body = parsed(answer.text);
  if (answer.status >= 500 && !MAY_FAIL_WITH.has(String(body['type'])))
    throw fault(`request ${at}`, sent, answer);
  if (answer.status < 300) world.learn(sent, body);
};

interface Ready {
  readonly status: string;
  readonly quarantine: { readonly streams: number };
  readonly projections: Readonly<Record<string, { state: { kind: string }; lag: { events: number } | null }>>;
}

const ready = async (): Promise<Ready> => (await (await fetch(`${server.url}/health/ready`)).json()) as Ready;

/** Everything that was taken is followed by everyone: nobody stands still, nobody is set aside. */
const followed = async (): Promise<void> => {
  const end = Date.now() + 60_000;
  for (;;) {
    const { status, quarantine, projections } = await ready();
    expect(quarantine).toMatchObject({ streams: 0 });
    const all = Object.values(projections);
    expect(all.map(({ state }) => state.kind)).toEqual(all.map(() => 'projecting'));
    if (status === 'ready' && all.every(({ lag }) => lag?.events === 0)) return;
    if (Date.now() > end)
      throw new Error(`the followers do not come to the end: ${JSON.stringify(projections)}`);
    await wait(50);
  }
};

const looked = async (): Promise<void> => {
  await followed();
  for (const id of world.touched) {
    for (const sent of requests.reading(world.patient(id))) {
      const answer = await ask(sent);
      if (answer.status !== 200) throw fault('a patient that was taken cannot be read', sent, answer);
    }
  }
  world.touched.clear();
};

it(
  `takes or refuses ${COUNT} requests made from its own description, and reads whatever it took`,
  async () => {
    for (let at = 1; at <= COUNT; at += 1) {
      await sendOne(at);
      if (at % LOOK_EVERY === 0) await looked();
    }
    await looked();
    expect(world.patients.size).toBeGreaterThan(5);
    const facts = [...world.patients.values()].reduce((sum, patient) => sum + patient.facts.size, 0);
    expect(facts).toBeGreaterThan(COUNT / 8);
  },
  60_000 + COUNT * 100,
);
