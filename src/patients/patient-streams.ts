import { decodePayload, encodeStatement, type PatientStatement, type Warning } from '@leptotrace/clinical';
import {
  CommandRunner,
  CorruptLog,
  streamId,
  type CommandContext,
  type CommandOutcome,
  type EventStore,
  type RecordedEvent,
  type StoredForm,
  type StreamCodec,
} from '@leptotrace/event-store';
import { UTC, type Clock, type Zone } from '@leptotrace/kernel';
import {
  believedAt,
  checkedOf,
  type Check,
  type Decide,
  type Logged,
  type PatientLog,
  type Rejection,
} from '@leptotrace/timeline';
import { ClockAhead, MOST_AHEAD_MS } from './clock-ahead';

export const PATIENT_CATEGORY = 'patient';

const decode = (event: RecordedEvent): Logged => {
  const payload = decodePayload(event);
  if (!payload.ok) {
    const [first] = payload.issues;
    throw new CorruptLog(
      `${event.streamId} revision ${event.revision} (${event.type}) cannot be read at ${first?.path ?? '/'}: ${first?.message ?? ''}`,
      { stream: event.streamId, revision: event.revision, position: event.position },
    );
  }
  const { recordedAt, actor, commandId, correlationId } = event.metadata;
  return { revision: event.revision, recordedAt, actor, commandId, correlationId, statement: payload.value };
};

const codec: StreamCodec<Logged, PatientStatement> = { decode, encode: encodeStatement };

/** Why nothing is written to a stream: from this revision on it cannot be read or derived. */
export interface Refusal {
  readonly revision: number;
  readonly reason: string;
}

/** Values of one fact that are hardly meant. */
export interface FactWarnings {
  readonly factId: string;
  readonly warnings: readonly Warning[];
}

export type PatientOutcome = CommandOutcome<Logged, Rejection> | ({ readonly kind: 'quarantined' } & Refusal);

interface PatientStreamsOptions {
  readonly store: EventStore;
  readonly form: StoredForm;
  readonly clock: Clock;
  readonly zone?: Zone;
  /** What happens to a statement about a patient whose last one was recorded beyond the clock. */
  readonly whenAhead?: 'refuse' | 'record';
}

/** The streams of patients: read as logs of statements, written only through decisions. */
export class PatientStreams {
  private readonly runner: CommandRunner<Logged, PatientStatement>;
  private refusalOf: (patientId: string) => Refusal | null = () => null;

  private readonly clock: Clock;
  /** That of the place of care: what is wrong with a course is judged by its days. */
  readonly zone: Zone;

  /** What was recorded beyond the clock, as far as it was met. */
  readonly ahead: ClockAhead;

  constructor({ zone = UTC, whenAhead = 'refuse', ...options }: PatientStreamsOptions) {
    const mostAheadMs = whenAhead === 'refuse' ? MOST_AHEAD_MS : Infinity;
    this.runner = new CommandRunner({ ...options, codec, mostAheadMs });
    this.ahead = new ClockAhead(options.clock);
    this.clock = options.clock;
    this.zone = zone;
  }

  /** Nothing is written any more to the streams of these patients, until they can be read again. */
  refuseWhere(refusalOf: (patientId: string) => Refusal | null): void {
    this.refusalOf = refusalOf;
  }

  async run(patientId: string, context: CommandContext, decide: Decide): Promise<PatientOutcome> {
    const refusal = this.refusalOf(patientId);
    if (refusal) return { kind: 'quarantined', revision: refusal.revision, reason: refusal.reason };
    try {
      return await this.runner.run(streamId(PATIENT_CATEGORY, patientId), context, (log) => {
        this.ahead.note(patientId, log.at(-1)?.recordedAt);
        return decide(believedAt(log), log);
      });
    } catch (fault) {
      // Met here before any follower has: the same refusal.
      if (!(fault instanceof CorruptLog)) throw fault;
      return { kind: 'quarantined', revision: fault.place?.revision ?? 0, reason: fault.message };
    }
  }

  /** What is hardly meant of these facts, as the patient stands at a revision. */
  async warnings(
    patientId: string,
    revision: number,
    factIds: readonly string[],
  ): Promise<readonly FactWarnings[]> {
    const log = await this.log(patientId);
    const { warnings } = checkedOf(believedAt(log ?? [], revision), this.zone);
    return factIds.flatMap((factId) => {
      const found = warnings.get(factId);
      return found ? [{ factId, warnings: found }] : [];
    });
  }

  /** Every check of the patient once these statements are recorded as well. */
  checksAfter(log: PatientLog, statements: readonly PatientStatement[]): readonly Check[] {
    const recordedAt = this.clock();
    const added = statements.map((statement, index): Logged => {
      const revision = log.length + index;
      return { revision, recordedAt, actor: '', commandId: '', correlationId: '', statement };
    });
    return checkedOf(believedAt([...log, ...added]), this.zone).checks;
  }

  /** Every statement about the patient; `null` when there is no such patient. */
  async log(patientId: string): Promise<PatientLog | null> {
    const loaded = await this.runner.load(streamId(PATIENT_CATEGORY, patientId));
    if (loaded === 'sealed' || loaded.entries.length === 0) return null;
    this.ahead.note(patientId, loaded.entries.at(-1)?.recordedAt);
    return loaded.entries;
  }
}
