import { keyOf, StoreUnavailable, type RecordedEvent } from '@leptotrace/event-store';
import type { Projection, RowChange } from '@leptotrace/read-model';
import { pictureOf, sentBy, signalsFor, spokenOf, type SentSignal, type Signal } from '@leptotrace/signals';
import type { PatientLog } from '@leptotrace/timeline';
import type { Derivations } from '../derivations/derivations';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { dayOfRow, logBeyond } from '../read-models/patient-log-at';
import type { SignalStreams } from './signal-streams';

/** Statements of one command become known together: only behind the last of them is there something to say. */
const endsCommand = (log: PatientLog, revision: number): boolean =>
  log[revision + 1]?.commandId !== log[revision]?.commandId;

/**
 * Derives before and after each command on a patient and appends what changed. Its checkpoint and lease are
 * those of a read model, its rows are none. What it appends is named after the patient's revision: after a
 * crash, a rebuild or in two processes at once the same signal is appended once.
 */
export class SignalsReactor implements Projection {
  readonly model = 'reactor';
  /** Not the digest of a ruleset: a new one speaks with the next statement, it does not repeat the past. */
  readonly definition = 'reactor-1';
  readonly filter = { categories: [PATIENT_CATEGORY] };

  constructor(
    private readonly patients: PatientStreams,
    private readonly derivations: Derivations,
    private readonly signals: SignalStreams,
  ) {}

  async changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]> {
    for (const event of events) await this.react(event);
    return [];
  }

  private async react(event: RecordedEvent): Promise<void> {
    const { streamId, revision, eventId, metadata } = event;
    const patientId = keyOf(streamId);
    const log = await logBeyond(this.patients, patientId, revision);
    // A sealed stream: nobody is told anything more of this patient.
    if (log === null || !endsCommand(log, revision)) return;
    const commandId = `signals:${patientId}:r${revision}`;
    const context = {
      commandId,
      digest: commandId,
      actor: 'signals',
      tenantId: metadata.tenantId,
      correlationId: metadata.correlationId,
      causationId: eventId,
    };
    const outcome = await this.signals.send(patientId, context, (sent) =>
      // Told already, by another process, before a crash or before the rows were lost: going back would take
      // later signals back, and deriving it again would make a rebuild as long as the whole past.
      spokenOf(sent) >= revision ? [] : this.due(patientId, log.slice(0, revision + 1), sent),
    );
    if (outcome.kind === 'busy') throw new StoreUnavailable('others write the same signals');
  }

  /** What has to be told at the end of the log, on the day at the site when that was recorded. */
  private due(patientId: string, known: PatientLog, sent: readonly SentSignal[]): readonly Signal[] {
    const revision = known.length - 1;
    const on = dayOfRow(known, this.derivations.site.zone);
    const { asked, derived } = this.derivations.answerFrom(patientId, known, { on });
    const { id, digest } = asked.ruleset;
    const picture = pictureOf(derived, known, revision);
    return signalsFor(sentBy(sent), picture, { on, asOf: revision, ruleset: { id, digest } });
  }
}
