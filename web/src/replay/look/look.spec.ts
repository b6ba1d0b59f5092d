import type { ReplayAnswer } from '@web/api/types';
import { epochDay } from '../../../../libs/kernel/src/partial-date';
import { lastDayOf, weeksSince } from './days';
import { lastDayOfCourse, OPEN_FOR_DAYS } from './extent';
import { asOfAt, boardLook, dayIn, questionAt, type Controls } from './question';
import { shortcutOf, SHORTCUTS } from './shortcuts';
import { assessmentBefore, stepFrom, stepsOf } from './steps';
import { isSamePast } from './useHeld';

const NONE: Controls = { on: null, asOf: null, then: null, ruleset: null, origin: null, mode: null };
const MAY_3 = epochDay(2021, 5, 3);

interface Told {
  readonly facts?: readonly (readonly [kind: string, from: string, to: string])[];
  readonly decisions?: readonly string[];
  readonly vital?: string;
  readonly points?: readonly { readonly value: string; readonly to: string; readonly drives?: boolean }[];
}

/** As much of an answer as a look reads. */
const answerOf = ({ facts = [], decisions = [], vital = 'no-death-recorded', points = [] }: Told) =>
  ({
    timeline: {
      facts: facts.map(([kind, from, to]) => ({ fact: { kind }, interval: { from, to } })),
      undetermined: [],
      state: { vital: { status: vital } },
    },
    decisions: decisions.map((on) => ({ on })),
    status: {
      compartments: [
        {
          criteria: points.map(({ value, to, drives = true }) => ({
            criterion: 'RANO_LM_2017',
            drives,
            timePoints: [{ value, dates: { from: to, to } }],
          })),
        },
      ],
    },
  }) as unknown as ReplayAnswer;

describe('the day of a look', () => {
  it('a partial date means its last day', () =>
    expect([dayIn('2021'), dayIn('2021-05'), dayIn('2021-05-03'), dayIn(null), dayIn('soon')]).toEqual([
      epochDay(2021, 12, 31),
      epochDay(2021, 5, 31),
      MAY_3,
      null,
      null,
    ]));

  it('weeks since a partial date are between two numbers', () =>
    expect([weeksSince('2021-05-03', MAY_3 + 217), weeksSince('2021-05', epochDay(2021, 6, 30))]).toEqual([
      { from: 31, to: 31 },
      { from: 4, to: 8 },
    ]));
});

describe('the last day of a course', () => {
  const course = answerOf({ facts: [['TherapyStarted', '2021-04-01', '2021-04-30']] });
  const last = epochDay(2021, 4, 30);

  it('is today while the course is open', () =>
    expect(lastDayOfCourse(course, last + OPEN_FOR_DAYS)).toBe(last + OPEN_FOR_DAYS));
  it('is that of its last fact once it has ended', () =>
    expect(lastDayOfCourse(course, last + OPEN_FOR_DAYS + 1)).toBe(last));
  it('is that of its last fact when the patient has died', () =>
    expect(
      lastDayOfCourse(
        {
          ...course,
          ...answerOf({ ...{ vital: 'dead' }, facts: [['DeathRecorded', '2021-04-30', '2021-04-30']] }),
        },
        last + 9,
      ),
    ).toBe(last));
  it('is never after today', () =>
    expect(lastDayOfCourse(answerOf({ facts: [['ContactRecorded', '2021', '2021-12-31']] }), MAY_3)).toBe(
      MAY_3,
    ));
  it('takes decisions, and no fact that is none of the course', () =>
    expect(
      lastDayOfCourse(
        answerOf({ facts: [['OtherFactRecorded', '2020-12-31', '2020-12-31']], decisions: ['2019-02-01'] }),
        MAY_3,
      ),
    ).toBe(epochDay(2019, 2, 1)));
  it('is today when nothing is recorded', () => expect(lastDayOfCourse(answerOf({}), MAY_3)).toBe(MAY_3));
});

describe('what is asked', () => {
  it('is the head, unless knowledge is named or follows the day', () =>
    expect([
      asOfAt(NONE, MAY_3),
      asOfAt({ ...NONE, then: '1' }, MAY_3),
      asOfAt({ ...NONE, then: '1', asOf: 'r7' }, MAY_3),
      asOfAt({ ...NONE, asOf: '2021-06-01' }, MAY_3),
    ]).toEqual([undefined, '2021-05-03', 'r7', '2021-06-01']));

  it('carries the rules', () =>
    expect(questionAt({ ...NONE, ruleset: 'lm-ema', mode: 'EMA', origin: 'lm-diagnosis' }, MAY_3)).toEqual({
      on: '2021-05-03',
      asOf: undefined,
      ruleset: 'lm-ema',
      mode: 'EMA',
      origin: 'lm-diagnosis',
    }));

  it('of a board is the day it met and what it had before it', () =>
    expect(boardLook({ on: '2021-05-03', knownRevision: 17 })).toBe('on=2021-05-03&asOf=r17'));
});

describe('steps', () => {
  const answer = answerOf({
    facts: [
      ['ImagingStudyReported', '2021-05-01', '2021-05-31'],
      ['ImagingStudyReported', '2021-03-02', '2021-03-02'],
      ['CsfCytologyReported', '2021-03-02', '2021-03-02'],
    ],
    decisions: ['2021-06-01'],
    points: [
      { value: 'PD', to: '2021-05-31' },
      { value: 'SD', to: '2021-03-02' },
      { value: 'PD', to: '2021-04-01', drives: false },
    ],
  });
  const [march, may, june] = [lastDayOf('2021-03-02'), lastDayOf('2021-05'), lastDayOf('2021-06-01')] as [
    number,
    number,
    number,
  ];

  it('are the days from which something is known, in order and once', () =>
    expect(stepsOf(answer)).toEqual({
      events: [march, may, june],
      decisions: [june],
      progressions: [may],
    }));
  it('go to the nearest stop, and nowhere at an end', () => {
    const { events } = stepsOf(answer);
    expect([stepFrom(events, march, 'next'), stepFrom(events, may + 1, 'previous')]).toEqual([may, may]);
    expect([stepFrom(events, june, 'next'), stepFrom(events, march, 'previous')]).toEqual([null, null]);
  });
  it('a comparison begins at the assessment before the last one', () => {
    expect(assessmentBefore(answer, june)).toBe(march);
    expect(assessmentBefore(answer, march)).toBe(march - 28);
  });
});

describe('keys', () => {
  const pressed = (key: string, more: object = {}) => ({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    getModifierState: () => false,
    ...more,
  });
  it('each does one thing', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => [...shortcut.keys] as string[]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(SHORTCUTS.map(({ keys: [key], does }) => shortcutOf(pressed(key)) === does)).not.toContain(false);
  });
  it('a bracket by AltGr counts; the browser keeps its own', () => {
    const control = { ctrlKey: true, altKey: true };
    expect(shortcutOf(pressed('[', { ...control, getModifierState: () => true }))).toBe('previousEvent');
    expect([
      shortcutOf(pressed('c', { ctrlKey: true })),
      shortcutOf(pressed('k', { metaKey: true })),
    ]).toEqual([null, null]);
    expect(shortcutOf(pressed('x'))).toBeNull();
  });
});

describe('a picture of the past', () => {
  const answer = (revision: number, head: number, more: { on?: string; mode?: string } = {}): ReplayAnswer =>
    ({
      revision,
      head,
      on: more.on ?? '2021-05-03',
      endpoints: { ruleset: { digest: 'd' }, mode: more.mode ?? 'FDA', origin: null },
    }) as unknown as ReplayAnswer;
  const picture = (shown: ReplayAnswer, whole = answer(shown.head, shown.head)) => ({ whole, shown });

  it('stands while only the head moves on', () =>
    expect(isSamePast(picture(answer(4, 6)), picture(answer(4, 5)))).toBe(true));

  it('moves with the head where the head is looked at', () =>
    expect(isSamePast(picture(answer(6, 6)), picture(answer(6, 6)))).toBe(false));

  it.each([
    ['knowledge', answer(3, 6)],
    ['day', answer(4, 6, { on: '2021-05-04' })],
    ['mode', answer(4, 6, { mode: 'EMA' })],
  ])('moves with another %s', (_what, other) =>
    expect(isSamePast(picture(other), picture(answer(4, 6)))).toBe(false),
  );
});
