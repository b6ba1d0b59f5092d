import request from 'supertest';
import type { DerivationAnswer } from '../../src/derivations/derivation.answer';
import type { EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import type { StatusAnswer } from '../../src/derivations/status.answer';
import { startApp, type TestApp } from '../support/app';
import { cytology, death, lesion, lmDiagnosis, start, study, type Written } from '../support/course';

/**
 * A course with known answers: index line on 1 March; brain target 20 mm, 14 mm (PR), 14 mm, 15 mm, 22 mm
 * (PD by nadir on 2 September); lung target 30 mm, steady, until the death of 20 December.
 */
const brain = (id: string, when: string, mm: number): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });
const chest = (id: string, when: string, mm: number): Written =>
  study(id, when, 'chest', { lesions: [lesion('l1', 'lung', mm)] });

const COURSE: readonly Written[] = [
  lmDiagnosis('lm', '2024-02-10', { eanoEsmo: { clinical: 'typical', mri: 'linear' } }),
  ...cytology('csf0', '2024-02-12', 'positive'),
  brain('mri0', '2024-02-20', 20),
  chest('ct0', '2024-02-21', 30),
  start('rx', '2024-03-01', 'osimertinib'),
  brain('mri1', '2024-04-12', 14),
  chest('ct1', '2024-04-12', 29),
  brain('mri2', '2024-06-01', 14),
  chest('ct2', '2024-06-01', 29),
  brain('mri3', '2024-07-20', 15),
  chest('ct3', '2024-07-20', 30),
  brain('mri4', '2024-09-02', 22),
  chest('ct4', '2024-09-02', 30),
  chest('ct5', '2024-10-20', 31),
  chest('ct6', '2024-12-01', 31),
  death('death', '2024-12-20'),
];

let server: TestApp;
const P = '/v1/patients/p-1';
/** Ids that the server gave, by the names that this course uses. */
const ids = new Map<string, string>();
const idOf = (name: string): string => ids.get(name) as string;
const record = async (facts: readonly Written[]): Promise<void> => {
  const { body } = await request(server.url)
    .post(`${P}/facts`)
    .send({ facts: facts.map(({ id: _id, ...fact }) => fact) });
  expect(body.errors ?? []).toEqual([]);
  facts.forEach(({ id }, at) => ids.set(id, body.facts[at].factId as string));
};

beforeAll(async () => {
  server = await startApp();
  await request(server.url).post('/v1/patients').send({ patientId: 'p-1' }).expect(201);
  await record(COURSE);
});
afterAll(() => server.close());

const get = async <T>(path: string, query: object = {}): Promise<T> =>
  (
    await request(server.url)
      .get(`${P}/${path}`)
      .query({ on: '2025-01-31', ...query })
      .expect(200)
  ).body as T;
const endpoint = async (paramcd: string, query: object = {}) =>
  (await get<EndpointsAnswer>('endpoints', query)).endpoints.find((found) => found.paramcd === paramcd);

describe('endpoints', () => {
  it('answers all at once, under their ADaM names, with ruleset and revision', async () => {
    const answer = await get<EndpointsAnswer>('endpoints');
    expect(answer.endpoints.map(({ paramcd }) => paramcd)).toEqual([
      'PFS',
      'CNSPFS',
      'NCNSPFS',
      'BIPFS',
      'TTP',
      'CNSTTP',
      'NCNSTTP',
      'OS',
    ]);
    expect(answer.ruleset).toMatchObject({ id: 'lm@1.0.0', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(answer.revision).toBe(COURSE.length);
    expect(answer.origin).toMatchObject({ date: '2024-03-01', facts: [idOf('rx')] });
  });

  it('dates CNS progression at the MRI of 2 September, and counts both ends', async () => {
    expect(await endpoint('CNSPFS')).toMatchObject({ aval: 186, adt: '2024-09-02', cnsr: 0, cause: 'CNS' });
    expect(await endpoint('BIPFS')).toMatchObject({ aval: 186, cnsr: 0, cause: 'CNS' });
    expect(await endpoint('OS')).toMatchObject({ adt: '2024-12-20', cnsr: 0 });
    expect(await endpoint('NCNSPFS')).toMatchObject({ adt: '2024-12-20', cnsr: 0, cause: 'DEATH' });
  });

  it('knows nothing of September in August', async () => {
    expect(await endpoint('CNSPFS', { on: '2024-08-31' })).toMatchObject({ cnsr: 8, adt: '2024-07-20' });
  });

  it('answers the same bytes again, and as known before a correction', async () => {
    const path = `${P}/endpoints`;
    const ask = async (query: object) => (await request(server.url).get(path).query(query).expect(200)).text;
    const query = { on: '2025-01-31', asOf: `r${COURSE.length}` };
    const before = await ask(query);
    expect(await ask(query)).toBe(before);
    const corrected = brain('mri4', '2024-09-02', 16);
    const { id: _id, ...fact } = corrected;
    const { body } = await request(server.url)
      .get(`${P}/facts/${idOf('mri4')}/history`)
      .expect(200);
    await request(server.url)
      .post(`${P}/facts/${idOf('mri4')}/amendments`)
      .send({ fact, supersedes: body.current, change: 'corrected', reason: 'measured again' })
      .expect(201);
    expect(await ask(query)).toBe(before);
    // The progression is gone; the death comes after two missed visits.
    expect(await endpoint('CNSPFS')).toMatchObject({ cnsr: 3, adt: '2024-09-02' });
    const again = await request(server.url)
      .get(`${P}/facts/${idOf('mri4')}/history`)
      .expect(200);
    const { id: _again, ...back } = brain('mri4', '2024-09-02', 22);
    await request(server.url)
      .post(`${P}/facts/${idOf('mri4')}/amendments`)
      .send({
        fact: back,
        supersedes: again.body.current,
        change: 'corrected',
        reason: 'first reading was right',
      })
      .expect(201);
    expect(await endpoint('CNSPFS')).toMatchObject({ aval: 186, cnsr: 0 });
  });
});

describe('derivations', () => {
  it('go down to the facts, name the losing candidates and carry citations', async () => {
    const full = await get<Record<string, unknown>>('endpoints/CNSPFS/derivation');
    const text = JSON.stringify(full);
    expect(text).toContain(idOf('mri4'));
    expect(text).toContain(idOf('mri1'));
    expect(text).toContain('Lin NU et al. RANO-BM');
    expect(full['derivation']).toMatchObject({ rule: expect.any(String), lost: expect.any(Array) });
  });

  it('have one digest, whatever the form', async () => {
    const [full, compact] = await Promise.all([
      get<{ digest: string; derivation: object }>('endpoints/CNSPFS/derivation', { form: 'full' }),
      get<{ digest: string; derivation: object }>('endpoints/CNSPFS/derivation', { form: 'compact' }),
    ]);
    expect(compact.digest).toBe(full.digest);
    expect(JSON.stringify(compact.derivation).length).toBeLessThan(JSON.stringify(full.derivation).length);
    const answered = await endpoint('CNSPFS');
    expect(answered?.digest).toBe(full.digest);
  });

  it('are there for best responses, by criterion', async () => {
    const cbor = await get<{ derivation: { value: unknown } }>('endpoints/CBOR/derivation', {
      criterion: 'RANO_BM_2015',
    });
    expect(cbor.derivation.value).toBe('PR');
    await request(server.url).get(`${P}/endpoints/CBOR/derivation`).expect(400);
    await request(server.url).get(`${P}/endpoints/XYZ/derivation`).expect(404);
  });
});

describe('derivations of responses', () => {
  it('are there for every time point of every criterion that the status shows', async () => {
    const { compartments } = await get<StatusAnswer>('status');
    let seen = 0;
    for (const { compartment, criteria } of compartments) {
      for (const { criterion, timePoints } of criteria) {
        for (const { timePointId: timePoint, digest, ruleId } of timePoints) {
          const query = { criterion, compartment, timePoint };
          const found = await get<DerivationAnswer>('endpoints/OVR/derivation', query);
          expect({ digest: found.digest, rule: found.derivation.rule }).toEqual({ digest, rule: ruleId });
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  it('are of the last time point when none is named', async () => {
    const query = { criterion: 'RANO_BM_2015' };
    const { derivation } = await get<DerivationAnswer>('endpoints/OVR/derivation', query);
    expect(derivation).toMatchObject({ value: 'PD', date: '2024-09-02' });
    expect(JSON.stringify(derivation)).toContain(idOf('mri4'));
  });

  it.each([
    [{}, 400, '/query/criterion'],
    [{ criterion: 'STATED' }, 400, '/query/compartment'],
    [{ criterion: 'RANO_BM_2015', timePoint: 'never' }, 404, undefined],
    [{ criterion: 'NOBODYS' }, 400, '/query/criterion'],
  ])('are refused for %j', async (query, status, path) => {
    const { body } = await request(server.url)
      .get(`${P}/endpoints/OVR/derivation`)
      .query({ on: '2025-01-31', ...query })
      .expect(status);
    expect(body.errors?.[0]?.path).toBe(path);
  });
});

describe('status', () => {
  it('CONSENSUS-7-independent: each compartment by its own criterion', async () => {
    const { compartments } = await get<StatusAnswer>('status');
    const [cns, other] = compartments;
    expect(cns).toMatchObject({
      compartment: 'cns',
      progression: 'progression',
      since: '2024-09-02',
      by: ['RANO_BM_2015'],
    });
    expect(other).toMatchObject({ compartment: 'non-cns', progression: 'none' });
    expect(other?.criteria.find(({ drives }) => drives)).toMatchObject({
      criterion: 'RECIST_1_1',
      value: 'SD',
    });
  });

  it('RULESET-4.3-all-shown: every criterion side by side, the experimental one labelled and never driving', async () => {
    const { compartments } = await get<StatusAnswer>('status');
    const cns = compartments[0]?.criteria ?? [];
    expect(cns.map(({ criterion }) => criterion)).toEqual([
      'RANO_BM_2015',
      'RANO_BM_SEED_BIDIMENSIONAL',
      'STATED',
      'RANO_LM_2017',
      'LM_SCORECARD_2019',
      'LM_SCORECARD_2022',
      'NANO_LM_2024',
      'SEED_WEIGHTED_v0',
    ]);
    expect(cns.filter(({ experimental }) => experimental)).toMatchObject([
      { criterion: 'SEED_WEIGHTED_v0', drives: false },
    ]);
    expect(cns.filter(({ drives }) => drives).map(({ criterion }) => criterion)).toEqual([
      'RANO_BM_2015',
      'RANO_LM_2017',
    ]);
  });

  it('names therapy beyond progression, and shows pressure and negative cytology beside the response', async () => {
    const { beyondProgression, csf } = await get<StatusAnswer>('status');
    expect(beyondProgression).toMatchObject([{ compartment: 'cns', progressedOn: '2024-09-02' }]);
    expect(csf).toEqual({ openingPressure: null, otherPressures: [], negativeCytology: null, punctures: [] });
    await request(server.url).post('/v1/patients').send({ patientId: 'p-2' }).expect(201);
    const facts = [
      start('rx', '2024-03-01'),
      {
        id: 'lp',
        kind: 'LumbarPuncturePerformed',
        occurredOn: '2024-04-01',
        specimenId: 'l1',
        openingPressure: { value: 27, unit: 'cm[H2O]' },
        position: 'lateral-decubitus',
      },
      {
        id: 'cy',
        kind: 'CsfCytologyReported',
        occurredOn: '2024-04-01',
        specimenId: 'l1',
        result: 'negative',
      },
    ].map(({ id: _id, ...fact }) => fact);
    await request(server.url).post('/v1/patients/p-2/facts').send({ facts }).expect(201);
    const { body } = await request(server.url).get('/v1/patients/p-2/status?on=2024-05-01').expect(200);
    expect(body.csf).toMatchObject({
      openingPressure: { cmH2O: 27, class: 'RAISED' },
      negativeCytology: expect.stringContaining('1 puncture'),
    });
    const above = {
      kind: 'LumbarPuncturePerformed',
      occurredOn: '2024-04-20',
      openingPressure: { value: 16, unit: 'cm[H2O]', bound: '>' },
    };
    await request(server.url)
      .post('/v1/patients/p-2/facts')
      .send({ facts: [above] })
      .expect(201);
    const later = await request(server.url).get('/v1/patients/p-2/status?on=2024-05-01').expect(200);
    expect(later.body.csf.openingPressure).toMatchObject({ cmH2O: 16, bound: '>', class: 'NE' });
  });

  it('classifies the diagnosis and states the age of the evidence', async () => {
    const { classification, evidence, lines } = await get<StatusAnswer>('status', { on: '2024-09-30' });
    expect(classification.map(({ type, certainty }) => [type, certainty])).toEqual([
      ['IIA', 'probable'],
      ['IA', 'confirmed'],
    ]);
    expect(evidence['mri-neuraxis']).toEqual({
      date: '2024-09-02',
      dates: { from: '2024-09-02', to: '2024-09-02' },
      ageDays: 28,
      ageRange: { from: 28, to: 28 },
      stale: false,
    });
    expect(lines).toMatchObject([{ index: true, treatments: ['osimertinib'], from: '2024-03-01' }]);
  });
});

describe('rulesets', () => {
  it('are listed with their digests, and read one by one', async () => {
    const { body } = await request(server.url).get('/v1/rulesets').expect(200);
    expect(body.rulesets.map(({ id }: { id: string }) => id)).toEqual([
      'lm@1.0.0',
      'lm-ema@1.0.0',
      'seed-literal@1.0.0',
      'as-stated@1.0.0',
    ]);
    const one = await request(server.url).get('/v1/rulesets/lm').expect(200);
    expect(one.body.configuration).toMatchObject({ confirmDays: 28, cnsCriterion: 'RANO_BM_2015' });
    await request(server.url).get('/v1/rulesets/none').expect(404);
  });

  it('differ for a patient by named parameters and values', async () => {
    const answer = await get<{ parameters: { parameter: string }[]; values: { what: string }[] }>(
      'rulesets/compare',
      {
        against: 'seed-literal',
      },
    );
    expect(answer.parameters.map(({ parameter }) => parameter)).toEqual([
      'cnsCriterion',
      'oneCompartmentRule',
    ]);
    expect(answer.values).toEqual(expect.any(Array));
  });

  it('STATED-0.3-never-derived: stated responses drive nothing unless the ruleset says so', async () => {
    await record([
      {
        id: 'said',
        kind: 'ProgressionStated',
        occurredOn: '2024-05-05',
        compartment: 'non-cns',
        sites: ['lung'],
      },
    ]);
    expect(await endpoint('NCNSTTP')).toMatchObject({ cnsr: expect.any(Number), cause: null });
    const said = await endpoint('NCNSTTP', { ruleset: 'as-stated' });
    expect(said).toMatchObject({ cnsr: 0, adt: '2024-05-05' });
    expect(said?.flags.map(({ flag }) => flag)).toContain('STATED_NOT_DERIVED');
  });

  it('every rule is there with its citation and caution', async () => {
    const { body } = await request(server.url).get('/v1/rules').expect(200);
    const rule = body.rules.find(({ id }: { id: string }) => id === 'TP-0.4-grouping');
    expect(rule).toMatchObject({ caution: ['choice'], citations: [expect.any(String)] });
  });
});

describe('wrong questions', () => {
  it.each([
    ['ruleset=none', '/query/ruleset'],
    ['mode=XYZ', '/query/mode'],
    ['origin=birth', '/query/origin'],
    ['origin=fact:nothing', '/query/origin'],
    ['on=yesterday', '/query/on'],
    ['asOf=r999', '/query/asOf'],
    ['colour=red', '/query/colour'],
  ])('%s is refused with the path and the mend', async (query, path) => {
    const { body } = await request(server.url).get(`${P}/endpoints?${query}`).expect(400);
    expect(body.errors).toMatchObject([{ path, mend: expect.any(String) }]);
  });

  it('an unknown patient is 404', async () => {
    await request(server.url).get('/v1/patients/nobody/status').expect(404);
  });
});
