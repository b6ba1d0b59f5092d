import { LONGEST_PAUSE_MS, pauseAfter, PAUSES_MS, retryAfterMs } from './retry';

const NOW = new Date('2026-01-01T00:00:00.000Z');

describe('pauses between tries', () => {
  it('are nine, of 75 h 35 min 5 s together, and none behind the tenth try', () => {
    expect(PAUSES_MS).toHaveLength(9);
    expect(PAUSES_MS.reduce((sum, pause) => sum + pause, 0)).toBe((75 * 3_600 + 35 * 60 + 5) * 1_000);
    expect([pauseAfter(9, 0.5), pauseAfter(10, 0.5)]).toEqual([24 * 3_600_000, null]);
  });

  it.each(PAUSES_MS.map((pause, index) => [index + 1, pause] as const))(
    'behind try %i: spread by a tenth either way, never outside',
    (attempt, pause) => {
      const spread = [0, 0.5, 1].map((random) => pauseAfter(attempt, random));
      expect(spread).toEqual([0.9 * pause, pause, 1.1 * pause].map(Math.round));
    },
  );
});

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90_000],
    // A clock that is behind ours asks for no time at all, not for less.
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['999999999', LONGEST_PAUSE_MS],
    ['Fri, 01 Jan 2027 00:00:00 GMT', LONGEST_PAUSE_MS],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('%j is %j', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});
