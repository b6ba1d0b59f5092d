import { type DayInterval } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import fc from 'fast-check';
import { deriveEndpoints } from './endpoints';
import { type Assessment, type Dated, type EndpointResult, type Mode, type SubjectCourse } from './model';
import { course, endpoint, pick, seen, therapy, type Settings, type When } from './testing';

/**
 * Courses as the contract has them: whatever follows the origin lies after every day that the origin
 * may mean, and a death after every sign of life.
 */
const when = (min: number, max: number, wide = 25): fc.Arbitrary<When> =>
  fc
    .tuple(fc.integer({ min, max }), fc.nat({ max: wide }), fc.nat({ max: wide }), fc.boolean())
    .map(([day, before, after, exact]): When =>
      exact ? day : [Math.max(min, day - before), day, day + after],
    );

const looks = fc.record({
  required: fc.boolean(),
  baseline: fc.boolean(),
  stable: fc.uniqueArray(when(10, 300), { maxLength: 4, selector: String }),
  other: fc.array(
    when(10, 300).map((day) => seen(day, 'NE', 'ne')),
    { maxLength: 1 },
  ),
  pd: fc.uniqueArray(when(10, 350), { maxLength: 2, selector: String }),
});

const courses: fc.Arbitrary<SubjectCourse> = fc
  .record({
    origin: fc.oneof(fc.constant<When>(0), fc.constant<When>([-3, 0, 5])),
    cns: looks,
    nonCns: looks,
    therapies: fc.array(
      fc.tuple(when(10, 300), fc.constantFrom('cns', 'non-cns', null)).map(([day, aim]) => therapy(day, aim)),
      { maxLength: 2 },
    ),
    death: fc.option(when(400, 500, 40), { nil: undefined }),
    earlyDeath: fc.option(when(60, 120), { nil: undefined }),
    alive: fc.option(when(10, 55), { nil: undefined }),
  })
  .map(({ death, earlyDeath, alive, ...rest }) => {
    const died = earlyDeath ?? death;
    return course({
      ...rest,
      ...(died === undefined ? {} : { death: died }),
      ...(alive === undefined ? {} : { alive }),
    });
  });

const settings: fc.Arbitrary<Settings> = fc.record({
  nactTie: fc.constantFrom('inclusive', 'strict'),
  nactScope: fc.constantFrom('any', 'compartment'),
  biCensor: fc.constantFrom('min', 'max'),
  ttpDeathCensor: fc.constantFrom('lastAdequate', 'death'),
  oneCompartmentRule: fc.constantFrom('biPfs', 'seedLiteral'),
  scheduleDays: fc.constantFrom(20, 42),
});
const modes = fc.constantFrom<Mode>('FDA', 'EMA');
const RUNS = { numRuns: 400 };

/** The same course with every date moved or reshaped by `change`; progression and assessment stay one. */
const redated = (
  facts: SubjectCourse,
  change: (each: Dated) => Pick<Dated, 'day' | 'dates'>,
): SubjectCourse => {
  const known = new Map<string, Pick<Dated, 'day' | 'dates'>>();
  const anew = <T extends Dated>(each: T): T => {
    const id = each.factIds.join();
    const dates = known.get(id) ?? change(each);
    known.set(id, dates);
    return { ...each, ...dates };
  };
  const one = <T extends Dated>(each: T | null): T | null => each && anew(each);
  const part = (looked: SubjectCourse['compartments']['cns']): SubjectCourse['compartments']['cns'] => ({
    ...looked,
    assessments: looked.assessments.map(anew),
    progressions: looked.progressions.map(anew),
  });
  return {
    ...facts,
    origin: one(facts.origin),
    compartments: { cns: part(facts.compartments.cns), 'non-cns': part(facts.compartments['non-cns']) },
    newTherapies: facts.newTherapies.map(anew),
    death: one(facts.death),
    lastKnownAlive: one(facts.lastKnownAlive),
  };
};

const holds = (outer: DayInterval | null, inner: DayInterval | null): boolean =>
  outer !== null && inner !== null && outer.from <= inner.from && outer.to >= inner.to;

const all = (facts: SubjectCourse, chosen: Settings, mode: Mode): readonly EndpointResult[] =>
  deriveEndpoints(facts, { ...DEFAULTS, ...chosen }, mode);

describe('CONV-0.4-interval-kept: the range of a value', () => {
  it('CONV-0.4-interval-kept: contains the value, and is the value when every day is known', () => {
    fc.assert(
      fc.property(courses, settings, modes, (facts, chosen, mode) => {
        for (const { aval, adt, avalRange, adtRange } of all(facts, chosen, mode)) {
          expect(holds(avalRange, { from: aval as number, to: aval as number })).toBe(true);
          expect(holds(adtRange, { from: adt as number, to: adt as number })).toBe(true);
        }
        const exact = redated(facts, ({ day }) => ({ day, dates: { from: day, to: day } }));
        for (const { aval, avalRange, determinacy } of all(exact, chosen, mode)) {
          expect(avalRange).toEqual({ from: aval, to: aval });
          expect(determinacy).toBe('exact');
        }
      }),
      RUNS,
    );
  });

  it('CONV-0.4-interval-kept: contains the value of every choice of days within the intervals', () => {
    fc.assert(
      fc.property(
        courses,
        settings,
        modes,
        fc.infiniteStream(fc.nat({ max: 100 })),
        (facts, chosen, mode, shares) => {
          const ranges = all(facts, chosen, mode);
          const resolved = redated(facts, ({ dates: { from, to } }) => {
            const day = from + Math.round(((shares.next().value as number) / 100) * (to - from));
            return { day, dates: { from: day, to: day } };
          });
          all(resolved, chosen, mode).forEach(({ aval, adt, paramcd }, index) => {
            const range = ranges[index];
            expect([
              paramcd,
              range?.avalRange,
              aval,
              holds(range?.avalRange ?? null, { from: aval as number, to: aval as number }),
            ]).toEqual([paramcd, range?.avalRange, aval, true]);
            expect(holds(range?.adtRange ?? null, { from: adt as number, to: adt as number })).toBe(true);
          });
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('CONV-0.4-interval-kept: widening dates widens the range and never makes a value more certain', () => {
    fc.assert(
      fc.property(
        courses,
        settings,
        modes,
        fc.infiniteStream(fc.nat({ max: 9 })),
        (facts, chosen, mode, steps) => {
          const step = (): number => steps.next().value as number;
          // The origin stays: what follows it must go on doing so. So do first and last day of life.
          const kept = ({ factIds }: Dated): boolean => factIds[0] === 'dose' || factIds[0] === 'contact';
          const wider = redated(facts, (each) => {
            if (kept(each)) return each;
            const dates = { from: Math.max(9, each.dates.from - step()), to: each.dates.to + step() };
            return { day: Math.min(dates.to, each.day + step()), dates };
          });
          const before = all(facts, chosen, mode);
          all(wider, chosen, mode).forEach((after, index) => {
            const narrow = before[index] as EndpointResult;
            expect(holds(after.avalRange, narrow.avalRange)).toBe(true);
            if (narrow.determinacy === 'imputed') expect(after.determinacy).toBe('imputed');
          });
          for (const { determinacy } of all({ ...wider, undetermined: ['later'] }, chosen, mode))
            expect(determinacy).toBe('undetermined');
        },
      ),
      RUNS,
    );
  });

  it('is tight for one vague progression: event early, censored at the assessment before when late', () => {
    const facts = course({ cns: { stable: [42], pd: [[120, 130, 140]] } });
    expect(endpoint(facts, 'CNSPFS', 'FDA').avalRange).toEqual({ from: 43, to: 134 + 7 });
    expect(endpoint(facts, 'CNSPFS', 'EMA').avalRange).toEqual({ from: 121, to: 141 });
  });

  it('says imputed only where a filled-in date may have entered', () => {
    const late = course({ cns: { stable: [42, [100, 110, 120]], pd: [84] }, death: [200, 210, 220] });
    expect(endpoint(late, 'CNSPFS')).toMatchObject({ determinacy: 'exact', avalRange: { from: 85, to: 85 } });
    expect(endpoint(late, 'NCNSPFS').determinacy).toBe('imputed');
  });

  it('a vague origin widens every value, but one day stays one day', () => {
    const facts = course({ origin: [-3, 0, 5], cns: { stable: [42] } });
    expect(endpoint(facts, 'CNSPFS').avalRange).toEqual({ from: 38, to: 46 });
    expect(endpoint(facts, 'NCNSPFS')).toMatchObject({
      avalRange: { from: 1, to: 1 },
      adtRange: { from: -3, to: 5 },
    });
  });
});

describe('properties of the table', () => {
  const shuffled = (facts: SubjectCourse): fc.Arbitrary<SubjectCourse> => {
    const mixed = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    const part = (looked: SubjectCourse['compartments']['cns']): fc.Arbitrary<typeof looked> =>
      fc.record({
        required: fc.constant(looked.required),
        baselineAdequate: fc.constant(looked.baselineAdequate),
        assessments: mixed<Assessment>(looked.assessments),
        progressions: mixed(looked.progressions),
      });
    return fc
      .tuple(part(facts.compartments.cns), part(facts.compartments['non-cns']), mixed(facts.newTherapies))
      .map(([cns, nonCns, newTherapies]) => ({
        ...facts,
        compartments: { cns, 'non-cns': nonCns },
        newTherapies,
      }));
  };

  it('the order of the input changes nothing', () => {
    const pairs = courses.chain((facts) => shuffled(facts).map((mixed) => [facts, mixed] as const));
    fc.assert(
      fc.property(pairs, settings, modes, ([facts, mixed], chosen, mode) => {
        expect(all(mixed, chosen, mode)).toEqual(all(facts, chosen, mode));
      }),
      RUNS,
    );
  });

  it('BIPFS is the earlier of the two where nothing censors', () => {
    fc.assert(
      fc.property(courses, modes, (facts, mode) => {
        const found = all(facts, {}, mode);
        const [bi, cns, nonCns] = (['BIPFS', 'CNSPFS', 'NCNSPFS'] as const).map((each) => pick(found, each));
        fc.pre(facts.compartments.cns.required && facts.compartments['non-cns'].required);
        fc.pre(cns?.cnsr === 0 && nonCns?.cnsr === 0 && bi?.cnsr === 0);
        expect(bi?.aval).toBe(Math.min(cns?.aval as number, nonCns?.aval as number));
      }),
      RUNS,
    );
  });

  it('EMA mode: new therapies have no effect on any value, and an event is never earlier than in FDA mode', () => {
    fc.assert(
      fc.property(courses, settings, (facts, chosen) => {
        const treated = all(facts, chosen, 'EMA');
        const untreated = all({ ...facts, newTherapies: [] }, chosen, 'EMA');
        const values = (found: readonly EndpointResult[]): unknown =>
          found.map(({ adt, cnsr, cause, avalRange }) => [adt, cnsr, cause, avalRange]);
        expect(values(treated)).toEqual(values(untreated));
        all(facts, chosen, 'FDA').forEach((fda, index) => {
          expect(treated[index]?.adt).toBeGreaterThanOrEqual(fda.adt as number);
        });
      }),
      RUNS,
    );
  });

  it('an FDA event is the same event in EMA mode', () => {
    fc.assert(
      fc.property(courses, settings, (facts, chosen) => {
        const ema = all(facts, chosen, 'EMA');
        all(facts, chosen, 'FDA').forEach((fda, index) => {
          if (fda.cnsr === 0) expect(ema[index]).toMatchObject({ adt: fda.adt, cnsr: 0, cause: fda.cause });
        });
      }),
      RUNS,
    );
  });
});
