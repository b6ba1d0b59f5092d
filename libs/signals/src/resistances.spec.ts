import { dayText } from '@leptotrace/kernel';
import { about, call, drug, resistance, sample } from '../../../test/support/genomics';
import { sentBy, signalsFor } from './decide';
import { resistancesIn } from './resistances';
import type { SentSignal } from './signal';

const DAY = 19_000;
const KEY = 'resistance:csf:EGFR p.Cys797Ser';
const exposures = [drug('osimertinib', DAY)];
const found = (day: number) => sample(DAY + day, 'csf-supernatant', [call('EGFR', 'C797S', { vafPct: 4 })]);
const notFound = (day: number) =>
  sample(DAY + day, 'csf-supernatant', [call('EGFR', 'C797S', { status: 'not-detected' })]);

/** What is said as the samples come, one command each. */
const saidOf = (...samples: readonly ReturnType<typeof found>[]): readonly SentSignal[] =>
  samples.reduce<readonly SentSignal[]>((sent, _sample, at) => {
    const answer = resistance(samples.slice(0, at + 1), { exposures });
    const question = { on: dayText(DAY + 400), asOf: at, ruleset: { id: 'r', digest: 'd' } };
    const signals = signalsFor(sentBy(sent), new Map(resistancesIn(answer)), question);
    return [...sent, ...signals.map((signal, index) => ({ ...signal, signalId: `${at}/${index}` }))];
  }, []);

describe('signals of resistance', () => {
  it('a finding names the drugs, the rules of the table, since when, and that it is confirmed', () => {
    expect(saidOf(found(100))).toMatchObject([
      {
        type: 'ResistanceDetected',
        key: KEY,
        before: null,
        now: {
          compartment: 'csf',
          state: 'detected',
          since: dayText(DAY + 100),
          confirmation: 'confirmed',
          drugs: expect.arrayContaining(['osimertinib']),
          criteria: expect.arrayContaining([expect.stringMatching(/C797/)]),
          facts: [`csf-supernatant-${DAY + 100}`, 'rx-osimertinib'],
        },
      },
    ]);
  });

  it('a finding of a sample with little DNA is provisional, and confirmed by a better one', () => {
    const t790m = (day: number, inputNg: number) =>
      sample(DAY + day, 'plasma', [call('EGFR', 'T790M', { vafPct: 4 })], { inputNg });
    const said = saidOf(t790m(100, 4), t790m(120, 5));
    expect(said.map(({ type, now }) => [type, now && 'confirmation' in now && now.confirmation])).toEqual([
      ['ResistanceDetected', 'provisional'],
      ['ResistanceDetected', 'confirmed'],
    ]);
    expect(said[1]).toMatchObject({ supersedes: said[0]?.signalId, before: said[0]?.now });
  });

  it('one negative clears it provisionally, a second one 14 days later for certain, one after 13 not', () => {
    const said = saidOf(found(100), notFound(130), notFound(143), notFound(144));
    expect(said.map(({ type, asOf }) => [type, asOf])).toEqual([
      ['ResistanceDetected', 0],
      ['ResistanceCleared', 1],
      ['ResistanceCleared', 3],
    ]);
    expect(said[1]).toMatchObject({
      now: {
        state: 'cleared',
        since: dayText(DAY + 130),
        confirmation: 'provisional',
        criteria: ['GENO-10.4-CLEARED_PROVISIONAL'],
        facts: [`csf-supernatant-${DAY + 130}`],
      },
      before: { state: 'detected' },
      supersedes: said[0]?.signalId,
    });
    expect(said[2]).toMatchObject({
      now: { since: dayText(DAY + 130), confirmation: 'confirmed' },
      before: { state: 'cleared', confirmation: 'provisional' },
    });
  });

  it('a sample that cannot tell clears nothing', () => {
    const silent = sample(DAY + 130, 'csf-supernatant', [], { inputNg: 1 });
    expect(saidOf(found(100), silent).map(({ type }) => type)).toEqual(['ResistanceDetected']);
  });

  it('what comes back is detected again, naming the clearing that it supersedes', () => {
    const said = saidOf(found(100), notFound(130), found(160));
    expect(said.map(({ type }) => type)).toEqual([
      'ResistanceDetected',
      'ResistanceCleared',
      'ResistanceDetected',
    ]);
    expect(said[2]).toMatchObject({ before: { state: 'cleared' }, supersedes: said[1]?.signalId });
  });

  it('whoever was told of nothing is not told that it is gone', () => {
    const answer = resistance([found(100), notFound(130)], { exposures });
    const question = { on: dayText(DAY + 400), asOf: 0, ruleset: { id: 'r', digest: 'd' } };
    expect(signalsFor(new Map(), new Map(resistancesIn(answer)), question)).toEqual([]);
  });

  const both = (day: number) =>
    sample(DAY + day, 'csf-supernatant', [
      call('EGFR', 'T790M', { vafPct: 6 }),
      call('EGFR', 'C797S', { vafPct: 4 }),
    ]);
  const t790m = (day: number) => sample(DAY + day, 'csf-supernatant', [call('EGFR', 'T790M', { vafPct: 6 })]);
  const T790M_KEY = 'resistance:csf:EGFR p.Thr790Met';

  it('C797S that comes to T790M without a phase is a finding; T790M is not cleared by it', () => {
    const said = saidOf(t790m(0), both(100));
    expect(said.map(({ type, key, asOf }) => [type, key, asOf])).toEqual([
      ['ResistanceDetected', T790M_KEY, 0],
      ['ResistanceDetected', KEY, 1],
      ['ResistanceDetected', T790M_KEY, 1],
    ]);
    const [first, c797s, second] = said.map(({ now }) => now);
    expect(first).toMatchObject({ drugs: expect.not.arrayContaining(['osimertinib']) });
    expect(c797s).toMatchObject({
      since: dayText(DAY + 100),
      drugs: expect.arrayContaining(['osimertinib']),
    });
    expect(second).toMatchObject({
      state: 'detected',
      since: dayText(DAY),
      drugs: expect.arrayContaining(['gefitinib', 'osimertinib']),
    });
    const answer = resistance([t790m(0), both(100)], { exposures });
    expect(about(answer, 'EGFR', 'C797S').emergence.map(({ label }) => label)).toEqual([
      'EMERGENT_ON(osimertinib)',
    ]);
  });

  it('what is gone without a negative result is withdrawn and not cleared', () => {
    const told = saidOf(found(100));
    const question = { on: dayText(DAY + 400), asOf: 1, ruleset: { id: 'r', digest: 'd' } };
    expect(signalsFor(sentBy(told), new Map(resistancesIn(resistance([]))), question)).toMatchObject([
      { type: 'ResistanceWithdrawn', key: KEY, now: null, before: { state: 'detected' } },
    ]);
  });

  it('a clearing is dated by its negative, and taken back by a finding that nobody could read', () => {
    const unread = sample(DAY + 160, 'csf-supernatant', [call('EGFR', 'KDD')]);
    const said = saidOf(found(100), notFound(130), unread, notFound(190));
    expect(said.map(({ type, now }) => [type, now && 'since' in now ? now.since : null])).toEqual([
      ['ResistanceDetected', dayText(DAY + 100)],
      ['ResistanceCleared', dayText(DAY + 130)],
      ['ResistanceWithdrawn', null],
    ]);
  });

  it('a negative of cells clears nothing that only the supernatant showed', () => {
    const cells = sample(DAY + 130, 'csf-cells', [call('EGFR', 'C797S', { status: 'not-detected' })]);
    expect(saidOf(found(100), cells).map(({ type }) => type)).not.toContain('ResistanceCleared');
  });
});
