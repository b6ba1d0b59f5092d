import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@leptotrace/kernel';
import { sentBy, signalsFor } from './decide';
import { decodeSignal, SIGNAL_TYPES, type SentSignal, type StoredSignal, type Subject } from './signal';

const GOLDEN = readFileSync(join(process.cwd(), 'test/golden/signals-v1.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as StoredSignal & { readonly streamId: string })
  .filter(({ streamId }) => streamId.startsWith('signals-'));

const said = { supersedes: null, on: '2024-06-01', asOf: 3, ruleset: { id: 'r', digest: 'd' } };
const response = { what: 'response', compartment: 'cns', criterion: 'RANO_BM_2015', date: '2024-03-01' };
const resistance = { what: 'resistance', compartment: 'csf', alteration: 'C797S', since: null, drugs: ['d'] };

const stored = (type: string, now: JsonObject | null, schemaVersion = 1): StoredSignal => ({
  type,
  schemaVersion,
  data: { key: 'k', now, before: null, ...said },
});

const nowOf = (signal: StoredSignal): Subject | null => {
  const decoded = decodeSignal(signal);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
  return decoded.value.now;
};

describe('signals stored by version 1', () => {
  it('are there of every type, and all still read', () => {
    const later = ['ResistanceWithdrawn'];
    expect([...new Set(GOLDEN.map(({ type }) => type)), ...later].sort()).toEqual([...SIGNAL_TYPES].sort());
    for (const signal of GOLDEN) {
      expect(signal.schemaVersion).toBe(1);
      expect({ type: signal.type, ...decodeSignal(signal) }).toMatchObject({ type: signal.type, ok: true });
    }
  });

  it('say what they said', () => {
    for (const signal of GOLDEN) expect(decodeSignal(signal)).toMatchObject({ value: signal.data });
  });

  it.each([
    ['PD', 'confirmed'],
    ['SUSPECTED_PD', 'provisional'],
    ['SD', null],
    ['PR', null],
    ['CR', null],
  ])('a response %s is %s: as far as its value tells', (value, confirmation) => {
    const now = nowOf(stored('ResponseChanged', { ...response, value, facts: ['f'] }));
    expect(now).toEqual({ ...response, value, facts: ['f'], confirmation });
  });

  it('a resistance is detected; how surely and by which rules was not told', () => {
    const now = nowOf(stored('ResistanceDetected', { ...resistance, facts: ['f'] }));
    const untold = { state: 'detected', confirmation: null, criteria: null };
    expect(now).toEqual({ ...resistance, facts: ['f'], ...untold });
  });

  it('keep what was told already by a build that wrote more under the same version', () => {
    const told = { ...response, value: 'PR', facts: ['f'], confirmation: 'provisional' };
    expect(nowOf(stored('ResponseChanged', told))).toEqual(told);
  });

  it.each([
    ['a newer version', stored('ResponseChanged', null, 3), '/schemaVersion'],
    ['an unknown type', stored('Nonsense', null), '/type'],
    [
      'a subject of another type',
      stored('ProgressionDetected', { ...response, value: 'PD', facts: [] }),
      '/now',
    ],
    ['a field that is not its own', stored('ResponseChanged', { what: 'response', more: 1 }), '/now'],
    [
      'the form of version 1 under version 2',
      stored('ResistanceDetected', { ...resistance, facts: [] }, 2),
      '/now',
    ],
  ])('are never guessed: %s', (_what, signal, path) => {
    const decoded = decodeSignal(signal);
    expect(decoded.ok ? [] : decoded.issues.map((issue) => issue.path)).toEqual(
      expect.arrayContaining([expect.stringContaining(path)]),
    );
  });
});

describe('what version 1 did not tell', () => {
  const sentOf = (now: JsonObject): SentSignal => {
    const type = now['what'] === 'response' ? 'ResponseChanged' : 'ResistanceDetected';
    const decoded = decodeSignal(stored(type, now));
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.issues));
    return { ...decoded.value, type, signalId: 'old' };
  };
  const next = (before: JsonObject, now: object) =>
    signalsFor(sentBy([sentOf(before)]), new Map([['k', now as Subject]]), {
      on: said.on,
      asOf: 4,
      ruleset: said.ruleset,
    });

  const partial = { ...response, value: 'PR', facts: ['f'] };
  const found = { ...resistance, facts: ['f'] };
  const surely = { state: 'detected', confirmation: 'provisional', criteria: ['R'] };

  it('is not told of the same facts: that would be the same cause twice', () => {
    expect(next(partial, { ...partial, confirmation: 'provisional' })).toEqual([]);
    expect(next(found, { ...found, ...surely })).toEqual([]);
  });

  it('is told with the next facts that decide', () => {
    const later = { ...partial, date: '2024-04-01', facts: ['g'], confirmation: 'confirmed' };
    expect(next(partial, later)).toMatchObject([
      { type: 'ResponseChanged', supersedes: 'old', now: later, before: { value: 'PR', confirmation: null } },
    ]);
    expect(next(found, { ...found, ...surely, facts: ['f', 'g'] })).toMatchObject([
      { type: 'ResistanceDetected', supersedes: 'old', now: surely },
    ]);
  });

  it('hides no change of what was told', () => {
    expect(next(partial, { ...partial, value: 'SD', confirmation: null })).toHaveLength(1);
    expect(next(found, { ...found, ...surely, drugs: ['d', 'e'] })).toHaveLength(1);
    const gone = { ...found, state: 'cleared', confirmation: 'provisional', criteria: ['R'], drugs: [] };
    expect(next(found, gone)).toMatchObject([{ type: 'ResistanceCleared', now: { state: 'cleared' } }]);
  });
});
