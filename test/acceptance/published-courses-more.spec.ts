import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sharedJson, sharedText } from '../support/field-reports';

const FOLDER = 'published-courses-more';

interface Check {
  readonly asOf: string;
  readonly question: string;
  readonly answer: unknown;
}

interface Course {
  readonly id: string;
  readonly facts: readonly { readonly id: string }[];
  readonly checks: readonly Check[];
}

/** The day on which the story has ended, whatever its dates may mean. */
const AFTER_ALL = '2020-01-01';

type Assert = (check: Check, on: (day: string, asOf?: string) => Promise<TimelineAnswer>) => Promise<void>;

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

const factOf = ({ facts }: TimelineAnswer, factId: string) => {
  const found = facts.find((each) => each.factId === factId);
  if (!found) throw new Error(`no fact ${factId}`);
  return found;
};

/** Whole months that lie between two facts for certain: both are known to the month. */
const monthsBetween = (answer: TimelineAnswer, from: string, to: string): number => {
  const months = (id: string): number => {
    const [year = 0, month = 0] = factOf(answer, id).interval.from.split('-').map(Number);
    return 12 * year + month;
  };
  return months(to) - months(from);
};

const running = ({ state }: TimelineAnswer): readonly string[] =>
  state.therapy.running.filter(({ anticancer }) => anticancer).map(({ name }) => name);

const kinds = ({ facts }: TimelineAnswer, kind: string) => facts.filter(({ fact }) => fact.kind === kind);

/** What each check of the courses asks, read from the answer of the API. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, Assert>>>> = {
  'arias-ron-2019-frontoncol-nivolumab': {
    'active antitumour therapy': async (_check, on) => {
      const answer = await on('2018-06-30');
      expect(running(answer)).not.toContain('nivolumab');
      const response = answer.state.stated.find(({ site }) => site === 'brain-parenchyma');
      expect(response?.category).toBe('CR');
      // Chemotherapy without a name and without an end that is told: long stale, it is not what the patient is on.
      const unnamed = ['adjuvant chemotherapy', 'first-line chemotherapy'];
      expect(running(answer).filter((name) => !unnamed.includes(name))).toEqual([]);
    },
    'months on nivolumab': async ({ answer: months }, on) => {
      const answer = await on(AFTER_ALL);
      expect(monthsBetween(answer, 'f10', 'f13')).toBe(months);
    },
  },
  'cantemist-cc_onco1259': {
    'certainty of LM': async ({ asOf }, on) => {
      const answer = await on(AFTER_ALL);
      const stated = kinds(answer, 'DiagnosisRecorded').flatMap(({ fact }) =>
        fact.kind === 'DiagnosisRecorded' && fact.what === 'leptomeningeal-metastasis' ? [fact] : [],
      );
      const [probable, confirmed] = stated;
      if (asOf === 'before autopsy') {
        expect(probable).toMatchObject({ certainty: 'probable', basis: ['mri', 'clinical'] });
        const before = factOf(answer, 'f25').revision - 1;
        expect((await on(AFTER_ALL, `r${before}`)).state.lm.certainty).toBe('probable');
      } else {
        expect(confirmed).toMatchObject({ certainty: 'confirmed', basis: ['autopsy'], supersedes: 'f23' });
        expect(answer.state.lm.certainty).toBe('confirmed');
        expect(answer.state.cytology.sequence.map(({ result }) => result)).toEqual(['negative', 'negative']);
      }
    },
    'may a negative cytology be read as response': async (_check, on) => {
      const answer = await on(AFTER_ALL);
      expect(answer.state.stated.filter(({ site }) => site === 'leptomeninges')).toEqual([]);
    },
  },
  'cantemist-cc_onco391-negative-control': {
    'lumbar punctures in the last 7 days': async ({ asOf, answer: count }, on) => {
      const punctures = kinds(await on(asOf), 'LumbarPuncturePerformed');
      const recent = punctures.filter(({ interval }) => daysBetween(interval.from, asOf) <= 7);
      expect(recent).toHaveLength(count as number);
    },
    'is LM diagnosed': async (_check, on) => {
      expect((await on(AFTER_ALL)).state.lm.certainty).toBe('none');
    },
    'CSF volume sent for cytology (mL)': async ({ answer: volumes }, on) => {
      const found = kinds(await on(AFTER_ALL), 'LumbarPuncturePerformed').map(({ fact }) =>
        fact.kind === 'LumbarPuncturePerformed' ? fact.volume : undefined,
      );
      expect(found).toEqual((volumes as number[]).map((value) => ({ value, unit: 'mL' })));
    },
  },
  'cantemist-cc_onco86-other-primary': {
    'reservoir in place': async (_check, on) => {
      expect((await on(AFTER_ALL)).state.devices).toEqual([]);
    },
    'opening pressure': async (_check, on) => {
      const { fact } = factOf(await on(AFTER_ALL), 'f09');
      expect(fact).toMatchObject({ openingPressure: { value: 16, unit: 'cm[H2O]', bound: '>' } });
    },
    'was intrathecal therapy stopped for progression': async (_check, on) => {
      const { fact } = factOf(await on(AFTER_ALL), 'f23');
      expect(fact).toMatchObject({ kind: 'TherapyStopped', startId: 'f20', reason: 'unknown' });
    },
  },
  'guo-2019-bmcneurol-csf-ctdna': {
    'T790M by compartment': async ({ asOf }, on) => {
      const answer = await on(asOf);
      const t790m = answer.state.genotype.find(({ alteration }) => alteration === 'T790M');
      expect(t790m).toMatchObject({ csf: 'detected', plasma: 'not-tested', tissue: 'not-tested' });
    },
    'osimertinib dose': async ({ asOf }, on) => {
      const answer = await on(asOf);
      const found = answer.state.therapy.running.find(({ agent }) => agent === 'osimertinib');
      // A range is no dose: none is named, and the source's words are.
      expect(found).toMatchObject({ dose: null, printedDose: '90-100 mg daily' });
      expect(factOf(answer, 'f10').fact).toMatchObject({
        doseRange: { low: { value: 90, unit: 'mg' }, high: { value: 100, unit: 'mg' } },
      });
    },
  },
  'kirthi-2011-bmjcr-repeat-lp': {
    'LPs with cytology': async (_check, on) => {
      const { sequence } = (await on(AFTER_ALL)).state.cytology;
      expect(sequence.map(({ result, inferred }) => [result, inferred])).toEqual([
        ['negative', true],
        ['positive', false],
      ]);
    },
    'days from admission to hospice': async ({ answer: days }, on) => {
      const answer = await on(AFTER_ALL);
      expect(daysBetween(factOf(answer, 'f04').interval.from, factOf(answer, 'f14').interval.from)).toBe(
        days,
      );
    },
    'does the symptom onset precede the cancer diagnosis': async (_check, on) => {
      const answer = await on(AFTER_ALL);
      expect(factOf(answer, 'f02').interval.to < factOf(answer, 'f09').interval.from).toBe(true);
    },
  },
  'sabater-2012-bmcophthalmol-papilloedema': {
    'papilloedema recorded': async (_check, on) => {
      const answer = await on(AFTER_ALL);
      expect(JSON.stringify(factOf(answer, 'f03').fact)).toContain('papilloedema');
      expect(factOf(answer, 'f05').fact).not.toHaveProperty('openingPressure');
    },
  },
  'uruga-2018-bmccancer-pi-rechallenge': {
    'number of erlotinib courses': async ({ answer: count }, on) => {
      const { therapy } = (await on(AFTER_ALL)).state;
      const courses = therapy.stopped.filter(({ agent }) => agent === 'erlotinib');
      expect(courses).toHaveLength(count as number);
      expect(running(await on(AFTER_ALL))).not.toContain('erlotinib');
    },
    'months from LM to death': async ({ answer: months }, on) => {
      expect(monthsBetween(await on(AFTER_ALL), 'f04', 'f14')).toBe(months);
    },
  },
};

describeWithShared(FOLDER, 'eight more published courses over HTTP', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());

  const files = readdirOf(FOLDER);
  const courses = files.map((name) => sharedJson<Course>(`${FOLDER}/${name}`));

  it.each(files)('%s is taken whole', async (name) => {
    const text = sharedText(`${FOLDER}/${name}`);
    const { body } = await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/json')
      .send(text)
      .expect(200);
    expect(body).toMatchObject({ refused: false, issues: [] });
    const [{ outcome, rows }] = body.patients as [{ outcome: string; rows: { outcome: string }[] }];
    expect(outcome).toBe('imported');
    expect(rows.filter((row) => row.outcome !== 'recorded')).toEqual([]);
    const { facts } = JSON.parse(text) as Course;
    // Registration and document stand beside the facts of the source.
    expect(rows).toHaveLength(facts.length + 2);
  });

  const cases = courses.flatMap(({ id, checks }) =>
    checks.map((check) => ({ id, check, name: `${check.question} (${check.asOf})` })),
  );
  it.each(cases)('$id: $name', async ({ id, check }) => {
    const assertion = ANSWERS[id]?.[check.question];
    expect(assertion).toBeDefined();
    await assertion?.(check, async (day, asOf) => {
      const { body } = await request(server.url)
        .get(`/v1/patients/${id}/timeline`)
        .query(asOf === undefined ? { on: day } : { on: day, asOf })
        .expect(200);
      return body as TimelineAnswer;
    });
  });

  it('are added once: the same files again change nothing', async () => {
    for (const name of files) {
      const { body } = await request(server.url)
        .post('/v1/imports')
        .set('content-type', 'application/json')
        .send(sharedText(`${FOLDER}/${name}`))
        .expect(200);
      expect(body).toMatchObject({ statements: 0, patients: [{ outcome: 'unchanged' }] });
    }
  });

  it('answer every question about every one of them', async () => {
    for (const { id } of courses)
      for (const question of ['status', 'endpoints', 'resistance'])
        await request(server.url).get(`/v1/patients/${id}/${question}`).query({ on: AFTER_ALL }).expect(200);
  });

  it('name what is kept and not used, each with its reason', async () => {
    const { body } = await request(server.url)
      .post('/v1/imports?dryRun=true')
      .set('content-type', 'application/json')
      .send(sharedText(`${FOLDER}/cantemist-cc_onco391-negative-control.json`))
      .expect(200);
    expect(body.unused).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          domain: 'lab',
          term: 'lab',
          reason: 'no kind of fact holds it',
          rows: [2, 15],
        }),
        expect.objectContaining({
          domain: 'csf_chemistry',
          term: 'analytes.0',
          reason: 'protein: no value with a unit that can be read',
          rows: [9],
        }),
        expect.objectContaining({
          domain: 'therapy_start',
          term: 'intravenous immunoglobulin',
          reason: 'no agent of the vocabulary: kept by its printed name',
          rows: [19],
        }),
      ]),
    );
  });
});

function readdirOf(folder: string): readonly string[] {
  return readdirSync(join(process.cwd(), '../shared/data', folder)).filter((name) => name.endsWith('.json'));
}
