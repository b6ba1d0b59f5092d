import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';
import { startApp, type TestApp } from '../support/app';

const FOLDER = join(process.cwd(), 'data/published-courses');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const source = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

interface Check {
  readonly asOf: string;
  readonly question: string;
  readonly answer: unknown;
}
const checksOf = (id: string): readonly Check[] =>
  (JSON.parse(source(`cantemist-cc_${id}.json`)) as { checks: Check[] }).checks;

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
  for (const name of files) {
    await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/json')
      .send(source(name))
      .expect(200);
  }
});
afterAll(() => server.close());

const timeline = async (id: string, on: string, asOf?: string): Promise<TimelineAnswer> => {
  const query = asOf === undefined ? { on } : { on, asOf };
  const { body } = await request(server.url)
    .get(`/v1/patients/cantemist-cc_${id}/timeline`)
    .query(query)
    .expect(200);
  return body as TimelineAnswer;
};

/** A therapy as a check words it: agent, dose, route, schedule. */
const running = ({ state }: TimelineAnswer): readonly string[] =>
  state.therapy.running
    .filter(({ anticancer }) => anticancer)
    .map(({ name, dose, route, schedule }) =>
      [name, dose && `${dose.value} ${dose.unit}`, route, schedule].filter(Boolean).join(' '),
    );

const doseOf = ({ state }: TimelineAnswer, agent: string): string => {
  const found = state.therapy.running.find(({ name }) => name === agent);
  return `${found?.dose?.value} ${found?.dose?.unit} ${found?.schedule}`;
};

const genotype = ({ state }: TimelineAnswer, alteration: string) =>
  state.genotype.find((entry) => entry.alteration === alteration) ?? {
    csf: 'not-tested',
    plasma: 'not-tested',
    tissue: 'not-tested',
  };

const inProgression = ({ state }: TimelineAnswer): readonly string[] =>
  state.stated
    .filter(({ category, mayHaveChanged }) => category === 'PD' && mayHaveChanged.length === 0)
    .map(({ site }) => site);

/** What each check of the courses asks, read from the answer of the API. */
const ANSWERS: Record<string, Record<string, (answer: TimelineAnswer, check: Check) => void>> = {
  onco729: {
    'latest CSF cytology': ({ state }, { answer }) => expect(state.cytology.latest).toBe(answer),
    'active antitumour therapies': (answer, check) => {
      const expected = check.answer as string[];
      const given = running(answer);
      expect(given).toHaveLength(expected.length);
      expected.forEach((therapy) => {
        const [agent, ...words] = therapy.split(' ');
        const match = given.find((text) => text.startsWith(agent as string));
        words.forEach((word) => expect(match).toContain(word));
      });
    },
    'CSF cytology sequence so far': ({ state }) => {
      expect(state.cytology.sequence.map(({ result }) => result)).toEqual([
        'positive',
        'negative',
        'positive',
      ]);
      expect(state.cytology.sequence[0]?.inferred).toBe(true);
      // The second negative may already fall in November: neither in nor out.
      expect(state.cytology.undetermined.map(({ result }) => result)).toEqual(['negative']);
    },
    'compartments in progression': (answer) => expect(inProgression(answer)).toEqual(['thorax']),
  },
  onco216: {
    'erlotinib dose': (answer, check) => expect(String(check.answer)).toContain(doseOf(answer, 'erlotinib')),
    'latest CSF cytology': ({ state }, { answer }) => expect(state.cytology.latest).toBe(answer),
    'EGFR T790M status by compartment': (answer) =>
      expect(genotype(answer, 'T790M')).toMatchObject({
        tissue: 'detected',
        csf: 'not-tested',
        plasma: 'not-tested',
      }),
    'number of LM episodes (progressions in the leptomeninges)': ({ state }, { answer }) =>
      expect(state.lm.episodes).toHaveLength(answer as number),
  },
  onco375: {
    'basis of the LM diagnosis': (answer) => {
      expect(answer.state.lm).toMatchObject({
        certainty: 'undetermined',
        basis: ['csf-cytology', 'clinical'],
      });
      const mri = answer.facts.find(
        ({ fact }) => fact.kind === 'ImagingStudyReported' && fact.modality === 'mri',
      );
      expect(mri?.fact).toMatchObject({ findings: ['no lesion suggesting metastasis'] });
    },
    'do clinical course and MRI agree on the leptomeninges': (answer) => {
      const improved = answer.facts.find(
        ({ fact }) => fact.kind === 'ResponseStated' && fact.category === 'IMPROVED',
      );
      expect(improved?.fact).toMatchObject({ sites: ['leptomeninges'], basis: 'clinical' });
      expect(answer.state.stated.find(({ site }) => site === 'leptomeninges')?.category).toBe('PD');
    },
    'T790M by compartment': (answer) =>
      expect(genotype(answer, 'T790M')).toMatchObject({ tissue: 'not-detected', csf: 'not-tested' }),
    'CSF diversion in place': ({ state }) =>
      expect(state.devices.map(({ device }) => device)).toEqual(['vp-shunt']),
  },
  onco1045: {
    'T790M in CSF': (answer, check) =>
      expect(genotype(answer, 'T790M').csf).toBe(
        check.answer === 'not detected' ? 'not-detected' : 'detected',
      ),
    'was osimertinib ever given': ({ state }) => {
      const given = [...state.therapy.running, ...state.therapy.stopped, ...state.therapy.held];
      expect(given.map(({ name }) => name)).not.toContain('osimertinib');
      expect(state.therapy.planned).toMatchObject([{ agent: 'osimertinib', status: 'not-given' }]);
    },
    'active antitumour therapy': (answer) =>
      // Nothing has told of it for more than 180 days: it may have ended, and is not said to run (END-R3-stale).
      expect([running(answer), answer.state.therapy.mayHaveEnded.map(({ agent }) => agent)]).toEqual([
        [],
        ['erlotinib'],
      ]),
  },
};

describe('the published courses over HTTP', () => {
  it('are listed, four of them, each with its attribution', async () => {
    const { body } = await request(server.url).get('/v1/patients').expect(200);
    expect(body.patients).toHaveLength(4);
    for (const { patientId, attribution } of body.patients) {
      expect(attribution).toBe(
        `Course adapted from Cantemist document ${patientId.replace('cantemist-', '')}, CC BY 4.0`,
      );
    }
  });

  const cases = Object.keys(ANSWERS).flatMap((id) =>
    checksOf(id).map((check) => ({ id, check, name: `${check.question} on ${check.asOf}` })),
  );
  it.each(cases)('$id: $name', async ({ id, check }) => {
    const assertion = ANSWERS[id]?.[check.question];
    expect(assertion).toBeDefined();
    assertion?.(await timeline(id, check.asOf), check);
  });

  it('know the LM for certain once every day that it may mean has passed', async () => {
    expect((await timeline('onco375', '2015-05-31')).state.lm.certainty).toBe('none');
    expect((await timeline('onco375', '2015-07-31')).state.lm.certainty).toBe('confirmed');
  });

  it('accept the dates that contradict each other, and name them', async () => {
    const { contradictions } = await timeline('onco1045', '2020-01-01');
    expect(contradictions.map(({ code, factIds }) => [code, factIds[0]])).toEqual([
      ['narrative-order', 'f01'],
    ]);
    for (const id of ['onco216', 'onco375', 'onco729']) {
      expect((await timeline(id, '2020-01-01')).contradictions).toEqual([]);
    }
  });

  it('add nothing when they are imported again', async () => {
    const { body } = await request(server.url)
      .post('/v1/imports')
      .set('content-type', 'application/json')
      .send(source('cantemist-cc_onco729.json'))
      .expect(200);
    expect(body).toMatchObject({ statements: 0, patients: [{ outcome: 'unchanged' }] });
  });

  it('export and import again, byte for byte', async () => {
    const exported = await request(server.url).get('/v1/exports/leptotrace.ndjson').buffer(true).expect(200);
    const other = await startApp();
    try {
      const dry = await request(other.url)
        .post('/v1/imports?dryRun=true')
        .set('content-type', 'application/x-ndjson')
        .send(exported.text)
        .expect(200);
      expect(dry.body.patients.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
        Array(4).fill('would-import'),
      );
      const before = await request(other.url).get('/v1/patients').expect(200);
      expect(before.body.patients).toEqual([]);
      await request(other.url)
        .post('/v1/imports')
        .set('content-type', 'application/x-ndjson')
        .send(exported.text)
        .expect(200);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const again = await request(other.url).get('/v1/exports/leptotrace.ndjson').buffer(true).expect(200);
      expect(again.text).toBe(exported.text);
    } finally {
      await other.close();
    }
  });
});

describe('known then', () => {
  it('a result still outstanding is absent then, and late now', async () => {
    const course = JSON.parse(source('cantemist-cc_onco1045.json')) as {
      id: string;
      facts: Record<string, unknown>[];
    };
    course.id = 'known-then';
    // The genotype of the puncture of January 2017 came only in February.
    const report = course.facts.find(({ id }) => id === 'f30');
    Object.assign(report as object, {
      date: '2017-01-10',
      datePrecision: 'day',
      availableDate: '2017-02-20',
    });
    const puncture = course.facts.find(({ id }) => id === 'f29');
    Object.assign(puncture as object, { date: '2017-01-10', datePrecision: 'day' });
    await request(server.url).post('/v1/imports').send(course).expect(200);
    const read = async (query: object) =>
      (await request(server.url).get('/v1/patients/known-then/timeline').query(query).expect(200))
        .body as TimelineAnswer;

    const now = await read({ on: '2017-01-31' });
    const genotyped = now.facts.find(({ factId }) => factId === 'f30');
    expect(genotyped?.marks).toContain('late');
    expect(genotyped?.late).toContain('asserted-after-day');
    expect(genotype(now, 'T790M').csf).toBe('detected');

    const justBefore = (genotyped?.revision ?? 0) - 1;
    const then = await read({ on: '2017-01-31', asOf: `r${justBefore}` });
    expect(then.facts.map(({ factId }) => factId)).toContain('f27');
    expect(then.facts.map(({ factId }) => factId)).not.toContain('f30');
    expect(genotype(then, 'T790M').csf).toBe('not-detected');
  });
});
