import { checkFact } from './check-fact';
import { decodeFact, type Fact, type FactKind } from './facts';

/** Given a fact that its schema takes: only the rules between its fields are asked. */
const given = (kind: FactKind, payload: object): Fact => {
  const decoded = decodeFact({ kind, occurredOn: '2024-03-01', ...payload });
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
  return decoded.value;
};

const told = (fact: Fact): readonly string[] => checkFact(fact).map(({ path }) => path);

const mm = (value: number) => ({ value, unit: 'mm' });
const LESION = { lesionId: 'l1', site: 'brain-parenchyma', kind: 'non-nodal', role: 'target' };
const mri = (more: object): object => ({ modality: 'mri', regions: ['brain'], contrast: true, ...more });
const withLesion = (more: object): object => mri({ lesions: [{ ...LESION, ...more }] });
const exam = (instrument: string, domain: object): object => ({
  instrument,
  domains: [{ domain: 'gait', ...domain }],
});
const NODULES = { item: 'brain-nodules', presence: 'present' };

type Row = readonly [rule: string, kind: FactKind, taken: object, refused: object, path: string];

/** Each rule on both of its sides: what is recorded, and the least change of it that is refused. */
const RULES: readonly Row[] = [
  [
    'a diagnosis of another condition names it',
    'DiagnosisRecorded',
    { what: 'other', condition: 'melanoma' },
    { what: 'other' },
    '/condition',
  ],
  [
    'an agent that the vocabulary has is anticancer or not by it',
    'TherapyStarted',
    { agent: 'osimertinib', route: 'oral' },
    { agent: 'osimertinib', route: 'oral', anticancer: true },
    '/anticancer',
  ],
  [
    'another agent is named',
    'TherapyStarted',
    { agent: 'other', route: 'oral', anticancer: false, printedName: 'X-1' },
    { agent: 'other', route: 'oral', anticancer: false },
    '/printedName',
  ],
  [
    'another agent is said to be anticancer therapy, or not',
    'TherapyPlanned',
    { agent: 'other', route: 'oral', printedName: 'X-1', anticancer: true },
    { agent: 'other', route: 'oral', printedName: 'X-1' },
    '/anticancer',
  ],
  [
    'radiotherapy ends on the day on which it starts, or later',
    'RadiotherapyDelivered',
    { technique: 'srs', target: 'brain', period: { start: '2024-03-01', end: '2024-03-01' } },
    { technique: 'srs', target: 'brain', period: { start: '2024-03-02', end: '2024-03-01' } },
    '/period',
  ],
  [
    'a month in which radiotherapy starts may be that in which it ends',
    'RadiotherapyDelivered',
    { technique: 'srs', target: 'brain', period: { start: '2024-03', end: '2024-03-01' } },
    { technique: 'srs', target: 'brain', period: { start: '2024-04', end: '2024-03-31' } },
    '/period',
  ],
  [
    'ECOG ends at 5',
    'PerformanceStatusRecorded',
    { instrument: 'ECOG', value: 5 },
    { instrument: 'ECOG', value: 6 },
    '/value',
  ],
  [
    'KPS goes in tens',
    'PerformanceStatusRecorded',
    { instrument: 'KPS', value: 70 },
    { instrument: 'KPS', value: 75 },
    '/value',
  ],
  [
    'a domain is graded, or not evaluable',
    'NeurologicalExamRecorded',
    exam('nano-lm-2024', { grade: 1 }),
    exam('nano-lm-2024', { grade: 1, notEvaluable: 'pre-existing' }),
    '/domains/0',
  ],
  [
    'a domain of an instrument is one of the two',
    'NeurologicalExamRecorded',
    exam('nano-lm-2024', { notEvaluable: 'pre-existing' }),
    exam('nano-lm-2024', {}),
    '/domains/0',
  ],
  [
    'a narrative examination has no grades',
    'NeurologicalExamRecorded',
    exam('narrative', {}),
    exam('narrative', { grade: 1 }),
    '/domains/0/grade',
  ],
  [
    'what is measured has a diameter',
    'ImagingStudyReported',
    withLesion({ state: 'measured', longestDiameter: mm(10) }),
    withLesion({ state: 'measured' }),
    '/lesions/0',
  ],
  [
    'what is absent has none',
    'ImagingStudyReported',
    withLesion({ state: 'absent' }),
    withLesion({ state: 'absent', longestDiameter: mm(10) }),
    '/lesions/0',
  ],
  [
    'what is only there has none',
    'ImagingStudyReported',
    withLesion({ state: 'split', longestDiameter: mm(10) }),
    withLesion({ state: 'present', shortAxis: mm(10) }),
    '/lesions/0',
  ],
  [
    'a size is told to a hundredth of a millimetre',
    'ImagingStudyReported',
    withLesion({ state: 'measured', longestDiameter: mm(12.34) }),
    withLesion({ state: 'measured', longestDiameter: mm(12.345) }),
    '/lesions/0/longestDiameter/value',
  ],
  [
    'a size in centimetres likewise',
    'ImagingStudyReported',
    withLesion({ state: 'measured', longestDiameter: { value: 1.234, unit: 'cm' } }),
    withLesion({ state: 'measured', longestDiameter: { value: 1.2345, unit: 'cm' } }),
    '/lesions/0/longestDiameter/value',
  ],
  [
    'a slice may be thinner than sizes are told',
    'ImagingStudyReported',
    withLesion({ state: 'measured', longestDiameter: mm(10), sliceThickness: mm(0.625) }),
    withLesion({ state: 'measured', longestDiameter: mm(10.625), sliceThickness: mm(0.625) }),
    '/lesions/0/longestDiameter/value',
  ],
  [
    'a nodule of the scorecard likewise',
    'ImagingStudyReported',
    mri({ scorecard: [{ ...NODULES, nodule: { x: mm(5), y: mm(5.25) } }] }),
    mri({ scorecard: [{ ...NODULES, nodule: { x: mm(5), y: mm(5.255) } }] }),
    '/scorecard/0/nodule/y/value',
  ],
  [
    'a nodule of the revised scorecard likewise',
    'ImagingStudyReported',
    mri({ revisedScorecard: [{ ...NODULES, nodules: [{ x: mm(5.25), y: mm(5) }] }] }),
    mri({ revisedScorecard: [{ ...NODULES, nodules: [{ x: mm(5.255), y: mm(5) }] }] }),
    '/revisedScorecard/0/nodules/0/x/value',
  ],
  [
    'another marker is named',
    'TumorMarkerReported',
    {
      compartment: 'serum',
      specimenId: 's1',
      analyte: 'other',
      analyteName: 'HE4',
      result: { value: 1, unit: 'ng/mL' },
    },
    { compartment: 'serum', specimenId: 's1', analyte: 'other', result: { value: 1, unit: 'ng/mL' } },
    '/analyteName',
  ],
  [
    'another procedure is described',
    'ProcedurePerformed',
    { procedure: 'other', description: 'burr hole' },
    { procedure: 'other' },
    '/description',
  ],
];

describe('the rules between the fields of one fact', () => {
  it.each(RULES)('%s', (...[, kind, taken, refused, path]) => {
    expect(told(given(kind, taken))).toEqual([]);
    expect(told(given(kind, refused))).toEqual([path]);
  });

  it('given several faults, all of them are told, each with what mends it', () => {
    const issues = checkFact(given('TherapyStarted', { agent: 'other', route: 'oral' }));
    expect(issues.map(({ path }) => path)).toEqual(['/printedName', '/anticancer']);
    expect(issues.every(({ message, mend }) => message !== '' && mend.endsWith('.'))).toBe(true);
  });
});

describe('the day of a fact', () => {
  const contact = (when: object): Fact => ({ kind: 'ContactRecorded', ...when });

  it.each([
    ['a date', { occurredOn: '2024' }, []],
    ['a distance from another fact', { relativeTo: { factId: 'f', offset: 'P2W' } }, []],
    ['a date and a distance', { occurredOn: '2024', relativeTo: { factId: 'f', offset: 'P2W' } }, []],
    ['a range', { occurredOn: { earliest: '2024-03', latest: '2024-03-01' } }, []],
    ['a range from back to front', { occurredOn: { earliest: '2024-04', latest: '2024-03-31' } }, 'refused'],
    ['neither', {}, 'refused'],
    ['a distance that is no duration of days', { relativeTo: { factId: 'f', offset: 'PT2H' } }, 'refused'],
    ['an empty distance', { relativeTo: { factId: 'f', offset: 'P' } }, 'refused'],
  ])('given %s', (_name, when, expected) => {
    expect(told(contact(when))).toEqual(expected === 'refused' ? ['/occurredOn'] : []);
  });
});
