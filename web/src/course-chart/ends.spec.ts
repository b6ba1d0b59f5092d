import type { ReplayAnswer } from '@web/api/types';
import { dayText, parsePartialDate } from '@web/format/dates';
import { termsOf } from '@web/terms/terms';
import termTexts from '@web/terms/texts/en.json';
import { startApp, type TestApp } from '../../../test/support/app';
import { trustOf } from '../replay/strip/trust.model';
import { onWhatOf } from '../replay/strip/on-what.model';
import { courseHead } from '../replay/header/course-head';
import { weeksSince } from '../replay/look/days';
import type { LaneId } from './marks';
import { lanesOf } from './model';
import { tableOf } from './table';
import type { TherapyBar } from './therapy-bars';
import { barWords, markSaid, type Dates } from './view/useWords';

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.close());

const post = async (path: string, body: object): Promise<unknown> => {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};

let courses = 0;
/** What a look at a course of these facts answers; facts after the first may point to its id. */
const look = async (
  on: string,
  facts: readonly object[],
  more: (first: string) => readonly object[] = () => [],
): Promise<ReplayAnswer> => {
  courses += 1;
  const patientId = `ends-${courses}`;
  await post('/v1/patients', { patientId });
  const answer = await post(`/v1/patients/${patientId}/facts`, { facts });
  const [first] = (answer as { readonly facts: readonly { readonly factId: string }[] }).facts;
  const rest = more(first?.factId ?? '');
  if (rest.length > 0) await post(`/v1/patients/${patientId}/facts`, { facts: rest });
  const replay = await fetch(`${server.url}/v1/patients/${patientId}/replay?on=${on}`);
  return (await replay.json()) as ReplayAnswer;
};

const start = (occurredOn: string, agent: string, more: object = {}): object => ({
  kind: 'TherapyStarted',
  occurredOn,
  agent,
  route: agent === 'osimertinib' ? 'oral' : 'intravenous',
  ...more,
});
const other = (printedName: string, more: object = {}): object =>
  start('2024-03-01', 'other', { printedName, anticancer: false, ...more });
const death = (occurredOn: string): object => ({ kind: 'DeathRecorded', occurredOn });

const barsIn = (answer: ReplayAnswer, lane: LaneId = 'systemic'): readonly TherapyBar[] =>
  lanesOf(answer).get(lane)?.bars ?? [];

const terms = termsOf(termTexts, 'en');
const t = (key: string, options: Record<string, unknown> = {}): string =>
  `${key} ${Object.values(options).map(String).join(' ')}`.trim();
const same = (text: string): string => text;
const dates: Dates = {
  date: same,
  instant: same,
  occurred: String,
  days: (from, to) => (from === to ? dayText(from) : `${dayText(from)}/${dayText(to)}`),
};
const words = barWords(terms, t, markSaid(terms, t, dates), dates);

/** The sure part of a bar, its fading part, and what is said of it. */
const drawn = (bar: TherapyBar) => ({
  runs: bar.stretches.map(
    ({ from, to, faded }) => `${dayText(from)} ${to === null ? 'on' : dayText(to)}${faded ? ' faded' : ''}`,
  ),
  says: words.barSaid(bar).what,
});

describe('the end of a bar is the one that the service answers', () => {
  it.each(['2024-05-15', '2024-12-31'])('END-R3-death: on %s it ends at the death', async (on) => {
    const answer = await look(on, [start('2024-01-03', 'osimertinib'), death('2024-05-15')]);
    expect(barsIn(answer).map(drawn)).toEqual([
      { runs: ['2024-01-03 2024-05-15'], says: 'Osimertinib, inferredEnd.death 2024-05-15' },
    ]);
    expect(barsIn(answer)[0]?.ended).toMatchObject({ inferred: true, reason: 'death' });
  });

  it('END-R3-death: goes on until the day before', async () => {
    const answer = await look('2024-05-14', [start('2024-01-03', 'osimertinib'), death('2024-05-15')]);
    expect(barsIn(answer).map(drawn)).toEqual([{ runs: ['2024-01-03 on'], says: 'Osimertinib, goesOn' }]);
  });

  it('END-R3-hospice: ends with hospice care', async () => {
    const answer = await look('2024-06-30', [
      start('2024-04-01', 'osimertinib'),
      { kind: 'CareTransitioned', occurredOn: '2024-06-01', to: 'hospice' },
    ]);
    expect(barsIn(answer).map(drawn)).toEqual([
      { runs: ['2024-04-01 2024-06-01'], says: 'Osimertinib, inferredEnd.hospice 2024-06-01' },
    ]);
  });

  it('END-R3-next-line: fades between the last day that shows it and the next line', async () => {
    const answer = await look('2024-09-30', [
      start('2024-01-03', 'osimertinib'),
      start('2024-08-01', 'docetaxel'),
    ]);
    expect(drawn(barsIn(answer)[0] as TherapyBar)).toEqual({
      runs: ['2024-01-03 2024-08-01 faded'],
      says: 'Osimertinib, inferredEnd.next-line 2024-01-03/2024-07-31',
    });
  });

  it('END-R3-recorded: a stop ends it and its reason is said', async () => {
    const stop = (startId: string) => [
      { kind: 'TherapyStopped', occurredOn: '2024-04-01', startId, reason: 'toxicity' },
    ];
    const answer = await look('2024-12-31', [start('2024-01-03', 'osimertinib'), death('2024-05-15')], stop);
    expect(barsIn(answer).map(drawn)).toEqual([
      { runs: ['2024-01-03 2024-04-01'], says: 'Osimertinib, stoppedOn 2024-04-01 toxicity' },
    ]);
  });

  it('a stop that is dated by the start ends it as well', async () => {
    const stop = (startId: string) => [
      {
        kind: 'TherapyStopped',
        relativeTo: { factId: startId, offset: 'P30D' },
        startId,
        reason: 'toxicity',
      },
    ];
    const answer = await look('2024-12-31', [start('2024-01-03', 'osimertinib')], stop);
    expect(answer.status.therapy.stopped[0]?.stoppedOn).toBe('2024-02-02');
    expect(barsIn(answer).map(({ end }) => end && dayText(end.from))).toEqual(['2024-02-02']);
  });

  it.each([
    ['2024-04-01', 'docetaxel', '2024-01-03 on', 'goesOn'],
    ['2024-04-03', 'docetaxel', '2024-01-03 on faded', 'mayHaveEnded 2024-01-03'],
    ['2024-04-03', 'osimertinib', '2024-01-03 on', 'goesOn'],
    ['2024-07-02', 'osimertinib', '2024-01-03 on faded', 'mayHaveEnded 2024-01-03'],
  ])('on %s %s without any sign of it: %s', async (on, agent, run, says) => {
    const answer = await look(on, [start('2024-01-03', agent)]);
    const [bar] = barsIn(answer).map(drawn);
    expect(bar?.runs).toEqual([run]);
    expect(bar?.says).toContain(says);
  });

  it('recorded again it is one bar, with the dose in force and its own date', async () => {
    const dose = (value: number) => ({ dose: { value, unit: 'mg' }, schedule: 'daily' });
    const answer = await look('2024-07-01', [
      start('2024-03-01', 'osimertinib', dose(80)),
      start('2024-06-22', 'osimertinib', dose(160)),
    ]);
    expect(barsIn(answer).map(drawn)).toEqual([
      {
        runs: ['2024-03-01 2024-06-22', '2024-06-22 on'],
        says: 'Osimertinib, doseSince 160\u00a0mg 2024-06-22, goesOn',
      },
    ]);
    const [line] = onWhatOf(answer).running;
    expect([line?.since.value, line?.begun?.value]).toEqual(['2024-06-22', '2024-03-01']);
  });

  it('says the same in the table of the lane', async () => {
    const answer = await look('2024-12-31', [start('2024-01-03', 'osimertinib'), death('2024-05-15')]);
    const lane = lanesOf(answer).get('systemic');
    const rows = lane ? tableOf(lane, false) : [];
    expect(rows.flatMap((row) => ('bar' in row ? words.barSaid(row.bar).what : []))).toEqual([
      'Osimertinib, inferredEnd.death 2024-05-15',
    ]);
  });
});

describe('what is on the day', () => {
  it('nothing runs after the death, and weeks since LM stop', async () => {
    const answer = await look('2024-12-31', [
      {
        kind: 'DiagnosisRecorded',
        occurredOn: '2024-01-03',
        what: 'leptomeningeal-metastasis',
        certainty: 'confirmed',
      },
      start('2024-01-03', 'osimertinib'),
      death('2024-05-15'),
    ]);
    expect(onWhatOf(answer)).toMatchObject({ running: [], neverStopped: [], mayHaveEnded: [] });
    const on = parsePartialDate('2024-12-31')?.to ?? 0;
    expect(weeksSince('2024-01-03', on, courseHead(answer).died)).toEqual({ from: 19, to: 19 });
    expect(weeksSince('2024-01-03', on)).toEqual({ from: 51, to: 51 });
  });

  it('what may have ended stands apart, and its line has a range of days', async () => {
    const answer = await look('2024-12-31', [start('2024-01-03', 'osimertinib')]);
    const { running, mayHaveEnded, line } = onWhatOf(answer);
    expect(running).toEqual([]);
    expect(mayHaveEnded.map(({ name, shown }) => [name.value, shown?.value])).toEqual([
      ['osimertinib', '2024-01-03'],
    ]);
    expect(line).toMatchObject({ mayHaveEnded: true, days: { value: { from: 1, to: 364 } } });
  });
});

describe('a steroid is running, none is recorded, or it is unknown', () => {
  it.each<[string, readonly object[], string, readonly string[], readonly string[]]>([
    ['none', [start('2024-03-01', 'osimertinib')], 'none', [], []],
    ['by its code', [start('2024-03-01', 'dexamethasone')], 'running', ['dexamethasone'], []],
    ['by its name', [other('Decadron')], 'running', ['dexamethasone'], []],
    [
      'into the CSF',
      [start('2024-03-01', 'dexamethasone', { route: 'intrathecal' })],
      'running',
      ['dexamethasone'],
      [],
    ],
    ['by a brand', [other('Avastin')], 'running', ['bevacizumab'], []],
    ['by a name that may be one', [other('Xyzcort')], 'unknown', [], ['perhaps-steroid']],
    ['silent for long', [start('2023-03-01', 'dexamethasone')], 'unknown', [], ['may-have-ended']],
    ['begun perhaps', [start('2024-04', 'dexamethasone')], 'unknown', [], ['may-have-begun']],
    ['until the death', [start('2024-03-01', 'dexamethasone'), death('2024-04-01')], 'none', [], []],
    [
      'one and perhaps another',
      [start('2024-03-01', 'dexamethasone'), other('Xyzcort')],
      'running',
      ['dexamethasone'],
      ['perhaps-steroid'],
    ],
  ])('%s', async (...[, facts, answer, running, doubts]) => {
    const { confounders } = trustOf(await look('2024-04-10', facts));
    expect(confounders.answer.value).toBe(answer);
    expect(confounders.running.map(({ name }) => name.value)).toEqual(running);
    expect(confounders.unknown.map(({ doubt }) => doubt)).toEqual(doubts);
  });

  it('what could not be read as a therapy excludes none', async () => {
    const { confounders } = trustOf(
      await look('2024-04-10', [
        {
          kind: 'OtherFactRecorded',
          occurredOn: '2024-03-01',
          label: 'medication',
          unread: { wouldBe: 'TherapyStarted', reason: 'the drug is not understood' },
        },
      ]),
    );
    expect([confounders.answer.value, confounders.unread]).toEqual(['unknown', 1]);
  });
});

describe('the lane of a treatment is where the service reads that it acts', () => {
  const lanesWith = async (fact: object): Promise<readonly LaneId[]> =>
    [...lanesOf(await look('2024-12-31', [fact])).values()]
      .filter(({ marks, bars }) => marks.length + bars.length > 0)
      .map(({ id }) => id);
  const radiotherapy = (target: string, technique = 'involved-field'): object => ({
    kind: 'RadiotherapyDelivered',
    occurredOn: '2024-03-01',
    technique,
    target,
  });

  it.each<[string, object, readonly LaneId[]]>([
    ['whole brain', radiotherapy('whole brain', 'wbrt'), ['cns-therapy']],
    ['a vertebra', radiotherapy('thoracic spine bone metastasis T7'), ['systemic']],
    ['radiosurgery of the lung', radiotherapy('left upper lobe', 'srs'), ['systemic']],
    ['brain and lung', radiotherapy('brain and lung'), ['systemic', 'cns-therapy']],
    ['not understood', radiotherapy('field A'), ['systemic', 'cns-therapy']],
    [
      'a shunt',
      { kind: 'ProcedurePerformed', occurredOn: '2024-03-01', procedure: 'vp-shunt' },
      ['cns-therapy'],
    ],
    ['a steroid by a brand', other('Decadron'), ['steroid']],
    ['bevacizumab by a brand', other('Avastin'), ['steroid']],
    ['perhaps a steroid', other('Xyzcort'), ['steroid']],
    ['another drug', other('pantoprazole'), ['systemic']],
  ])('%s', async (_, fact, lanes) => expect(await lanesWith(fact)).toEqual(lanes));
});
