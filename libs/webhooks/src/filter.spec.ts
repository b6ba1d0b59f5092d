import type { Subject } from '@leptotrace/signals';
import { leftOutBy, toldOf, wants, type Filtered } from './filter';
import type { WebhookFilter } from './webhook';

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

const other = { ...(progression as object), criteria: ['RECIST_1_1'] } as unknown as Subject;
const detected = of(progression);
const revised: Filtered = { ...of(other, progression), type: 'ProgressionRevised' };
const withdrawn: Filtered = { ...of(null, other), type: 'ProgressionWithdrawn' };
const told = (filter: WebhookFilter, ...signals: readonly Filtered[]): readonly string[] =>
  toldOf(
    filter,
    signals.map((filtered) => ({ filtered })),
    null,
  ).map(({ filtered }) => filtered.type);

describe('what a filter let through', () => {
  it.each<WebhookFilter>([
    { types: ['ProgressionDetected'] },
    { criteria: ['RANO_BM_2015'] },
    { types: ['ProgressionDetected'], compartments: ['cns'], criteria: ['RANO_LM_2017'] },
  ])('is revised and withdrawn for its receiver too: %j', (filter) => {
    expect(told(filter, detected, revised, withdrawn)).toEqual([
      'ProgressionDetected',
      'ProgressionRevised',
      'ProgressionWithdrawn',
    ]);
  });

  it('ends with its withdrawal: what comes under the key after it is chosen anew', () => {
    const filter: WebhookFilter = { types: ['ProgressionDetected'], criteria: ['RANO_BM_2015'] };
    expect(told(filter, detected, withdrawn, of(other), { ...withdrawn, before: other })).toEqual([
      'ProgressionDetected',
      'ProgressionWithdrawn',
    ]);
  });

  it('does not begin with a revision of what it left out', () => {
    expect(
      told({ types: ['ProgressionDetected'], compartments: ['csf'] }, detected, revised, withdrawn),
    ).toEqual([]);
    expect(told({ types: ['ResponseChanged'] }, detected, revised, withdrawn)).toEqual([]);
  });
});

describe('what a filter leaves out', () => {
  it('is nothing without parts', () => {
    expect(leftOutBy({})).toEqual([]);
  });

  it('is said of each part, by name where there are names', () => {
    const said = leftOutBy({
      types: ['ProgressionDetected'],
      compartments: ['cns'],
      criteria: ['RANO_BM_2015'],
      studies: ['AURA'],
    });
    expect(said).toHaveLength(4);
    expect(said[0]).toMatch(/ResponseChanged.*DecisionReviewSuggested/);
    expect(said[0]).not.toContain('ProgressionDetected,');
    expect(said[1]).toMatch(/non-cns, both, csf.*reviews of decisions/);
    expect(said[2]).toMatch(/reviews of decisions/);
    expect(said[3]).toMatch(/no study/);
  });
});
