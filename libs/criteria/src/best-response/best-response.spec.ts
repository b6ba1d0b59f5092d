import fc from 'fast-check';
import { type Configuration } from '@leptotrace/rules';
import { type BaselineFinding, type CriterionResult, type Response } from '../model';
import { configWith, ORIGIN } from '../recist/fixtures';
import { bestResponse, responseRates } from './best-response';

type Point = readonly [days: number, value: Response];

const resultOf = (
  points: readonly Point[],
  disease: BaselineFinding['disease'] = 'target',
): CriterionResult => ({
  criterion: 'RECIST_1_1',
  version: '1.0.0',
  compartment: 'non-cns',
  experimental: false,
  baseline: { timePointId: 'b', day: ORIGIN - 7, disease, adequate: true, why: { rule: 'b', value: null } },
  responses: points.map(([days, value]) => ({
    timePointId: `tp${days}`,
    value,
    day: ORIGIN + days,
    dates: { from: ORIGIN + days, to: ORIGIN + days },
    parts: {},
    flags: [],
    why: { rule: 'r', value },
  })),
});
const best = (points: readonly Point[], over: Partial<Configuration> = {}, until: number | null = null) =>
  bestResponse(resultOf(points), {
    config: configWith(over),
    origin: ORIGIN,
    until: until === null ? null : ORIGIN + until,
  });
const bor = (...points: Point[]) => best(points).unconfirmed.value;
const cbor = (...points: Point[]) => best(points).confirmed.value;

describe('unconfirmed', () => {
  it('BOR-1.8-window: up to the first PD, and to new therapy or cutoff, that day included', () => {
    expect(bor([50, 'SD'], [80, 'PD'], [120, 'CR'])).toBe('SD');
    const points: Point[] = [
      [50, 'SD'],
      [80, 'PR'],
    ];
    expect(best(points, {}, 79).unconfirmed.value).toBe('SD');
    expect(best(points, {}, 80).unconfirmed.value).toBe('PR');
    expect(bor()).toBe('MISSING');
  });
  it('BOR-1.8-ranking: CR before PR before SD before PD before NE', () => {
    expect(bor([50, 'PR'], [80, 'CR'], [110, 'PD'])).toBe('CR');
    expect(bor([50, 'SD'], [80, 'PR'], [110, 'PD'])).toBe('PR');
    expect(bor([50, 'SD'], [110, 'PD'])).toBe('SD');
    expect(bor([20, 'NE'], [50, 'PD'])).toBe('PD');
    expect(bor([50, 'SUSPECTED_PD'])).toBe('NE');
  });
  it('BOR-1.8-sd-minimum: SD on day 42 counts, on day 41 it does not', () => {
    expect(bor([42, 'SD'])).toBe('SD');
    expect(bor([41, 'SD'])).toBe('NE');
    const only = bestResponse(resultOf([[42, 'NON_CR_NON_PD']], 'non-target-only'), {
      config: configWith(),
      origin: ORIGIN,
      until: null,
    });
    expect(only.unconfirmed.value).toBe('NON_CR_NON_PD');
  });
  it('BOR-1.8-stable-word: SD throughout is SD in leptomeningeal disease, and what is stated keeps its word', () => {
    const options = { config: configWith(), origin: ORIGIN, until: null };
    const of = (
      criterion: CriterionResult['criterion'],
      disease: BaselineFinding['disease'],
      ...points: readonly Point[]
    ) => {
      const { unconfirmed, confirmed } = bestResponse({ ...resultOf(points, disease), criterion }, options);
      return [unconfirmed.value, confirmed.value];
    };
    expect(of('RANO_LM_2017', 'non-target-only', [50, 'SD'], [90, 'SD'])).toEqual(['SD', 'SD']);
    expect(of('RANO_LM_2017', 'non-target-only', [50, 'PR'], [60, 'NE'])).toEqual(['PR', 'SD']);
    expect(of('RECIST_1_1', 'non-target-only', [50, 'NON_CR_NON_PD'])).toEqual([
      'NON_CR_NON_PD',
      'NON_CR_NON_PD',
    ]);
    expect(of('STATED', 'unknown', [50, 'NON_CR_NON_PD'], [90, 'NON_CR_NON_PD'])).toEqual([
      'NON_CR_NON_PD',
      'NON_CR_NON_PD',
    ]);
    expect(of('STATED', 'unknown', [50, 'NON_CR_NON_PD'], [90, 'SD'])).toEqual(['SD', 'SD']);
  });
  it('BOR-1.8-not-applicable: time points at which the criterion does not apply are no visits', () => {
    expect(bor([20, 'not-applicable'], [50, 'SD'])).toBe('SD');
    const never = bestResponse(
      { ...resultOf([[50, 'not-applicable']]), applies: false },
      { config: configWith(), origin: ORIGIN, until: null },
    );
    expect([never.unconfirmed.value, never.confirmed.value]).toEqual(['not-applicable', 'not-applicable']);
    expect(responseRates(['PR', 'not-applicable'], configWith()).orr).toEqual({
      numerator: 1,
      denominator: 1,
    });
  });
  it('BOR-1.8-early-PD: early SD and then PD is PD, and the SD is told', () => {
    const found = best([
      [41, 'SD'],
      [60, 'PD'],
    ]).unconfirmed;
    expect(found).toMatchObject({ value: 'PD', why: { rule: 'BOR-1.8-early-PD' } });
    expect(found.why.lost?.[0]).toMatchObject({ value: 'SD', day: ORIGIN + 41 });
  });
  it('BOR-1.8-NED: stays outside of the rates', () => {
    expect(bor([50, 'NED'])).toBe('NED');
    expect(cbor([50, 'NED'])).toBe('NED');
  });
});

describe('confirmed', () => {
  it.each<readonly [string, Response | 'MISSING', readonly Point[]]>([
    [
      'BOR-1.8-CR-CR',
      'CR',
      [
        [50, 'CR'],
        [78, 'CR'],
      ],
    ],
    [
      'BOR-1.8-CR-PR',
      'SD',
      [
        [42, 'CR'],
        [80, 'PR'],
      ],
    ],
    [
      'BOR-1.8-CR-PR',
      'PD',
      [
        [41, 'CR'],
        [80, 'PR'],
      ],
    ],
    [
      'BOR-1.8-CR-PR',
      'PD',
      [
        [30, 'CR'],
        [40, 'PR'],
        [70, 'CR'],
      ],
    ],
    [
      'BOR-1.8-CR-SD-PD',
      'SD',
      [
        [42, 'CR'],
        [80, 'PD'],
      ],
    ],
    [
      'BOR-1.8-CR-SD-PD',
      'PD',
      [
        [41, 'CR'],
        [80, 'PD'],
      ],
    ],
    [
      'BOR-1.8-CR-SD-PD',
      'SD',
      [
        [42, 'CR'],
        [80, 'SD'],
      ],
    ],
    [
      'BOR-1.8-CR-SD-PD',
      'PD',
      [
        [5, 'CR'],
        [35, 'SD'],
      ],
    ],
    [
      'BOR-1.8-CR-NE',
      'SD',
      [
        [42, 'CR'],
        [80, 'NE'],
      ],
    ],
    [
      'BOR-1.8-CR-NE',
      'NE',
      [
        [41, 'CR'],
        [80, 'NE'],
      ],
    ],
    ['BOR-1.8-CR-NE', 'NE', [[41, 'CR']]],
    [
      'BOR-1.8-PR-PR',
      'PR',
      [
        [30, 'PR'],
        [58, 'PR'],
      ],
    ],
    [
      'BOR-1.8-PR-PR',
      'PR',
      [
        [30, 'PR'],
        [58, 'CR'],
      ],
    ],
    [
      'BOR-1.8-PR-SD',
      'SD',
      [
        [10, 'PR'],
        [38, 'SD'],
      ],
    ],
    [
      'BOR-1.8-PR-PD',
      'SD',
      [
        [42, 'PR'],
        [80, 'PD'],
      ],
    ],
    [
      'BOR-1.8-PR-PD',
      'PD',
      [
        [41, 'PR'],
        [80, 'PD'],
      ],
    ],
    [
      'BOR-1.8-PR-NE',
      'SD',
      [
        [42, 'PR'],
        [80, 'NE'],
      ],
    ],
    [
      'BOR-1.8-PR-NE',
      'NE',
      [
        [41, 'PR'],
        [80, 'NE'],
      ],
    ],
    ['BOR-1.8-PR-NE', 'NE', [[41, 'PR']]],
    [
      'BOR-1.8-NE-NE',
      'NE',
      [
        [41, 'NE'],
        [80, 'NE'],
      ],
    ],
  ])('%s: %s', (rule, value, points) => {
    expect(best(points).confirmed).toMatchObject({ value, why: { rule } });
  });
  it('BOR-1.8-CR-SD-PD: the minimum of stable disease is met at the CR, never by what comes after it', () => {
    expect(cbor([42, 'CR'], [80, 'SD'], [120, 'PD'])).toBe('SD');
    expect(cbor([41, 'CR'], [80, 'SD'], [120, 'PD'])).toBe('PD');
    expect(cbor([41, 'CR'], [80, 'SD'])).toBe('PD');
    expect(cbor([41, 'CR'], [80, 'SD'], [120, 'PR'])).toBe('PD');
  });
  it('BOR-1.8-interval: 28 days confirm, 27 do not, a later one does', () => {
    expect(cbor([50, 'PR'], [78, 'PR'])).toBe('PR');
    expect(cbor([50, 'PR'], [77, 'PR'])).toBe('SD');
    expect(cbor([50, 'PR'], [77, 'PR'], [90, 'PR'])).toBe('PR');
    expect(
      best([
        [50, 'PR'],
        [77, 'PR'],
      ]).confirmed.why.lost?.[0]?.rule,
    ).toBe('BOR-1.8-interval');
  });
  it('BOR-1.8-max-NE: one NE between is allowed, two are not', () => {
    expect(cbor([50, 'PR'], [80, 'NE'], [110, 'PR'])).toBe('PR');
    expect(cbor([50, 'PR'], [80, 'NE'], [95, 'NE'], [110, 'PR'])).toBe('SD');
    expect(
      best(
        [
          [50, 'PR'],
          [80, 'NE'],
          [95, 'NE'],
          [110, 'PR'],
        ],
        { maxNE: 2 },
      ).confirmed.value,
    ).toBe('PR');
  });
  it('BOR-1.8-sd-between: SD between breaks the pair unless accepted', () => {
    const points: Point[] = [
      [50, 'PR'],
      [65, 'SD'],
      [90, 'PR'],
    ];
    expect(best(points).confirmed.value).toBe('SD');
    expect(best(points, { acceptSDBetween: 1 }).confirmed.value).toBe('PR');
    const two: Point[] = [
      [50, 'PR'],
      [60, 'SD'],
      [70, 'SD'],
      [90, 'PR'],
    ];
    expect(best(two, { acceptSDBetween: 1 }).confirmed.value).toBe('SD');
  });
  it('BOR-1.8-date: the first of the pair', () => {
    const found = best([
      [50, 'SD'],
      [80, 'PR'],
      [120, 'PR'],
    ]).confirmed;
    expect(found).toMatchObject({ day: ORIGIN + 80, timePointIds: ['tp80', 'tp120'] });
  });
  it('BOR-1.8-first-response: a confirmed PR before a confirmed CR starts the duration', () => {
    const found = best([
      [50, 'PR'],
      [80, 'CR'],
      [120, 'CR'],
    ]).confirmed;
    expect(found).toMatchObject({
      value: 'CR',
      day: ORIGIN + 80,
      firstResponse: { day: ORIGIN + 50, timePointId: 'tp50' },
    });
    expect(best([[50, 'SD']]).confirmed.firstResponse).toBeNull();
  });
  it('PR, CR, PR: the pair before the return stands', () =>
    expect(cbor([30, 'PR'], [60, 'CR'], [90, 'PR'])).toBe('PR'));
});

it('BOR-1.8-rates: NE and missing are in the denominator, NED is not', () => {
  const bors = ['CR', 'PR', 'SD', 'NON_CR_NON_PD', 'PD', 'NE', 'MISSING', 'NED'] as const;
  expect(responseRates(bors, configWith())).toEqual({
    orr: { numerator: 2, denominator: 7 },
    dcr: { numerator: 4, denominator: 7 },
  });
  expect(responseRates(bors, configWith({ dcrIncludesNonCrNonPd: false })).dcr.numerator).toBe(3);
});

describe('properties', () => {
  const rank = ['CR', 'PR', 'SD', 'NON_CR_NON_PD', 'NED', 'PD', 'NE', 'MISSING'];
  const series = fc.array(fc.constantFrom<Response>('CR', 'PR', 'SD', 'PD', 'NE'), {
    minLength: 1,
    maxLength: 8,
  });
  const pointsOf = (values: readonly Response[]): Point[] =>
    values.map((value, index) => [20 * (index + 1), value]);

  it('confirmation never betters a response', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { unconfirmed, confirmed } = best(pointsOf(values));
        const response = (value: string) => Math.min(rank.indexOf(value), 2);
        expect(response(confirmed.value)).toBeGreaterThanOrEqual(response(unconfirmed.value));
      }),
    );
  });
  it('adding an NE visit never improves a best response', () => {
    fc.assert(
      fc.property(series, fc.nat({ max: 8 }), (values, place) => {
        const plain = pointsOf(values);
        const mixed = [...plain, [20 * Math.min(place, values.length) + 10, 'NE'] as const].sort(
          (a, b) => a[0] - b[0],
        );
        for (const kind of ['unconfirmed', 'confirmed'] as const)
          expect(rank.indexOf(best(mixed)[kind].value)).toBeGreaterThanOrEqual(
            rank.indexOf(best(plain)[kind].value),
          );
      }),
      { numRuns: 500 },
    );
  });
});
