import request from 'supertest';
import type { EventStore, StreamId } from '@leptotrace/event-store';
import { fixtures } from '../../libs/event-store/src/contract';
import { EVENT_STORE } from '../../src/store/tokens';
import { startApp, type TestApp } from '../support/app';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

let patients = 0;
const register = async (): Promise<string> => {
  const patientId = `limits-${(patients += 1)}`;
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  return patientId;
};
const post = (path: string, body: string, type = 'application/json'): request.Test =>
  request(server.url).post(path).set('content-type', type).send(body);
const contact = (fields: string): string => `{"kind":"ContactRecorded","occurredOn":"2024-01-01",${fields}}`;
const other = (fields: string): string =>
  `{"kind":"OtherFactRecorded","occurredOn":"2024-01-01","label":"x","fields":${fields}}`;
const nested = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const line = (fact: string): string =>
  `{"format":"leptotrace/1","patientId":"limits-line","statement":"recorded","factId":"f","fact":${fact}}`;
const course = (more: string): string =>
  `{"format":"lm-published-course/1","id":"limits-course","facts":[{"id":"f1","seq":1,"type":"other","date":"2020"}],${more}}`;

describe('what a body may hold', () => {
  const facts = (fact: string): string => `{"facts":[${fact}]}`;

  it.each([
    ['fields 30 deep', facts(other(nested(30))), `/facts/0/fields${'/a'.repeat(29)}`],
    ['fields 4,110 deep', facts(other(nested(4110))), `/facts/0/fields${'/a'.repeat(29)}`],
    ['lists 5,000 deep', `{"facts":${lists(5000)}}`, `/facts${'/0'.repeat(31)}`],
    ['a body 5,000 deep', lists(5000), '/0'.repeat(32)],
    ['a number that overflows', facts(other('{"a":[1e400]}')), '/facts/0/fields/a/0'],
    ['an integer that would be rounded', facts(other('{"a":9007199254740993}')), '/facts/0/fields/a'],
    ['a name twice', facts(contact('"status":"alive","status":"dead"')), '/facts/0/status'],
    ['a name twice, escaped once', facts(contact('"note":"a","n\\u006fte":"b"')), '/facts/0/note'],
    ['the list of facts twice', '{"facts":[],"facts":[]}', '/facts'],
  ])('%s is refused at its place, and nothing is written', async (_what, body, path) => {
    const patientId = await register();
    const answer = await post(`/v1/patients/${patientId}/facts`, body).expect(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.errors).toMatchObject([{ path, mend: expect.stringMatching(/.{6}/) }]);
    const { body: timeline } = await request(server.url)
      .get(`/v1/patients/${patientId}/timeline`)
      .expect(200);
    expect(timeline.revision).toBe(0);
  });

  it('fields that are as deep as a body can carry are read on every route, and come back from an export', async () => {
    const patientId = await register();
    const body = facts(other(nested(29)));
    const { body: recorded } = await post(`/v1/patients/${patientId}/facts`, body).expect(201);
    for (const path of ['timeline', 'endpoints', 'replay', `facts/${recorded.facts[0].factId}/history`])
      await request(server.url).get(`/v1/patients/${patientId}/${path}`).expect(200);
    const exported = await request(server.url)
      .get('/v1/exports/leptotrace.ndjson')
      .query({ patientId })
      .buffer(true)
      .parse((answer, done) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => done(null, text));
      });
    const again = (exported.body as string).replaceAll(patientId, 'limits-again');
    const { body: report } = await post('/v1/imports', again, 'application/x-ndjson').expect(200);
    expect(report).toMatchObject({ refused: false, statements: 2 });
  });

  it('a list among the suppositions is refused', async () => {
    const patientId = await register();
    for (const body of ['{"suppositions":[[]]}', '{"suppositions":[[[]]]}', '{"suppositions":[null]}'])
      await post(`/v1/patients/${patientId}/what-if`, body).expect(400);
    for (const body of ['{"facts":[[]]}', '{"facts":[[[]]]}'])
      await post(`/v1/patients/${patientId}/facts`, body).expect(400);
  });
});

describe('what a file may hold', () => {
  const paths = (body: { errors: readonly { row: number; path: string }[] }) =>
    body.errors.map(({ row, path }) => `${row}:${path}`);

  it.each([
    ['a name twice', line(contact('"note":"a","note":"b"')), '/fact/note'],
    ['fields 31 deep', line(other(nested(31))), `/fact/fields${'/a'.repeat(30)}`],
    ['a number that overflows', line(other('{"a":1e400}')), '/fact/fields/a'],
    ['an integer that would be rounded', line(other('{"a":9007199254740993}')), '/fact/fields/a'],
  ])('a line with %s refuses the file, with row and path', async (_what, text, path) => {
    const registered = `{"format":"leptotrace/1","patientId":"limits-line","statement":"registered"}`;
    const { body } = await post('/v1/imports', `${registered}\n${text}\n`, 'application/x-ndjson').expect(
      400,
    );
    expect(paths(body)).toEqual([`2:${path}`]);
    await request(server.url).get('/v1/patients/limits-line/timeline').expect(404);
  });

  it.each([
    ['a name twice', course('"license":"a","license":"b"'), '/license'],
    ['a structure 30 deep', course(`"reported":${nested(29)}`), `/reported${'/a'.repeat(28)}`],
    ['an integer that would be rounded', course('"reported":{"a":9007199254740993}'), '/reported/a'],
  ])('a published course with %s is refused with the path, also from a file', async (_what, text, path) => {
    for (const type of ['application/json', 'application/x-ndjson']) {
      const { body } = await post('/v1/imports', text, type).expect(400);
      expect(body.errors.map((issue: { path: string }) => issue.path)).toEqual([path]);
    }
  });

  it('a published course as deep as may be comes back from an export', async () => {
    const text = course(`"${'name'.repeat(40)}":1,"reported":${nested(28)}`);
    await post('/v1/imports', text).expect(200);
    const exported = await request(server.url)
      .get('/v1/exports/leptotrace.ndjson?patientId=limits-course')
      .buffer(true)
      .parse((answer, done) => {
        let whole = '';
        answer.on('data', (chunk: Buffer) => (whole += chunk.toString()));
        answer.on('end', () => done(null, whole));
      });
    const again = (exported.body as string).replaceAll(
      '"patientId":"limits-course"',
      '"patientId":"limits-c2"',
    );
    const { body } = await post('/v1/imports', again, 'application/x-ndjson').expect(200);
    expect(body.refused).toBe(false);
  });

  const LONG = [
    [16, '9007199254740993'],
    [400, '9'.repeat(400)],
  ] as const;

  it.each(LONG)(
    'digits that no number holds stay a text: a published course with %i of them',
    async (_count, digits) => {
      const facts = [
        { id: 'f1', type: 'radiotherapy', date: '2020', technique: 'wbrt', target: 'brain' },
        { id: 'f2', type: 'lumbar_puncture', date: '2020' },
      ].map((fact, seq) => ({ ...fact, seq, fractions: digits, doseGy: digits, volumeMl: digits }));
      const opening = { ...facts[1], id: 'f3', openingPressure: `${digits} mmHg` };
      const id = `limits-digits-${digits.length}`;
      const file = { format: 'lm-published-course/1', id, facts: [...facts, opening] };
      await post('/v1/imports', JSON.stringify(file)).expect(200);
      const { body } = await request(server.url).get(`/v1/patients/${id}/timeline?on=2024`).expect(200);
      const kept = JSON.stringify(body.facts);
      for (const field of ['fractions', 'doseGy', 'volumeMl'])
        expect(kept).toContain(`"${field}":"${digits}"`);
      expect(kept).toContain(`${digits} mmHg`);
      expect(kept).not.toMatch(/9007199254740992|:null/);
    },
  );

  it.each(LONG)('digits that no number holds stay a text: SDTM with %i of them', async (_count, digits) => {
    const id = `limits-sdtm-${digits.length}`;
    const csv = `DOMAIN,USUBJID,EXSEQ,EXTRT,EXDOSE,EXDOSU,EXSTDTC,EXROUTE\nEX,${id},1,OSIMERTINIB,${digits},mg,2020-01-01,ORAL\n`;
    await post('/v1/imports', csv, 'text/csv').expect(200);
    const { body } = await request(server.url).get(`/v1/patients/${id}/timeline?on=2024`).expect(200);
    const kept = JSON.stringify(body.facts);
    expect(kept).toContain(`EXDOSE=${digits}`);
    expect(kept).not.toMatch(/9007199254740992|"dose"/);
  });

  it('a column twice refuses a CSV', async () => {
    const csv = 'DOMAIN,USUBJID,RSTESTCD,RSTESTCD\nRS,1,OVRLRESP,OTHER\n';
    const { body } = await post('/v1/imports', csv, 'text/csv').expect(400);
    expect(paths(body)).toEqual(['1:/RSTESTCD']);
  });
});

describe('a distance out of the calendar', () => {
  const after = (factId: string, offset: string, more = ''): string =>
    `{"facts":[{"kind":"ContactRecorded","relativeTo":{"factId":"${factId}","offset":"${offset}"}${more}}]}`;

  it('is refused where it is recorded, also at the end of a chain and beside a date', async () => {
    const patientId = await register();
    const path = `/v1/patients/${patientId}/facts`;
    const first = await post(path, '{"facts":[{"kind":"ContactRecorded","occurredOn":"2024"}]}').expect(201);
    const a = first.body.facts[0].factId as string;
    const b = (await post(path, after(a, 'P7000Y')).expect(201)).body.facts[0].factId as string;
    for (const body of [
      after(a, 'P280000Y'),
      after(a, '-P1974Y'),
      after(a, 'P280000Y', ',"occurredOn":"2024"'),
      after(b, 'P7000Y'),
      after(a, `P${'9'.repeat(100)}D`),
    ]) {
      const answer = await post(path, body).expect(400);
      expect(answer.body.errors).toMatchObject([{ path: '/facts/0/relativeTo/offset' }]);
    }
    await request(server.url).get(`/v1/patients/${patientId}/timeline`).expect(200);
  });
});

describe('what an earlier version took', () => {
  const write = (patientId: string, facts: readonly object[]): Promise<unknown> =>
    server.app.get<EventStore>(EVENT_STORE).append(
      `patient-${patientId}` as StreamId,
      0,
      facts.map((fact, at) =>
        fixtures.event({
          type: (fact as { kind: string }).kind,
          data: { factId: `old-${at}`, fact } as never,
        }),
      ) as never,
    );

  it('a distance out of the calendar leads nowhere: every route answers', async () => {
    const patientId = await register();
    const relativeTo = { factId: 'old-0', offset: 'P280000Y' };
    await write(patientId, [
      { kind: 'ContactRecorded', occurredOn: '2020-01' },
      { kind: 'ContactRecorded', relativeTo },
      { kind: 'DeathRecorded', occurredOn: '2024', relativeTo: { ...relativeTo, factId: 'old-1' } },
    ]);
    for (const path of ['timeline', 'endpoints', 'replay', 'course.pdf', 'facts/old-1/history']) {
      const { status } = await request(server.url).get(`/v1/patients/${patientId}/${path}`);
      expect([path, status]).toEqual([path, 200]);
    }
  });
});
