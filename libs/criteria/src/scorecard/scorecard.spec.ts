import { DEFAULTS, type Configuration } from '@leptotrace/rules';
import { evaluation, lmCourseOf, mri } from '../../../../test/support/lm';
import { mm } from '../length';
import { type LmImaging, type RevisedItemName } from '../lm-model';
import { isMeasurable, LM_ITEMS } from './items';
import { evaluateScorecard } from './scorecard';

type Item = LmImaging['revised'][number];
type Presence = Item['presence'];
const item = (name: RevisedItemName, presence: Presence, more: Partial<Item> = {}): Item => ({
  item: name,
  presence,
  change: null,
  nodules: [],
  ...more,
});
/** A complete card; the named items are present, or as given. */
const card = (given: Partial<Record<RevisedItemName, Presence | Item>> = {}): readonly Item[] =>
  LM_ITEMS.map((name) => {
    const found = given[name] ?? 'absent';
    return typeof found === 'string' ? item(name, found) : found;
  });
const value = (
  before: readonly Item[] | null,
  now: readonly Item[],
  config: Partial<Configuration> = {},
): string | undefined =>
  evaluateScorecard(
    lmCourseOf(before && evaluation(0, { imaging: [mri(0, { revised: before })] }), [
      evaluation(40, { imaging: [mri(40, { revised: now })] }),
    ]),
    { ...DEFAULTS, ...config },
    'LM_SCORECARD_2019',
  ).responses[0]?.value;

describe('the revised scorecard', () => {
  it.each(LM_ITEMS)('SCORE-4.1-%s: newly present is PD', (name) => {
    expect(value(card(), card({ [name]: 'present' }))).toBe('PD');
  });

  it('SCORE-4.1-not-lm: parenchymal metastases are shown apart and decide nothing', () => {
    const now = [
      ...card({ 'brain-nodules': 'present' }),
      item('brain-parenchymal-metastases', 'present', { change: 'worse' }),
    ];
    const found = evaluateScorecard(
      lmCourseOf(evaluation(0, { imaging: [mri(0, { revised: card({ 'brain-nodules': 'present' }) })] }), [
        evaluation(40, { imaging: [mri(40, { revised: now })] }),
      ]),
      DEFAULTS,
      'LM_SCORECARD_2019',
    ).responses[0];
    expect(found?.value).toBe('SD');
    expect(found?.parts['brain-parenchymal-metastases']).toBe('worse');
  });

  it.each([
    [5.01, 5.01, true, true],
    [5, 5.01, false, true],
    [5, 5, false, false],
    [1, 30, false, true],
  ])('SCORE-4.1-measurable: %d x %d mm', (long, short, both, product) => {
    const nodule = { x: mm(long), y: mm(short) };
    expect(isMeasurable(nodule, DEFAULTS)).toBe(both);
    expect(isMeasurable(nodule, { ...DEFAULTS, scorecardNoduleRule: 'product' })).toBe(product);
  });

  const nodules = (x: number, y: number) => ({
    'brain-nodules': item('brain-nodules', 'present', { nodules: [{ x: 10 * x, y: 10 * y }] }),
  });
  it.each([
    ['up by exactly 25 %', [100, 125], 'PD'],
    ['up by less', [100, 124], 'SD'],
    ['down by exactly 50 %', [100, 51], 'SD'],
  ] as const)('SCORE-4.2-nodules: products %s', (_name, [x, y], expected) =>
    expect(value(card(nodules(100, 100)), card(nodules(x, y)))).toBe(expected),
  );
  it('SCORE-4.2-nodules: down by exactly 50 % is improved, by less it is not', () => {
    expect(value(card(nodules(200, 100)), card(nodules(100, 100)))).toBe('PR');
    expect(value(card(nodules(200, 100)), card(nodules(101, 100)))).toBe('SD');
  });

  it('SCORE-4.2-reference: worse is judged against the smallest so far, improved against baseline', () => {
    const found = evaluateScorecard(
      lmCourseOf(evaluation(0, { imaging: [mri(0, { revised: card(nodules(200, 100)) })] }), [
        evaluation(40, { imaging: [mri(40, { revised: card(nodules(100, 100)) })] }),
        evaluation(80, { imaging: [mri(80, { revised: card(nodules(125, 100)) })] }),
      ]),
      DEFAULTS,
      'LM_SCORECARD_2019',
    );
    expect(found.responses.map((each) => each.value)).toEqual(['PR', 'PD']);
  });

  it('SCORE-4.2-reference: the form may name its reference scan', () => {
    const found = evaluateScorecard(
      lmCourseOf(evaluation(0, { imaging: [mri(0, { revised: card() })] }), [
        evaluation(40, { imaging: [mri(40, { revised: card({ 'spine-nodules': 'present' }) })] }),
        evaluation(80, {
          imaging: [
            mri(80, { revised: card({ 'spine-nodules': 'present' }), revisedReferenceFactId: 'mri40' }),
          ],
        }),
      ]),
      DEFAULTS,
      'LM_SCORECARD_2019',
    );
    expect(found.responses.map((each) => each.value)).toEqual(['PD', 'SD']);
  });

  const was = card({ 'brain-nodules': 'present', 'spine-nodules': 'present' });
  const stated = (name: RevisedItemName, change: Item['change'], presence: Presence = 'present'): Item =>
    item(name, presence, { change });
  it.each([
    [
      'SCORE-4.2-PD: one worse while another improves',
      {
        'brain-nodules': stated('brain-nodules', 'improved'),
        'spine-nodules': stated('spine-nodules', 'worse'),
      },
      'PD',
    ],
    [
      'SCORE-4.2-PD: worse before what cannot be read',
      { 'brain-nodules': 'not-evaluable', 'spine-nodules': stated('spine-nodules', 'worse') },
      'PD',
    ],
    [
      'SCORE-4.2-NE: an item that cannot be read',
      { 'brain-nodules': 'not-evaluable', 'spine-nodules': 'present' },
      'NE',
    ],
    ['SCORE-4.2-CR: all that was present is gone', {}, 'CR'],
    ['SCORE-4.2-PR: one is gone, one is still there', { 'brain-nodules': 'present' }, 'PR'],
    [
      'SCORE-4.2-PR: one improved, none worse',
      { 'brain-nodules': stated('brain-nodules', 'improved'), 'spine-nodules': 'present' },
      'PR',
    ],
    [
      'SCORE-4.2-SD: nothing changed',
      { 'brain-nodules': 'present', 'spine-nodules': stated('spine-nodules', 'no-change') },
      'SD',
    ],
  ] as const)('%s', (_name, now, expected) => expect(value(was, card(now))).toBe(expected));

  it('SCORE-4.2-NED: nothing was there, and nothing is', () => expect(value(card(), card())).toBe('NED'));

  it('SCORE-4.2-NE: a card that is incomplete names what is missing', () => {
    const found = evaluateScorecard(
      lmCourseOf(evaluation(0, { imaging: [mri(0, { revised: was })] }), [
        evaluation(40, { imaging: [mri(40, { revised: was.slice(0, 3) })] }),
        evaluation(80, { imaging: [mri(80)] }),
      ]),
      DEFAULTS,
      'LM_SCORECARD_2022',
    );
    expect(found.responses.map((each) => [each.value, each.flags])).toEqual([
      ['NE', ['SCORECARD_INCOMPLETE']],
      ['NE', []],
    ]);
    expect(found.responses[0]?.why.sums?.['missing']).toEqual(['spine-nodules', 'spine-linear-enhancement']);
  });

  it('SCORE-4.2-baseline: without a reference only a worsening can be told', () => {
    expect(value(null, card({ 'brain-nodules': 'present' }))).toBe('UNKNOWN');
    expect(value(null, card({ 'brain-nodules': stated('brain-nodules', 'worse') }))).toBe('PD');
  });

  it('SCORE-4.3-versions: 2022 answers as 2019, under its own name', () => {
    const course = lmCourseOf(evaluation(0, { imaging: [mri(0, { revised: was })] }), [
      evaluation(40, { imaging: [mri(40, { revised: card() })] }),
    ]);
    const [old, recent] = (['LM_SCORECARD_2019', 'LM_SCORECARD_2022'] as const).map((name) =>
      evaluateScorecard(course, DEFAULTS, name),
    );
    expect(recent?.criterion).toBe('LM_SCORECARD_2022');
    expect(recent?.responses).toEqual(old?.responses);
  });
});
