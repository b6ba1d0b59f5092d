import { CloudEvent } from 'cloudevents';
import type { RecordedEvent } from '@leptotrace/event-store';
import { keyOf } from '@leptotrace/event-store';
import type { JsonObject } from '@leptotrace/kernel';
import type { SentSignal, Subject } from '@leptotrace/signals';
import { eventTypeOf, schemaUri } from './schemas';
import { signalIn } from './signal-streams';

/** Clinical day of what the signal is about, as far as it has one. */
const dayOf = (subject: Subject | null): string | null => {
  switch (subject?.what) {
    case 'progression':
    case 'response':
      return subject.date;
    case 'resistance':
      return subject.since;
    default:
      return null;
  }
};

const clinicalDay = ({ now, before, on }: SentSignal): string => dayOf(now) ?? dayOf(before) ?? on;

/**
 * CloudEvents 1.0. `time` is the clinical date, `recordedtime` when it was signalled; `sequence` is the place
 * in the feed, to be compared as text.
 */
export const envelopeOf = (event: RecordedEvent): JsonObject => {
  const signal = signalIn(event);
  const { type, signalId, ...body } = signal;
  const patientId = keyOf(event.streamId);
  const envelope = new CloudEvent({
    id: signalId,
    source: '/v1/signals',
    type: eventTypeOf(type),
    subject: patientId,
    time: `${clinicalDay(signal)}T00:00:00.000Z`,
    datacontenttype: 'application/json',
    dataschema: schemaUri(type),
    recordedtime: event.metadata.recordedAt,
    sequence: event.position,
    causationid: event.metadata.causationId,
    correlationid: event.metadata.correlationId,
    data: { patientId, revision: event.revision, ...body },
  });
  return envelope.toJSON() as JsonObject;
};
