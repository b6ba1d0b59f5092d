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
  SIGNAL_VERSION,
  type SentSignal,
  type Signal,
  type SignalType,
} from '@leptotrace/signals';

export const SIGNAL_CATEGORY = 'signals';

/** A signal of this version or an earlier one. @throws CorruptLog, with its place, for anything else. */
export const signalIn = (event: RecordedEvent): SentSignal => {
  const { streamId: stream, revision, position, type, eventId } = event;
  const decoded = decodeSignal(event);
  if (decoded.ok) return { ...decoded.value, type: type as SignalType, signalId: eventId };
  const path = decoded.issues[0]?.path ?? '/';
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
    schemaVersion: SIGNAL_VERSION,
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
