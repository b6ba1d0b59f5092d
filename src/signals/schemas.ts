import { Type, type TSchema } from '@sinclair/typebox';
import type { JsonObject } from '@leptotrace/kernel';
import {
  referenceSchema,
  SIGNAL_SCHEMAS,
  SIGNAL_TYPES,
  SIGNAL_VERSION,
  type SignalType,
} from '@leptotrace/signals';

const isSignalType = (type: string): type is SignalType => (SIGNAL_TYPES as readonly string[]).includes(type);

/** Names the schema that `/v1/signals/schemas/<type>` serves. Whoever kept an earlier one sees another name. */
export const schemaUri = (type: string): string =>
  `urn:leptotrace:schema:${type}:${isSignalType(type) ? SIGNAL_VERSION : 1}`;

/** `ProgressionDetected` as CloudEvents name it. */
export const eventTypeOf = (type: string): string =>
  `org.leptotrace.${type.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}.v1`;

const TYPES = new Map<string, SignalType>(SIGNAL_TYPES.map((type) => [eventTypeOf(type), type]));

/** The type of signal that CloudEvents name so. @throws RangeError */
export const signalTypeOf = (eventType: string): SignalType => {
  const type = TYPES.get(eventType);
  if (!type) throw new RangeError(`${eventType} is no signal`);
  return type;
};

/** What envelopes add to what the reactor said. */
const dataSchemaOf = (type: SignalType): TSchema =>
  Type.Object(
    {
      patientId: Type.String(),
      revision: Type.Integer({ minimum: 0 }),
      ...SIGNAL_SCHEMAS[type].properties,
    },
    { additionalProperties: false },
  );

const plain = (schema: unknown): JsonObject => JSON.parse(JSON.stringify(schema)) as JsonObject;

/** JSON Schema of the data of one type of signal, or of the reference to one; `null` for another name. */
export const schemaOf = (type: string): JsonObject | null => {
  if (type === 'SignalReference') return { $id: schemaUri(type), title: type, ...plain(referenceSchema) };
  return isSignalType(type) ? { $id: schemaUri(type), title: type, ...plain(dataSchemaOf(type)) } : null;
};

/** CloudEvents 1.0 with the extensions that signals carry. */
export const envelopeSchema = (type: string, data: JsonObject): JsonObject =>
  plain(
    Type.Object({
      specversion: Type.Literal('1.0'),
      id: Type.String({ format: 'uuid', description: 'The same on every channel, try and replay.' }),
      source: Type.Literal('/v1/signals'),
      type: Type.Literal(eventTypeOf(type)),
      subject: Type.String({ description: 'Id of the patient, as in /v1/patients.' }),
      time: Type.String({ format: 'date-time', description: 'Clinical day.' }),
      recordedtime: Type.String({
        format: 'date-time',
        description: 'When it was signalled; `asOf` says from what knowledge.',
      }),
      datacontenttype: Type.Literal('application/json'),
      dataschema: Type.String(),
      sequence: Type.String({ description: 'Place in the feed; to be compared as text.' }),
      causationid: Type.String(),
      correlationid: Type.String(),
      previous: Type.Optional(
        Type.String({ description: 'Webhooks: id of the signal of this patient that was sent before.' }),
      ),
      replayed: Type.Optional(Type.Boolean({ description: 'Webhooks: sent once before.' })),
      data: Type.Unsafe(data),
    }),
  );
