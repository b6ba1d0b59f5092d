import type { JsonObject } from '@leptotrace/kernel';
import type { SignalType } from '@leptotrace/signals';
import { sequenceIn } from '../signals/sequence';
import { signalTypeOf } from '../signals/schemas';
import type { ToldAbout } from './value-history.answer';

const PROGRESSIONS: readonly SignalType[] = [
  'ProgressionDetected',
  'ProgressionRevised',
  'ProgressionWithdrawn',
];

const ALL_COMPARTMENTS = ['progression:cns', 'progression:non-cns', 'progression:both'];

/** Keys of the signals that speak of the event of an endpoint; the others are of no signal. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  CNSPFS: ['progression:cns', 'progression:both'],
  NCNSPFS: ['progression:non-cns', 'progression:both'],
  BIPFS: ALL_COMPARTMENTS,
  PFS: ALL_COMPARTMENTS,
};

interface SentData {
  readonly key: string;
  readonly now: { readonly date: string } | null;
  readonly asOf: number;
  readonly supersedes: string | null;
  readonly on: string;
}

/** What others were told of the event of an endpoint, in the order of the signals. */
export const toldAbout = (paramcd: string, signals: readonly JsonObject[]): readonly ToldAbout[] =>
  signals.flatMap((signal) => {
    const type = signalTypeOf(signal['type'] as string);
    const { key, now, asOf, supersedes, on } = signal['data'] as unknown as SentData;
    if (!PROGRESSIONS.includes(type) || !(KEYS[paramcd] ?? []).includes(key)) return [];
    return {
      id: signal['id'] as string,
      type,
      key,
      date: now?.date ?? null,
      sequence: sequenceIn(signal),
      recordedAt: signal['recordedtime'] as string,
      revision: asOf,
      supersedes,
      on,
    };
  });
