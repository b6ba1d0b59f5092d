import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { aalenJohansen, countCause } from './aalen-johansen';
import { normalQuantile } from './distributions';
import { kaplanMeier, median, survivalQuantile, type SurvivalCurve, type Transform } from './kaplan-meier';
import { logRank } from './log-rank';
import { clopperPearson } from './proportion';
import { landmark, type Subject } from './subjects';

const TOLERANCE = 1e-6;
const near = (value: number | null | undefined, expected: number | null): void => {
  if (expected === null) expect(value ?? null).toBeNull();
  else expect(Math.abs((value ?? NaN) - expected)).toBeLessThan(TOLERANCE);
};

interface Band {
  readonly lower: (number | null)[];
  readonly upper: (number | null)[];
  readonly quantile: (number | null)[];
  readonly quantileLower: (number | null)[];
  readonly quantileUpper: (number | null)[];
}
interface Fixture {
  readonly made: { readonly R: string; readonly survival: string };
  readonly km: readonly ({
    readonly name: string;
    readonly time: number[];
    readonly event: number[];
    readonly entry: number[] | null;
    readonly at: number[];
    readonly n: number[];
    readonly d: number[];
    readonly c: number[];
    readonly surv: number[];
    readonly se: (number | null)[];
  } & Readonly<Record<'loglog' | 'log' | 'plain', Band>>)[];
  readonly logrank: readonly {
    readonly name: string;
    readonly time: number[];
    readonly event: number[];
    readonly group: number[];
    readonly stratum: number[] | null;
    readonly chisq: number;
    readonly df: number;
    readonly p: number;
    readonly observed: number[];
    readonly expected: number[];
  }[];
  readonly aj: readonly {
    readonly name: string;
    readonly time: number[];
    readonly cause: number[];
    readonly at: number[];
    readonly surv: number[];
    readonly cif: number[][];
    readonly se: number[][];
  }[];
  readonly clopperPearson: readonly { x: number; n: number; level: number; lower: number; upper: number }[];
}
const fixture = JSON.parse(readFileSync(join(__dirname, '../fixtures/survival.json'), 'utf8')) as Fixture;

const subjectsOf = (set: { time: number[]; event: number[]; entry?: number[] | null }): readonly Subject[] =>
  set.time.map((time, at) => ({
    time,
    event: set.event[at] === 1,
    ...(set.entry ? { entry: set.entry[at] as number } : {}),
  }));
const FORMS: readonly (readonly [Transform, 'loglog' | 'log' | 'plain'])[] = [
  ['log-log', 'loglog'],
  ['log', 'log'],
  ['plain', 'plain'],
];
const kmCases = fixture.km.map((set) => [set.name, set] as const);

describe('against R', () => {
  it('names the versions that made the fixtures', () => {
    expect(fixture.made.R).toMatch(/^R version \d/);
    expect(fixture.made.survival).toMatch(/^\d/);
  });

  it.each(kmCases)(
    'STAT-9.2-kaplan-meier, STAT-9.2-greenwood, STAT-9.2-left-truncation: %s',
    (_name, set) => {
      const { points } = kaplanMeier(subjectsOf(set));
      expect(points.map(({ time }) => time)).toEqual(set.at);
      expect(points.map(({ atRisk }) => atRisk)).toEqual(set.n);
      expect(points.map(({ events }) => events)).toEqual(set.d);
      expect(points.map(({ censored }) => censored)).toEqual(set.c);
      points.forEach(({ survival, se }, at) => {
        near(survival, set.surv[at] as number);
        near(se, set.se[at] as number | null);
      });
    },
  );

  it.each(
    kmCases.flatMap(([name, set]) =>
      FORMS.map(([transform, key]) => [name, transform, set, set[key]] as const),
    ),
  )('STAT-9.2-interval: %s, %s', (_name, transform, set, band) => {
    const { points } = kaplanMeier(subjectsOf(set), { transform });
    points.forEach(({ lower, upper }, at) => {
      // Where nothing has happened yet R prints no log-log bound; ours is the estimate itself.
      if (set.surv[at] === 1) return expect([lower, upper]).toEqual([1, 1]);
      near(lower, band.lower[at] as number | null);
      near(upper, band.upper[at] as number | null);
    });
  });

  it.each(
    kmCases.flatMap(([name, set]) =>
      FORMS.map(([transform, key]) => [name, transform, set, set[key]] as const),
    ),
  )('STAT-9.2-median, STAT-9.2-brookmeyer-crowley: quartiles of %s, %s', (_name, transform, set, band) => {
    const curve = kaplanMeier(subjectsOf(set), { transform });
    [0.25, 0.5, 0.75].forEach((share, at) => {
      const found = survivalQuantile(curve, share);
      near(found.value, band.quantile[at] as number | null);
      near(found.lower, band.quantileLower[at] as number | null);
      near(found.upper, band.quantileUpper[at] as number | null);
    });
  });

  it.each(fixture.logrank.map((set) => [set.name, set] as const))('STAT-9.2-log-rank: %s', (_name, set) => {
    const found = logRank(
      subjectsOf(set).map((subject, at) => ({
        ...subject,
        group: `g${set.group[at]}`,
        ...(set.stratum ? { stratum: `s${set.stratum[at]}` } : {}),
      })),
    );
    near(found?.chiSquare, set.chisq);
    near(found?.p, set.p);
    expect(found?.degrees).toBe(set.df);
    found?.groups.forEach(({ observed, expected }, at) => {
      near(observed, set.observed[at] as number);
      near(expected, set.expected[at] as number);
    });
  });

  it.each(fixture.aj.map((set) => [set.name, set] as const))(
    'STAT-9.3-aalen-johansen, STAT-9.3-infinitesimal-jackknife: %s',
    (_name, set) => {
      const found = aalenJohansen(
        set.time.map((time, at) => ({ time, cause: set.cause[at] === 0 ? null : `c${set.cause[at]}` })),
      );
      found.points.forEach((point, at) => {
        near(point.survival, set.surv[at] as number);
        found.causes.forEach((_cause, cause) => {
          near(point.incidence[cause], set.cif[cause]?.[at] as number);
          near(point.se[cause], set.se[cause]?.[at] as number);
        });
      });
      expect(found.points.map(({ time }) => time)).toEqual(set.at);
    },
  );

  it('STAT-9.1-clopper-pearson: every case of the fixture', () => {
    for (const { x, n, level, lower, upper } of fixture.clopperPearson) {
      const found = clopperPearson(x, n, level);
      near(found?.lower, lower);
      near(found?.upper, upper);
    }
  });
});

describe('the reference values of the specification', () => {
  it.each([
    [0, 10, 0.95, 0, 0.308497],
    [10, 10, 0.95, 0.691503, 1],
    [1, 1, 0.95, 0.025, 1],
    [5, 18, 0.95, 0.096949, 0.534802],
    [14, 18, 0.95, 0.523627, 0.935908],
    [15, 18, 0.95, 0.585823, 0.964215],
    [11, 21, 0.95, 0.297807, 0.742869],
    [3, 21, 0.95, 0.030489, 0.363424],
    [11, 15, 0.95, 0.448997, 0.922128],
    [50, 100, 0.95, 0.398321, 0.601679],
    [5, 18, 0.9, 0.116426, 0.497828],
  ])('STAT-9.1-clopper-pearson: %i of %i at %f', (...[x, n, level, lower, upper]) => {
    const found = clopperPearson(x, n, level);
    expect(found?.value).toBe(x / n);
    near(found?.lower, lower);
    near(found?.upper, upper);
  });

  it('STAT-9.1-empty: of nobody there is none', () => {
    expect(clopperPearson(0, 0)).toBeNull();
    expect(() => clopperPearson(3, 2)).toThrow(RangeError);
  });

  const curve = (transform: Transform): SurvivalCurve =>
    kaplanMeier(subjectsOf(fixture.km[0] as Fixture['km'][number]), { transform });

  it.each([
    [6, 21, 3, 0.857143, 0.07636, 0.619718, 0.951552],
    [7, 17, 1, 0.806723, 0.086935, 0.563147, 0.922809],
    [10, 15, 1, 0.752941, 0.09635, 0.5032, 0.889362],
    [13, 12, 1, 0.690196, 0.106815, 0.43161, 0.849066],
    [16, 11, 1, 0.627451, 0.114054, 0.367511, 0.804912],
    [22, 7, 1, 0.537815, 0.128234, 0.267779, 0.746791],
    [23, 6, 1, 0.448179, 0.134591, 0.188052, 0.680143],
  ])('STAT-9.2-kaplan-meier: reference A at %i', (...[time, n, d, survival, se, lower, upper]) => {
    const point = curve('log-log').points.find((each) => each.time === time);
    expect(point).toMatchObject({ atRisk: n, events: d });
    near(point?.survival, survival);
    near(point?.se, se);
    near(point?.lower, lower);
    near(point?.upper, upper);
  });

  it.each([
    ['log-log', 13],
    ['log', 16],
    ['plain', 13],
  ] as const)('STAT-9.2-brookmeyer-crowley: reference A, %s', (transform, lower) => {
    expect(median(curve(transform))).toEqual({ value: 23, lower, upper: null });
  });

  it('STAT-9.2-median: reference B, exactly one half on a step', () => {
    const four = kaplanMeier([1, 2, 3, 4].map((time) => ({ time, event: true })));
    expect(median(four)).toEqual({ value: 2.5, lower: 1, upper: null });
    expect(four.points.at(-1)).toMatchObject({ survival: 0, se: null, lower: null, upper: null });
  });

  it('STAT-9.2-median: reference C', () => {
    const eight = kaplanMeier(subjectsOf(fixture.km[2] as Fixture['km'][number]));
    expect(median(eight)).toEqual({ value: 8, lower: 2, upper: null });
  });

  it('STAT-9.3-aalen-johansen: reference D at 9', () => {
    const { points, causes } = aalenJohansen(
      [2, 3, 4, 4, 5, 6, 7, 8, 9, 10].map((time, at) => ({
        time,
        cause: [null, 'CNS', 'NON_CNS', 'DEATH'][[1, 2, 0, 1, 3, 1, 0, 2, 1, 0][at] as number] ?? null,
      })),
    );
    const point = points.find(({ time }) => time === 9);
    const of = (cause: string): number => causes.indexOf(cause);
    near(point?.survival, 0.155556);
    near(point?.incidence[of('CNS')], 0.472222);
    near(point?.incidence[of('NON_CNS')], 0.255556);
    near(point?.incidence[of('DEATH')], 0.116667);
    near(point?.se[of('CNS')], 0.178125);
    near(point?.se[of('NON_CNS')], 0.158348);
    near(point?.se[of('DEATH')], 0.109206);
  });

  it('takes 1.959963985 as the 97.5 % point of the normal distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8);
    expect(normalQuantile(0.025)).toBeCloseTo(-1.959963985, 8);
  });
});

const subject = fc.record({ time: fc.integer({ min: 1, max: 30 }), event: fc.boolean() });
const cohort = fc.array(subject, { minLength: 1, maxLength: 60 });
const competing = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 20 }),
    cause: fc.constantFrom(null, 'CNS', 'NON_CNS', 'DEATH'),
  }),
  { minLength: 1, maxLength: 50 },
);

describe('properties', () => {
  it('STAT-9.2-kaplan-meier: falls from 1, and lies within its band', () => {
    fc.assert(
      fc.property(cohort, fc.constantFrom<Transform>('log-log', 'log', 'plain'), (subjects, transform) => {
        let before = 1;
        for (const { survival, lower, upper } of kaplanMeier(subjects, { transform }).points) {
          expect(survival).toBeLessThanOrEqual(before);
          if (lower !== null) expect(lower).toBeLessThanOrEqual(survival + 1e-12);
          if (upper !== null) expect(upper).toBeGreaterThanOrEqual(survival - 1e-12);
          before = survival;
        }
      }),
    );
  });

  it('STAT-9.2-kaplan-meier: without censoring it is the share that is left', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 40 }), (times) => {
        for (const { time, survival } of kaplanMeier(times.map((each) => ({ time: each, event: true })))
          .points)
          near(survival, times.filter((each) => each > time).length / times.length);
      }),
    );
  });

  it('STAT-9.2-kaplan-meier: the order of the subjects does not matter', () => {
    fc.assert(
      fc.property(cohort, (subjects) => {
        expect(kaplanMeier([...subjects].reverse())).toEqual(kaplanMeier(subjects));
      }),
    );
  });

  it('STAT-9.2-left-truncation: entries before everything change nothing', () => {
    fc.assert(
      fc.property(cohort, (subjects) => {
        expect(kaplanMeier(subjects.map((each) => ({ ...each, entry: 0 })))).toEqual(kaplanMeier(subjects));
      }),
    );
  });

  it('STAT-9.2-never-at-risk: who leaves on entering, or before, changes nothing but the count of such', () => {
    const late = fc.record({
      time: fc.integer({ min: 0, max: 30 }),
      event: fc.boolean(),
      entry: fc.integer({ min: -5, max: 25 }),
      group: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(late, { minLength: 1, maxLength: 40 }), (subjects) => {
        const there = subjects.filter(({ entry, time }) => entry < time);
        const neverAtRisk = subjects.length - there.length;
        const curve = kaplanMeier(subjects);
        expect(curve).toEqual({ ...kaplanMeier(there), neverAtRisk });
        for (const { atRisk, events } of curve.points) expect(atRisk).toBeGreaterThanOrEqual(events);
        const causes = (each: typeof subjects) =>
          aalenJohansen(each.map(({ event, ...rest }) => ({ ...rest, cause: event ? 'CNS' : null })));
        expect(causes(subjects)).toEqual({ ...causes(there), neverAtRisk });
        const compared = logRank(there);
        expect(logRank(subjects)).toEqual(compared && { ...compared, neverAtRisk });
      }),
    );
  });

  it('STAT-9.2-never-at-risk: a day between entry and exit is enough to be at risk', () => {
    const of = (entry: number) => kaplanMeier([{ entry, time: 4, event: true }]);
    expect(of(3)).toMatchObject({ neverAtRisk: 0, points: [{ time: 4, atRisk: 1, survival: 0 }] });
    for (const entry of [4, 5]) expect(of(entry)).toMatchObject({ neverAtRisk: 1, points: [] });
  });

  it('STAT-9.2-landmark: keeps who is there after it, and starts the clock there', () => {
    const subjects = [
      { time: 5, event: true },
      { time: 6, event: true },
      { time: 6, event: false },
      { time: 9, event: true },
      { time: 12, event: false, entry: 8 },
    ];
    expect(landmark(subjects, 6)).toEqual({ kept: [{ time: 3, event: true }], excluded: 4 });
    expect(landmark(subjects, 5).kept).toHaveLength(3);
  });

  it('STAT-9.3-aalen-johansen: all incidences and the survival are 1 together', () => {
    fc.assert(
      fc.property(competing, (subjects) => {
        for (const { survival, incidence } of aalenJohansen(subjects).points)
          near(
            incidence.reduce((sum, each) => sum + each, survival),
            1,
          );
      }),
    );
  });

  it('STAT-9.3-not-one-minus-km: that is never less than the incidence', () => {
    fc.assert(
      fc.property(competing, (subjects) => {
        const found = aalenJohansen(subjects);
        const at = found.causes.indexOf('CNS');
        if (at < 0) return;
        const alone = kaplanMeier(subjects.map(({ time, cause }) => ({ time, event: cause === 'CNS' })));
        found.points.forEach(({ incidence }, index) => {
          const naive = 1 - (alone.points[index]?.survival ?? 0);
          expect(naive).toBeGreaterThanOrEqual((incidence[at] as number) - 1e-12);
        });
      }),
    );
  });

  it('STAT-9.3-both: stands alone, or counts as CNS', () => {
    expect(countCause('BOTH', 'BOTH')).toBe('BOTH');
    expect(countCause('BOTH', 'CNS')).toBe('CNS');
    expect(countCause('DEATH', 'CNS')).toBe('DEATH');
  });

  it('STAT-9.2-log-rank: groups that are the same do not differ, and one group is none', () => {
    const same = [...Array(10).keys()].map((time) => ({ time: time + 1, event: true }));
    const groups = same.flatMap((each) => ['a', 'b'].map((group) => ({ ...each, group })));
    expect(logRank(groups)?.chiSquare).toBeCloseTo(0, 10);
    expect(logRank(groups)?.p).toBeCloseTo(1, 10);
    expect(logRank(same.map((each) => ({ ...each, group: 'a' })))).toBeNull();
  });
});
