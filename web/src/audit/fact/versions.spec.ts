import type { HistoryAnswer } from '@web/api/types';
import { differencesOf } from './difference';
import { versionsOf } from './versions';

describe('differences between two versions', () => {
  it('are told at their leaves, members of lists by their names', () => {
    const before = {
      result: 'SD',
      lesions: [
        { lesionId: 'b1', longest: { value: 14 } },
        { lesionId: 'b2', longest: { value: 8 } },
      ],
    };
    const after = {
      result: 'PD',
      lesions: [
        { lesionId: 'b0', longest: { value: 5 } },
        { lesionId: 'b1', longest: { value: 22 } },
        { lesionId: 'b2', longest: { value: 8 } },
      ],
    };
    expect(differencesOf(before, after)).toEqual([
      { path: 'result', before: 'SD', after: 'PD' },
      { path: 'lesions › b1 › longest › value', before: 14, after: 22 },
      { path: 'lesions › b0', after: { lesionId: 'b0', longest: { value: 5 } } },
    ]);
  });

  it('tell what was added and what was taken away', () => {
    expect(differencesOf({ a: 1 }, { b: [2] })).toEqual([
      { path: 'a', before: 1 },
      { path: 'b', after: [2] },
    ]);
  });

  it('tell a date that became a span as a whole', () => {
    const span = { earliest: '2024-05', latest: '2024-07' };
    expect(differencesOf({ occurredOn: '2024-06' }, { occurredOn: span })).toEqual([
      { path: 'occurredOn', before: '2024-06', after: span },
    ]);
  });

  it('keep two members of one name apart', () => {
    const twice = [
      { lesionId: 'x', mm: 1 },
      { lesionId: 'x', mm: 2 },
    ];
    expect(differencesOf(twice, [twice[0] as object as never, { lesionId: 'x', mm: 3 }])).toEqual([
      { path: 'x #2 › mm', before: 2, after: 3 },
    ]);
  });

  it('are none between equal contents', () => {
    expect(differencesOf({ a: [{ b: null }] }, { a: [{ b: null }] })).toEqual([]);
  });
});

const said = (revision: number, statement: string, more: object = {}): object => ({
  revision,
  recordedAt: '2026-01-01T00:00:00.000Z',
  actor: 'x',
  statement,
  ...more,
});

const HISTORY: HistoryAnswer = {
  patientId: 'p',
  factId: 'f',
  revision: 9,
  current: 8,
  statements: [
    said(2, 'recorded', { fact: { kind: 'DeathRecorded', occurredOn: '2024' } }),
    said(5, 'amended', {
      change: 'corrected',
      reason: 'typo',
      fact: { kind: 'DeathRecorded', occurredOn: '2025' },
    }),
    said(6, 'retracted', { reason: 'wrong-patient' }),
    said(8, 'reinstated', { reason: 'it was ours' }),
  ],
};

describe('versions of a fact', () => {
  it('count statements with content; each says what it changed', () => {
    const { entries, count } = versionsOf(HISTORY, 9);
    expect(count).toBe(2);
    expect(entries.map(({ version, statement }) => [version, statement])).toEqual([
      [1, 'recorded'],
      [2, 'amended'],
      [2, 'retracted'],
      [2, 'reinstated'],
    ]);
    expect(entries[1]?.differences).toEqual([{ path: 'occurredOn', before: '2024', after: '2025' }]);
    expect(entries[3]?.differences).toEqual([]);
  });

  it.each([
    [9, 2, false],
    [7, 2, true],
    [4, 1, false],
  ])('known at r%d: version %d, retracted %s', (asOf, version, retracted) => {
    const versions = versionsOf(HISTORY, asOf);
    expect(versions.current?.version).toBe(version);
    expect(versions.retracted).toBe(retracted);
    expect(versions.entries.filter(({ later }) => !later).every(({ revision }) => revision <= asOf)).toBe(
      true,
    );
  });

  it('are none before the fact was recorded', () => {
    expect(versionsOf(HISTORY, 1).current).toBeNull();
  });
});
