import type { JsonObject } from '@leptotrace/kernel';
import type { SentSignal } from '@leptotrace/signals';
import type { Filtered } from './filter';

/** A signal as it stands in the feed: its CloudEvents envelope, and what filters look at. */
export interface FeedSignal {
  readonly envelope: JsonObject;
  readonly signalId: string;
  readonly patientId: string;
  readonly sequence: string;
  readonly filtered: Omit<Filtered, 'study'>;
}

export interface Message {
  /** The `webhook-id`: that of the signal, at each try and replay. */
  readonly id: string;
  readonly body: string;
}

export interface MessageOptions {
  readonly payload: 'reference' | 'full';
  /** Id of the signal of this patient that this webhook was told before; `null` for the first. */
  readonly previous: string | null;
  readonly isReplayed: boolean;
}

const referenceIn = (data: JsonObject): JsonObject => ({
  patientId: data['patientId'] ?? null,
  revision: data['revision'] ?? null,
  asOf: data['asOf'] ?? null,
});

/** The same bytes at every try. */
export const messageOf = (
  { envelope, signalId }: FeedSignal,
  { payload, previous, isReplayed }: MessageOptions,
): Message => {
  const data = envelope['data'] as JsonObject;
  const body = {
    ...envelope,
    ...(previous === null ? {} : { previous }),
    ...(isReplayed ? { replayed: true } : {}),
    ...(payload === 'full' ? {} : { dataschema: 'urn:leptotrace:schema:SignalReference:1' }),
    data: payload === 'full' ? data : referenceIn(data),
  };
  return { id: signalId, body: JSON.stringify(body) };
};

export const feedSignalOf = (type: SentSignal['type'], envelope: JsonObject): FeedSignal => {
  const data = envelope['data'] as unknown as Pick<SentSignal, 'key' | 'now' | 'before'>;
  return {
    envelope,
    signalId: envelope['id'] as string,
    patientId: envelope['subject'] as string,
    sequence: envelope['sequence'] as string,
    filtered: { type, key: data.key, now: data.now, before: data.before },
  };
};
