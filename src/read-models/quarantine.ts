import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { streamId, type StreamId } from '@leptotrace/event-store';
import { isAway, type ReadModelStore, type SetAside } from '@leptotrace/read-model';
import { PATIENT_CATEGORY, PatientStreams } from '../patients/patient-streams';
import { READ_MODELS } from '../store/tokens';
import { FOLLOWERS, Projections, type FollowerName } from './projections';

/** A stream that cannot be read or derived, and the followers of the log that set it aside. */
export interface Quarantined extends SetAside {
  readonly followers: readonly FollowerName[];
}

const LOOK_EVERY_MS = 5_000;
const LOOK_AT_MOST_EVERY_MS = 250;

/** By stream: the earliest revision that any follower stopped at. */
export const merged = (
  found: readonly (readonly [FollowerName, readonly SetAside[]])[],
): readonly Quarantined[] => {
  const streams = new Map<StreamId, Quarantined>();
  for (const [follower, aside] of found)
    for (const each of aside) {
      const there = streams.get(each.stream);
      const followers = [...(there?.followers ?? []), follower];
      const first = there && there.revision <= each.revision ? there : each;
      streams.set(each.stream, {
        stream: each.stream,
        revision: first.revision,
        reason: first.reason,
        followers,
      });
    }
  return [...streams.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1));
};

/**
 * What every instance knows of streams that were set aside. It is no state of its own: the rows of the
 * followers hold it, and lose it when the stream can be read again. Until then nothing is written to it.
 */
@Injectable()
export class Quarantine implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Quarantine.name);
  private streams: ReadonlyMap<StreamId, Quarantined> = new Map();
  private readonly ends: (() => void)[] = [];
  private looking: Promise<void> | null = null;
  private looked = -Infinity;

  constructor(
    private readonly projections: Projections,
    patients: PatientStreams,
    @Inject(READ_MODELS) private readonly store: ReadModelStore,
  ) {
    patients.refuseWhere((patientId) => this.streams.get(streamId(PATIENT_CATEGORY, patientId)) ?? null);
  }

  get all(): readonly Quarantined[] {
    return [...this.streams.values()];
  }

  onApplicationBootstrap(): void {
    const timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.ends.push(() => clearInterval(timer));
    for (const name of FOLLOWERS) this.ends.push(this.store.onApplied(name, () => this.lookSoon()));
    this.look();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const end of this.ends.splice(0)) end();
    await this.looking;
  }

  /** Steps come many a second; a stream that was set aside is rare. */
  private lookSoon(): void {
    if (performance.now() - this.looked > LOOK_AT_MOST_EVERY_MS) this.look();
  }

  private look(): void {
    this.looked = performance.now();
    this.looking ??= this.read()
      .catch((fault: unknown) => this.failed(fault))
      .finally(() => (this.looking = null));
  }

  /** What is set aside now. @throws ReadModelUnavailable, StoreUnavailable */
  async found(): Promise<readonly Quarantined[]> {
    return merged(
      await Promise.all(
        FOLLOWERS.map(async (name) => [name, await this.projections.reader(name).aside()] as const),
      ),
    );
  }

  private async read(): Promise<void> {
    const found = await this.found();
    const before = this.streams;
    this.streams = new Map(found.map((each) => [each.stream, each]));
    for (const { stream, revision, reason } of this.streams.values())
      if (!before.has(stream))
        this.logger.error(`${stream} is in quarantine from revision ${revision}: ${reason}`);
  }

  /** What was known stays known. Readiness says that the log or the rows are away; another fault is ours. */
  private failed(fault: unknown): void {
    if (!isAway(fault)) this.logger.error(`not looked at: ${fault instanceof Error ? fault.name : 'fault'}`);
  }
}
