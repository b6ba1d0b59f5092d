import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';
import { startApp, type TestApp } from '../support/app';

const FOLDER = join(process.cwd(), 'data/sdtm-example');
const sections = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => [name.replace('.csv', ''), readFileSync(join(FOLDER, name), 'utf8')]),
);
const STUDY = Object.values(sections).join('');

let server: TestApp;
beforeEach(async () => {
  server = await startApp();
});
afterEach(() => server.close());

const send = (text: string, query = '') =>
  request(server.url).post(`/v1/imports${query}`).set('content-type', 'text/csv').send(text);
const timeline = async (id: string): Promise<TimelineAnswer> =>
  (await request(server.url).get(`/v1/patients/${id}/timeline`).query({ on: '2025-01-01' }).expect(200))
    .body as TimelineAnswer;
const kinds = ({ facts }: TimelineAnswer, kind: string) =>
  facts.filter(({ fact }) => fact.kind === kind).map(({ fact }) => fact);

describe('SDTM-like CSV', () => {
  it('a dry run says what each row would become, and writes nothing', async () => {
    const { body } = await send(STUDY, '?dryRun=true').expect(200);
    expect(body.patients.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'would-import',
      'would-import',
      'would-import',
    ]);
    expect(body.patients[0].rows.length).toBeGreaterThan(10);
    await request(server.url).get('/v1/patients/LT-001/timeline').expect(404);
  });

  it('becomes studies, therapy, responses and outcome', async () => {
    await send(STUDY).expect(200);
    const first = await timeline('LT-001');
    expect(kinds(first, 'ImagingStudyReported')).toHaveLength(8);
    expect(kinds(first, 'TherapyStarted')).toMatchObject([
      { agent: 'osimertinib', dose: { value: 80, unit: 'mg' } },
    ]);
    expect(kinds(first, 'TherapyDoseChanged')).toMatchObject([
      { occurredOn: '2024-05-02', dose: { value: 160 } },
    ]);
    expect(kinds(first, 'TherapyStopped')).toMatchObject([
      { occurredOn: '2024-07-20', reason: 'progression' },
    ]);
    expect(kinds(first, 'DeathRecorded')).toMatchObject([{ occurredOn: '2024-11-20' }]);
    expect(kinds(first, 'ResponseStated')).toHaveLength(5);
    const withNew = kinds(first, 'ImagingStudyReported').find((fact) => 'newLesions' in fact);
    expect(withNew).toMatchObject({
      newLesions: [{ lesionId: 'NEW01', site: 'cerebellum', equivocal: false }],
      visit: 'WEEK 24',
    });
  });

  it('keeps what it cannot place: another reader, an unknown test, a scan that was not done, a partial date', async () => {
    await send(STUDY).expect(200);
    const second = await timeline('LT-002');
    const studies = kinds(second, 'ImagingStudyReported');
    expect(studies.map((fact) => [fact.occurredOn, 'reader' in fact ? fact.reader : ''])).toEqual([
      ['2024-01-25', 'INVESTIGATOR'],
      ['2024-01-25', 'INDEPENDENT ASSESSOR'],
      ['2024-04', 'INVESTIGATOR'],
      ['2024-06-01', 'INVESTIGATOR'],
      ['2024-08-01', 'INVESTIGATOR'],
    ]);
    expect(studies.map((fact) => ('lesions' in fact ? fact.lesions?.[0]?.state : undefined))).toEqual([
      'measured',
      'measured',
      'measured',
      'not-evaluable',
      'too-small',
    ]);
    expect(kinds(second, 'TherapyStarted')).toMatchObject([
      { agent: 'other', printedName: 'LTX-42', anticancer: true },
    ]);
    expect(kinds(second, 'CareTransitioned')).toMatchObject([{ to: 'lost-to-follow-up' }]);
    expect(kinds(second, 'ContactRecorded')).toHaveLength(1);
    expect(
      kinds(second, 'ResponseStated').map((fact) => ('category' in fact ? [fact.category, fact.reader] : [])),
    ).toEqual([
      ['PR', 'INVESTIGATOR'],
      ['PD', 'INDEPENDENT ASSESSOR'],
      ['OTHER', 'INVESTIGATOR'],
    ]);
  });

  it('drops nothing: every cell of every row is found again', async () => {
    await send(STUDY).expect(200);
    const exported = await request(server.url).get('/v1/exports/leptotrace.ndjson').buffer(true).expect(200);
    for (const section of Object.values(sections)) {
      const [header = '', ...rows] = section.trim().split('\n');
      const names = header.split(',');
      for (const row of rows) {
        row.split(',').forEach((value, at) => {
          if (value === '') return;
          const told = [`${names[at]}=${value}`, `"${names[at]}":"${value}"`];
          expect(told.some((text) => exported.text.includes(text))).toBe(true);
        });
      }
    }
  });

  it('reads nodes, words beside numbers, medication, procedures, qualifiers and the survival sweep', async () => {
    const { body } = await send(STUDY).expect(200);
    const third = await timeline('LT-003');
    const scans = kinds(third, 'ImagingStudyReported') as readonly {
      regions: readonly string[];
      lesions?: readonly object[];
      printed?: object;
    }[];
    expect(scans.map(({ regions }) => regions)).toEqual([['chest'], ['brain'], ['chest'], ['chest']]);
    expect(scans.map(({ lesions }) => lesions?.[0])).toMatchObject([
      { kind: 'node', shortAxis: { value: 18.25 } },
      {},
      { shortAxis: { value: 12.5 } },
      { state: 'not-evaluable' },
    ]);
    expect(JSON.stringify(scans[3]?.printed)).toContain('QVAL=motion');
    expect(kinds(third, 'TherapyStarted')).toMatchObject([
      { agent: 'osimertinib' },
      { agent: 'dexamethasone', dose: { value: 8 } },
      { agent: 'pemetrexed' },
    ]);
    expect(kinds(third, 'RadiotherapyDelivered')).toMatchObject([
      { technique: 'srs', target: 'CEREBELLUM', dose: { value: 20, unit: 'Gy' } },
    ]);
    expect(kinds(third, 'DeathRecorded')).toMatchObject([
      { occurredOn: { earliest: '2024-07-01', latest: '2024-09-30' } },
    ]);
    const named = body.unused.map(
      ({ domain, term }: { domain: string; term: string }) => `${domain} ${term}`,
    );
    expect(named).toEqual(
      expect.arrayContaining(['CM PARACETAMOL', 'DM ARM', 'TR HEAT', 'TR SUMDIAM', 'RS uPR']),
    );
    const dry = await send(STUDY, '?dryRun=true').expect(200);
    expect(dry.body.unused).toEqual(body.unused);
  });

  it('adds nothing when it comes again, and amends what has changed', async () => {
    await send(STUDY).expect(200);
    const again = await send(STUDY).expect(200);
    expect(again.body.statements).toBe(0);
    const corrected = STUDY.replace(
      'LDIAM,12,12,12,mm,,MRI,INVESTIGATOR,2024-03-05',
      'LDIAM,13,13,13,mm,,MRI,INVESTIGATOR,2024-03-05',
    );
    const { body } = await send(corrected).expect(200);
    expect(body.counts).toMatchObject({ amended: 1, recorded: 0 });
  });

  it.each([
    ['a unit that is not known', 'LDIAM,18,18,18,mm', 'LDIAM,18,18,18,inch', '/TRSTRESU', 'mm or cm'],
    ['a text that is no date', '2024-01-02,SCREENING,\n', 'tomorrow,SCREENING,\n', '/TRDTC', 'ISO 8601'],
    ['a row of no subject', 'LTX,RS,LT-001,1', 'LTX,RS,,1', '/USUBJID', 'Fill USUBJID'],
  ])(
    'refuses %s with the row and the mend, and takes nothing of the subject',
    async (...[, good, bad, path, mend]) => {
      const { body } = await send(STUDY.replace(good, bad));
      const text = JSON.stringify(body);
      expect(text).toContain(path);
      expect(text).toContain(mend);
      // Domain, row of the file and variable.
      expect(text).toMatch(new RegExp(`"path":"/(TR|RS)/([1-9]\\d*)${path}"`));
      expect(text).toMatch(/"row":[1-9]/);
      await request(server.url).get('/v1/patients/LT-001/timeline').expect(404);
    },
  );

  it('derives the study: brain progression by the new lesion, lung stable', async () => {
    await send(STUDY).expect(200);
    const ask = async (ruleset?: string): Promise<EndpointsAnswer> =>
      (
        await request(server.url)
          .get('/v1/patients/LT-001/endpoints')
          .query({ on: '2025-01-01', ...(ruleset ? { ruleset } : {}) })
          .expect(200)
      ).body as EndpointsAnswer;
    const cns = (answer: EndpointsAnswer) => answer.endpoints.find(({ paramcd }) => paramcd === 'CNSPFS');
    expect(cns(await ask())).toMatchObject({ adt: '2024-07-01', cnsr: 0, cause: 'CNS' });
    const derived = await ask();
    const rano = derived.responses.find(({ criterion }) => criterion === 'RANO_BM_2015');
    expect(rano).toMatchObject({ bor: { value: 'PR' }, cbor: { value: 'PR' }, dor: { aval: 119 } });
    const stated = cns(await ask('as-stated'));
    expect(stated).toMatchObject({ adt: '2024-07-01', cnsr: 0 });
    expect(stated?.flags.map(({ flag }) => flag)).toContain('STATED_NOT_DERIVED');
  });

  // The brain progressed on 1 July; the last assessment before June is that of 1 May.
  const CM = 'STUDYID,DOMAIN,USUBJID,CMSEQ,CMTRT,CMCAT,CMROUTE,CMSTDTC\n';
  const PR = 'STUDYID,DOMAIN,USUBJID,PRSEQ,PRTRT,PRCAT,PRLOC,PRSTDTC\n';
  const EX = 'STUDYID,DOMAIN,USUBJID,EXSEQ,EXTRT,EXDOSE,EXDOSU,EXDOSFRQ,EXROUTE,EXSTDTC,EXENDTC\n';
  it.each([
    ['CM: an anticancer drug', `${CM}LTX,CM,LT-001,1,DOCETAXEL,ANTICANCER,INTRAVENOUS,2024-06-01\n`, true],
    ['CM: a steroid', `${CM}LTX,CM,LT-001,1,DEXAMETHASONE,GENERAL,ORAL,2024-06-01\n`, false],
    ['PR: whole-brain radiotherapy', `${PR}LTX,PR,LT-001,1,WBRT,RADIOTHERAPY,BRAIN,2024-06-01\n`, true],
    ['PR: a puncture', `${PR}LTX,PR,LT-001,1,LUMBAR PUNCTURE,DIAGNOSTIC,LUMBAR,2024-06-01\n`, false],
    [
      'EX: another treatment, past the window',
      `${EX}LTX,EX,LT-001,3,PEMETREXED,500,mg,Q3W,INTRAVENOUS,2024-06-01,2024-06-01\n`,
      true,
    ],
    [
      'EX: another treatment, of the regimen',
      `${EX}LTX,EX,LT-001,3,PEMETREXED,500,mg,Q3W,INTRAVENOUS,2024-01-20,2024-03-01\n`,
      false,
    ],
    [
      'EX: the same treatment, the next cycle',
      `${EX}LTX,EX,LT-001,3,OSIMERTINIB,160,mg,QD,ORAL,2024-06-01,2024-07-20\n`,
      false,
    ],
    [
      'EX: another treatment, after the progression',
      `${EX}LTX,EX,LT-001,3,PEMETREXED,500,mg,Q3W,INTRAVENOUS,2024-07-25,2024-08-25\n`,
      false,
    ],
  ])('LINE-R3-added, LINE-R3-regimen: %s', async (_name, more, censors) => {
    await send(`${STUDY}${more}`).expect(200);
    const { body } = await request(server.url)
      .get('/v1/patients/LT-001/endpoints')
      .query({ on: '2025-01-01' })
      .expect(200);
    const cns = (body as EndpointsAnswer).endpoints.find(({ paramcd }) => paramcd === 'CNSPFS');
    expect(cns).toMatchObject(censors ? { cnsr: 4, adt: '2024-05-01' } : { cnsr: 0, adt: '2024-07-01' });
  });
});
