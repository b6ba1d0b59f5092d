import {
  CommandRunner,
  CorruptLog,
  keyOf,
  plainForm,
  StoreUnavailable,
  streamId,
  type CommandContext,
  type EventStore,
  type RecordedEvent,
} from '@leptotrace/event-store';
import { digestOf, type Clock, type JsonObject } from '@leptotrace/kernel';
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

/** What decides signals, beside the signals that were sent before. */
export interface Cause {
  /** The last statement that was known. */
  readonly statement: RecordedEvent;
  /** The day that decided. */
  readonly on: string;
  /** Digest of the code and the ruleset that derived. */
  readonly by: string;
}

type Outcome = Awaited<ReturnType<CommandRunner<SentSignal, Signal>['run']>>;

/**
 * Ids follow from everything that decides what is said: a log that was put back and went on differently gives
 * others than those that receivers remember, and never one of these to another signal.
 */
const contextOf = ({ statement, on, by }: Cause, last: SentSignal | undefined): CommandContext => {
  const { streamId: stream, revision, eventId, metadata } = statement;
  const decided = digestOf([metadata.hash, by, last?.signalId ?? null]).slice(0, 32);
  const commandId = `signals:${keyOf(stream)}:r${revision}:${on}:${decided}`;
  return {
    commandId,
    digest: commandId,
    actor: 'signals',
    tenantId: metadata.tenantId,
    correlationId: metadata.correlationId,
    causationId: eventId,
  };
};

const TRIES = 5;

/** The signals of each patient, in a stream of their own: never among the patient's statements. */
export class SignalStreams {
  private readonly runner: CommandRunner<SentSignal, Signal>;

  constructor(store: EventStore, clock: Clock) {
    this.runner = new CommandRunner({ store, clock, codec, form: plainForm });
  }

  /** Appends what there is to say, exactly behind what was sent. @throws StoreUnavailable */
  async send(cause: Cause, decide: (sent: readonly SentSignal[]) => readonly Signal[]): Promise<void> {
    const stream = streamId(SIGNAL_CATEGORY, keyOf(cause.statement.streamId));
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const loaded = await this.runner.load(stream);
      if (loaded === 'sealed') return;
      const { entries } = loaded;
      const context = { ...contextOf(cause, entries.at(-1)), ifMatch: entries.length - 1 };
      const { kind }: Outcome = await this.runner.run(stream, context, (sent) => ({
        kind: 'accepted',
        statements: decide(sent),
      }));
      if (kind !== 'revision-mismatch' && kind !== 'busy') return;
    }
    throw new StoreUnavailable('others write the same signals');
  }
}
