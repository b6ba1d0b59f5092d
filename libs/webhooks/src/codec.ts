import { decoderOf } from '@leptotrace/clinical';
import { CorruptLog, type RecordedEvent, type StreamCodec } from '@leptotrace/event-store';
import { WEBHOOK_EVENTS, type WebhookEntry, type WebhookEventType, type WebhookStatement } from './webhook';

const SCHEMA_VERSION = 1;

const decoders = new Map(
  Object.entries(WEBHOOK_EVENTS).map(([type, schema]) => [type, decoderOf<WebhookStatement['data']>(schema)]),
);

/** @throws CorruptLog, with its place, for what is no event of a webhook of this version. */
const decode = (event: RecordedEvent): WebhookEntry => {
  const { streamId: stream, revision, position, type, schemaVersion, data, metadata } = event;
  const decoded = schemaVersion === SCHEMA_VERSION ? decoders.get(type)?.(data) : undefined;
  if (!decoded?.ok) {
    const path = decoded?.issues[0]?.path ?? '/type';
    throw new CorruptLog(`${stream} revision ${revision} (${type}) is not of a webhook at ${path}`, {
      stream,
      revision,
      position,
    });
  }
  const entry = { type: type as WebhookEventType, data: decoded.value };
  return { ...entry, at: metadata.recordedAt, actor: metadata.actor } as WebhookEntry;
};

export const webhookCodec: StreamCodec<WebhookEntry, WebhookStatement> = {
  decode,
  encode: ({ type, data }) => ({
    type,
    schemaVersion: SCHEMA_VERSION,
    data,
  }),
};
