import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { EndpointAnswer } from '../../src/derivations/endpoints.answer';
import type { EvidenceAge } from '../../src/derivations/evidence.answer';
import type { ReplayAnswer } from '../../src/replay/replay.answer';
import { intervalText } from '../../src/course-sheet/say/words';
import { startApp, type TestApp } from '../support/app';
import { cytology, lesion, lmDiagnosis, start, study, type Written } from '../support/course';
import { fontsOf, infoOf, POPPLER, sheetOf, structureOf, textOf } from '../support/pdf';

const FOLDER = join(process.cwd(), 'data/published-courses');
const COURSES = [
  ['cantemist-cc_onco729', '2015-12-31'],
  ['cantemist-cc_onco216', '2015-12-31'],
  ['cantemist-cc_onco375', '2017-01-31'],
  ['cantemist-cc_onco1045', '2017-02-28'],
] as const;
const LANGUAGES = ['en', 'de', 'zh-CN'] as const;

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
  for (const name of readdirSync(FOLDER).filter((each) => each.endsWith('.json'))) {
    await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/json')
      .send(readFileSync(join(FOLDER, name), 'utf8'))
      .expect(200);
  }
});
afterAll(() => server.close());

const pdf = (patientId: string, query: object): Promise<Buffer> => sheetOf(server.url, patientId, query);

const replay = async (patientId: string, query: object): Promise<ReplayAnswer> =>
  (await request(server.url).get(`/v1/patients/${patientId}/replay`).query(query).expect(200))
    .body as ReplayAnswer;

const register = async (patientId: string, facts: readonly Written[], more: object = {}): Promise<void> => {
  await request(server.url)
    .post('/v1/patients')
    .send({ patientId, ...more })
    .expect(201);
  if (facts.length === 0) return;
  const { body } = await request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({ facts: facts.map(({ id: _id, ...fact }) => fact) });
  expect(body.errors ?? []).toEqual([]);
};

const pagesOf = (file: Buffer): number =>
  (file.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length;

/** Poppler reads what is drawn; without it the rest still runs, and the reason is printed once. */
const reading = POPPLER ? describe : describe.skip;
if (!POPPLER) console.warn('course sheet: text not read, pdftotext of poppler-utils is not installed');

/** A whole month is written as the month. */
const spanOf = (dates: { readonly from: string; readonly to: string } | null): string => {
  if (!dates) throw new Error('no dates');
  const { from, to } = dates;
  const isMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && Number(to.slice(8)) >= 28;
  return from === to ? from : isMonth ? from.slice(0, 7) : `${from} – ${to}`;
};

/** The age as far as the source dates it: that of a month is a range. */
const ageText = ({ dates, ageRange }: EvidenceAge): string => {
  if (dates === null || ageRange === null) return 'none recorded';
  const { from, to } = ageRange;
  const days = from === to ? `${from}` : `${from}–${to}`;
  return `${days} d (${intervalText(dates)})${from > 56 ? ', older' : ''}`;
};

describe('the file', () => {
  it.each(COURSES)('of %s is a PDF/UA of one page in every language', async (patientId, on) => {
    for (const lang of LANGUAGES) {
      const file = await pdf(patientId, { on, lang });
      const raw = file.toString('latin1');
      expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
      expect(raw).toContain('/StructTreeRoot');
      expect(raw).toMatch(/\/MarkInfo \d+ 0 R/);
      expect(raw).toContain('/Marked true');
      expect(raw).toContain(`/Lang (${lang})`);
      expect(raw).toContain('/DisplayDocTitle true');
      expect(raw).toContain('/Tabs /S');
      expect(pagesOf(file)).toBe(1);
      // Only the glyphs that are used are in it: the Chinese font alone has megabytes.
      expect(file.length).toBeLessThan(200_000);
    }
  });

  it('has the same bytes for the same question, and the date of what it knew', async () => {
    const [patientId, on] = COURSES[0];
    const query = { on, asOf: 'r30', lang: 'zh-CN' };
    const first = await pdf(patientId, query);
    expect((await pdf(patientId, query)).equals(first)).toBe(true);
    const { asOf } = (await replay(patientId, { on, asOf: 'r30' })).timeline;
    expect(first.toString('latin1')).toContain(`<xmp:CreateDate>${(asOf ?? '').slice(0, 19)}Z<`);
  });

  it('names patient, day and revision, and carries the revision as its tag', async () => {
    const [patientId, on] = COURSES[0];
    await request(server.url)
      .get(`/v1/patients/${patientId}/course.pdf`)
      .query({ on, asOf: 'r30' })
      .expect('etag', '"r30"')
      .expect('content-disposition', `inline; filename="${patientId}-${on}-r30.pdf"`);
  });
});

describe('refusals', () => {
  it('name the languages', async () => {
    const { body } = await request(server.url)
      .get('/v1/patients/cantemist-cc_onco729/course.pdf')
      .query({ lang: 'fr' })
      .expect('content-type', /application\/problem\+json/)
      .expect(400);
    expect(body.errors).toEqual([
      { path: '/query/lang', message: expect.stringContaining('fr'), mend: 'Use en, de, zh-CN.' },
    ]);
  });

  it('are those of every other question', async () => {
    const ask = (patientId: string, query: object) =>
      request(server.url).get(`/v1/patients/${patientId}/course.pdf`).query(query);
    await ask('nobody', {})
      .expect(404)
      .expect('content-type', /problem\+json/);
    await ask('cantemist-cc_onco729', { on: 'yesterday' }).expect(400);
    await ask('cantemist-cc_onco729', { ruleset: 'no@1.0.0' }).expect(400);
    await ask('cantemist-cc_onco729', { form: 'full' }).expect(400);
  });
});

/** `2015-11-01` to `2015-11-30` is written `2015-11`, as the sheet writes it. */
const datesText = ({ from, to }: { from: string; to: string }): string => {
  const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate();
  const months = from.endsWith('-01') && to.endsWith(`-${last}`);
  const [first, second] = months ? [from.slice(0, 7), to.slice(0, 7)] : [from, to];
  return first === second ? first : `${first} – ${second}`;
};

const rowOf = ({ paramcd, aval, avalRange, startdt, adt, adtRange, cnsr }: EndpointAnswer): RegExp => {
  const range =
    avalRange && avalRange.from !== avalRange.to ? `${avalRange.from}–${avalRange.to}` : `${avalRange?.from}`;
  const end = adtRange && adtRange.from !== adtRange.to ? `${adt} (${datesText(adtRange)})` : `${adt}`;
  const outcome = `${cnsr === 0 ? 'event' : 'censored'}, CNSR ${cnsr}`;
  const row = `${aval} ${range} ${startdt} ${end} ${outcome}`;
  return new RegExp(`${paramcd} [A-Za-z -]+ ${row.replace(/[()]/g, '\\$&')}`);
};

/** Numbers and dates of a text. Years and months count as parts of the dates that begin with them. */
const numbersIn = (text: string): readonly string[] => text.match(/\d+(?:-\d\d)+|\d+(?:\.\d+)?/g) ?? [];

const partsOf = (number: string): readonly string[] =>
  /^\d{4}-\d\d/.test(number)
    ? [number, number.slice(0, 10), number.slice(0, 7), number.slice(0, 4)]
    : [number];

/** Ticks of the axis and the names of criteria are no values of the course. */
const NAMES = [
  /RECIST 1\.1|RANO-BM 2015|RANO-LM 2017|NANO-LM 2024|LM scorecard \d{4}|older than 8 weeks|14 days|28 days/g,
  /\b[1-5] (?=Where is|On what|What drives|Can the|How is)/g,
  /Line \d+|\d+ facts?\b|\d+ more: see|r\d+,|Leptotrace \d+\.\d+\.\d+|\+\d+\b|digest [0-9a-f]{64}/g,
  /\d+(?:–\d+)? wk ago/g,
];
const TICK = /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/;

const countsOf = ({ timeline, status, since }: ReplayAnswer): readonly number[] => [
  timeline.undetermined.length,
  status.unplaced.length,
  timeline.contradictions.length,
  timeline.facts.filter(({ marks }) => marks.includes('late')).length,
  timeline.facts.filter(({ marks }) => marks.includes('amended')).length,
  since.notYetRecorded.length,
  since.corrections.length,
];

reading('what it says', () => {
  it.each(COURSES)('of %s has no number that the API does not answer', async (patientId, on) => {
    const answers = await replay(patientId, { on });
    const { body } = await request(server.url).get(`/v1/patients/${patientId}/log`).expect(200);
    const known = new Set(numbersIn(JSON.stringify([answers, body.registration])).flatMap(partsOf));
    const text = textOf(await pdf(patientId, { on }));
    const values = NAMES.reduce((left, name) => left.replace(name, ' '), text);
    const foreign = numbersIn(values).filter((number) => !known.has(number) && !TICK.test(number));
    expect(foreign).toEqual([]);
    // Every count of facts is one of the answer as well.
    const counts = new Set(countsOf(answers));
    const missing = new Set(answers.endpoints.endpoints.map((each) => each.missing.length));
    for (const [, count] of text.matchAll(/(\d+) facts?\b/g))
      expect(counts.has(Number(count)) || missing.has(Number(count))).toBe(true);
  });

  it.each(COURSES)('of %s has every endpoint as the API answers it', async (patientId, on) => {
    for (const mode of ['FDA', 'EMA']) {
      const { endpoints } = await replay(patientId, { on, mode });
      const text = textOf(await pdf(patientId, { on, mode }));
      for (const endpoint of endpoints.endpoints) expect(text).toMatch(rowOf(endpoint));
      expect(text).toContain(`Censoring ${mode}`);
    }
  });

  it.each(COURSES)('of %s has status, evidence and footer of the same answers', async (patientId, on) => {
    const { status, timeline } = await replay(patientId, { on });
    const text = textOf(await pdf(patientId, { on }));
    for (const { progression, sinceDates } of status.compartments) {
      // As far as the source dates it, and never the day that a rule reckons with.
      if (progression === 'progression') expect(text).toContain(`Progression since ${spanOf(sinceDates)} by`);
      if (progression === 'not-evaluable') expect(text).toContain('Not evaluable');
    }
    for (const age of Object.values(status.evidence)) expect(text).toContain(ageText(age));
    const index = status.lines.find((line) => line.index);
    expect(text).toContain(index?.days === null ? `last shown ${index.shown}` : `${index?.days} d`);
    expect(text).toContain(`Known at r${status.revision}, ${status.asOf}`);
    expect(text).toContain(`${status.ruleset.id} · digest ${status.ruleset.digest}`);
    expect(text).toContain('Research use only. No treatment recommendation.');
    expect(text).toContain(`Course adapted from Cantemist document ${patientId.slice(10)}, CC BY 4.0`);
    expect(text).toContain(`On ${timeline.on}`);
    expect(text.toLowerCase()).not.toContain('wild type');
  });

  it('knows at an earlier revision only what was known then', async () => {
    const [patientId, on] = COURSES[0];
    const answers = await replay(patientId, { on, asOf: 'r30' });
    const text = textOf(await pdf(patientId, { on, asOf: 'r30' }));
    expect(answers.since.notYetRecorded.length).toBeGreaterThan(0);
    expect(text).toContain(`Recorded since ${answers.since.notYetRecorded.length} facts`);
    expect(text).toContain('as known at r30,');
  });

  it('is read in order: the five questions, the figure with its words, the endpoints as a table', async () => {
    const [patientId, on] = COURSES[3];
    const structure = structureOf(await pdf(patientId, { on }));
    const order = [
      'H1',
      'Where is it',
      'On what',
      'What drives',
      'Can the evidence',
      'How is the',
      'Figure',
      'Table',
    ];
    const places = order.map((each) => structure.indexOf(each));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(structure.match(/TH \(/g)?.length ?? structure.match(/\bTH\b/g)?.length).toBe(8 + 8);
  });

  it('embeds its fonts, and is Chinese where Chinese is asked for', async () => {
    const [patientId, on] = COURSES[1];
    const file = await pdf(patientId, { on, lang: 'zh-CN' });
    const rows = fontsOf(file).trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatch(/ yes yes yes /);
    const text = textOf(file);
    expect(text).toContain('病程单');
    expect(text).toContain('仅供研究使用，不构成治疗建议。');
    expect(text).toContain('厄洛替尼');
    expect(infoOf(file)).toMatch(/Tagged:\s+yes/);
  });
});

const PANEL: readonly Written[] = [
  { id: 's1', kind: 'SpecimenCollected', occurredOn: '2024-05-02', specimenId: 'csf-1', specimen: 'csf' },
  { id: 's2', kind: 'SpecimenCollected', occurredOn: '2024-05-01', specimenId: 'pl-1', specimen: 'plasma' },
  {
    id: 'm1',
    kind: 'MolecularReportIssued',
    occurredOn: '2024-05-02',
    specimenId: 'csf-1',
    specimen: 'csf-supernatant',
    assay: 'panel',
    qc: 'pass',
    inputNg: { value: 20, unit: 'ng' },
    minInputNg: { value: 10, unit: 'ng' },
    lodVaf: { value: 0.1, unit: '%' },
    calls: [
      {
        gene: 'EGFR',
        alteration: 'C797S',
        hgvsP: 'p.Cys797Ser',
        status: 'detected',
        vaf: { value: 8.25, unit: '%' },
      },
    ],
  },
  {
    id: 'm2',
    kind: 'MolecularReportIssued',
    occurredOn: '2024-05-01',
    specimenId: 'pl-1',
    specimen: 'plasma',
    assay: 'panel',
    qc: 'pass',
    inputNg: { value: 20, unit: 'ng' },
    minInputNg: { value: 10, unit: 'ng' },
    lodVaf: { value: 0.15, unit: '%' },
    calls: [{ gene: 'EGFR', alteration: 'C797S', hgvsP: 'p.Cys797Ser', status: 'not-detected' }],
  },
];

reading('what it must not hide', () => {
  it('says not detected with its limit, a raised pressure, and what the board was asked', async () => {
    await register('full', [
      lmDiagnosis('lm', '2024-02-10'),
      ...cytology('c0', '2024-02-12', 'positive'),
      start('rx', '2024-03-01', 'osimertinib', { dose: { value: 160, unit: 'mg' }, schedule: 'daily' }),
      study('mri0', '2024-02-20', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 20)] }),
      study('mri1', '2024-05-01', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 30)] }),
      {
        id: 'lp',
        kind: 'LumbarPuncturePerformed',
        occurredOn: '2024-05-03',
        openingPressure: { value: 27, unit: 'cm[H2O]' },
        position: 'lateral-decubitus',
      },
      ...PANEL,
    ]);
    await request(server.url)
      .post('/v1/patients/full/decisions')
      .send({
        on: '2024-05-05',
        question: '鞘内培美曲塞是否可行?',
        decision: 'Intrathecal pemetrexed',
      })
      .expect(201);
    const on = '2024-05-10';
    const text = textOf(await pdf('full', { on }));
    const { endpoints } = await replay('full', { on });
    expect(text).toContain('not detected (LOD 0.15%) 2024-05-01');
    expect(text).toContain('detected, VAF 8.25% 2024-05-02');
    expect(text).toContain('27 cmH2O, raised (2024-05-03)');
    expect(text).toContain('Progression since 2024-05-01 by RANO-BM 2015');
    expect(text).toContain('osimertinib 160 mg daily');
    expect(text).toContain('鞘内培美曲塞是否可行?');
    for (const endpoint of endpoints.endpoints) expect(text).toMatch(rowOf(endpoint));
    expect(textOf(await pdf('full', { on, lang: 'de' }))).toContain('VAF 8,25 %');
  });

  it('draws a patient of whom nothing is known', async () => {
    await register('empty', [], { pseudonym: 'P-0' });
    const file = await pdf('empty', { on: '2024-05-10' });
    const text = textOf(file);
    expect(pagesOf(file)).toBe(1);
    expect(text).toContain('P-0');
    expect(text).toContain('none recorded');
    expect(text).toContain('no value');
  });

  it.each([
    ['en', 'nothing recorded by then'],
    ['de', 'bis dahin nichts dokumentiert'],
  ])('draws what was known before the registration: nothing, said as such (%s)', async (lang, said) => {
    await register(`later-${lang}`, []);
    const question = { on: '2024-05-10', asOf: '2000-01-01', lang };
    const file = await pdf(`later-${lang}`, question);
    expect(textOf(file)).toContain(said);
    expect(textOf(file)).not.toContain('r-1');
    expect(await pdf(`later-${lang}`, question)).toEqual(file);
  });

  it('keeps one page of a long course, and says how much it leaves out', async () => {
    const month = (at: number): string =>
      `${2015 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
    const agents = [
      'gefitinib',
      'erlotinib',
      'afatinib',
      'osimertinib',
      'pemetrexed',
      'carboplatin',
      'docetaxel',
    ];
    const facts: readonly Written[] = [
      lmDiagnosis('lm', '2015-02'),
      ...Array.from({ length: 90 }, (_, at) => [
        start(`rx${at}`, month(at), agents[at % agents.length] as string),
        study(`mri${at}`, month(at), 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 20 + at)] }),
        study(`ct${at}`, month(at), 'chest', { lesions: [lesion('l1', 'lung', 20 + at)] }),
        ...cytology(`c${at}`, month(at), at % 2 === 0 ? 'positive' : 'negative'),
      ]).flat(),
    ];
    await register('long', facts);
    await request(server.url)
      .post('/v1/patients/long/decisions')
      .send({ on: '2023-01-05', question: 'Why? '.repeat(300), decision: 'x'.repeat(3000) })
      .expect(201);
    for (const lang of LANGUAGES) {
      const file = await pdf('long', { on: '2023-01-31', lang });
      expect(pagesOf(file)).toBe(1);
      expect(textOf(file)).toMatch(/and \d+ more: see the screen|und \d+ weitere|另有\d+项/);
    }
  });
});
