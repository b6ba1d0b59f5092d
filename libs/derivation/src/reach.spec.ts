import { parsePartialDate, type DayInterval } from '@leptotrace/kernel';
import type { EndpointResult } from '@leptotrace/endpoints';
import type { Ruleset } from '@leptotrace/rules';
import { believedAt, viewOn, type CheckCode } from '@leptotrace/timeline';
import { lesion, start, study, viewOfFacts, type Written } from '../../../test/support/course';
import { logOf, recorded } from '../../../test/support/given';
import { CHECKS_GIVEN, saidBesides } from '../../../test/support/given-checks';
import { derive } from './derive';
import { checksOn, domainsOfKind, reachingIn, type Domain } from './reach';
import { findRuleset, installRulesets } from './rulesets';

const installed = installRulesets();
if (!installed.ok) throw new Error('no rulesets');
const LM = findRuleset(installed.rulesets, 'lm') as Ruleset;

const ALL: readonly Domain[] = ['cns', 'non-cns', 'therapy', 'vital', 'alive', 'resistance'];
/** Of values that a check never touches. */
const NONE: readonly Domain[] = [];
const NOT_LIFE: readonly Domain[] = ['cns', 'non-cns', 'therapy', 'resistance'];

/** The domains that a check touches: where its facts only could enter, and where a value stands on them. */
const TOUCHES: Readonly<Record<CheckCode, readonly [could: readonly Domain[], standing: readonly Domain[]]>> =
  {
    'after-death': [['vital', 'alive'], ALL],
    'two-deaths': [['vital'], ALL],
    // The CSF cytology and its specimen, which molecular results may be of as well.
    'result-before-specimen': [['cns', 'alive', 'resistance'], ALL],
    'known-before-it-happened': [['vital', 'alive'], ALL],
    'stop-before-start': [['therapy', 'alive', 'resistance'], ALL],
    'visit-out-of-order': [['non-cns', 'alive'], ALL],
    'scan-date-copied': [['non-cns', 'alive'], ALL],
    'two-visits-on-one-date': [NONE, NONE],
    'anchor-disagrees': [['vital', 'alive'], ALL],
    'narrative-order': [NONE, ALL],
    'points-to-retracted-fact': [['therapy', 'resistance'], NOT_LIFE],
    'two-sizes': [['non-cns'], NOT_LIFE],
    'number-beside-not-evaluable': [['non-cns'], NOT_LIFE],
    'two-birth-years': [NONE, NONE],
    'same-report-twice': [NONE, NONE],
    'result-of-another-specimen': [['cns', 'resistance'], NOT_LIFE],
    'response-against-lesions': [NONE, NOT_LIFE],
    'progression-without-change': [NONE, NONE],
    'lm-against-evidence': [NONE, NOT_LIFE],
    'pressure-outside-usual': [NONE, NOT_LIFE],
    'length-outside-usual': [NONE, NOT_LIFE],
    'length-more-than-trebled': [NONE, NOT_LIFE],
    'dose-outside-usual': [NONE, NOT_LIFE],
    'radiation-dose-outside-usual': [NONE, NOT_LIFE],
    'fraction-below-detection-limit': [NONE, NOT_LIFE],
    'day-after-recording': [NONE, ALL],
    // Of a death.
    unread: [['vital'], ALL],
    'not-used': [NONE, NONE],
  };

const touchedBy = (code: CheckCode, deciding: readonly string[]): readonly Domain[] => {
  const facts = Object.entries(CHECKS_GIVEN[code]).map(([id, fact]) => recorded(id, fact));
  const registered = { statement: 'registered', yearOfBirth: 1958, ageAtDiagnosis: 60 } as const;
  const patient = believedAt(logOf([registered, ...facts, ...saidBesides(code)]));
  const view = viewOn(patient, parsePartialDate('2030-01-01') as DayInterval);
  const reaching = reachingIn(view).filter(({ check }) => check.code === code);
  const why = [{ rule: 'x', value: null, facts: deciding }];
  return ALL.filter((domain) => checksOn(reaching, [domain], why).length > 0);
};

describe('CHECK-R6-touches: what a check touches', () => {
  it.each(Object.entries(TOUCHES))('%s', (name, [could, standing]) => {
    const code = name as CheckCode;
    expect(touchedBy(code, [])).toEqual(could);
    expect(touchedBy(code, Object.keys(CHECKS_GIVEN[code]))).toEqual(standing);
  });
});

const dose = start('rx', '2024-01-01');
const scan = (id: string, on: string, sizes: readonly (number | null)[], more: object = {}): Written =>
  study(id, on, 'chest', {
    ...more,
    lesions: sizes.map((size) =>
      size === null ? { ...lesion('a', 'lung', null), state: 'not-evaluable' } : lesion('a', 'lung', size),
    ),
  });
const endpointsOf = (facts: readonly Written[], on = '2024-12-31'): readonly EndpointResult[] =>
  derive(viewOfFacts(facts, on), LM, { subjectId: 'p', origin: 'first-dose' }).endpoints;
const certainty = (facts: readonly Written[], on?: string): Readonly<Record<string, string>> =>
  Object.fromEntries(endpointsOf(facts, on).map(({ paramcd, determinacy }) => [paramcd, determinacy]));

describe('CHECK-R6-touches: the last sign of life', () => {
  const baseline = scan('s0', '2023-12-20', [30]);

  it.each([
    ['two sizes', [40, 12]],
    ['a number beside not evaluable', [40, null]],
    ['a length outside the usual', [301]],
    ['a length more than trebled', [95]],
  ])('is a scan with %s: the patient lived that day all the same', (_what, sizes) => {
    const os = endpointsOf([dose, baseline, scan('s1', '2024-03-05', sizes)]).find(
      ({ paramcd }) => paramcd === 'OS',
    );
    expect(os).toMatchObject({ determinacy: 'exact', aval: 65, checks: [] });
    expect(certainty([dose, baseline, scan('s1', '2024-03-05', sizes)])).toMatchObject({
      PFS: 'contradicted',
      NCNSPFS: 'contradicted',
    });
  });

  it('is dated out of its order, or may be the scan that is: survival without a death is contradicted', () => {
    const visits = [
      scan('s0', '2023-12-20', [30], { visit: 'SCREENING' }),
      scan('s1', '2024-03-05', [30], { visit: 'WEEK 8' }),
      scan('s2', '2023-05-02', [30], { visit: 'WEEK 16' }),
    ];
    expect(certainty([dose, ...visits])).toMatchObject({
      OS: 'contradicted',
      NCNSPFS: 'contradicted',
      CNSPFS: 'exact',
    });
    // Seen later than all of them: rightly dated the scan may yet be the last sign, but not beside a death.
    const seen = { id: 'k', kind: 'ContactRecorded', occurredOn: '2024-07-01' };
    const dead = { id: 'd', kind: 'DeathRecorded', occurredOn: '2024-08-01' };
    expect(certainty([dose, ...visits, seen])).toMatchObject({ OS: 'contradicted' });
    expect(certainty([dose, ...visits, seen, dead])).toMatchObject({ OS: 'exact', NCNSPFS: 'contradicted' });
  });
});

describe('CHECK-R6-unread: evidence that could not be read', () => {
  it.each<readonly [Parameters<typeof domainsOfKind>[0], readonly Domain[]]>([
    ['DeathRecorded', ['vital']],
    ['ContactRecorded', ['vital']],
    ['ImagingStudyReported', ['cns', 'non-cns']],
    ['ResponseStated', ['cns', 'non-cns']],
    ['ProgressionStated', ['cns', 'non-cns']],
    ['CsfCytologyReported', ['cns']],
    ['CsfChemistryReported', ['cns']],
    ['NeurologicalExamRecorded', ['cns']],
    ['TherapyStarted', ['therapy', 'resistance']],
    ['TherapyStopped', ['therapy', 'resistance']],
    ['RadiotherapyDelivered', ['therapy']],
    ['MolecularReportIssued', ['resistance']],
    ['OtherFactRecorded', []],
  ])('that would be a %s could enter what that kind enters', (kind, domains) => {
    expect(domainsOfKind(kind)).toEqual(domains);
  });
});
