import { compareRulesets, readRuleset, type Ruleset } from './ruleset';
import { DEFAULTS, PARAMETER_NAMES, PARAMETERS } from './parameters';
import { factsOf, flagsOf, type Derivation } from './derivation';
import { cautionOf } from './rule';

const document = (configuration: object = {}, more: object = {}) => ({
  format: 'leptotrace-ruleset/1',
  name: 'trial',
  version: '1.0.0',
  title: 'A trial',
  configuration,
  ...more,
});
const ENGINE = { engine: '1' };
const read = (value: unknown): Ruleset => {
  const found = readRuleset(value, ENGINE);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
};
const paths = (value: unknown): readonly string[] => {
  const found = readRuleset(value, ENGINE);
  return found.ok ? [] : found.issues.map(({ path }) => path);
};

describe('a ruleset', () => {
  it('takes every default that it leaves out', () => {
    expect(read(document()).configuration).toEqual(DEFAULTS);
    expect(read(document({ confirmDays: 21 })).configuration).toEqual({ ...DEFAULTS, confirmDays: 21 });
  });

  it('reads a count that was once a switch from documents of then', () => {
    for (const [once, now] of [
      [true, 1],
      [false, 0],
    ] as const) {
      expect(read(document({ acceptSDBetween: once })).configuration.acceptSDBetween).toBe(now);
      expect(read(document({ acceptSDBetween: once })).digest).toBe(
        read(document({ acceptSDBetween: now })).digest,
      );
    }
    expect(paths(document({ acceptSDBetween: 2 }))).toEqual(['/configuration/acceptSDBetween']);
  });

  it('has a digest of its content, of the engine, and of nothing else', () => {
    const { digest } = read(document({ confirmDays: 21 }));
    expect(read(document({ confirmDays: 21 }, { title: 'Other words' })).digest).toBe(digest);
    expect(read(document({ confirmDays: 22 })).digest).not.toBe(digest);
    expect(read(document({ confirmDays: 21 }, { version: '1.0.1' })).digest).not.toBe(digest);
    const other = readRuleset(document({ confirmDays: 21 }), { engine: '2' });
    expect(other.ok && other.value.digest).not.toBe(digest);
  });

  it.each([
    ['an unknown parameter', document({ confirmWeeks: 4 }), '/configuration/confirmWeeks'],
    ['a value that is none of the choices', document({ pfsMode: 'fda' }), '/configuration/pfsMode'],
    [
      'a fraction where a whole number is needed',
      document({ confirmDays: 27.5 }),
      '/configuration/confirmDays',
    ],
    ['a negative number', document({ sdMinDays: -1 }), '/configuration/sdMinDays'],
    ['a text for a number', document({ sdMinDays: '42' }), '/configuration/sdMinDays'],
    ['a number for a switch', document({ strictNegatives: 1 }), '/configuration/strictNegatives'],
    ['another format', document({}, { format: 'x' }), '/format'],
    ['a version in words', document({}, { version: 'latest' }), '/version'],
    ['a field that is not known', document({}, { author: 'x' }), '/author'],
    ['no name', document({}, { name: undefined }), '/name'],
  ])('refuses %s', (_name, value, path) => expect(paths(value)).toContain(path));

  it.each([null, 'x', 7, []])('refuses %p', (value) => expect(paths(value).length).toBeGreaterThan(0));

  it('shows in what two differ', () => {
    expect(compareRulesets(read(document()), read(document({ sdMinDays: 56 })))).toMatchObject([
      { parameter: 'sdMinDays', before: 42, after: 56, section: '1.8' },
    ]);
  });
});

describe('parameters', () => {
  it.each([
    ['confirmDays', 28],
    ['maxNE', 1],
    ['acceptSDBetween', 0],
    ['sdMinDays', 42],
    ['tooSmallMm', 5],
    ['nodesAsOneOrgan', true],
    ['ranoAbsoluteRule', 'anyLesion'],
    ['steroidFallback', 'NE'],
    ['failedConversion', 'seedReconciled'],
    ['clinicalMissing', 'ignoreWithFlag'],
    ['steroidUnknown', 'ignoreWithFlag'],
    ['scorecardNoduleRule', 'bothGreater'],
    ['lowVolumeNegativeIs', 'NE'],
    ['newRegionCountsAsNew', true],
    ['cnsPdSources', 'RANO_BM_AND_LM'],
    ['csfNegConfirmations', 2],
    ['csfNegGapDays', 7],
    ['mriAfterLpDays', 14],
    ['neuroAloneIsPD', true],
    ['pfsMode', 'FDA'],
    ['scheduleDays', 42],
    ['windowDays', 7],
    ['nactTie', 'inclusive'],
    ['biCensor', 'min'],
    ['ttpDeathCensor', 'lastAdequate'],
    ['simultaneousDays', 0],
    ['oneCompartmentRule', 'biPfs'],
    ['medianCi', 'log-log'],
    ['monthDays', 30.4375],
    ['pairWindowDays', 14],
    ['strictNegatives', true],
    ['bevWashoutDays', 42],
    ['tpWindowDays', 14],
    ['cnsCriterion', 'RANO_BM_2015'],
    ['lmCriterion', 'RANO_LM_2017'],
    ['nonCnsCriterion', 'RECIST_1_1'],
  ] as const)('%s is %p by default, as section 13 has it', (name, preset) =>
    expect(DEFAULTS[name]).toBe(preset),
  );

  it('each says what it means, where it stands and how well it is known', () => {
    for (const name of PARAMETER_NAMES) {
      expect(PARAMETERS[name].says.length).toBeGreaterThan(3);
      expect(PARAMETERS[name].section).toMatch(/^R?\d+(\.\d+)?$/);
    }
  });
});

describe('a derivation', () => {
  const tree: Derivation = {
    rule: 'A',
    value: 1,
    facts: ['b', 'a'],
    flags: ['EXPERIMENTAL'],
    because: [{ rule: 'B', value: 2, facts: ['c', 'a'], flags: ['EXPERIMENTAL', 'BACKDATED'] }],
    lost: [{ rule: 'C', reason: 'later', facts: ['d'] }],
  };

  it('rests on the facts of all its parts, the losing ones included', () => {
    expect(factsOf(tree)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('raises each flag once', () => expect(flagsOf(tree)).toEqual(['EXPERIMENTAL', 'BACKDATED']));

  it('is cautious about what is unverified and what is our choice', () => {
    const rule = { says: 'x', section: '1', cites: [] };
    expect(cautionOf({ ...rule, provenance: ['known', 'choice'] })).toEqual(['choice']);
    expect(cautionOf({ ...rule, provenance: ['seed', 'checked', 'known', 'computed'] })).toEqual([]);
    expect(cautionOf({ ...rule, provenance: ['unverified', 'choice'] })).toEqual(['unverified', 'choice']);
  });
});
