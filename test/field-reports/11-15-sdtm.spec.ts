import request from 'supertest';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedText } from '../support/field-reports';

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const send = async (text: string) =>
  (await request(server.url).post('/v1/imports').set('content-type', 'text/csv').send(text).expect(200)).body;
const get = async (path: string) =>
  (await request(server.url).get(path).query({ on: '2025-01-01' }).expect(200)).body;

interface Told {
  readonly factId: string;
  readonly fact: { readonly kind: string; readonly [field: string]: unknown };
}
const factsOf = async (id: string): Promise<readonly Told[]> =>
  (await get(`/v1/patients/${id}/timeline`)).facts;
const scanOf = async (id: string, day: string) =>
  (await factsOf(id)).find(({ fact }) => fact.kind === 'ImagingStudyReported' && fact['occurredOn'] === day)
    ?.fact;
const lesionsAt = async (id: string, day = '2024-03-05') =>
  (await scanOf(id, day))?.['lesions'] as readonly Record<string, unknown>[];

interface Endpoint {
  readonly paramcd: string;
  readonly adt: string | null;
  readonly cnsr: number | null;
  readonly determinacy: string;
  readonly checks: readonly { readonly code: string }[];
}
const endpointOf = async (id: string, paramcd: string): Promise<Endpoint> =>
  ((await get(`/v1/patients/${id}/endpoints`)).endpoints as readonly Endpoint[]).find(
    (endpoint) => endpoint.paramcd === paramcd,
  ) as Endpoint;

/** The response of 5 March by the criterion that judges the lung. */
const responseOf = async (id: string): Promise<string> => {
  const { responses } = await get(`/v1/patients/${id}/endpoints`);
  const recist = (
    responses as { criterion: string; responses?: { value: string }[]; bor: { value: string } }[]
  ).find(({ criterion }) => criterion.startsWith('RECIST'));
  return recist?.bor.value ?? 'none';
};

const DM = (id: string, more = ''): string =>
  `STUDYID,DOMAIN,USUBJID,RFSTDTC,DTHDTC,DTHFL,SEX,AGE\nV,DM,${id},2024-01-10,${more},F,58\n`;
const EX = (id: string): string =>
  `STUDYID,DOMAIN,USUBJID,EXSEQ,EXTRT,EXDOSE,EXDOSU,EXROUTE,EXSTDTC,EXENDTC\nV,EX,${id},1,OSIMERTINIB,80,mg,ORAL,2024-01-10,\n`;
const TU = (id: string, place = 'LUNG'): string =>
  `STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUSTRESC,TULOC,TUMETHOD,TUEVAL,TUDTC,VISIT\nV,TU,${id},1,T01,TUMIDENT,TARGET,${place},CT SCAN,INVESTIGATOR,2024-01-03,SCREENING\n`;
/** Rows of TR: test, result as collected, as standardised, number, unit, status. */
const TR = (id: string, ...rows: readonly string[]): string =>
  `STUDYID,DOMAIN,USUBJID,TRSEQ,TRLNKID,TRTESTCD,TRORRES,TRSTRESC,TRSTRESN,TRSTRESU,TRSTAT,TRMETHOD,TREVAL,TRDTC,VISIT\n` +
  [`LDIAM,30,30,30,mm,`, ...rows]
    .map(
      (row, at) =>
        `V,TR,${id},${at + 1},T01,${row},CT SCAN,INVESTIGATOR,${at === 0 ? '2024-01-03,SCREENING' : '2024-03-05,WEEK 8'}\n`,
    )
    .join('');
const study = (id: string, rows: readonly string[], place?: string): string =>
  DM(id, ',') + EX(id) + TU(id, place) + TR(id, ...rows);

describeWithShared(
  'field-reports/12-not-evaluable-beside-a-number',
  '12: NOT EVALUABLE beside a number',
  () => {
    const report = (name: string): string =>
      sharedText(`field-reports/12-not-evaluable-beside-a-number/${name}.csv`);

    it.each([
      ['study', 'FR-12A'],
      ['study-state', 'FR-12B'],
      ['study-absent', 'FR-12C'],
    ])('%s: the lesion is not evaluable, and no response is invented', async (name, id) => {
      const body = await send(report(name));
      expect(await lesionsAt(id)).toMatchObject([{ state: 'not-evaluable' }]);
      expect((await lesionsAt(id))[0]).not.toHaveProperty('longestDiameter');
      expect(await responseOf(id)).toBe('NE');
      // The number stays where it was printed.
      expect(JSON.stringify((await scanOf(id, '2024-03-05'))?.['printed'])).toContain('TRSTRESN=12');
      if (name === 'study-absent')
        expect(body.unused).toMatchObject([
          { domain: 'TR', term: expect.stringContaining('absent beside 12 mm') },
        ]);
    });
  },
);

describeWithShared(
  'field-reports/13-not-evaluable-without-number',
  '13: words where a length is expected',
  () => {
    const report = (name: string): string =>
      sharedText(`field-reports/13-not-evaluable-without-number/${name}.csv`);

    it('NOT EVALUABLE is a state', async () => {
      await send(report('study'));
      expect(await lesionsAt('FR-13')).toMatchObject([{ state: 'not-evaluable' }]);
      expect(await responseOf('FR-13')).toBe('NE');
    });

    it('<5 is too small: 5 mm in the sum, PR', async () => {
      await send(report('study-small'));
      expect(await lesionsAt('FR-13B')).toMatchObject([{ state: 'too-small' }]);
      expect(await responseOf('FR-13B')).toBe('PR');
    });
  },
);

describe('12, 13: every word and number that a cell of a length may hold', () => {
  it.each([
    ['a status without a word', ['LDIAM,,,,,NOT DONE'], { state: 'not-evaluable' }],
    ['a status beside a number', ['LDIAM,12,12,12,mm,NOT DONE'], { state: 'not-evaluable' }],
    ['an abbreviation', ['LDIAM,NE,NE,,,'], { state: 'not-evaluable' }],
    [
      'not assessable, in small letters',
      ['LDIAM,not assessable,not assessable,12,mm,'],
      { state: 'not-evaluable' },
    ],
    ['a row without anything', ['LDIAM,,,,,'], { state: 'not-evaluable' }],
    [
      'too small, with the number that stands for it',
      ['LDIAM,TOO SMALL TO MEASURE,TOO SMALL TO MEASURE,5,mm,'],
      { state: 'too-small' },
    ],
    ['a bound in centimetres', ['LDIAM,<0.5 cm,<0.5 cm,,,'], { state: 'too-small' }],
    ['a bound that is no small size', ['LDIAM,<40,<40,,mm,'], { state: 'not-evaluable' }],
    ['absent', ['LDIAM,ABSENT,ABSENT,,,'], { state: 'absent' }],
    ['zero', ['LDIAM,0,0,0,mm,'], { state: 'absent' }],
    ['absent and zero', ['LDIAM,0,0,0,mm,', 'TUMSTATE,ABSENT,ABSENT,,,'], { state: 'absent' }],
    [
      'absent and present',
      ['TUMSTATE,ABSENT,ABSENT,,,', 'TUMSTATE,PRESENT,PRESENT,,,'],
      { state: 'not-evaluable' },
    ],
    ['a word that nobody knows', ['LDIAM,nicht messbar,nicht messbar,,,'], { state: 'not-evaluable' }],
    [
      'a number with its unit in one cell',
      ['LDIAM,12.34 mm,,,,'],
      { state: 'measured', longestDiameter: { value: 12.34, unit: 'mm' } },
    ],
    [
      'a hundredth of a millimetre',
      ['LDIAM,12.34,12.34,12.34,mm,'],
      { state: 'measured', longestDiameter: { value: 12.34, unit: 'mm' } },
    ],
    ['present, and a number', ['LDIAM,12,12,12,mm,', 'TUMSTATE,PRESENT,PRESENT,,,'], { state: 'measured' }],
  ])('%s', async (_name, rows, expected) => {
    await send(study('W-1', rows));
    expect(await lesionsAt('W-1')).toEqual([expect.objectContaining(expected)]);
  });

  it.each([
    ['LPERP', ['LDIAM,20,20,20,mm,', 'LPERP,12,12,12,mm,'], 12],
    ['SAXIS', ['LDIAM,20,20,20,mm,', 'SAXIS,11,11,11,mm,'], 11],
    ['DIAMETER alone', ['DIAMETER,13,13,13,mm,'], 13],
    ['SAXIS beside LPERP', ['SAXIS,11,11,11,mm,', 'LPERP,12,12,12,mm,'], 11],
  ])('a node is measured by %s', async (_name, rows, shortAxis) => {
    await send(study('N-1', rows, '"LYMPH NODE, MEDIASTINAL"'));
    expect(await lesionsAt('N-1')).toMatchObject([{ kind: 'node', shortAxis: { value: shortAxis } }]);
    expect(await scanOf('N-1', '2024-03-05')).toMatchObject({ regions: ['chest'] });
  });
});

describeWithShared(
  'field-reports/14-two-sizes-of-one-lesion',
  '14: two sizes of one lesion at one visit',
  () => {
    it('both are kept, and the order of rows decides nothing', async () => {
      await send(sharedText('field-reports/14-two-sizes-of-one-lesion/study.csv'));
      await send(sharedText('field-reports/14-two-sizes-of-one-lesion/study-reordered.csv'));
      const sizes = async (id: string) =>
        (await lesionsAt(id)).map((lesion) => (lesion['longestDiameter'] as { value: number }).value);
      expect(await sizes('FR-14A')).toEqual([40, 12]);
      expect(await sizes('FR-14B')).toEqual([40, 12]);
      const [one, other] = [await endpointOf('FR-14A', 'NCNSPFS'), await endpointOf('FR-14B', 'NCNSPFS')];
      expect([one.adt, one.cnsr, one.determinacy]).toEqual([other.adt, other.cnsr, other.determinacy]);
      expect(one).toMatchObject({ adt: '2024-03-05', cnsr: 0, determinacy: 'contradicted' });
      for (const { checks } of [one, other]) expect(checks.map(({ code }) => code)).toEqual(['two-sizes']);
      for (const id of ['FR-14A', 'FR-14B']) {
        expect(await responseOf(id)).toBe('PD');
        // A scan says that the patient lived, whatever it measured.
        expect(await endpointOf(id, 'OS')).toMatchObject({ determinacy: 'exact', checks: [] });
      }
    });
  },
);

describe('14: statements that are one', () => {
  it.each([
    ['the same size in two units', ['LDIAM,12,12,12,mm,', 'LDIAM,1.2,1.2,1.2,cm,'], 1],
    [
      'two lengths with two perpendiculars',
      ['LDIAM,12,12,12,mm,', 'LPERP,8,8,8,mm,', 'LDIAM,14,14,14,mm,'],
      2,
    ],
    ['three', ['LDIAM,12,12,12,mm,', 'LDIAM,13,13,13,mm,', 'LDIAM,14,14,14,mm,'], 3],
  ])('%s', async (_name, rows, count) => {
    await send(study('Z-1', rows));
    expect(await lesionsAt('Z-1')).toHaveLength(count);
  });
});

describeWithShared('field-reports/15-death-in-another-domain', '15: the survival sweep says DEAD', () => {
  it('a death between the last sign of life and the sweep, by the SS row', async () => {
    await send(sharedText('field-reports/15-death-in-another-domain/study.csv'));
    const deaths = (await factsOf('FR-15')).filter(({ fact }) => fact.kind === 'DeathRecorded');
    expect(deaths).toHaveLength(1);
    expect(deaths[0]).toMatchObject({
      factId: 'death-ss-1',
      fact: { occurredOn: { earliest: '2024-03-05', latest: '2024-07-15' }, inferred: true },
    });
    expect(JSON.stringify(deaths[0]?.fact['note'])).toContain('SS 1');
    const os = await endpointOf('FR-15', 'OS');
    expect(os.cnsr).toBe(0);
    expect(os.determinacy).not.toBe('exact');
  });
});

describe('15: deaths and lives in every domain', () => {
  const SS = (id: string, ...rows: readonly string[]): string =>
    `STUDYID,DOMAIN,USUBJID,SSSEQ,SSTESTCD,SSSTRESC,SSDTC\n` +
    rows.map((row, at) => `V,SS,${id},${at + 1},SURVSTAT,${row}\n`).join('');
  const DS = (id: string, row: string): string =>
    `STUDYID,DOMAIN,USUBJID,DSSEQ,DSCAT,DSDECOD,DSSTDTC\nV,DS,${id},1,${row}\n`;
  const deathsOf = async (id: string): Promise<readonly unknown[]> =>
    (await factsOf(id))
      .filter(({ fact }) => fact.kind === 'DeathRecorded')
      .map(({ fact }) => fact['occurredOn']);
  const base = (id: string, more = ','): string =>
    DM(id, more) + EX(id) + TU(id) + TR(id, 'LDIAM,20,20,20,mm,');

  it('a sweep that agrees with the date of death is no second death', async () => {
    await send(base('D-1', '2024-05-01,Y') + SS('D-1', 'DEAD,2024-07-15', 'DECEASED,2024-10-01'));
    expect(await deathsOf('D-1')).toEqual(['2024-05-01']);
  });

  it('a date of death after the sweep that says DEAD is a second statement', async () => {
    await send(base('D-2', '2024-09-01,Y') + SS('D-2', 'DEAD,2024-07-15'));
    expect(await deathsOf('D-2')).toEqual([{ earliest: '2024-03-05', latest: '2024-07-15' }, '2024-09-01']);
  });

  it('a finer date of another domain makes a coarse one finer', async () => {
    await send(base('D-3', '2024-05,Y') + DS('D-3', 'DISPOSITION EVENT,DEATH,2024-05-17'));
    expect(await deathsOf('D-3')).toEqual(['2024-05-17']);
  });

  it('two dates that exclude each other stay two', async () => {
    await send(base('D-4', '2024-05-01,Y') + DS('D-4', 'DISPOSITION EVENT,DEATH,2024-06-17'));
    expect(await deathsOf('D-4')).toEqual(['2024-05-01', '2024-06-17']);
  });

  it('a death at a day that nothing bounds is a death that could not be read', async () => {
    const body = await send(base('D-5', ',Y'));
    expect(await deathsOf('D-5')).toEqual([]);
    expect((await factsOf('D-5')).map(({ fact }) => fact['unread'])).toContainEqual(
      expect.objectContaining({ wouldBe: 'DeathRecorded' }),
    );
    expect(body.unused).toContainEqual(expect.objectContaining({ domain: 'DM', term: 'DTHFL' }));
  });

  it('ALIVE is a sign of life, LOST an end of follow-up, a word that nobody knows perhaps a death', async () => {
    await send(
      base('D-6') + SS('D-6', 'ALIVE,2024-08-01', 'LOST TO FOLLOW-UP,2024-09-01', 'VERSTORBEN,2024-10-01'),
    );
    const kinds = (await factsOf('D-6')).map(({ fact }) => fact.kind);
    expect(kinds).toEqual(expect.arrayContaining(['ContactRecorded', 'CareTransitioned']));
    expect((await factsOf('D-6')).map(({ fact }) => fact['unread'])).toContainEqual(
      expect.objectContaining({ wouldBe: 'DeathRecorded' }),
    );
  });
});

describeWithShared(
  'field-reports/11-visit-out-of-order',
  '11: the third visit is dated before the first',
  () => {
    it('is imported as it is, with its visit', async () => {
      await send(sharedText('field-reports/11-visit-out-of-order/study.csv'));
      expect(await scanOf('FR-11', '2023-05-02')).toMatchObject({ visit: 'WEEK 16' });
    });
  },
);
