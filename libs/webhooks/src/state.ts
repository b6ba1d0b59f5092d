import type { Attempt, WebhookEntry, WebhookFilter, WebhookStatement } from './webhook';

/** The signals of one patient that wait, from this one on: what keeps their order. */
export interface Waiting {
  readonly patientId: string;
  /** The one to be sent next; `null`: the next one behind `sequence`. */
  readonly signalId: string | null;
  readonly sequence: string;
  /** Tries that this signal has had. */
  readonly attempts: number;
  readonly since: string;
  readonly dueAt: string;
}

export interface DeadLetter {
  readonly signalId: string;
  readonly patientId: string;
  readonly sequence: string;
  readonly attempts: number;
  readonly status: number | null;
  readonly reason: string | null;
  readonly at: string;
}

export interface WebhookKey {
  readonly version: number;
  /** Signs beside the newer ones until then; `null` for the newest. */
  readonly retireAt: string | null;
}

export interface WebhookState {
  readonly url: string;
  readonly payload: 'reference' | 'full';
  readonly filter: WebhookFilter;
  readonly createdAt: string;
  /** Who made it. */
  readonly owner: string;
  readonly status: 'active' | 'paused' | 'ended';
  readonly reason: 'asked' | 'exhausted' | 'gone' | 'removed' | null;
  readonly keys: readonly WebhookKey[];
  /** Everything up to here is sent, not wanted, given up, or waits below. */
  readonly through: string | null;
  /** Up to here it was all sent once before. */
  readonly replayedThrough: string | null;
  readonly notBefore: string | null;
  /** By patient. */
  readonly waiting: ReadonlyMap<string, Waiting>;
  /** By id of the signal. */
  readonly deadLetters: ReadonlyMap<string, DeadLetter>;
  readonly redriving: ReadonlyMap<string, Waiting>;
  readonly lastDeliveredAt: string | null;
  /** The last first try of a signal: what waits is tried again at its own times. */
  readonly lastBegunAt: string | null;
  /** The last round brought nothing through. */
  readonly isFailing: boolean;
  readonly delivered: number;
  /** Tries of every outcome, so far. */
  readonly tried: number;
}

type Of<T extends WebhookEntry['type']> = Extract<WebhookEntry, { readonly type: T }>;

const created = ({ data, at, actor }: Of<'WebhookCreated'>): WebhookState => ({
  url: data.url,
  payload: data.payload,
  filter: data.filter,
  createdAt: at,
  owner: actor,
  status: 'active',
  reason: null,
  keys: [{ version: 1, retireAt: null }],
  through: data.after,
  replayedThrough: null,
  notBefore: null,
  waiting: new Map(),
  deadLetters: new Map(),
  redriving: new Map(),
  lastDeliveredAt: null,
  lastBegunAt: null,
  isFailing: false,
  delivered: 0,
  tried: 0,
});

const waitingOf = (attempt: Attempt, before: Waiting | undefined): Waiting => ({
  patientId: attempt.patientId,
  signalId: attempt.signalId,
  sequence: attempt.sequence,
  attempts: attempt.attempt,
  since: before?.signalId === attempt.signalId ? before.since : attempt.at,
  dueAt: attempt.dueAt ?? attempt.at,
});

/** Behind a signal that is settled: the next one of the patient, at once. */
const behind = ({ patientId, sequence, at }: Attempt): Waiting => ({
  patientId,
  signalId: null,
  sequence,
  attempts: 0,
  since: at,
  dueAt: at,
});

interface Queues {
  readonly waiting: Map<string, Waiting>;
  readonly deadLetters: Map<string, DeadLetter>;
  readonly redriving: Map<string, Waiting>;
}

const inLine = (attempt: Attempt, { waiting }: Queues): void => {
  const { patientId, outcome, more } = attempt;
  if (outcome === 'failed' || outcome === 'held')
    waiting.set(patientId, waitingOf(attempt, waiting.get(patientId)));
  else if (more) waiting.set(patientId, behind(attempt));
  else waiting.delete(patientId);
};

const redriven = (attempt: Attempt, { redriving }: Queues): void => {
  const { signalId, outcome } = attempt;
  if (outcome === 'failed' || outcome === 'held')
    redriving.set(signalId, waitingOf(attempt, redriving.get(signalId)));
  else redriving.delete(signalId);
};

const letterOf = ({ signalId, patientId, sequence, attempt, status, reason, at }: Attempt): DeadLetter => ({
  signalId,
  patientId,
  sequence,
  attempts: attempt,
  status,
  reason,
  at,
});

const settle = (attempt: Attempt, queues: Queues): void => {
  (attempt.redriven ? redriven : inLine)(attempt, queues);
  if (attempt.outcome === 'dead-lettered') queues.deadLetters.set(attempt.signalId, letterOf(attempt));
  if (attempt.outcome === 'delivered') queues.deadLetters.delete(attempt.signalId);
};

const drop = (patientId: string, { waiting, redriving }: Queues): void => {
  waiting.delete(patientId);
  for (const one of redriving.values()) if (one.patientId === patientId) redriving.delete(one.signalId ?? '');
};

const lastOf = (attempts: readonly Attempt[], before: string | null): string | null =>
  attempts.at(-1)?.at ?? before;

const attempted = (state: WebhookState, { data }: Of<'AttemptsMade'>): WebhookState => {
  const queues = {
    waiting: new Map(state.waiting),
    deadLetters: new Map(state.deadLetters),
    redriving: new Map(state.redriving),
  };
  for (const attempt of data.attempts) settle(attempt, queues);
  for (const patientId of data.dropped) drop(patientId, queues);
  const delivered = data.attempts.filter(({ outcome }) => outcome === 'delivered');
  const begun = data.attempts.filter(({ attempt, redriven }) => attempt === 1 && !redriven);
  return {
    ...state,
    ...queues,
    // Earlier versions wrote down rounds that a replay had overtaken (see `writtenOf`).
    through: data.from === state.through ? data.through : state.through,
    notBefore: data.notBefore,
    lastDeliveredAt: lastOf(delivered, state.lastDeliveredAt),
    lastBegunAt: lastOf(begun, state.lastBegunAt),
    isFailing: data.attempts.length === 0 ? state.isFailing : delivered.length === 0,
    delivered: state.delivered + delivered.length,
    tried: state.tried + data.attempts.length,
  };
};

const afresh = (waiting: ReadonlyMap<string, Waiting>, at: string): ReadonlyMap<string, Waiting> =>
  new Map([...waiting].map(([key, one]) => [key, { ...one, attempts: 0, since: at, dueAt: at }]));

const resumed = (state: WebhookState, { at }: Of<'WebhookResumed'>): WebhookState => ({
  ...state,
  status: 'active',
  reason: null,
  notBefore: null,
  isFailing: false,
  waiting: afresh(state.waiting, at),
  redriving: afresh(state.redriving, at),
});

const rotated = (state: WebhookState, { data }: Of<'WebhookKeyRotated'>): WebhookState => ({
  ...state,
  keys: [
    ...state.keys.map((key) => (key.retireAt === null ? { ...key, retireAt: data.retireAt } : key)),
    { version: data.version, retireAt: null },
  ],
});

const redriveAsked = (state: WebhookState, { data, at }: Of<'RedriveAsked'>): WebhookState => {
  const letters = new Map(state.deadLetters);
  const redriving = new Map(state.redriving);
  for (const signalId of data.signalIds) {
    const letter = letters.get(signalId);
    if (!letter) continue;
    letters.delete(signalId);
    const { patientId, sequence } = letter;
    redriving.set(signalId, { patientId, signalId, sequence, attempts: 0, since: at, dueAt: at });
  }
  return { ...state, deadLetters: letters, redriving };
};

export const laterOf = (one: string | null, other: string | null): string | null =>
  (one ?? '') > (other ?? '') ? one : other;

const replayed = (state: WebhookState, { data: { after } }: Of<'ReplayAsked'>): WebhookState => ({
  ...state,
  through: after,
  replayedThrough: laterOf(state.through, state.replayedThrough),
  // The others come again with the replay.
  waiting: new Map([...state.waiting].filter(([, { sequence }]) => sequence <= (after ?? ''))),
});

type Known = Exclude<WebhookEntry, { readonly type: 'WebhookCreated' }>;

const changed = (state: WebhookState, entry: Known): WebhookState => {
  switch (entry.type) {
    case 'AttemptsMade':
      return attempted(state, entry);
    case 'WebhookPaused':
      return { ...state, status: 'paused', reason: entry.data.reason };
    case 'WebhookResumed':
      return resumed(state, entry);
    case 'WebhookEnded':
      return { ...state, status: 'ended', reason: entry.data.reason };
    case 'WebhookKeyRotated':
      return rotated(state, entry);
    case 'RedriveAsked':
      return redriveAsked(state, entry);
    default:
      return replayed(state, entry);
  }
};

/**
 * What of a round is written down. Nothing when another round, or a replay, came between its beginning and
 * now: a patient whose signals it saw the end of may wait with later ones, and would be taken out of line.
 * What it sent is sent again.
 */
export const writtenOf = (
  round: readonly WebhookStatement[],
  begun: WebhookState,
  now: WebhookState | null,
): readonly WebhookStatement[] => {
  if (!now || now.status === 'ended') return [];
  return now.through === begun.through && now.tried === begun.tried ? round : [];
};

/** What a webhook has come to. `null` before it was created. */
export const webhookOf = (
  entries: readonly WebhookEntry[],
  from: WebhookState | null = null,
): WebhookState | null =>
  entries.reduce<WebhookState | null>((state, entry) => {
    if (entry.type === 'WebhookCreated') return created(entry);
    return state && changed(state, entry);
  }, from);
