import type { Subject } from '@leptotrace/signals';
import { wants, type Filtered } from './filter';

const progression = {
  what: 'progression',
  compartment: 'cns',
  criteria: ['RANO_BM_2015', 'RANO_LM_2017'],
} as unknown as Subject;
const resistance = {
  what: 'resistance',
  compartment: 'csf',
  criteria: ['GENO-10.1-T790M'],
} as unknown as Subject;
const review = { what: 'review', decisionId: 'd1' } as unknown as Subject;

const of = (now: Subject | null, before: Subject | null = null, study: string | null = null): Filtered => ({
  type: 'ProgressionDetected',
  key: 'progression:cns',
  now,
  before,
  study,
});

describe('a filter', () => {
  it('without parts lets everything through', () => {
    for (const subject of [progression, resistance, review]) expect(wants({}, of(subject))).toBe(true);
  });

  it('knows the compartment of a sample as well as that of the disease', () => {
    expect(wants({ compartments: ['csf'] }, of(resistance))).toBe(true);
    expect(wants({ compartments: ['plasma', 'tissue'] }, of(resistance))).toBe(false);
    expect(wants({ compartments: ['cns'] }, of(progression))).toBe(true);
    expect(wants({ compartments: ['cns'] }, of(resistance))).toBe(false);
  });

  it('knows each criterion that decides, and the rules of the table of effects', () => {
    expect(wants({ criteria: ['RANO_LM_2017'] }, of(progression))).toBe(true);
    expect(wants({ criteria: ['RECIST_1_1'] }, of(progression))).toBe(false);
    expect(wants({ criteria: ['GENO-10.1-T790M'] }, of(resistance))).toBe(true);
    expect(wants({ criteria: ['RANO_LM_2017'] }, of(review))).toBe(false);
  });

  it('tells of the end of what it told of', () => {
    expect(wants({ compartments: ['cns'] }, of(null, progression))).toBe(true);
    expect(wants({ criteria: ['RANO_BM_2015'] }, of(null, progression))).toBe(true);
  });

  it('of studies leaves out patients of none', () => {
    expect(wants({ studies: ['AURA'] }, of(progression, null, 'AURA'))).toBe(true);
    expect(wants({ studies: ['AURA'] }, of(progression))).toBe(false);
  });

  it('of several parts lets through what fits each of them', () => {
    expect(wants({ compartments: ['cns'], criteria: ['RECIST_1_1'] }, of(progression))).toBe(false);
    expect(wants({ compartments: ['cns'], criteria: ['RANO_BM_2015'] }, of(progression))).toBe(true);
  });
});
