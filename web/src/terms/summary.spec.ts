import type { Fact } from '@leptotrace/clinical';
import de from './texts/de.json';
import en from './texts/en.json';
import zh from './texts/zh-CN.json';
import { termsOf } from './terms';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const inEnglish = (fact: Fact, find?: (factId: string) => Fact | undefined) =>
  plain(termsOf(en, 'en').summary(fact, find));

const on = { occurredOn: '2024-03-01' } as const;

const PLASMA: Fact = {
  kind: 'MolecularReportIssued',
  ...on,
  specimenId: 's1',
  specimen: 'plasma',
  assay: 'panel',
  lodVaf: { value: 0.1, unit: '%' },
  calls: [
    { gene: 'EGFR', alteration: 'C797S', status: 'not-detected' },
    { gene: 'EGFR', alteration: 'T790M', status: 'detected', vaf: { value: 8, unit: '%' } },
  ],
};

const START: Fact = {
  kind: 'TherapyStarted',
  ...on,
  agent: 'osimertinib',
  route: 'oral',
  dose: { value: 80, unit: 'mg' },
  schedule: 'daily',
};

describe('summaries', () => {
  it('give dose, schedule and route of a therapy', () => {
    expect(inEnglish(START)).toBe('Osimertinib 80 mg daily, oral');
    expect(plain(termsOf(zh, 'zh-CN').summary(START))).toBe('奥希替尼 80 mg daily，口服');
  });

  it('keep the source’s own words for a dose without a number', () => {
    const { dose: _dose, schedule: _schedule, ...start } = START;
    expect(inEnglish({ ...start, printed: { dose: '1 tablet' } })).toBe('Osimertinib 1 tablet, oral');
  });

  it('name the therapy that a later fact speaks of, where its start is at hand', () => {
    const stop: Fact = { kind: 'TherapyStopped', ...on, startId: 'f1', reason: 'progression' };
    expect(inEnglish(stop, (factId) => (factId === 'f1' ? START : undefined))).toBe(
      'Osimertinib stopped: progression',
    );
    expect(inEnglish(stop)).toBe('Therapy stopped: progression');
  });

  it('say once that a dose changed, whether its start is at hand or was looked for in vain', () => {
    const change: Fact = { kind: 'TherapyDoseChanged', ...on, startId: 'f1' };
    expect(inEnglish(change, () => START)).toBe('Osimertinib dose or interval changed');
    expect(inEnglish(change, () => undefined)).toBe(inEnglish(change));
  });

  it('tell what was found, what was not, and down to which limit', () => {
    expect(inEnglish(PLASMA)).toBe('Plasma ctDNA: EGFR T790M 8 %, EGFR C797S not detected; LOD 0.1 %');
    expect(plain(termsOf(de, 'de').summary(PLASMA))).toBe(
      'Plasma-ctDNA: EGFR T790M 8 %, EGFR C797S nicht nachgewiesen; Nachweisgrenze 0,1 %',
    );
  });

  it('count the calls that one line cannot hold', () => {
    const calls = ['A', 'B', 'C', 'D', 'E', 'F'].map((gene) => ({
      gene,
      alteration: 'L1',
      status: 'detected' as const,
    }));
    expect(inEnglish({ ...PLASMA, calls })).toContain('D L1 detected; and 2 more');
  });

  it('tell new lesions, sizes and non-targets of a study', () => {
    const study: Fact = {
      kind: 'ImagingStudyReported',
      ...on,
      modality: 'mri',
      regions: ['brain', 'spine'],
      newLesions: [{ lesionId: 'n1', site: 'cerebellum', equivocal: false }],
      lesions: [
        {
          lesionId: 't1',
          site: 'brain-parenchyma',
          kind: 'non-nodal',
          role: 'target',
          state: 'measured',
          longestDiameter: { value: 12, unit: 'mm' },
        },
      ],
      nonTargets: 'present',
    };
    expect(inEnglish(study)).toBe(
      'MRI brain, spine: new lesion (cerebellum); targets 12 mm; non-targets present',
    );
  });

  it('do not call an equivocal lesion new', () => {
    const study: Fact = {
      kind: 'ImagingStudyReported',
      ...on,
      modality: 'ct',
      regions: ['chest'],
      newLesions: [{ lesionId: 'n1', site: 'lung', equivocal: true }],
    };
    expect(inEnglish(study)).toBe('CT chest: equivocal new lesion (lung)');
  });

  it('give a bound as a bound', () => {
    const chemistry: Fact = {
      kind: 'CsfChemistryReported',
      ...on,
      specimenId: 's1',
      analytes: [
        { analyte: 'protein', result: { value: 120, unit: 'mg/dL' } },
        { analyte: 'white-cells', result: { value: 5, unit: '/uL', bound: '<' } },
      ],
    };
    expect(inEnglish(chemistry)).toBe('CSF chemistry: protein 120 mg/dL, white cells < 5 /µL');
  });

  it('say the result of a cytology', () => {
    const cytology: Fact = { kind: 'CsfCytologyReported', ...on, specimenId: 's1', result: 'positive' };
    expect(inEnglish(cytology)).toBe('CSF cytology: positive');
    expect(termsOf(zh, 'zh-CN').summary(cytology)).toBe('脑脊液细胞学：阳性');
  });
});
