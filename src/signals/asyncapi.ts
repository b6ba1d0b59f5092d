import type { JsonObject } from '@leptotrace/kernel';
import { SIGNAL_TYPES } from '@leptotrace/signals';
import { envelopeSchema, eventTypeOf, schemaOf } from './schemas';

const ALL = [...SIGNAL_TYPES];

const messageOf = (type: string): JsonObject => {
  const full = envelopeSchema(type, schemaOf(type) ?? {});
  return {
    name: eventTypeOf(type),
    title: type,
    contentType: 'application/cloudevents+json',
    payload: full,
  };
};

/** Webhooks send references unless they were made for the whole signal. */
const referenceTo = (type: string): JsonObject => ({
  ...messageOf(type),
  title: `${type} (reference)`,
  payload: envelopeSchema(type, schemaOf('SignalReference') ?? {}),
});

const named = (name: (type: string) => string, make: (type: string) => JsonObject): JsonObject =>
  Object.fromEntries(ALL.map((type) => [name(type), make(type)]));

const asReference = (type: string): string => `${type}Reference`;
const pointer = (path: string): JsonObject => ({ $ref: `#/${path}` });

interface Channel {
  readonly address: string | null;
  readonly title: string;
  readonly description: string;
  readonly names: readonly string[];
  readonly parameters?: JsonObject;
}

const PATIENT = { patientId: { description: 'Id of the patient, as in /v1/patients.' } };

const CHANNELS: Readonly<Record<string, Channel>> = {
  live: {
    address: '/v1/signals/live',
    title: 'Server-sent events, all patients',
    description: 'Resumed by Last-Event-ID, which is the sequence of a signal.',
    names: ALL,
  },
  patientLive: {
    address: '/v1/patients/{patientId}/live',
    title: 'Server-sent events, one patient',
    description: 'Resumed by Last-Event-ID, which is the sequence of a signal.',
    names: ALL,
    parameters: PATIENT,
  },
  webhook: {
    address: null,
    title: 'Webhooks',
    description:
      'POST to the URL of the webhook, signed by Standard Webhooks 1.0.0 (v1 and v1a). At least once, in the order of each patient.',
    names: [...ALL.map(asReference), ...ALL],
  },
  redisStream: {
    address: 'leptotrace:signals',
    title: 'Redis Stream',
    description: 'The key is SIGNALS_REDIS_STREAM; the field `signal` of each entry is the message.',
    names: ALL,
  },
};

const channelOf = ({ address, title, description, names, parameters }: Channel): JsonObject => ({
  address,
  title,
  description,
  ...(parameters ? { parameters } : {}),
  messages: Object.fromEntries(names.map((name) => [name, pointer(`components/messages/${name}`)])),
});

const each = (make: (channel: Channel, name: string) => JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(CHANNELS).map(([name, channel]) => [name, make(channel, name)]));

/** AsyncAPI 3 document of the channels, made of the schemas that signals are checked with. */
export const asyncApiDocument: JsonObject = {
  asyncapi: '3.0.0',
  info: {
    title: 'Leptotrace signals',
    version: '1',
    description:
      'What became of progressions, responses and resistance, as CloudEvents 1.0. Research use only.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/cloudevents+json',
  channels: each(channelOf),
  operations: each((_channel, name) => ({ action: 'send', channel: pointer(`channels/${name}`) })),
  components: {
    messages: { ...named((type) => type, messageOf), ...named(asReference, referenceTo) },
  },
};
