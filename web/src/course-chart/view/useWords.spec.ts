import type { AlterationReply, Fact, FactAnswer, FactOf } from '@web/api/types';
import { termsOf } from '@web/terms/terms';
import termTexts from '@web/terms/texts/en.json';
import { marksOfFact } from '../fact-marks';
import type { VafPoint } from '../vaf';
import { markSaid, vafSaid, type Dates } from './useWords';

const terms = termsOf(termTexts, 'en');
const t = (key: string): string => key;
const same = (text: string): string => text;
const dates: Dates = { date: same, instant: same, days: String, occurred: String };

const answerOf = (fact: Fact): FactAnswer => ({
  factId: 'f2',
  fact,
  interval: { from: '2024-03-01', to: '2024-03-01' },
  recordedAt: '2024-03-01T00:00:00Z',
  revision: 2,
  versions: 1,
  marks: [],
  late: [],
  warnings: [],
});

const START: FactOf<'TherapyStarted'> = {
  kind: 'TherapyStarted',
  occurredOn: '2024-01-01',
  agent: 'osimertinib',
  route: 'oral',
};
const STOP: Fact = {
  kind: 'TherapyStopped',
  occurredOn: '2024-03-01',
  startId: 'f1',
  reason: 'progression',
};

const marksOf = (fact: Fact, start: FactOf<'TherapyStarted'> | undefined) =>
  marksOfFact(answerOf(fact), 'known', {
    startOf: (id) => (id === 'f1' && start ? { fact: start } : undefined),
    warned: new Set(),
  });

describe('what is said of a mark', () => {
  const mark = markSaid(terms, t, dates);
  const said = (fact: Fact, start: FactOf<'TherapyStarted'> | undefined) =>
    marksOf(fact, start).map((each) => mark(each).what);

  it('names the drug of the start that its fact points to', () =>
    expect(said(STOP, START)).toEqual(['Osimertinib stopped: progression']));

  it('names the drug anew where the start was corrected, and none where it is not there', () => {
    expect(said(STOP, { ...START, agent: 'afatinib' })).toEqual(['Afatinib stopped: progression']);
    expect(said(STOP, undefined)).toEqual(['Therapy stopped: progression']);
  });

  it('names every drug of an induction', () => {
    const induction: Fact = {
      kind: 'InductionCompleted',
      occurredOn: '2024-03-01',
      induction: 'systemic',
      startIds: ['f1'],
    };
    expect(said(induction, START)[0]).toMatch(/osimertinib/i);
  });
});

describe('what is said of a variant', () => {
  const point: VafPoint = {
    key: 'k',
    id: 'f',
    fluid: 'csf',
    specimen: 'csf-supernatant',
    assay: 'panel',
    from: 0,
    to: 0,
    state: 'detected',
    vafPct: null,
    lodPct: null,
    copyNumber: null,
  };
  const alteration = { gene: 'EGFR', alteration: 'T790M' } as AlterationReply;
  const said = (of: Partial<VafPoint>): string =>
    vafSaid(terms, t, dates)({ ...point, ...of }, { key: 'k', alteration, points: [], runs: [] }).what;

  it('tells that it was found without a value, and of nothing else that it has none', () => {
    expect(said({})).toContain('vafNoValue');
    expect(said({ vafPct: 10 })).not.toContain('vafNoValue');
    expect(said({ state: 'not-detected' })).not.toContain('vafNoValue');
  });
});
