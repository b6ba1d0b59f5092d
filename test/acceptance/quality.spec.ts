import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import request from 'supertest';
import { CorruptLog, type EventStore, type StreamId } from '@leptotrace/event-store';
import { fixtures } from '../../libs/event-store/src/contract';
import { check, type CheckOptions } from '../../src/cli/check.command';
import { patientIds } from '../../src/cli/patient-ids';
import { CheckCounter } from '../../src/quality/counts';
import { csvLine } from '../../src/quality/csv';
import { csvOf } from '../../src/quality/found-check';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';

interface Found {
  readonly patientId: string;
  readonly code: string;
  readonly severity: string;
  readonly group: string;
  readonly factIds: readonly string[];
  readonly message: string;
  readonly mend: string;
}

const on = (occurredOn: string, kind: string, more: object = {}) => ({ kind, occurredOn, ...more });
const lesion = (value: number) => ({
  lesionId: 'a',
  site: 'lung',
  kind: 'non-nodal',
  state: 'measured',
  longestDiameter: { value, unit: 'mm' },
});
const scan = (value: number) =>
  on('2024-03-05', 'ImagingStudyReported', { modality: 'ct', regions: ['chest'], lesions: [lesion(value)] });
const puncture = (more: object = {}) =>
  on('2024-03-01', 'LumbarPuncturePerformed', { openingPressure: { value: 180, unit: 'cm[H2O]' }, ...more });
const ACCEPTED = [{ check: 'pressure-outside-usual', reason: 'read twice, the manometer was right' }];
const TERM = 'DS.DSDECOD';

const PATIENTS = [
  {
    patient: { patientId: 'two-deaths', study: 'LUMEN', site: 'Koeln' },
    facts: [on('2024-03-15', 'DeathRecorded'), on('2024-04-20', 'DeathRecorded')],
  },
  {
    patient: { patientId: 'two-sizes', study: 'LUMEN', site: 'Ghent' },
    facts: [scan(40), scan(12)],
  },
  { patient: { patientId: 'pressure', study: 'NIVALIS' }, facts: [puncture()] },
  {
    patient: { patientId: 'pressure-accepted', study: 'LUMEN' },
    facts: [puncture({ acceptedWarnings: ACCEPTED })],
  },
  {
    patient: { patientId: 'unread-1', study: 'LUMEN', site: 'Koeln' },
    facts: [
      on('2024-01-01', 'OtherFactRecorded', {
        label: TERM,
        unread: { wouldBe: 'DeathRecorded', reason: 'no date, and "lost"' },
      }),
      on('2024-01-02', 'OtherFactRecorded', { label: 'IE' }),
      on('2024-01-03', 'OtherFactRecorded', { label: 'IE' }),
    ],
  },
  {
    patient: { patientId: 'unread-2', study: 'LUMEN', site: 'Ghent' },
    facts: [on('2024-01-02', 'OtherFactRecorded', { label: 'IE' })],
  },
  { patient: { patientId: 'well', study: 'LUMEN' }, facts: [on('2024-01-02', 'ContactRecorded')] },
] as const;

let server: TestApp;
let position = '';
const send = async (patientId: string, facts: readonly object[]) => {
  const { headers, body } = await request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts });
  expect(body.errors).toBeUndefined();
  position = headers['timeline-position'] as string;
  return body as { facts: { factId: string }[] };
};
const register = async (patient: object) => {
  const { headers } = await request(server.url).post('/v1/patients').send(patient).expect(201);
  position = headers['timeline-position'] as string;
};

const ask = (query: object = {}) =>
  request(server.url).get('/v1/quality').query(query).set('Timeline-Position', position);
const answered = async (query: object = {}) => (await ask({ limit: 200, ...query }).expect(200)).body;
const codesOf = async (query: object = {}) =>
  ((await answered(query)).checks as Found[]).map(({ patientId, code }) => `${patientId} ${code}`);

/** What the command writes to standard output, and the code that it ends with. */
const run = async (options: CheckOptions = {}) => {
  const written: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await check({ dataDir: server.dataDir, ...options });
    return { code, text: written.join('') };
  } finally {
    out.mockRestore();
    told.mockRestore();
  }
};

describe('checks of all patients', () => {
  beforeAll(async () => {
    server = await startApp();
    for (const { patient, facts } of PATIENTS) {
      await register(patient);
      await send(patient.patientId, facts);
    }
  });
  afterAll(() => server.close());

  it('are named with patient, facts, severity and mend, and counted', async () => {
    const body = await answered();
    expect(await codesOf()).toEqual([
      'pressure pressure-outside-usual',
      'pressure-accepted pressure-outside-usual',
      'two-deaths two-deaths',
      'two-sizes two-sizes',
      'unread-1 not-used',
      'unread-1 unread',
      'unread-2 not-used',
    ]);
    expect(body.checks.find(({ code }: Found) => code === 'two-sizes')).toMatchObject({
      patientId: 'two-sizes',
      study: 'LUMEN',
      site: 'Ghent',
      severity: 'error',
      group: 'said-twice',
      factIds: [expect.any(String), expect.any(String)],
      message: expect.stringMatching(/12 mm.*40 mm|40 mm.*12 mm/),
      mend: 'Keep the size that the source means.',
    });
    expect(body.counts).toMatchObject({
      patients: { checked: 7, withChecks: 6 },
      checks: 7,
      bySeverity: { error: 3, warning: 1, hint: 3 },
      byGroup: { 'said-twice': 2, plausibility: 2, 'not-used': 3 },
      byCode: { 'two-deaths': 1, 'two-sizes': 1, 'pressure-outside-usual': 2, unread: 1, 'not-used': 2 },
    });
    expect(body).toMatchObject({ unreadable: [], next: null });
    expect(body.notice).toContain('Research use only');
  });

  it('make an implausible value that was accepted with a reason a hint, and say the reason', async () => {
    const found = (await answered({ code: 'pressure-outside-usual' })).checks as Found[];
    expect(found.map(({ patientId, severity }) => [patientId, severity])).toEqual([
      ['pressure', 'warning'],
      ['pressure-accepted', 'hint'],
    ]);
    expect(found[1]?.message).toContain('accepted: read twice, the manometer was right');
  });

  it('count what is not used by what it would be, term and reason', async () => {
    const { counts } = await answered({ group: 'not-used' });
    expect(counts.notUsed).toEqual([
      {
        wouldBe: null,
        term: 'IE',
        reason: 'of no kind that a derived value reads',
        facts: 3,
        patients: 2,
      },
      { wouldBe: 'DeathRecorded', term: TERM, reason: 'no date, and "lost"', facts: 1, patients: 1 },
    ]);
    expect(counts).toMatchObject({ patients: { checked: 7, withChecks: 2 }, notUsedBeyond: 0 });
    const beyond = new CheckCounter(1);
    for (const term of ['a', 'b', 'a'])
      beyond.patient([
        {
          code: 'not-used',
          group: 'not-used',
          severity: 'hint',
          factIds: [],
          message: '',
          mend: '',
          kept: { wouldBe: null, term, reason: 'r', facts: 2 },
        },
      ]);
    expect(beyond.counts).toMatchObject({
      notUsed: [{ term: 'a', facts: 4, patients: 2 }],
      notUsedBeyond: 2,
    });
  });

  it.each([
    [{ study: 'LUMEN', site: 'Koeln' }, ['two-deaths', 'unread-1']],
    [{ study: 'lumen' }, []],
    [{ severity: 'error' }, ['two-deaths', 'two-sizes', 'unread-1']],
    [{ severity: 'hint', site: 'Ghent' }, ['unread-2']],
    [{ group: 'said-twice' }, ['two-deaths', 'two-sizes']],
    [{ code: 'unread' }, ['unread-1']],
    [{ patientId: 'pressure' }, ['pressure']],
    [{ patientId: 'well' }, []],
    [{ patientId: 'nobody' }, []],
  ])('are found by %j', async (query, patients) => {
    const { checks, counts } = await answered(query);
    expect([...new Set((checks as Found[]).map(({ patientId }) => patientId))]).toEqual(patients);
    expect(counts.patients.withChecks).toBe(patients.length);
    expect(counts.checks).toBe(checks.length);
  });

  it('come page by page over the patients, each once, with the counts on the first page', async () => {
    const paged = async (query: object): Promise<readonly string[]> => {
      const found: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = await answered({ ...query, ...(cursor ? { cursor } : {}) });
        expect(page.counts === null).toBe(cursor !== undefined);
        found.push(...(page.checks as Found[]).map(({ patientId, code }) => `${patientId} ${code}`));
        if (page.next === null) return found;
        expect(page.next > (cursor ?? '')).toBe(true);
        cursor = page.next as string;
      }
    };
    for (const filter of [{}, { severity: 'error' }, { patientId: 'two-deaths' }])
      for (const limit of [1, 2, 3, 200])
        expect(await paged({ ...filter, limit })).toEqual(await codesOf(filter));
    const { checks } = await answered({ limit: 2 });
    expect((checks as Found[]).map(({ patientId }) => patientId)).toEqual(['pressure', 'pressure-accepted']);
  });

  it.each([
    [{ sevirity: 'error' }, '/query/sevirity'],
    [{ severity: 'fatal' }, '/query/severity'],
    [{ group: 'orders' }, '/query/group'],
    [{ code: 'two-size' }, '/query/code'],
    [{ patientId: 'no id' }, '/query/patientId'],
    [{ patientId: '' }, '/query/patientId'],
    [{ format: 'xlsx' }, '/query/format'],
    [{ limit: 0 }, '/query/limit'],
    [{ format: 'csv', limit: 5 }, '/query'],
  ])('refuse %j by its path', async (query, path) => {
    const { body } = await ask(query).expect(400);
    expect(body.errors[0].path).toBe(path);
  });

  it('are CSV that any reader of RFC 4180 reads', async () => {
    const { text, headers } = await ask({ format: 'csv' }).expect(200);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    const rows: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
    expect(rows.map(({ patientId, code }) => `${patientId} ${code}`)).toEqual(await codesOf());
    const checks = (await answered()).checks as Found[];
    expect(rows.map(({ message }) => message)).toEqual(checks.map(({ message }) => message));
    expect(rows.map(({ factIds }) => factIds)).toEqual(checks.map(({ factIds }) => factIds.join(' ')));
    expect(rows.find(({ code }) => code === 'unread')?.message).toBe(
      `${TERM} would be DeathRecorded: no date, and "lost"`,
    );
    expect(rows[0]).toMatchObject({ study: 'NIVALIS', site: '' });
    expect((await ask().set('Accept', 'text/csv').expect(200)).text).toBe(text);
    expect((await ask().set('Accept', 'application/json, text/csv').expect(200)).body.counts.checks).toBe(7);
    const errors = (await ask({ format: 'csv', severity: 'error' }).expect(200)).text;
    expect(parse(errors, { columns: true })).toHaveLength(3);
  });

  it('are the same from the log itself, without a server', async () => {
    const csv = await run({ format: 'csv' });
    expect(csv).toEqual({ code: 0, text: (await ask({ format: 'csv' })).text });
    const json = JSON.parse((await run({ format: 'json', severity: 'error', study: 'LUMEN' })).text);
    const body = await answered({ severity: 'error', study: 'LUMEN' });
    expect(json).toEqual({
      checks: body.checks,
      counts: body.counts,
      unreadable: [],
      notice: body.notice,
    });
    const table = (await run()).text;
    expect(table).toContain('two-sizes');
    expect(table).toContain('Keep the size that the source means.');
    expect(table).toContain('not used: 3 IE of 2 patients');
    expect(table).toContain('7 patients checked, 7 checks of 6');
  });

  it.each([
    [{}, 0],
    [{ failOn: 'error' }, 1],
    [{ failOn: 'error', patient: 'pressure' }, 0],
    [{ failOn: 'warning', patient: 'pressure' }, 1],
    [{ failOn: 'warning', patient: 'pressure-accepted' }, 0],
    [{ failOn: 'warning', patient: 'two-sizes' }, 1],
    [{ failOn: 'error', severity: 'hint' }, 0],
  ] as const)('end the command %j with %d', async (options, code) => {
    expect((await run(options)).code).toBe(code);
  });

  it('refuse a command about nobody, or with a word that is none', async () => {
    await expect(run({ patient: 'nobody' })).rejects.toThrow('Check the id.');
    await expect(run({ code: 'two-size' })).rejects.toThrow('/query/code');
    const empty = mkdtempSync(join(tmpdir(), 'leptotrace-'));
    await expect(run({ dataDir: empty })).rejects.toThrow('no event log');
    rmSync(empty, { recursive: true });
  });
});

describe('checks that change', () => {
  beforeEach(async () => {
    server = await startApp();
  });
  afterEach(() => server.close());

  it('are gone once the fact is corrected', async () => {
    await register({ patientId: 'p1' });
    const { facts } = await send('p1', [puncture()]);
    expect(await codesOf()).toEqual(['p1 pressure-outside-usual']);
    const { headers } = await request(server.url)
      .post(`/v1/patients/p1/facts/${facts[0]?.factId}/amendments`)
      .send({
        supersedes: 1,
        change: 'corrected',
        reason: 'the unit was mm',
        fact: puncture({ openingPressure: { value: 180, unit: 'mm[H2O]' } }),
      })
      .expect(201);
    position = headers['timeline-position'] as string;
    expect(await codesOf()).toEqual([]);
    expect((await answered()).counts).toMatchObject({ patients: { checked: 1, withChecks: 0 }, checks: 0 });
    expect((await run({ failOn: 'warning' })).code).toBe(0);
  });

  it('name a patient that cannot be read, whatever is asked for', async () => {
    await register({ patientId: 'bad', study: 'LUMEN' });
    await server.app
      .get<EventStore>(EVENT_STORE)
      .append('patient-bad' as StreamId, 0, [fixtures.event({ type: 'NobodyKnowsThis' })]);
    await register({ patientId: 'good' });
    const named = [{ patientId: 'bad', revision: 1, reason: expect.stringContaining('NobodyKnowsThis') }];
    expect(await answered()).toMatchObject({ unreadable: named });
    expect(await answered({ study: 'other', severity: 'hint' })).toMatchObject({ unreadable: named });
    expect(await answered({ patientId: 'good' })).toMatchObject({ unreadable: [] });
    expect((await ask({ format: 'csv' })).text).toContain('bad,,,unreadable,error,unreadable,');
    const { code, text } = await run({ failOn: 'error', format: 'json' });
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ unreadable: named, counts: { patients: { checked: 1 } } });
    expect((await run()).text).toContain('UNREADABLE from revision r1 on');
  });
});

describe('a line of CSV', () => {
  it('neutralises a message and an id that a spreadsheet would compute', () => {
    const line = csvOf({
      patientId: '-1',
      study: null,
      site: '@site',
      code: 'unread',
      severity: 'error',
      group: 'not-used',
      factIds: ['+f'],
      message: '=HYPERLINK("x", 1)',
      mend: 'Record it.',
    });
    expect(line).toBe(`'-1,,'@site,unread,error,not-used,'+f,"'=HYPERLINK(""x"", 1)",Record it.\r\n`);
  });

  it('gives every text back, and none that a spreadsheet computes', () => {
    const cells = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('=1', '+1', '-1', '@x', '\t=1', '\r', 'a\r\nb', '"', ','),
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(cells, (texts) => {
        const [read]: string[][] = parse(csvLine(['x', ...texts]), { record_delimiter: '\r\n' });
        expect(read?.slice(1).map((text, index) => (text === texts[index] ? text : text.slice(1)))).toEqual(
          texts,
        );
        expect(read?.some((text) => /^[=+\-@\t\r]/.test(text))).toBe(false);
      }),
    );
  });
});

describe('the patients of a log with an event that cannot be read', () => {
  it('are all there: those in front of it, its own, and those behind it', async () => {
    const streams = ['patient-d', 'patient-a', 'patient-bad', 'board-x', 'patient-c', 'patient-b'];
    const unreadable = ['patient-bad', 'board-x'];
    const readLog: EventStore['readLog'] = async ({ after, limit }) => {
      const from = Number(after ?? 0);
      const page = streams.slice(from, from + limit);
      const bad = page.findIndex((stream) => unreadable.includes(stream));
      const position = String(from + bad + 1);
      if (bad >= 0)
        throw new CorruptLog('cannot be read', { stream: page[bad] ?? '', revision: 0, position });
      const to = from + page.length;
      const events = page.map((stream) => ({ streamId: stream }));
      return { events, scannedTo: String(to), atEnd: to === streams.length } as never;
    };
    expect(await patientIds({ readLog } as EventStore)).toEqual(['a', 'b', 'bad', 'c', 'd']);
  });
});
