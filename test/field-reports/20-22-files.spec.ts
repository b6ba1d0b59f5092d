import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedBytes } from '../support/field-reports';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

/** As bytes: what a library would encode anew is not what people send. */
const send = (bytes: Buffer | string, type = 'text/csv', to = server, query = '') =>
  request(to.url)
    .post(`/v1/imports${query}`)
    .set('content-type', type)
    .serialize((body: unknown) => body as string)
    .send(bytes);

const exported = async (from = server): Promise<string> =>
  (await request(from.url).get('/v1/exports/leptotrace.ndjson').buffer(true).expect(200)).text;

const oneError = (body: {
  errors: readonly { row: number; message: string; mend: string }[];
}): { row: number; message: string; mend: string } => {
  expect(body.errors).toHaveLength(1);
  return body.errors[0] as { row: number; message: string; mend: string };
};

const HEAD = 'STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUSTRESC,TULOC,TUMETHOD,TUDTC,VISIT';
const ROW = 'FR,TU,S-1,1,T01,TUMIDENT,TARGET,LIVER,CT SCAN,2024-01-03,SCREENING';
const TR_HEAD = 'STUDYID,DOMAIN,USUBJID,TRSEQ,TRLNKID,TRTESTCD,TRSTRESN,TRSTRESU,TRDTC,VISIT';
const TR_ROW = 'FR,TR,S-1,1,T01,LDIAM,12.5,mm,2024-01-03,SCREENING';
const semicolons = (text: string): string => text.replaceAll(',', ';').replace('12.5', '12,5');

const sizes = async (patientId: string): Promise<readonly unknown[]> => {
  const { body } = await request(server.url)
    .get(`/v1/patients/${patientId}/timeline`)
    .query({ on: '2025-01-01' })
    .expect(200);
  return (
    body.facts as { fact: { lesions?: { longestDiameter?: { value: number } }[]; printed?: object } }[]
  ).flatMap(({ fact }) => (fact.lesions ?? []).map(({ longestDiameter }) => longestDiameter?.value));
};

describeWithShared('field-reports/20-csv-of-a-spreadsheet', '20: CSV as a spreadsheet saves it', () => {
  it.each(['lower-case', 'semicolon', 'sep-line', 'tab'])('%s is read', async (name) => {
    const bytes = sharedBytes(`field-reports/20-csv-of-a-spreadsheet/${name}.csv`);
    const { body } = await send(bytes).expect(200);
    expect(body).toMatchObject({ refused: false, patients: [{ patientId: 'FR-20', outcome: 'imported' }] });
    // The lesion has no TU row: it is named, kept, and 12.5 stands in it as it was printed.
    expect(body.unused).toMatchObject([{ domain: 'TR', term: 'T01', count: 1 }]);
    expect(await exported()).toMatch(/12[.,]5/);
  });
});

describe('20: CSV as spreadsheets of other countries save it', () => {
  const study = `${HEAD}\n${ROW}\n${TR_HEAD}\n${TR_ROW}\n`;
  it.each([
    ['commas', study],
    [
      'semicolons and decimal commas, a mark, lines of Windows',
      `\uFEFF${semicolons(study).replaceAll('\n', '\r\n')}`,
    ],
    ['tabs with decimal commas', study.replaceAll(',', '\t').replace('12.5', '12,5')],
    ['bars', study.replaceAll(',', '|')],
    [
      'a separator line before each section',
      `sep=;\n${semicolons(`${HEAD}\n${ROW}`)}\nsep=;\n${semicolons(`${TR_HEAD}\n${TR_ROW}`)}\n`,
    ],
    [
      'one section with commas, one with semicolons',
      `${HEAD}\n${ROW}\n${semicolons(`${TR_HEAD}\n${TR_ROW}`)}\n`,
    ],
    [
      'names of columns in lower case, quoted, with spaces',
      study.replace(
        HEAD,
        HEAD.toLowerCase()
          .split(',')
          .map((name) => `"${name} "`)
          .join(','),
      ),
    ],
    [
      'empty columns behind the last',
      study
        .split('\n')
        .map((line) => (line === '' ? line : `${line},,`))
        .join('\n'),
    ],
    ['lines of an old Macintosh', study.replaceAll('\n', '\r')],
  ])('%s: 12.5 mm', async (_name, text) => {
    await send(text).expect(200);
    expect(await sizes('S-1')).toEqual([12.5]);
  });

  it.each([
    ['no header', `${ROW}\n`, 'names no DOMAIN'],
    ['a header that is no SDTM', 'name;value\na;1\n', 'names no DOMAIN'],
    ['only words', 'hello', 'names no DOMAIN'],
    ['JSON', '{"format":"x"}', 'JSON, sent as CSV'],
    ['nothing', ' \n', 'empty'],
    ['a column twice', `${HEAD},TULOC\n${ROW},LUNG\n`, 'stands twice'],
    ['a quote that is never closed', `${HEAD}\n${ROW.replace('LIVER', '"LIVER')}\n`, 'quote'],
    [
      'a cell of a million characters',
      `${HEAD}\n${ROW.replace('LIVER', 'L'.repeat(1_000_000))}\n`,
      '1000000 characters',
    ],
    ['a date that may be two', `${HEAD}\n${ROW.replace('2024-01-03', '03/04/2024')}\n`, '03/04/2024'],
    [
      'a decimal comma where commas part the columns',
      `${TR_HEAD}\n${TR_ROW.replace('12.5', '12,5')}\n`,
      '11 cells under 10 columns',
    ],
    [
      'thousands',
      semicolons(
        `${HEAD}\n${ROW}\n${TR_HEAD}\n${TR_ROW}\n${TR_ROW.replace('12.5', '1.250').replace(',1,T01', ',2,T01')}\n`,
      ),
      '1.250 is no length',
    ],
    ['one subject of two studies', `${HEAD}\n${ROW}\n${ROW.replace('FR,', 'GR,')}\n`, '2 studies: FR, GR'],
    [
      'two subjects that become one id',
      `${HEAD}\n${ROW.replace('S-1', 'S/1')}\n${ROW}\n`,
      'differ only in signs',
    ],
  ])('refuses %s in one line, and never as NDJSON', async (_name, text, seen) => {
    const { body } = await send(text).expect(400);
    const error = oneError(body);
    expect(error.message).toContain(seen);
    expect(error.mend).not.toContain('JSON object a line');
    expect(await exported()).toBe('');
  });

  it('a header without rows takes nothing and is no fault', async () => {
    const { body } = await send(`${HEAD}\n`).expect(200);
    expect(body).toMatchObject({ statements: 0, patients: [] });
  });

  it('one subject in two blocks is one patient', async () => {
    const { body } = await send(`${HEAD}\n${ROW}\n${HEAD}\n${ROW.replace('1,T01', '2,T02')}\n`).expect(200);
    expect(body.patients).toHaveLength(1);
  });
});

describeWithShared('field-reports/21-csv-that-is-not-utf-8', '21: CSV that is not UTF-8', () => {
  const CHARSETS = { gbk: 'gbk', 'windows-1252': 'windows-1252', 'utf-16': 'utf-16' } as const;
  const LOOKS = { gbk: 'GBK', 'windows-1252': 'Windows-1252', 'utf-16': 'UTF-16' } as const;
  const WORDS = { gbk: '左肺', 'windows-1252': 'LUNGENFLÜGEL', 'utf-16': 'LUNG' } as const;

  it.each(['gbk', 'windows-1252', 'utf-16'] as const)(
    '%s: nothing is recorded; byte, line and mend',
    async (name) => {
      const bytes = sharedBytes(`field-reports/21-csv-that-is-not-utf-8/${name}.csv`);
      const { body } = await send(bytes).expect(400);
      const { message, mend } = oneError(body);
      expect(message).toMatch(new RegExp(`not UTF-8.*${LOOKS[name]}.*byte \\d+`));
      expect(mend).toContain('charset');
      expect(await exported()).toBe('');
    },
  );

  it.each(['gbk', 'windows-1252', 'utf-16'] as const)(
    '%s: read when the content type names it',
    async (name) => {
      const bytes = sharedBytes(`field-reports/21-csv-that-is-not-utf-8/${name}.csv`);
      await send(bytes, `text/csv; charset=${CHARSETS[name]}`).expect(200);
      const text = await exported();
      expect(text).toContain(WORDS[name]);
      expect(text).not.toContain('\uFFFD');
    },
  );
});

describe('21: what is not UTF-8, whatever it is sent as', () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
  const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

  it.each([
    ['UTF-16 without a mark', Buffer.from(`${HEAD}\n${ROW}`, 'utf16le'), 'text/csv', 'UTF-16'],
    ['UTF-16, the other way round', swapped(`\uFEFF${HEAD}\n${ROW}`), 'text/csv', 'UTF-16'],
    [
      'native lines',
      latin('{"format":"leptotrace/1","note":"Fl\xfcgel"}'),
      'application/x-ndjson',
      'Windows-1252',
    ],
    [
      'a course',
      latin('{"format":"lm-published-course/1","title":"Fl\xfcgel"}'),
      'application/json',
      'Windows-1252',
    ],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x88]), 'text/csv', 'Excel'],
    ['a zero in a cell', Buffer.from(`${HEAD}\n${ROW.replace('LIVER', 'LI\0VER')}`), 'text/csv', 'zero byte'],
    [
      'a sign for what was lost before',
      Buffer.from(`${HEAD}\n${ROW.replace('LIVER', 'LI\uFFFDVER')}`),
      'text/csv',
      'U\\+FFFD',
    ],
    [
      'a course with such a sign',
      Buffer.from('{"format":"lm-published-course/1","title":"\uFFFD"}'),
      'application/json',
      'U\\+FFFD',
    ],
  ])('%s is refused', async (_name, bytes, type, seen) => {
    const { body } = await send(bytes, type).expect(400);
    expect(oneError(body).message).toMatch(new RegExp(seen));
    expect(await exported()).toBe('');
  });

  it('names the line and the byte of the first sign that is wrong', async () => {
    const before = `${HEAD}\n${ROW}\n`;
    const { body } = await send(Buffer.concat([Buffer.from(before), latin('FR,TU,\xe4')])).expect(400);
    expect(oneError(body)).toMatchObject({
      row: 3,
      message: expect.stringContaining(`byte ${before.length + 6}`),
    });
  });

  it('a fact is never recorded with a sign for what could not be read', async () => {
    await request(server.url).post('/v1/patients').send({ patientId: 'p' }).expect(201);
    const fact = latin('{"facts":[{"kind":"ContactRecorded","occurredOn":"2024","status":"m\xfcde"}]}');
    const { body } = await request(server.url)
      .post('/v1/patients/p/facts')
      .set('content-type', 'application/json')
      .serialize((bytes: unknown) => bytes as string)
      .send(fact)
      .expect(400);
    expect(body.errors[0].message).toContain('not UTF-8');
  });

  it.each(['klingon', 'utf-8'])('a character set that does not fit (%s) is refused', async (charset) => {
    await send(latin(`${HEAD}\n${ROW.replace('LIVER', '\xdc')}`), `text/csv; charset=${charset}`).expect(400);
  });
});

describeWithShared('field-reports/22-export-imported-twice', '22: a native export imported again', () => {
  const folder = 'field-reports/22-export-imported-twice';

  it('records all once, and adds nothing after, there and at home', async () => {
    await send(sharedBytes(`${folder}/first.csv`)).expect(200);
    const corrected = await send(sharedBytes(`${folder}/corrected.csv`)).expect(200);
    expect(corrected.body.counts).toMatchObject({ amended: 1, recorded: 0 });
    const text = await exported();
    const other = await startApp();
    try {
      const first = await send(text, 'application/x-ndjson', other).expect(200);
      expect(first.body.statements).toBe(text.trim().split('\n').length);
      for (const server_ of [other, other, other, server]) {
        const { body } = await send(text, 'application/x-ndjson', server_).expect(200);
        expect(body.counts).toMatchObject({ recorded: 0, amended: 0, stated: 0 });
        expect(body.statements).toBe(0);
      }
      expect(await exported(other)).toBe(text);
      expect(await exported()).toBe(text);
      const lines = text.split('\n').filter((line) => line.includes('study/WEEK 8'));
      expect(lines.map((line) => /"value":(\d+)/.exec(line)?.[1])).toEqual(['50', '70']);
    } finally {
      await other.close();
    }
  });
});
