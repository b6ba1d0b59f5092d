import { keyOf, type EventStore, type RecordedEvent, type StreamId } from '@leptotrace/event-store';
import { dayText, digestOf, type EpochDay } from '@leptotrace/kernel';
import type { Passing, Projection, RowChange, RowPage, StreamEnd } from '@leptotrace/read-model';
import { pictureOf, sentBy, signalsFor, spokenOf, type SentSignal } from '@leptotrace/signals';
import { believedAt, decidingDays, turnOf, type PatientLog } from '@leptotrace/timeline';
import { CODE_DIGEST } from '../derivations/code-digest';
import type { Derivations } from '../derivations/derivations';
import { PATIENT_CATEGORY, type PatientStreams } from '../patients/patient-streams';
import { letOthersRun, logBeyond } from '../read-models/patient-log-at';
import type { SignalStreams } from './signal-streams';

/** Statements of one command become known together: only behind the last of them is there something to say. */
const endsCommand = (log: PatientLog, revision: number): boolean =>
  log[revision + 1]?.commandId !== log[revision]?.commandId;

/** The row of a patient, under the name of the stream: when it was looked at, and is to be again. */
interface Look {
  readonly revision: number;
  readonly lookedOn: string;
  /** The next day that decides; `null`: none. */
  readonly next: string | null;
  /** Digest of what derived. */
  readonly by: string;
}

/** A statement as the last of what was known, and the day that decided. */
interface Moment {
  readonly statement: RecordedEvent;
  readonly known: PatientLog;
  readonly on: EpochDay;
}

/**
 * Derives at each command on a patient and appends what changed; and once more when a day has come that
 * decides, or other code or another ruleset derives. Its checkpoint and lease are those of a read model, its
 * rows say when to look again. What it appends is the difference between what was sent and what is derived:
 * after a crash, a rebuild or in two processes at once the same is appended once.
 */
export class SignalsReactor implements Projection {
  readonly model = 'reactor';
  /** Neither code nor ruleset: whoever else derives looks once, at today, and does not tell the past again. */
  readonly definition = 'reactor-2';
  readonly filter = { categories: [PATIENT_CATEGORY] };
  readonly passing: Passing = {
    day: () => dayText(this.today),
    due: (rows) => this.due(rows),
    changes: (ends) => this.lookAgain(ends),
  };
  private readonly by: string;

  constructor(
    private readonly log: EventStore,
    private readonly patients: PatientStreams,
    private readonly derivations: Derivations,
    private readonly signals: SignalStreams,
  ) {
    const { digest } = derivations.ruleset(undefined);
    this.by = digestOf([CODE_DIGEST, digest, derivations.site.zone.name]).slice(0, 12);
  }

  async changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]> {
    const changes: RowChange[] = [];
    for (const event of events) changes.push(...(await this.react(event)));
    return changes;
  }

  private get today(): EpochDay {
    const { now, zone } = this.derivations.site;
    return zone.dayOf(now());
  }

  private due(rows: RowPage['rows']): readonly StreamEnd[] {
    const today = dayText(this.today);
    return rows.flatMap(({ key, row }) => {
      const { revision, lookedOn, next, by } = row as unknown as Look;
      // Looked at under a clock that went ahead: what it said does not hold yet.
      const isDue = lookedOn > today || by !== this.by || (next !== null && next <= today);
      return isDue ? [{ streamId: key as StreamId, revision }] : [];
    });
  }

  private async lookAgain(ends: readonly StreamEnd[]): Promise<readonly RowChange[]> {
    const changes: RowChange[] = [];
    for (const { streamId, revision } of ends) {
      const slice = await this.log.readStream(streamId, { from: revision });
      const [statement, ...more] = slice.kind === 'found' ? slice.events : [];
      if (!statement) changes.push({ kind: 'delete', key: streamId });
      // Where more was said since, that is on its way here by itself.
      else if (more.length === 0) changes.push(...(await this.react(statement)));
      await letOthersRun();
    }
    return changes;
  }

  private async react(statement: RecordedEvent): Promise<readonly RowChange[]> {
    const { streamId, revision, metadata } = statement;
    const log = await logBeyond(this.patients, keyOf(streamId), revision);
    // A sealed stream: nobody is told anything more of this patient.
    if (log === null) return [{ kind: 'delete', key: streamId }];
    if (!endsCommand(log, revision)) return [];
    const known = log.slice(0, revision + 1);
    const { today } = this;
    const learned = Math.min(this.derivations.site.zone.dayOf(metadata.recordedAt), today);
    if (known.length < log.length) {
      await this.tell({ statement, known, on: learned }, (sent) => spokenOf(sent) < revision);
      return [];
    }
    const { on, next } = turnOf(decidingDays(believedAt(known)), { learned, today });
    await this.tell({ statement, known, on }, (sent) => spokenOf(sent) <= revision);
    const look: Look = {
      revision,
      lookedOn: dayText(today),
      next: next === null ? null : dayText(next),
      by: this.by,
    };
    return [{ kind: 'put', key: streamId, row: { ...look } }];
  }

  /** @param isUntold Later signals are not taken back, nor is what was said of the past derived again. */
  private async tell(
    { statement, known, on }: Moment,
    isUntold: (sent: readonly SentSignal[]) => boolean,
  ): Promise<void> {
    const cause = { statement, on: dayText(on), by: this.by };
    await this.signals.send(cause, (sent) => {
      if (!isUntold(sent)) return [];
      const patientId = keyOf(statement.streamId);
      const { asked, derived } = this.derivations.answerFrom(patientId, known, { on: cause.on });
      const { id, digest } = asked.ruleset;
      const asOf = statement.revision;
      return signalsFor(sentBy(sent), pictureOf(derived, known, asOf), {
        on: cause.on,
        asOf,
        ruleset: { id, digest },
      });
    });
  }
}
