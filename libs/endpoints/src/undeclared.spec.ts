import { course, endpoint, seen, told } from './testing';
import { type Progression } from './model';

const stated = (day: number): Progression => {
  const { timePointId, why, dates, factIds } = seen(day, 'PD', 'not-stated');
  return { timePointId, criterion: 'STATED', day, dates, factIds, why };
};
const looked = { stable: [42, 84] };
const readingsOf = (subject: ReturnType<typeof course>, paramcd: Parameters<typeof endpoint>[1]) =>
  endpoint(subject, paramcd).readings.map(({ reading, adt, cnsr }) => [reading, adt, cnsr]);

describe('a stated progression that tells no compartment', () => {
  const subject = course({ cns: looked, nonCns: looked, undeclared: [stated(100)], cutoff: 110 });

  it.each(['PFS', 'BIPFS', 'TTP'] as const)('ENDP-R2.3-not-stated: is an event of %s', (paramcd) => {
    const found = endpoint(subject, paramcd);
    expect(found).toMatchObject({
      cnsr: 0,
      adt: 100,
      cause: 'NOT_STATED',
      determinacy: 'exact',
      readings: [],
    });
    expect(found.flags).toContain('COMPARTMENT_NOT_STATED');
  });

  it.each(['CNSPFS', 'NCNSPFS', 'CNSTTP', 'NCNSTTP'] as const)(
    'ENDP-R2.3-not-stated: leaves %s undetermined, with both readings',
    (paramcd) => {
      const found = endpoint(subject, paramcd);
      expect(told(found)).toEqual(['TTE-8.2-P10', 84, 8]);
      expect(found).toMatchObject({ determinacy: 'undetermined', missing: ['scan-not-stated-100'] });
      expect(readingsOf(subject, paramcd)).toEqual([
        ['progression-here', 100, 0],
        ['progression-elsewhere', 84, 8],
      ]);
    },
  );

  it('changes nothing that was decided before it, and nothing of OS', () => {
    const before = course({
      cns: { ...looked, pd: [90] },
      nonCns: looked,
      undeclared: [stated(100)],
      cutoff: 110,
    });
    expect(endpoint(before, 'CNSPFS')).toMatchObject({
      adt: 90,
      cnsr: 0,
      determinacy: 'exact',
      readings: [],
    });
    expect(endpoint(before, 'PFS')).toMatchObject({ adt: 90, cause: 'CNS' });
    expect(endpoint(before, 'OS').flags).toEqual([]);
  });

  it('needs no baseline beside it: who states a progression had one', () => {
    const bare = course({
      cns: { required: false, baseline: false },
      nonCns: { required: false, baseline: false },
      undeclared: [stated(50)],
    });
    expect(endpoint(bare, 'PFS')).toMatchObject({ cnsr: 0, adt: 50, cause: 'NOT_STATED' });
    expect(endpoint(bare, 'BIPFS')).toMatchObject({ cnsr: 0, adt: 50 });
  });
});
