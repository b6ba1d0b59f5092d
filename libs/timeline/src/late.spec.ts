import type { PatientStatement } from '@leptotrace/clinical';
import { parsePartialDate, zoneOf, type DayInterval, type Zone } from '@leptotrace/kernel';
import { amended, contact, logOf, recorded, registered } from '../../../test/support/given';
import { believedAt } from './patient';
import { viewOn, type LateReason } from './view';

const SHANGHAI = zoneOf('Asia/Shanghai') as Zone;
const SOON = '2024-01-01T00:00:00.000Z';

interface Told {
  readonly statements: readonly PatientStatement[];
  readonly instants?: readonly string[];
  readonly on: string;
  readonly zone?: Zone;
}

/** Why the last fact of these counts as late. */
const lateIn = ({
  statements,
  instants = statements.map(() => SOON),
  on,
  zone,
}: Told): readonly LateReason[] => {
  const patient = believedAt(logOf([registered, ...statements], [SOON, ...instants]));
  const view = viewOn(patient, parsePartialDate(on) as DayInterval, zone);
  const last = [...patient.facts.keys()].at(-1);
  const viewed = [...view.known, ...view.undetermined].find(({ factId }) => factId === last);
  if (!viewed) throw new Error('not seen on that day');
  return viewed.late;
};

const says = (assertedAt: string) => [recorded('a', contact('2024-03-01', { assertedAt }))];

describe('late, because the source said so only after the day', () => {
  it.each([
    ['on the day itself: not', '2024-03-05', '2024-03-05', []],
    ['the day after', '2024-03-05', '2024-03-04', ['asserted-after-day']],
    ['in a month that has begun: not for certain', '2024-03', '2024-03-01', []],
    ['in the next month', '2024-04', '2024-03-31', ['asserted-after-day']],
    ['in the last minute of the day', '2024-03-05T23:59:59Z', '2024-03-05', []],
    ['in the first of the next', '2024-03-06T00:00:00Z', '2024-03-05', ['asserted-after-day']],
    ['on any day of the month asked for', '2024-03-31', '2024-03', []],
    ['after the month asked for', '2024-04-01', '2024-03', ['asserted-after-day']],
  ])('%s', (_what, assertedAt, on, late) => {
    expect(lateIn({ statements: says(assertedAt), on })).toEqual(late);
  });

  it('an instant has its day at the place of care', () => {
    const evening = { statements: says('2024-03-05T16:00:00Z'), on: '2024-03-05' };
    expect(lateIn(evening)).toEqual([]);
    expect(lateIn({ ...evening, zone: SHANGHAI })).toEqual(['asserted-after-day']);
    expect(lateIn({ ...evening, statements: says('2024-03-05T15:59:59Z'), zone: SHANGHAI })).toEqual([]);
  });

  it('a correction does not say it later', () => {
    const statements = [
      ...says('2024-03-02'),
      amended('a', contact('2024-03-01', { assertedAt: '2024-06-01' })),
    ];
    expect(lateIn({ statements, on: '2024-03-05' })).toEqual([]);
  });
});

describe('late, because facts of later days were recorded before it', () => {
  const order = (...facts: readonly object[]) => facts.map((fact, at) => recorded(`f${at}`, fact));
  it.each([
    ['a fact of the same day', order(contact('2024-03-02'), contact('2024-03-02')), []],
    [
      'a fact of the day after',
      order(contact('2024-03-03'), contact('2024-03-02')),
      ['recorded-out-of-order'],
    ],
    ['a fact of some day of the month', order(contact('2024-03'), contact('2024-03-02')), []],
    ['a month, after one of its days', order(contact('2024-03-31'), contact('2024-03')), []],
    [
      'a month, after a day of the next',
      order(contact('2024-04-01'), contact('2024-03')),
      ['recorded-out-of-order'],
    ],
    [
      'a statement about a document, which has no place in the course',
      order({ kind: 'OtherFactRecorded', occurredOn: '2024-03-03', label: 'page 2' }, contact('2024-03-02')),
      [],
    ],
  ])('%s', (_what, statements, late) => {
    expect(lateIn({ statements, on: '2024-12-31' })).toEqual(late);
  });
});

describe('late, because this system learned it only after the day', () => {
  const learned = (instant: string, more: object = {}): Told => ({
    statements: [recorded('a', contact('2024-03-01'), more)],
    instants: [instant],
    on: '2024-03-05',
  });

  it.each([
    ['in the last millisecond of the day: not', '2024-03-05T23:59:59.999Z', []],
    ['in the first of the next', '2024-03-06T00:00:00.000Z', ['recorded-after-day']],
  ])('%s', (_what, instant, late) => {
    expect(lateIn(learned(instant))).toEqual(late);
  });

  it('the day is that of the place of care', () => {
    expect(lateIn({ ...learned('2024-03-05T15:59:59.999Z'), zone: SHANGHAI })).toEqual([]);
    expect(lateIn({ ...learned('2024-03-05T16:00:00.000Z'), zone: SHANGHAI })).toEqual([
      'recorded-after-day',
    ]);
  });

  it.each([
    ['a row of a source', { sourceKey: 'row 1' }],
    ['another log', { origin: { recordedAt: SOON, actor: 'y' } }],
  ])('said first by %s: not', (_what, more) => {
    expect(lateIn(learned('2026-01-01T00:00:00.000Z', more))).toEqual([]);
  });
});

it('every reason at once, in one order', () => {
  const statements = [
    recorded('f', contact('2024-03-20')),
    recorded('a', contact('2024-03-01', { assertedAt: '2024-03-06' })),
  ];
  expect(
    lateIn({
      statements,
      instants: ['2024-03-20T00:00:00.000Z', '2024-03-21T00:00:00.000Z'],
      on: '2024-03-05',
    }),
  ).toEqual(['asserted-after-day', 'recorded-out-of-order', 'recorded-after-day']);
});

it('a fact that lies after the day is not late for it', () => {
  const patient = believedAt(logOf([registered, recorded('a', contact('2024-03-06'))]));
  const view = viewOn(patient, parsePartialDate('2024-03-05') as DayInterval);
  expect([view.known, view.later]).toEqual([[], 1]);
});
