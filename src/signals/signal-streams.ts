import {
  CommandRunner,
  CorruptLog,
  plainForm,
  streamId,
  type CommandContext,
  type EventStore,
  type RecordedEvent,
} from '@leptotrace/event-store';
import type { Clock, JsonObject } from '@leptotrace/kernel';
import { decodeSignal, type SentSignal, type Signal, type SignalType } from '@leptotrace/signals';

export const SIGNAL_CATEGORY = 'signals';
const SCHEMA_VERSION = 1;

/** @throws CorruptLog, with its place, for what is no signal of this version. */
export const signalIn = (event: RecordedEvent): SentSignal => {
  const { streamId: stream, revision, position, type, schemaVersion, eventId, data } = event;
  const decoded = schemaVersion === SCHEMA_VERSION ? decodeSignal(type, data) : undefined;
  if (decoded?.ok) return { ...decoded.value, type: type as SignalType, signalId: eventId };
  const path = decoded?.issues[0]?.path ?? '/type';
  throw new CorruptLog(`${stream} revision ${revision} (${type}) is not a signal at ${path}`, {
    stream,
    revision,
    position,
  });
};

const codec = {
  decode: signalIn,
  encode: ({ type, ...data }: Signal) => ({
    type,
    schemaVersion: SCHEMA_VERSION,
    data: data as unknown as JsonObject,
  }),
};

/** The signals of each patient, in a stream of their own: never among the patient's statements. */
export class SignalStreams {
  private readonly runner: CommandRunner<SentSignal, Signal>;

  constructor(store: EventStore, clock: Clock) {
    this.runner = new CommandRunner({ store, clock, codec, form: plainForm });
  }

  send(
    patientId: string,
    context: CommandContext,
    decide: (sent: readonly SentSignal[]) => readonly Signal[],
  ): ReturnType<CommandRunner<SentSignal, Signal>['run']> {
    return this.runner.run(streamId(SIGNAL_CATEGORY, patientId), context, (sent) => ({
      kind: 'accepted',
      statements: decide(sent),
    }));
  }
}
