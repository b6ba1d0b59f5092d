import fc from 'fast-check';
import type { PatientStatement } from '@leptotrace/clinical';
import { given, recorded, retracted } from '../../../../test/support/given';
import {
  CHECKS_GIVEN,
  lesion,
  mm,
  on,
  saidBesides,
  scan,
  start,
  type Given,
} from '../../../../test/support/given-checks';
import { randomCourse } from '../../../../test/support/random-course';
import { CHECKS, checkedOf, type CheckCode } from '.';

const REGISTERED: PatientStatement = { statement: 'registered', yearOfBirth: 1958, ageAtDiagnosis: 60 };

const factsOf = (facts: Given): readonly PatientStatement[] =>
  Object.entries(facts).map(([factId, fact]) => recorded(factId, fact));

const checked = (statements: readonly PatientStatement[]) =>
  checkedOf(given(REGISTERED, ...statements).patient);

const codesOf = (
  facts: Given,
  reversed = false,
  more: readonly PatientStatement[] = [],
): readonly CheckCode[] => {
  const statements = factsOf(facts);
  const { checks } = checked([...(reversed ? [...statements].reverse() : statements), ...more]);
  return [...new Set(checks.map(({ code }) => code))];
};

describe('checks of a course', () => {
  it.each(Object.entries(CHECKS_GIVEN))(
    '%s is found where its facts are given, in any order of recording',
    (code, given) => {
      const more = saidBesides(code as CheckCode);
      const found = codesOf(given, false, more);
      expect(found).toContain(code);
      expect(codesOf(given, true, more)).toEqual(found);
      expect(CHECKS[code as CheckCode].mend).not.toBe('');
    },
  );

  it('are silent over a course that says nothing twice and nothing wrong', () => {
    expect(
      codesOf({
        d: on('2018-03-05', 'DiagnosisRecorded', { what: 'primary-nsclc' }),
        t: start('2024-01-10', { dose: { value: 80, unit: 'mg' } }),
        a: scan('2024-01-03', { visit: 'SCREENING', lesions: [lesion(mm(30))] }),
        b: scan('2024-03-05', { visit: 'WEEK 8', lesions: [lesion(mm(20))] }),
        c: scan('2024-05-02', { visit: 'WEEK 16', lesions: [lesion(mm(60))] }),
        x: on('2024-06-01', 'DeathRecorded'),
      }),
    ).toEqual([]);
  });

  /** The facts of one row, under names of their own: rows can be told of one patient. */
  const apart = (code: CheckCode): Given => {
    const name = (id: string): string => `${code}-${id}`;
    return Object.fromEntries(
      Object.entries(CHECKS_GIVEN[code]).map(([id, fact]) => {
        const { startId, relativeTo } = fact as { startId?: string; relativeTo?: { factId: string } };
        return [
          name(id),
          {
            ...fact,
            ...(startId === undefined ? {} : { startId: name(startId) }),
            ...(relativeTo === undefined
              ? {}
              : { relativeTo: { ...relativeTo, factId: name(relativeTo.factId) } }),
          },
        ];
      }),
    );
  };

  it('are the same whatever the order in which the facts were recorded, and so is what is set aside', () => {
    const codes = Object.keys(CHECKS_GIVEN) as CheckCode[];
    const told = fc.tuple(fc.subarray(codes), fc.option(randomCourse)).chain(([chosen, course]) => {
      const facts = [
        ...chosen.flatMap((code) => factsOf(apart(code))),
        ...(course ?? []).map(({ id, ...fact }) => recorded(id, fact)),
      ];
      const all = { minLength: facts.length, maxLength: facts.length };
      return fc.tuple(fc.constant(chosen), fc.constant(facts), fc.shuffledSubarray(facts, all));
    });
    fc.assert(
      fc.property(told, ([chosen, facts, shuffled]) => {
        const more = chosen.includes('points-to-retracted-fact')
          ? [retracted('points-to-retracted-fact-t')]
          : [];
        const [one, other] = [checked([...facts, ...more]), checked([...shuffled, ...more])];
        expect(other.checks).toEqual(one.checks);
        expect([...other.setAside].sort()).toEqual([...one.setAside].sort());
      }),
      { numRuns: 200 },
    );
  });
});
