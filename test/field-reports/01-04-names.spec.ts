import request from 'supertest';
import type { AlterationReply, ResistanceReply } from '../../src/derivations/resistance.answer';
import { startApp, type TestApp } from '../support/app';
import { describeWithShared, sendReport } from '../support/field-reports';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const get = async <T>(path: string): Promise<T> =>
  (await request(server.url).get(path).expect(200)).body as T;

const alterationsOf = async (patientId: string, on: string): Promise<readonly AlterationReply[]> =>
  (await get<ResistanceReply>(`/v1/patients/${patientId}/resistance?on=${on}`)).alterations;

const found = (all: readonly AlterationReply[], key: string): AlterationReply => {
  const one = all.find((each) => each.key === key);
  if (!one) throw new Error(`${key} is not among ${all.map((each) => each.key).join(', ')}`);
  return one;
};

/** Compartments and class, as a reader sees them. */
const seen = ({ compartments, discordance }: AlterationReply): readonly string[] => [
  compartments.csf,
  compartments.plasma,
  discordance,
];

const GOOD = {
  assay: 'panel A',
  panelGenes: ['EGFR', 'ALK', 'MET', 'ERBB2', 'KRAS'],
  qc: 'pass',
  inputNg: { value: 30, unit: 'ng' },
  minInputNg: { value: 10, unit: 'ng' },
  uniqueDepth: 5000,
  lodVaf: { value: 0.1, unit: '%' },
};

type Lines = readonly (readonly [gene: string, alteration: string, more?: object])[];

/** A CSF and a plasma report of one day, on osimertinib; the answer of the request that records them. */
const pairOf = async (patientId: string, csf: Lines, plasma: Lines): Promise<request.Response> => {
  await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
  const report = (specimen: string, kind: string, lines: Lines) => [
    { kind: 'SpecimenCollected', occurredOn: '2024-06-01', specimenId: specimen, specimen: kind },
    {
      kind: 'MolecularReportIssued',
      occurredOn: '2024-06-01',
      specimenId: specimen,
      specimen: kind === 'csf' ? 'csf-supernatant' : 'plasma',
      ...GOOD,
      calls: lines.map(([gene, alteration, more]) => ({ gene, alteration, status: 'detected', ...more })),
    },
  ];
  return request(server.url)
    .post(`/v1/patients/${patientId}/facts`)
    .send({
      facts: [
        { kind: 'TherapyStarted', occurredOn: '2024-01-01', agent: 'osimertinib', route: 'oral' },
        ...report('c', 'csf', csf),
        ...report('p', 'plasma', plasma),
      ],
    })
    .expect(201);
};

describeWithShared(
  'field-reports',
  'a report that prints protein and coding change in one field (01)',
  () => {
    it('is read: C797S is shared, emergent on osimertinib, and told', async () => {
      await sendReport(server.url, '01-name-with-coding-change');
      const all = await alterationsOf('fr-01', '2024-09-30');
      expect(all.map(({ key }) => key)).toEqual(['EGFR p.Cys797Ser', 'EGFR p.Leu858Arg']);
      expect(seen(found(all, 'EGFR p.Leu858Arg'))).toEqual(['DETECTED', 'DETECTED', 'SHARED']);
      const c797s = found(all, 'EGFR p.Cys797Ser');
      expect(seen(c797s)).toEqual(['DETECTED', 'DETECTED', 'SHARED']);
      expect(c797s.emergence).toContain('EMERGENT_ON(osimertinib)');
      expect(c797s.effects.find(({ drug }) => drug === 'osimertinib')).toMatchObject({ effect: 'resistant' });
      expect(c797s.standings[0]?.history.at(-1)?.findings).toEqual([
        { printed: 'C797S (c.2390G>C)', status: 'detected', vafPct: 8, copyNumber: null },
      ]);
      const { signals } = await get<{ signals: readonly { data: { key: string } }[] }>(
        '/v1/patients/fr-01/signals',
      );
      expect(signals.map(({ data }) => data.key)).toContain('resistance:csf:EGFR p.Cys797Ser');
    });
  },
);

describeWithShared(
  'field-reports',
  'an insertion that another laboratory writes as a duplication (02)',
  () => {
    it('is one alteration, shared', async () => {
      await sendReport(server.url, '02-insertion-or-duplication');
      const all = await alterationsOf('fr-02', '2024-06-30');
      expect(all.map(({ key }) => key)).toEqual(['EGFR p.Ala767_Val769dup']);
      expect(all.map(seen)).toEqual([['DETECTED', 'DETECTED', 'SHARED']]);
    });
  },
);

describeWithShared('field-reports', 'a fusion printed with its exons (03)', () => {
  it('is the fusion of its pair of genes; its breakpoints stay as printed', async () => {
    await sendReport(server.url, '03-fusion-with-exons');
    const all = await alterationsOf('fr-03', '2024-06-30');
    expect(all.map(({ key }) => key)).toEqual(['ALK EML4::ALK']);
    expect(all.map(seen)).toEqual([['DETECTED', 'DETECTED', 'SHARED']]);
    expect(all[0]?.standings[0]?.history[0]?.findings[0]?.printed).toBe('EML4-ALK E13;A20');
  });
});

describeWithShared('field-reports', 'a name that stays unread (04)', () => {
  it('is no negative for its gene, and whoever records it is told', async () => {
    const answers = await sendReport(server.url, '04-names-that-cannot-be-read');
    const recorded = answers.at(-1)?.body as { warnings: readonly object[] };
    expect(recorded.warnings).toMatchObject([
      { check: 'name-not-read', path: '/facts/3/calls/0/alteration', value: 'EL746IP' },
      { check: 'name-not-read', path: '/facts/3/calls/1/alteration', value: 'KDD' },
    ]);
    const all = await alterationsOf('fr-04', '2024-06-30');
    expect(seen(found(all, 'EGFR exon 19 deletion'))).toEqual(['NE', 'DETECTED', 'PLASMA_DETECTED_CSF_NE']);
    for (const key of ['EGFR "EL746IP"', 'EGFR "KDD"'])
      expect(found(all, key).flags.map(({ flag }) => flag)).toContain('UNREAD_NAME');
    expect(found(all, 'EGFR exon 19 deletion').flags.map(({ flag }) => flag)).toContain('UNREAD_FINDING');
  });
});

describe('names of other laboratories', () => {
  it('the coding change stands first, or in its own field, or alone', async () => {
    await pairOf(
      'n-1',
      [
        ['EGFR', 'c.2390G>C (p.C797S)'],
        ['KRAS', 'NM_033360.4:c.34G>T'],
      ],
      [
        ['EGFR', 'C797S', { hgvsC: 'c.2389T>A' }],
        ['KRAS', 'p.(Gly12Cys)'],
      ],
    );
    const all = await alterationsOf('n-1', '2024-06-30');
    expect(all.map(({ key, discordance }) => [key, discordance])).toEqual([
      ['EGFR p.Cys797Ser', 'SHARED'],
      ['KRAS p.Gly12Cys', 'SHARED'],
    ]);
  });

  it('an insertion of ERBB2, and a deletion of EGFR by its ends and by its coding change', async () => {
    await pairOf(
      'n-2',
      [
        ['ERBB2', 'A775_G776insYVMA'],
        ['EGFR', 'delE746-A750'],
      ],
      [
        ['ERBB2', 'Y772_A775dup'],
        ['EGFR', 'c.2235_2249del15'],
      ],
    );
    const all = await alterationsOf('n-2', '2024-06-30');
    expect(all.map(({ key, discordance }) => [key, discordance])).toEqual([
      ['EGFR p.Glu746_Ala750del', 'SHARED'],
      ['ERBB2 p.Tyr772_Ala775dup', 'SHARED'],
    ]);
  });

  it('two breakpoints of one pair are two findings of one alteration, under either gene', async () => {
    await pairOf(
      'n-3',
      [
        ['ALK', 'EML4-ALK V1', { vaf: { value: 3, unit: '%' } }],
        ['EML4', 'EML4::ALK variant 3a/b', { vaf: { value: 9, unit: '%' } }],
      ],
      [['ALK', 'ALK-EML4']],
    );
    const [fusion, ...others] = await alterationsOf('n-3', '2024-06-30');
    expect(others).toEqual([]);
    expect(fusion).toMatchObject({ key: 'ALK EML4::ALK', discordance: 'SHARED' });
    expect(fusion?.standings[0]).toMatchObject({
      vafPct: 9,
      history: [{ findings: [{ printed: 'EML4::ALK variant 3a/b' }, { printed: 'EML4-ALK V1' }] }],
    });
    expect(fusion?.flags.map(({ flag }) => flag)).not.toContain('NAMED_TWICE');
  });

  it('GENO-10-disagree: names of one field that disagree are no fact, and mask their gene alone', async () => {
    const { body } = await pairOf(
      'n-4',
      [['EGFR', 'T790M (c.2573T>G)']],
      [
        ['EGFR', 'T790M'],
        ['EGFR', 'L858R'],
        ['MET', 'MET\u039414'],
      ],
    );
    expect((body as { warnings: readonly object[] }).warnings).toHaveLength(1);
    const all = await alterationsOf('n-4', '2024-06-30');
    expect(seen(found(all, 'EGFR p.Thr790Met'))).toEqual(['NE', 'DETECTED', 'PLASMA_DETECTED_CSF_NE']);
    expect(seen(found(all, 'EGFR p.Leu858Arg'))).toEqual(['NE', 'DETECTED', 'PLASMA_DETECTED_CSF_NE']);
    expect(seen(found(all, 'MET exon 14 skipping'))).toEqual(['NOT_DETECTED', 'DETECTED', 'PLASMA_PRIVATE']);
  });

  it('GENO-R7-unread-gene: a gene that nobody knows masks the whole report', async () => {
    const { body } = await pairOf('n-5', [['EGRF', 'T790M']], [['EGFR', 'T790M']]);
    expect((body as { warnings: readonly object[] }).warnings).toMatchObject([
      { check: 'gene-not-known', path: '/facts/2/calls/0/gene', value: 'EGRF' },
    ]);
    const all = await alterationsOf('n-5', '2024-06-30');
    expect(seen(found(all, 'EGFR p.Thr790Met'))).toEqual(['NE', 'DETECTED', 'PLASMA_DETECTED_CSF_NE']);
  });

  it('GENO-R7-named-twice: two spellings with two values are one alteration; the higher counts, both are told', async () => {
    await pairOf(
      'n-6',
      [
        ['EGFR', 'L858R', { vaf: { value: 4, unit: '%' } }],
        ['EGFR', 'p.Leu858Arg', { vaf: { value: 11, unit: '%' } }],
      ],
      [],
    );
    const [l858r, ...others] = await alterationsOf('n-6', '2024-06-30');
    expect(others).toEqual([]);
    expect(l858r?.standings[0]).toMatchObject({ state: 'DETECTED', vafPct: 11 });
    expect(l858r?.standings[0]?.history[0]?.findings.map(({ vafPct }) => vafPct)).toEqual([11, 4]);
    expect(l858r?.flags.map(({ flag }) => flag)).toContain('NAMED_TWICE');
  });
});

describe('resistance of unknown phase', () => {
  it('GENO-10.4-every-phase: C797S beside T790M on osimertinib is told, T790M is not cleared, and what does not count is said', async () => {
    const patientId = 'phase';
    await request(server.url).post('/v1/patients').send({ patientId }).expect(201);
    const report = (occurredOn: string, lines: Lines, more: object = {}) => [
      { kind: 'SpecimenCollected', occurredOn, specimenId: occurredOn, specimen: 'csf' },
      {
        kind: 'MolecularReportIssued',
        occurredOn,
        specimenId: occurredOn,
        specimen: 'csf-supernatant',
        ...GOOD,
        ...more,
        calls: lines.map(([gene, alteration]) => ({ gene, alteration, status: 'detected' })),
      },
    ];
    const record = (...facts: readonly object[]) =>
      request(server.url).post(`/v1/patients/${patientId}/facts`).send({ facts }).expect(201);
    await record(...report('2024-01-01', [['EGFR', 'T790M']]), {
      kind: 'TherapyStarted',
      occurredOn: '2024-01-03',
      agent: 'osimertinib',
      route: 'oral',
    });
    await record(
      ...report('2024-06-01', [
        ['EGFR', 'T790M'],
        ['EGFR', 'C797S'],
      ]),
    );
    await record(...report('2024-08-01', [], { inputNg: { value: 2, unit: 'ng' } }));
    const all = await alterationsOf(patientId, '2024-09-30');
    const c797s = found(all, 'EGFR p.Cys797Ser');
    expect(c797s.emergence).toEqual(['EMERGENT_ON(osimertinib)']);
    expect(c797s.standings[0]?.uncounted).toMatchObject([
      { reasons: [{ flag: 'INSUFFICIENT_DNA' }], reports: 1, from: '2024-08-01', to: '2024-08-01' },
    ]);
    const effects = c797s.effects.map(({ drug, effect }) => [drug, effect]);
    expect(Object.fromEntries(effects)).toMatchObject({
      osimertinib: 'resistant',
      gefitinib: 'resistant',
      'first + third generation EGFR inhibitor': 'unknown',
    });
    const { signals } = await get<{ signals: readonly { type: string; data: { key: string } }[] }>(
      `/v1/patients/${patientId}/signals`,
    );
    const told = signals.map(({ type, data }) => `${type} ${data.key}`);
    expect(told.filter((each) => each.includes('resistance:'))).toEqual([
      expect.stringMatching(/detected.*T790M|detected.*Thr790Met/i),
      expect.stringMatching(/detected.*Cys797Ser/i),
      expect.stringMatching(/detected.*Thr790Met/i),
    ]);
  });
});
