import type { PatientLogAnswer, ReplayAnswer } from '@web/api/types';
import { behindOf, beginningOf, lineAt } from './knowledge';

const look = (revision: number, head: number, since: Partial<ReplayAnswer['since']> = {}) =>
  ({ revision, head, since: { notYetRecorded: [], corrections: [], ...since } }) as unknown as ReplayAnswer;

const correction = (factId: string, revision: number) => ({
  factId,
  revision,
  recordedAt: '2026-01-02T00:00:00Z',
  what: 'amended' as const,
});

describe('what was known then', () => {
  it('is not told of the head', () => expect(behindOf(look(4, 4))).toBeNull());

  it('counts facts, and a fact that was corrected twice once', () =>
    expect(
      behindOf(
        look(2, 9, {
          notYetRecorded: [{ factId: 'f1' }, { factId: 'f2' }] as never,
          corrections: [correction('f3', 5), correction('f3', 6), correction('f4', 7)],
        }),
      ),
    ).toEqual({ newer: 7, notYetRecorded: 2, corrected: 2, beforeAll: false }));

  it('may be nothing at all', () =>
    expect(behindOf(look(-1, 3))).toMatchObject({ newer: 4, beforeAll: true }));
});

describe('the beginning of a log', () => {
  const line = (revision: number, imported: boolean) => ({
    revision,
    imported,
    recordedAt: `2026-01-0${revision + 1}`,
  });
  const log = (imported: boolean) =>
    ({ statements: [line(0, false), line(1, imported)] }) as unknown as PatientLogAnswer;

  it('says whether the course came from elsewhere', () =>
    expect([beginningOf(log(true)), beginningOf(log(false))]).toEqual([
      { recordedAt: '2026-01-01', imported: true },
      { recordedAt: '2026-01-01', imported: false },
    ]));
  it('is none where nothing was said', () => expect(beginningOf({ statements: [] })).toBeNull());
  it('a place of the slider is a line of the log', () => {
    const { statements } = log(true);
    expect([lineAt(statements, 1)?.revision, lineAt(statements, -1)]).toEqual([1, null]);
  });
});
