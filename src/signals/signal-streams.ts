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
import {
  decodeSignal,
  SIGNAL_TYPES,
  type SentSignal,
  type Signal,
  type SignalType,
} from '@leptotrace/signals';

export const SIGNAL_CATEGORY = 'signals';
const SCHEMA_VERSION = 1;

const isSignalType = (type: string): type is SignalType => (SIGNAL_TYPES as readonly string[]).includes(type);

/** @throws CorruptLog, with its place, for what is no signal of this version. */
export const signalIn = (event: RecordedEvent): SentSignal => {
  const { streamId: stream, revision, position, type, schemaVersion, eventId, data } = event;
  const decoded = decodeSignal(data);
  if (isSignalType(type) && schemaVersion === SCHEMA_VERSION && decoded.ok)
    return { ...decoded.value, type, signalId: eventId };
  const path = decoded.ok ? '/type' : decoded.issues[0]?.path;
  throw new CorruptLog(`${stream} revision ${revision} (${type}) is not a signal at ${path ?? '/'}`, {
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
