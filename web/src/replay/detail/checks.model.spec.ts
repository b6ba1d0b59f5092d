import type { ReplayAnswer } from '@web/api/types';
import { bySeverity, withMessages } from './checks.model';

type Check = ReplayAnswer['timeline']['checks'][number];

const check = (code: Check['code'], severity: Check['severity'], ...factIds: string[]): Check => ({
  code,
  severity,
  group: 'order',
  factIds,
  message: `${code} of ${factIds.join()}`,
  mend: '',
});

const CHECKS = [
  check('not-used', 'hint', 'h'),
  check('after-death', 'error', 'd', 'a'),
  check('after-death', 'error', 'd', 'b'),
];

describe('checks of a course', () => {
  it('stand by severity, the worst first, and none that nothing has', () =>
    expect(bySeverity(CHECKS).map(({ severity, checks }) => [severity, checks.length])).toEqual([
      ['error', 2],
      ['hint', 1],
    ]));

  it('give the one that an endpoint names its message, by code and facts', () =>
    expect(withMessages([{ code: 'after-death', facts: ['d', 'b'] }], CHECKS)).toEqual([
      { code: 'after-death', facts: ['d', 'b'], message: 'after-death of d,b' },
    ]));

  it('keep what an endpoint names although the course at hand does not', () =>
    expect(withMessages([{ code: 'unread', facts: ['x'] }], CHECKS)).toEqual([
      { code: 'unread', facts: ['x'] },
    ]));
});
