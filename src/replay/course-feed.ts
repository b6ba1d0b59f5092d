import { setTimeout as wait } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { categoryOf, keyOf, type EventStore, type RecordedEvent } from '@leptotrace/event-store';
import { PATIENT_CATEGORY, PatientStreams } from '../patients/patient-streams';
import { logBeyond } from '../read-models/patient-log-at';
import type { Message } from '../signals/server-sent';
import { SignalFeed } from '../signals/signal-feed';
import { SIGNAL_CATEGORY } from '../signals/signal-streams';
import { EVENT_STORE } from '../store/tokens';
import { statementLines } from './patient-log.answer';
import { Seats } from './seats';

/** The log's own subscription may be cut off: followers look by themselves as well. */
const LOOK_EVERY_MS = 1_000;
const STATEMENTS_A_PAGE = 200;

/** How far a follower is. */
export interface Place {
  readonly patientId: string;
  /** Last revision of the patient that it has. */
  readonly revision: number;
  /** How many signals of the patient lie behind it. */
  readonly signals: number;
}

/** Statements and signals of one patient as they come, pulled by each follower at its own pace. */
@Injectable()
export class CourseFeed implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(CourseFeed.name);
  private readonly seats = new Seats();
  private readonly stopped = new AbortController();
  private looking: NodeJS.Timeout | undefined;
  private listening: Promise<void> = Promise.resolve();

  constructor(
    private readonly patients: PatientStreams,
    private readonly signals: SignalFeed,
    @Inject(EVENT_STORE) private readonly log: EventStore,
  ) {}

  onApplicationBootstrap(): void {
    this.looking = setInterval(() => this.seats.wakeAll(), LOOK_EVERY_MS);
    this.listening = this.listen(this.stopped.signal);
  }

  /** Before the server waits for its connections to end: those of followers never would. */
  beforeApplicationShutdown(): void {
    this.stopped.abort();
    clearInterval(this.looking);
    this.seats.wakeAll();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listening;
  }

  /** Patients that somebody follows. */
  get followed(): number {
    return this.seats.size;
  }

  /** A place from which nothing of now on is missed. @throws StoreUnavailable */
  async placeAt(patientId: string, revision: number): Promise<Place> {
    return { patientId, revision, signals: await this.signals.countOf(patientId) };
  }

  /** What is behind the place, page by page; an empty page each time there was nothing more. */
  async *follow(from: Place, left: AbortSignal): AsyncGenerator<readonly Message[]> {
    const { patientId } = from;
    const seat = this.seats.take(patientId);
    try {
      let place = from;
      while (!left.aborted && !this.stopped.signal.aborted) {
        const rings = seat.bell.count;
        const page = await this.page(place, seat.heard);
        if (page === null) return;
        place = page.place;
        yield page.messages;
        if (page.messages.length === 0) await seat.bell.after(rings, left);
      }
    } finally {
      this.seats.leave(patientId);
    }
  }

  /** `null` when the patient is gone. */
  private async page(
    { patientId, revision, signals }: Place,
    heard: number,
  ): Promise<{ readonly place: Place; readonly messages: readonly Message[] } | null> {
    // Read before the statements: what a signal speaks of is then among them, or was said before.
    const sent = await this.signals.behind(patientId, signals);
    const log = await logBeyond(this.patients, patientId, heard);
    if (log === null) return null;
    const from = revision + 1;
    const lines = log.length > from ? statementLines(log).slice(from, from + STATEMENTS_A_PAGE) : [];
    const isLevel = from + lines.length === log.length;
    const said = lines.map((line) => ({ event: 'recorded', id: `r${line.revision}`, data: line }));
    const signalled = isLevel ? sent.map((signal) => ({ event: 'signal', data: signal })) : [];
    const place = { patientId, revision: revision + lines.length, signals: signals + signalled.length };
    return { place, messages: [...said, ...signalled] };
  }

  private async listen(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.wakeAsWritten(signal).catch((fault: Error) => {
        if (!signal.aborted) this.logger.warn(`looking every second meanwhile: ${fault.message}`);
      });
      await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async wakeAsWritten(signal: AbortSignal): Promise<void> {
    const filter = { categories: [PATIENT_CATEGORY, SIGNAL_CATEGORY] };
    for await (const delivery of this.log.subscribe({ after: 'live', filter, signal }))
      if (delivery.kind === 'events') delivery.events.forEach((event) => this.wake(event));
  }

  private wake({ streamId, revision }: RecordedEvent): void {
    const seat = this.seats.of(keyOf(streamId));
    if (!seat) return;
    if (categoryOf(streamId) === PATIENT_CATEGORY) seat.heard = Math.max(seat.heard, revision);
    seat.bell.ring();
  }
}
