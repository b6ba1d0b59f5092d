import { digestOf, type JsonValue } from '@leptotrace/kernel';
import { DEFAULTS, PARAMETER_NAMES, type Ruleset } from '@leptotrace/rules';
import { lesion, start, study, viewOfFacts, type Written } from '../../../test/support/course';
import { beyondProgression } from './beyond-progression';
import { derive, type Derived } from './derive';
import { differencesOf } from './difference';
import { drivingOf } from './evidence';
import { compactForm, derivationDigest, derivationText, fullForm } from './explain';
import { ALL_RULES } from './rule-books';
import { findRuleset, installRulesets } from './rulesets';

const installed = (documents: readonly unknown[] = []) => {
  const found = installRulesets(documents);
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.rulesets;
};
const rulesets = installed();
const ruleset = (id: string): Ruleset => findRuleset(rulesets, id) as Ruleset;
const brain = (id: string, when: string, mm: number, more: object = {}): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)], ...more });
const facts = [
  start('rx', '2024-03-01'),
  brain('m0', '2024-02-20', 20),
  brain('m1', '2024-04-12', 14),
  brain('m2', '2024-06-01', 20),
];
const derived = (id = 'lm', written: readonly Written[] = facts): Derived =>
  derive(viewOfFacts(written, '2024-12-31'), ruleset(id), { subjectId: 'p', origin: 'first-dose' });
const endpoint = (found: Derived, name: string) => found.endpoints.find(({ paramcd }) => paramcd === name);

describe('rulesets', () => {
  const document = (version: string, configuration: object) => ({
    format: 'leptotrace-ruleset/1',
    name: 'trial',
    version,
    title: 'A trial',
    configuration,
  });

  it('of a name: the newest, by number and not by text', () => {
    const found = installed([document('1.9.0', {}), document('1.10.0', { sdMinDays: 56 })]);
    expect(findRuleset(found, 'trial')?.id).toBe('trial@1.10.0');
    expect(findRuleset(found, 'trial@1.9.0')?.configuration.sdMinDays).toBe(42);
    expect(findRuleset(found, 'trial@2.0.0')).toBeNull();
  });

  it('never change: the same id with another content is refused', () => {
    const again = installRulesets([document('1.0.0', {}), document('1.0.0', { sdMinDays: 56 })]);
    expect(again).toMatchObject({ ok: false, document: 1, issues: [{ path: '/version' }] });
    expect(installRulesets([document('1.0.0', {}), document('1.0.0', {})]).ok).toBe(true);
  });
});

describe('what drives endpoints', () => {
  it('CONSENSUS-7-independent: a brain progression is no progression outside the CNS, nor the other way', () => {
    const found = derived();
    expect(endpoint(found, 'CNSTTP')?.cnsr).toBe(0);
    expect(endpoint(found, 'NCNSTTP')?.cnsr).not.toBe(0);
    const outside = derived('lm', [
      start('rx', '2024-03-01'),
      study('c0', '2024-02-20', 'chest', { lesions: [lesion('l', 'lung', 20)] }),
      study('c1', '2024-04-12', 'chest', { lesions: [lesion('l', 'lung', 30)] }),
      brain('m0', '2024-02-20', 20),
      brain('m1', '2024-04-12', 20),
    ]);
    expect(endpoint(outside, 'NCNSTTP')?.cnsr).toBe(0);
    expect(endpoint(outside, 'CNSTTP')?.cnsr).not.toBe(0);
  });

  it('CONSENSUS-7.1-cns-pd: RANO-BM and RANO-LM by default, one of them if so configured', () => {
    const { criteria } = derived();
    if (!criteria) throw new Error('no criteria');
    const names = (cnsPdSources: 'RANO_BM_AND_LM' | 'RANO_BM' | 'RANO_LM') =>
      drivingOf(criteria, 'cns', { ...DEFAULTS, cnsPdSources }).map(({ criterion }) => criterion);
    expect(names('RANO_BM_AND_LM')).toEqual(['RANO_BM_2015', 'RANO_LM_2017']);
    expect(names('RANO_BM')).toEqual(['RANO_BM_2015']);
    expect(names('RANO_LM')).toEqual(['RANO_LM_2017']);
  });

  it('CONSENSUS-7.1-cns-pd: an LM progression alone is CNS progression', () => {
    const found = derived('lm', [
      start('rx', '2024-03-01'),
      study('m0', '2024-02-20', 'neuraxis', {
        readerOverall: 'STABLE',
        scorecard: [{ item: 'brain-nodules', presence: 'absent' }],
      }),
      study('m1', '2024-04-12', 'neuraxis', {
        readerOverall: 'PD',
        newLesions: [{ lesionId: 'n', site: 'leptomeninges', equivocal: false }],
      }),
    ]);
    expect(endpoint(found, 'CNSTTP')).toMatchObject({ cnsr: 0, cause: 'CNS' });
  });

  it('CONSENSUS-7.1-suspected: a suspected progression alone is no event', () => {
    const found = derived('lm', [
      start('rx', '2024-03-01', 'pembrolizumab', { route: 'intravenous' }),
      brain('m0', '2024-02-20', 20),
      brain('m1', '2024-04-12', 20, {
        newLesions: [{ lesionId: 'n', site: 'cerebellum', equivocal: false }],
      }),
    ]);
    const rano = found.criteria?.cns.responses.map(({ value }) => value);
    expect(rano).toEqual(['SUSPECTED_PD']);
    expect(endpoint(found, 'CNSTTP')?.cnsr).not.toBe(0);
  });

  it('RULESET-4.3-all-shown: the experimental criterion drives under no ruleset', () => {
    for (const each of rulesets.values()) {
      const { criteria } = derived(each.id);
      const driving = criteria ? [...drivingOf(criteria, 'cns', each.configuration), criteria.nonCns] : [];
      expect(driving.filter(({ experimental }) => experimental)).toEqual([]);
      expect(criteria?.all.filter(({ experimental }) => experimental)).toHaveLength(1);
    }
  });

  it('STATED-0.3-never-derived: scans told in words alone are not evaluable, never free of disease', () => {
    const words = derived('lm', [
      start('rx', '2024-03-01'),
      study('c0', '2024-02-20', 'chest', { findings: ['lung mass'] }),
      study('c1', '2024-04-12', 'chest', { findings: ['unchanged'], readerOverall: 'SD' }),
    ]);
    expect(words.criteria?.nonCns.responses.map(({ value }) => value)).toEqual(['UNKNOWN']);
    expect(endpoint(words, 'NCNSPFS')).toMatchObject({
      cnsr: 1,
      evntdesc: expect.stringContaining('baseline'),
    });
  });

  it('STATED-0.3-never-derived: a statement without measurements is not evaluable by any other ruleset', () => {
    const said: readonly Written[] = [
      start('rx', '2024-03-01'),
      { id: 's', kind: 'ResponseStated', occurredOn: '2024-05-01', compartment: 'cns', category: 'PR' },
      { id: 'p', kind: 'ProgressionStated', occurredOn: '2024-08-01', compartment: 'cns' },
    ];
    const strict = derived('lm', said);
    expect(endpoint(strict, 'CNSTTP')?.cnsr).not.toBe(0);
    expect(strict.criteria?.cns.responses.every(({ value }) => value === 'NE' || value === 'UNKNOWN')).toBe(
      true,
    );
    const stated = derived('as-stated', said);
    expect(stated.criteria?.cns.responses.map(({ value }) => value)).toEqual(['PR', 'PD']);
  });
});

describe('therapy beyond progression', () => {
  const stop = (occurredOn: string): Written => ({
    id: 'stop',
    kind: 'TherapyStopped',
    occurredOn,
    startId: 'rx',
    reason: 'progression',
  });
  const found = (...more: Written[]) => {
    const { course, criteria } = derived('lm', [...facts, ...more]);
    return beyondProgression(course, criteria, DEFAULTS).map(({ compartment, days }) => [compartment, days]);
  };

  it('LINE-0.4-beyond-progression: a line that goes on a day longer is named, one that stops that day is not', () => {
    expect(found(stop('2024-06-02'))).toEqual([['cns', 1]]);
    expect(found(stop('2024-06-01'))).toEqual([]);
    expect(found()).toEqual([['cns', 213]]);
  });

  it('LINE-0.4-beyond-progression: it is no new therapy', () => {
    expect(derived('lm', facts).course.newTherapies).toEqual([]);
  });
});

describe('explanations', () => {
  const why = endpoint(derived(), 'CNSPFS')?.why;
  if (!why) throw new Error('no derivation');

  it('name only rules of the books', () => {
    const rules: string[] = [];
    const walk = ({ rule, because = [], lost = [] }: typeof why): void => {
      rules.push(rule, ...lost.map((each) => each.rule));
      because.forEach(walk);
    };
    for (const found of [derived(), derived('seed-literal'), derived('as-stated')]) {
      found.endpoints.forEach((each) => walk(each.why));
      found.criteria?.all.forEach(({ responses, baseline }) => {
        walk(baseline.why);
        responses.forEach((each) => walk(each.why));
      });
      found.best.forEach(({ confirmed, unconfirmed }) =>
        [confirmed, unconfirmed].forEach((each) => walk(each.why)),
      );
    }
    expect(rules.filter((rule) => !(rule in ALL_RULES))).toEqual([]);
  });

  it('have a digest that is the same for the same facts, and another for others', () => {
    expect(derivationDigest(endpoint(derived(), 'CNSPFS')?.why as typeof why)).toBe(derivationDigest(why));
    const moved = derived('lm', [...facts.slice(0, 3), brain('m2', '2024-06-02', 20)]);
    expect(derivationDigest(endpoint(moved, 'CNSPFS')?.why as typeof why)).not.toBe(derivationDigest(why));
  });

  it('have the digest of their compact form, every node of them', () => {
    const nodes = (node: typeof why): readonly (typeof why)[] => [
      node,
      ...(node.because ?? []).flatMap(nodes),
    ];
    const all = derived().endpoints.flatMap((each) => nodes(each.why));
    expect(all.filter(({ because = [] }) => because.length > 1).length).toBeGreaterThan(3);
    for (const node of all)
      expect(derivationDigest(node)).toBe(digestOf(compactForm(node) as unknown as JsonValue));
  });

  it('in full say what each rule says, its citation and its parameters', () => {
    const full = fullForm(why, ruleset('lm'));
    expect(full.says).toBe(ALL_RULES[why.rule]?.says);
    expect(full.citations?.length).toBeGreaterThan(0);
    expect(compactForm(why).says).toBeUndefined();
  });

  it('as text reach down to the facts', () => {
    const text = derivationText(fullForm(why, ruleset('lm')));
    expect(text).toContain('m2');
    expect(text).toContain('2024-06-01');
  });
});

describe('rule books', () => {
  it('read every parameter: none is there that decides nothing', () => {
    const read = new Set(Object.values(ALL_RULES).flatMap(({ parameters }) => parameters ?? []));
    expect(PARAMETER_NAMES.filter((name) => !read.has(name))).toEqual([]);
  });

  it('cite what they rest on, and say how well it is known', () => {
    for (const rule of Object.values(ALL_RULES)) {
      expect(rule.cites.length).toBeGreaterThan(0);
      expect(rule.provenance.length).toBeGreaterThan(0);
    }
  });
});

describe('differences', () => {
  it('are none with itself, and name what another ruleset changes', () => {
    expect(differencesOf(derived(), derived())).toEqual([]);
    const scan = brain('m3', '2025-06-01', 40);
    const late = [...facts.slice(0, 3), scan];
    const view = viewOfFacts(late, '2025-12-31');
    const by = (id: string) => derive(view, ruleset(id), { subjectId: 'p', origin: 'first-dose' });
    const found = differencesOf(by('lm'), by('lm-ema'));
    // After two missed visits FDA censors where EMA counts.
    expect(found.map(({ what }) => what)).toContain('endpoint CNSPFS');
  });
});
