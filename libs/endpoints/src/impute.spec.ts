import { dayText, intervalOf, type OccurredOn } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import fc from 'fast-check';
import { imputeDay, type ImputationBounds, type ImputedWhat } from './impute';

const dayOf = (text: string): number => intervalOf(text).from;

interface BoundTexts {
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly lastKnownAlive?: string;
}

const impute = (
  what: ImputedWhat,
  on: OccurredOn,
  texts: BoundTexts = {},
  settings: Partial<typeof DEFAULTS> = {},
): readonly [day: string | null, dtf: string | null, flags: readonly string[], rule: string] => {
  const bounds = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, dayOf(text as string)]),
  );
  const found = imputeDay({ what, dates: intervalOf(on), bounds }, { ...DEFAULTS, ...settings });
  return [found.day === null ? null : dayText(found.day), found.dtf, found.flags, found.rule];
};

const DONE = ['DATE_IMPUTED'];
const UNRESOLVED = ['DATE_IMPUTED', 'DEATH_DATE_UNRESOLVED'];

describe('the day of a partial date', () => {
  it.each<[string, ImputedWhat, string, BoundTexts, string | null, string | null]>([
    ['DATE-8.5-death-day', 'death', '2024-02', {}, '2024-02-15', 'D'],
    ['DATE-8.5-death-day', 'death', '2024-02', { lastKnownAlive: '2024-02-14' }, '2024-02-15', 'D'],
    ['DATE-8.5-death-day', 'death', '2024-02', { lastKnownAlive: '2024-02-15' }, '2024-02-16', 'D'],
    ['DATE-8.5-death-day', 'death', '2024-02', { lastKnownAlive: '2024-02-28' }, '2024-02-29', 'D'],
    ['DATE-8.5-death-day', 'death', '2024-02', { lastKnownAlive: '2024-02-29' }, '2024-02-29', 'D'],
    ['DATE-8.5-death-month', 'death', '2024', {}, '2024-07-01', 'M'],
    ['DATE-8.5-death-month', 'death', '2024', { lastKnownAlive: '2024-06-30' }, '2024-07-01', 'M'],
    ['DATE-8.5-death-month', 'death', '2024', { lastKnownAlive: '2024-07-01' }, '2024-07-02', 'M'],
    ['DATE-8.5-death-month', 'death', '2024', { lastKnownAlive: '2024-12-31' }, '2024-12-31', 'M'],
    ['DATE-8.5-scan-day', 'scan', '2024-02', {}, '2024-02-15', 'D'],
    ['DATE-8.5-scan-day', 'scan', '2024-02', { notBefore: '2024-02-15' }, '2024-02-15', 'D'],
    ['DATE-8.5-scan-day', 'scan', '2024-02', { notBefore: '2024-02-20' }, '2024-02-20', 'D'],
    ['DATE-8.5-scan-day', 'scan', '2024-02', { notBefore: '2024-01-20' }, '2024-02-15', 'D'],
    ['DATE-8.5-therapy-day', 'therapy', '2024-02', {}, '2024-02-01', 'D'],
    ['DATE-8.5-therapy-day', 'therapy', '2024-02', { notBefore: '2024-02-11' }, '2024-02-11', 'D'],
    ['DATE-8.5-therapy-month', 'therapy', '2024', {}, '2024-01-01', 'M'],
    ['DATE-8.5-therapy-month', 'therapy', '2024', { notBefore: '2024-03-02' }, '2024-03-02', 'M'],
    ['DATE-8.5-diagnosis-day', 'diagnosis', '2024-02', {}, '2024-02-15', 'D'],
    ['DATE-8.5-diagnosis-month', 'diagnosis', '2024', {}, '2024-07-01', 'M'],
    ['DATE-8.5-contact-day', 'contact', '2024-02', {}, '2024-02-01', 'D'],
    ['DATE-8.5-contact-month', 'contact', '2024', {}, '2024-01-01', 'M'],
  ])('%s: %s of %s within %j is %s', (rule, what, text, ...[bounds, day, dtf]) => {
    expect(impute(what, text, bounds)).toEqual([day, dtf, DONE, rule]);
  });

  it('DATE-8.5-scan-month: a scan without month and day is unusable', () => {
    expect(impute('scan', '2024')).toEqual([null, null, ['DATE_TOO_VAGUE'], 'DATE-8.5-scan-month']);
  });

  it('DATE-8.5-exact: an exact day is used as it is, whatever the bounds', () => {
    for (const what of ['death', 'scan', 'therapy', 'diagnosis', 'contact'] as const)
      expect(impute(what, '2024-02-03', { lastKnownAlive: '2024-02-20', notBefore: '2024-03-01' })).toEqual([
        '2024-02-03',
        null,
        [],
        'DATE-8.5-exact',
      ]);
  });

  it.each<[BoundTexts, string, readonly string[]]>([
    [{ lastKnownAlive: '2024-02-29' }, '2024-02-29', DONE],
    [{ lastKnownAlive: '2024-03-01' }, '2024-02-29', UNRESOLVED],
    [{ notAfter: '2024-02-10' }, '2024-02-10', DONE],
    [{ notAfter: '2024-01-31' }, '2024-02-01', UNRESOLVED],
    [{ lastKnownAlive: '2024-02-10', notAfter: '2024-02-10' }, '2024-02-10', DONE],
    [{ lastKnownAlive: '2024-02-11', notAfter: '2024-02-10' }, '2024-02-10', UNRESOLVED],
  ])('DATE-8.5-death-bounds: within %j it is %s', (bounds, day, flags) => {
    expect(impute('death', '2024-02', bounds).slice(0, 3)).toEqual([day, 'D', flags]);
  });

  it('a scan or therapy that no day of the month fits is put on the last one and flagged', () => {
    for (const what of ['scan', 'therapy'] as const)
      expect(impute(what, '2024-02', { notBefore: '2024-03-02' }).slice(0, 3)).toEqual([
        '2024-02-29',
        'D',
        ['DATE_IMPUTED', 'ORDER_UNCERTAIN'],
      ]);
  });

  it.each([
    [{ imputeScan: 'first' }, 'scan', '2024-02-01'],
    [{ imputeScan: 'last' }, 'scan', '2024-02-29'],
    [{ imputeDeath: 'last' }, 'death', '2024-02-29'],
    [{ imputeTherapy: 'mid' }, 'therapy', '2024-02-15'],
    [{ imputeDiagnosis: 'first' }, 'diagnosis', '2024-02-01'],
    [{ imputeContact: 'last' }, 'contact', '2024-02-29'],
  ] as const)('follows the policy %j', (settings, what, day) => {
    expect(impute(what, '2024-02', {}, settings)[0]).toBe(day);
  });

  it.each<[string, OccurredOn, ImputedWhat, string | null, string | null]>([
    ['within a month', { earliest: '2024-02-10', latest: '2024-02-20' }, 'scan', '2024-02-15', 'D'],
    ['31 days across months', { earliest: '2024-05-15', latest: '2024-06-14' }, 'scan', '2024-05-30', 'D'],
    ['32 days', { earliest: '2024-05-15', latest: '2024-06-15' }, 'scan', null, null],
    ['32 days', { earliest: '2024-05-15', latest: '2024-06-15' }, 'death', '2024-05-30', 'M'],
    ['366 days', { earliest: '2023-03-01', latest: '2024-02-29' }, 'diagnosis', '2023-08-30', 'M'],
    ['more than a year', { earliest: '2022', latest: '2023' }, 'death', '2022-12-31', 'Y'],
    ['more than a year', { earliest: '2022', latest: '2023' }, 'therapy', '2022-01-01', 'Y'],
  ])('DATE-8.5-range: %s', (_, on, what, ...expected) => {
    expect(impute(what, on).slice(0, 2)).toEqual(expected);
  });

  it('always gives a day of the interval', () => {
    const whats = fc.constantFrom<ImputedWhat>('death', 'scan', 'therapy', 'diagnosis', 'contact');
    const bound = fc.option(fc.integer({ min: 19000, max: 20000 }), { nil: undefined });
    const bounds = fc.record({ notBefore: bound, notAfter: bound, lastKnownAlive: bound });
    fc.assert(
      fc.property(
        whats,
        fc.integer({ min: 19000, max: 20000 }),
        fc.nat({ max: 900 }),
        bounds,
        (what, from, days, b) => {
          const kept = Object.fromEntries(
            Object.entries(b).filter(([, day]) => day !== undefined),
          ) as ImputationBounds;
          const { day } = imputeDay({ what, dates: { from, to: from + days }, bounds: kept }, DEFAULTS);
          if (day === null) expect([what, days > 30]).toEqual(['scan', true]);
          else expect(day >= from && day <= from + days).toBe(true);
        },
      ),
    );
  });
});
