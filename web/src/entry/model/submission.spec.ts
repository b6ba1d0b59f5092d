import type { RecordField, TextField } from './fields';
import { rowOf } from './state';
import { asRecorded, doubledNames, lastDayOf } from './submission';

describe('a submission', () => {
  it('shows the issues of a trial where they will be recorded', () => {
    const issue = (path: string) => ({ path, message: 'm', mend: 'd' });
    const paths = (many: boolean) =>
      asRecorded(
        [
          issue('/suppositions/2/fact/result'),
          issue('/suppositions/0/fact'),
          issue('/suppositions/0/factId'),
        ],
        many,
      ).map(({ path }) => path);
    expect(paths(true)).toEqual(['/facts/2/result', '/facts/0', '/suppositions/0/factId']);
    expect(paths(false)).toEqual(['/fact/result', '/fact', '/suppositions/0/factId']);
  });

  it('is seen whole from the last day that its facts may mean', () => {
    expect(
      lastDayOf([{ occurredOn: '2024-02' }, { occurredOn: { earliest: '2023', latest: '2024-01' } }, {}]),
    ).toBe('2024-02-29');
    expect(lastDayOf([{ relativeTo: {} }])).toBeNull();
  });

  it('does not send one of two values of the same name', () => {
    const printed: RecordField = { name: 'printed', required: false, type: 'record' };
    const note: TextField = { name: 'note', required: false, type: 'text', long: true };
    const rows = (...names: readonly string[]) => names.map((name) => rowOf({ name, value: 'v', kept: '' }));
    const found = (...names: readonly string[]) =>
      doubledNames([note, printed], { note: 'x', printed: rows(...names) }, '/facts/0');
    expect(found('dose', 'route', 'dose ')).toEqual([{ path: '/facts/0/printed', name: 'dose' }]);
    expect(found('dose', 'route')).toEqual([]);
  });
});
