import { toldOf } from './filter';
import { messageOf, type FeedSignal, type Message } from './message';
import { laterOf, type Waiting, type WebhookState } from './state';
import { verdictOn, type Answer, type Verdict } from './verdict';
import type { Attempt, WebhookStatement } from './webhook';

export interface SignalSource {
  /** The next signals of all patients behind a sequence. */
  page(after: string | null): Promise<readonly FeedSignal[]>;
  /** All signals of a patient, in order. */
  ofPatient(patientId: string): Promise<readonly FeedSignal[]>;
  studyOf(patientId: string): Promise<string | null>;
}

export interface SenderOptions {
  readonly source: SignalSource;
  /** `null`: the service is being stopped, and nobody knows what became of it. */
  readonly post: (webhook: WebhookState, message: Message) => Promise<Answer | null>;
  readonly now: () => Date;
  readonly random: () => number;
}

/** So many of the feed are looked at in a round: what a sender holds at once. */
const SIGNALS_A_ROUND = 64;
/** Messages under way to one receiver at a time. */
const PARALLEL = 8;
/** So many patients that began to wait since anything came through: nothing new is begun. */
const MOST_IN_SILENCE = 100;
/** So many patients wait at most while others come through. */
const MOST_WAITING = 500;
const PROBE_EVERY_MS = 60_000;

interface Candidate {
  readonly signal: FeedSignal;
  readonly previous: string | null;
  readonly attempt: number;
  readonly redriven: boolean;
  readonly more: boolean;
}

/** The feed as far as this round takes it. */
interface Reach {
  readonly through: string | null;
  readonly patients: ReadonlySet<string>;
}

interface Queue {
  readonly patientId: string;
  readonly candidates: readonly Candidate[];
}

interface Progress {
  readonly attempts: Attempt[];
  notBefore: string | null;
  /** Nothing more is sent in this round. */
  isOver: boolean;
  isGone: boolean;
  isExhausted: boolean;
}

const isDue =
  (at: string) =>
  ({ dueAt }: Waiting): boolean =>
    dueAt <= at;

/**
 * How many new signals a round begins. A receiver that takes nothing, or refuses many, is asked with one a
 * minute: it may be well, and refuse no more than those that wait. One that is away is left alone instead.
 */
const newSignals = (
  { createdAt, isFailing, lastBegunAt, lastDeliveredAt, waiting }: Omit<WebhookState, 'through'>,
  now: Date,
): number => {
  const inSilence = [...waiting.values()].filter(({ since }) => since > (lastDeliveredAt ?? ''));
  if (inSilence.length >= MOST_IN_SILENCE || waiting.size >= MOST_WAITING) return 0;
  if (!isFailing && waiting.size < MOST_IN_SILENCE) return SIGNALS_A_ROUND;
  return now.getTime() - Date.parse(lastBegunAt ?? createdAt) >= PROBE_EVERY_MS ? 1 : 0;
};

/** When there is something to try again; `null`: when the next signal comes, or never. */
export const dueOf = ({ status, notBefore, waiting, redriving }: WebhookState): string | null => {
  if (status !== 'active') return null;
  const [first] = [...waiting.values(), ...redriving.values()].map(({ dueAt }) => dueAt).sort();
  if (first === undefined) return null;
  return notBefore !== null && notBefore > first ? notBefore : first;
};

/**
 * Sends what a webhook is to be told next. Signals of one patient go one behind the other; a signal that
 * fails holds back its patient alone, a receiver that fails holds back itself alone. Keeps nothing: all it
 * knows is in the state of the webhook, so it can stop at any moment and another can go on.
 */
export class Sender {
  constructor(private readonly options: SenderOptions) {}

  /** One round; no statements when there is nothing to do now. Rejects only when the source does. */
  async round(webhook: WebhookState): Promise<readonly WebhookStatement[]> {
    const at = this.options.now().toISOString();
    if (webhook.status !== 'active' || (webhook.notBefore ?? '') > at) return [];
    const reach = await this.reach(webhook);
    const queues = await this.queues(webhook, reach, at);
    const progress = nothingYet();
    await this.inParallel(queues, ({ candidates }) => this.send(webhook, candidates, progress));
    const { attempts, notBefore } = progress;
    const dropped = droppedOf(webhook, queues);
    if (attempts.length + dropped.length === 0 && reach.through === webhook.through) return [];
    const { through: from } = webhook;
    return [
      {
        type: 'AttemptsMade',
        data: { from, through: reach.through, attempts, notBefore, dropped: [...dropped] },
      },
      ...endOf(progress),
    ];
  }

  private async reach({ through, ...webhook }: WebhookState): Promise<Reach> {
    const limit = newSignals(webhook, this.options.now());
    const page = limit === 0 ? [] : (await this.options.source.page(through)).slice(0, limit);
    return {
      through: page.at(-1)?.sequence ?? through,
      patients: new Set(page.map(({ patientId }) => patientId)),
    };
  }

  private async queues(webhook: WebhookState, reach: Reach, at: string): Promise<readonly Queue[]> {
    const { waiting, redriving } = webhook;
    const due = [...waiting.values()].filter(isDue(at)).map(({ patientId }) => patientId);
    const again = [...redriving.values()].filter(isDue(at));
    const fresh = [...reach.patients].filter((patientId) => !waiting.has(patientId));
    const patients = new Set([...due, ...fresh, ...again.map(({ patientId }) => patientId)]);
    const inLine = new Set([...due, ...fresh]);
    return Promise.all(
      [...patients].map(async (patientId) => {
        const wanted = await this.wanted(webhook, patientId);
        const line = inLine.has(patientId) ? inOrder(webhook, wanted, { patientId, reach }) : [];
        return { patientId, candidates: [...redrivenOf(wanted, again), ...line] };
      }),
    );
  }

  private async wanted({ filter }: WebhookState, patientId: string): Promise<readonly FeedSignal[]> {
    const { source } = this.options;
    const study = filter.studies ? await source.studyOf(patientId) : null;
    return toldOf(filter, await source.ofPatient(patientId), study);
  }

  private async inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const left = [...items];
    const worker = async (): Promise<void> => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
  }

  private async send(webhook: WebhookState, queue: readonly Candidate[], progress: Progress): Promise<void> {
    for (const candidate of queue) {
      const verdict = progress.isOver ? null : await this.tryOnce(webhook, candidate);
      progress.attempts.push(this.attemptOf(candidate, verdict));
      this.heed(verdict, progress);
      if (verdict?.outcome === 'dead-lettered' && isSilentSince(webhook, candidate))
        progress.isExhausted = progress.isOver = true;
      // What follows in line waits behind it; what was given up holds nobody back.
      const holdsBack = verdict === null || verdict.outcome === 'failed';
      if (holdsBack && !candidate.redriven) return;
    }
  }

  private async tryOnce(
    webhook: WebhookState,
    { signal, previous, attempt }: Candidate,
  ): Promise<Verdict | null> {
    const isReplayed = signal.sequence <= (webhook.replayedThrough ?? '');
    const message = messageOf(signal, { payload: webhook.payload, previous, isReplayed });
    const answer = await this.options.post(webhook, message);
    return answer && verdictOn(answer, attempt, this.options.random());
  }

  private attemptOf({ signal, attempt, redriven, more }: Candidate, verdict: Verdict | null): Attempt {
    const now = this.options.now();
    const { signalId, patientId, sequence } = signal;
    const { outcome, status, reason, pauseMs } = verdict ?? HELD;
    return {
      ...{ signalId, patientId, sequence, redriven, more, outcome, status, reason },
      attempt: verdict ? attempt : attempt - 1,
      at: now.toISOString(),
      dueAt: pauseMs === null ? null : new Date(now.getTime() + pauseMs).toISOString(),
    };
  }

  private heed(verdict: Verdict | null, progress: Progress): void {
    if (verdict === null || verdict.isGone || verdict.holdsMs !== null) progress.isOver = true;
    if (!verdict) return;
    if (verdict.isGone) progress.isGone = true;
    if (verdict.holdsMs === null) return;
    const until = new Date(this.options.now().getTime() + verdict.holdsMs).toISOString();
    // Several are under way at a time: none shortens what another was told.
    progress.notBefore = laterOf(progress.notBefore, until);
  }
}

const HELD = { outcome: 'held', status: null, reason: null, pauseMs: null } as const;

const nothingYet = (): Progress => ({
  attempts: [],
  notBefore: null,
  isOver: false,
  isGone: false,
  isExhausted: false,
});

/** Since the first try of a signal nothing else came through either. */
const isSilentSince = (
  { lastDeliveredAt, waiting, redriving }: WebhookState,
  { signal, redriven }: Candidate,
): boolean => {
  const waited = redriven ? redriving.get(signal.signalId) : waiting.get(signal.patientId);
  return (lastDeliveredAt ?? '') < (waited?.since ?? '');
};

/** Whoever waits has a signal to wait for, unless the patient was erased. */
const droppedOf = ({ waiting, redriving }: WebhookState, queues: readonly Queue[]): readonly string[] =>
  queues.flatMap(({ patientId, candidates }) => {
    const waits =
      waiting.has(patientId) || [...redriving.values()].some((one) => one.patientId === patientId);
    return waits && candidates.length === 0 ? [patientId] : [];
  });

/** A signal that was given up while nothing else came through tells of the receiver, not of the signal. */
const endOf = ({ attempts, isGone, isExhausted }: Progress): readonly WebhookStatement[] => {
  if (isGone) return [{ type: 'WebhookEnded', data: { reason: 'gone' } }];
  const cameThrough = attempts.some(({ outcome }) => outcome === 'delivered');
  return isExhausted && !cameThrough ? [{ type: 'WebhookPaused', data: { reason: 'exhausted' } }] : [];
};

const redrivenOf = (wanted: readonly FeedSignal[], again: readonly Waiting[]): readonly Candidate[] =>
  wanted.flatMap((signal, index) => {
    const asked = again.find(({ signalId }) => signalId === signal.signalId);
    if (!asked) return [];
    const previous = wanted[index - 1]?.signalId ?? null;
    return [{ signal, previous, attempt: asked.attempts + 1, redriven: true, more: false }];
  });

const isBehind = (signal: FeedSignal, line: Waiting | undefined, through: string | null): boolean => {
  if (!line) return signal.sequence > (through ?? '');
  return signal.sequence > line.sequence || signal.signalId === line.signalId;
};

/** The signals of a patient that are to be sent, each with the one it follows. */
const inOrder = (
  { waiting, through }: WebhookState,
  wanted: readonly FeedSignal[],
  { patientId, reach }: { readonly patientId: string; readonly reach: Reach },
): readonly Candidate[] => {
  const line = waiting.get(patientId);
  const pending = wanted.flatMap((signal, index) => {
    if (!isBehind(signal, line, through) || signal.sequence > (reach.through ?? '')) return [];
    const attempt = signal.signalId === line?.signalId ? line.attempts + 1 : 1;
    return [{ signal, previous: wanted[index - 1]?.signalId ?? null, attempt, redriven: false, more: false }];
  });
  const taken = pending.slice(0, SIGNALS_A_ROUND);
  return taken.map((one, index) => ({ ...one, more: index < pending.length - 1 }));
};
