import fc from 'fast-check';
import { derive, findRuleset, installRulesets, type Derived } from '@leptotrace/derivation';
import { canonicalJson, type JsonValue } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { believedAt, viewOn } from '@leptotrace/timeline';
import { dayOf, logOfFacts, viewOfFacts, type Written } from '../support/course';
import { randomCourse, randomDay } from '../support/random-course';

const installed = installRulesets();
if (!installed.ok) throw new Error(JSON.stringify(installed.issues));
const rulesets = [...installed.rulesets.values()];
const preset = findRuleset(installed.rulesets, 'lm') as Ruleset;

const question = { subjectId: 'p', origin: 'first-dose' } as const;
const text = (derived: Derived): string => canonicalJson(derived as unknown as JsonValue);
const deriveAt = (facts: readonly Written[], on: string, ruleset = preset): Derived =>
  derive(viewOfFacts(facts, on), ruleset, question);
const RUNS = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150) };

describe('what is derived', () => {
  it('TP-0.4-known-then: never changes by facts recorded after asOf', () => {
    fc.assert(
      fc.property(randomCourse, fc.nat(40), randomDay, (facts, cut, on) => {
        const known = facts.slice(0, cut + 1);
        const at = (written: readonly Written[]) =>
          derive(viewOn(believedAt(logOfFacts(written), known.length - 1), dayOf(on)), preset, question);
        expect(text(at(facts))).toBe(text(at(known)));
      }),
      RUNS,
    );
  });

  it('TP-0.4-known-then: never changes by facts that lie after the day', () => {
    fc.assert(
      fc.property(randomCourse, randomDay, (facts, on) => {
        const day = dayOf(on);
        const view = viewOfFacts(facts, on);
        const upToDay = facts.filter(({ id }) =>
          [...view.known, ...view.undetermined].some(({ factId }) => factId === id),
        );
        expect(day.from).toBe(day.to);
        expect(text(deriveAt(upToDay, on))).toBe(text(deriveAt(facts, on)));
      }),
      RUNS,
    );
  });

  it('TP-0.4-late-arrival: does not depend on the order in which facts arrived', () => {
    fc.assert(
      fc.property(randomCourse, fc.infiniteStream(fc.nat()), randomDay, (facts, order, on) => {
        const keys = new Map(facts.map(({ id }) => [id, order.next().value as number]));
        const shuffled = [...facts].sort((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0));
        expect(text(deriveAt(shuffled, on))).toBe(text(deriveAt(facts, on)));
      }),
      RUNS,
    );
  });

  it('TP-0.4-partial-date: a wider date never makes an endpoint more certain', () => {
    const rank = { exact: 0, imputed: 1, undetermined: 2, contradicted: 3 } as const;
    fc.assert(
      fc.property(randomCourse, fc.nat(30), randomDay, (facts, pick, on) => {
        const at = pick % facts.length;
        const date = facts[at]?.['occurredOn'] as string;
        const widen = (written: Written, index: number): Written =>
          index === at ? { ...written, occurredOn: date.slice(0, date.length === 10 ? 7 : 4) } : written;
        const [narrow, wide] = [deriveAt(facts, on), deriveAt(facts.map(widen), on)];
        narrow.endpoints.forEach(({ determinacy, paramcd }) => {
          // A wider date may be one that contradicts nothing.
          if (determinacy === 'contradicted') return;
          const wider = wide.endpoints.find((found) => found.paramcd === paramcd);
          expect(rank[wider?.determinacy ?? 'exact']).toBeGreaterThanOrEqual(rank[determinacy]);
        });
      }),
      RUNS,
    );
  });

  it('ENDP-7.2: BIPFS is at most CNSPFS and NCNSPFS when nothing censors', () => {
    fc.assert(
      fc.property(randomCourse, randomDay, (facts, on) => {
        const find = (name: string) =>
          derive(viewOfFacts(facts, on), preset, { ...question, mode: 'EMA' }).endpoints.find(
            ({ paramcd }) => paramcd === name,
          );
        const [bi, cns, other] = [find('BIPFS'), find('CNSPFS'), find('NCNSPFS')];
        if (bi?.cnsr !== 0 || cns?.cnsr !== 0 || other?.cnsr !== 0) return;
        expect(bi.aval).toBeLessThanOrEqual(Math.min(cns.aval as number, other.aval as number));
      }),
      { numRuns: 300 },
    );
  });

  it('RULESET-0.3-digest: names its ruleset, and every ruleset answers every course', () => {
    fc.assert(
      fc.property(randomCourse, randomDay, fc.constantFrom(...rulesets), (facts, on, ruleset) => {
        const derived = deriveAt(facts, on, ruleset);
        expect(derived.ruleset.digest).toBe(ruleset.digest);
        expect(derived.endpoints).toHaveLength(8);
        for (const endpoint of derived.endpoints) {
          if (endpoint.aval === null) expect(endpoint.startdt === null || endpoint.adt === null).toBe(true);
          else expect(Number.isInteger(endpoint.aval)).toBe(true);
          if (endpoint.aval !== null && endpoint.avalRange) {
            expect(endpoint.avalRange.from).toBeLessThanOrEqual(endpoint.aval);
            expect(endpoint.avalRange.to).toBeGreaterThanOrEqual(endpoint.aval);
          }
        }
      }),
      RUNS,
    );
  });
});
