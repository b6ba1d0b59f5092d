import type { SignalEnvelope } from './envelope';

/** What is held of a patient. */
export interface HeldPatient {
  /** Of the last signal that was applied. */
  readonly revision: number;
  readonly sequence: string;
  readonly lastId: string;
  /** The last signal of each key that still holds. */
  readonly signals: Readonly<Record<string, SignalEnvelope>>;
}

/** Where a receiver keeps what it holds: best in one transaction with what its handler writes. */
export interface ReceiverStore {
  load(patientId: string): Promise<HeldPatient | null>;
  save(patientId: string, held: HeldPatient): Promise<void>;
}

/** The signals of a patient behind a sequence, in order; from the first when `null`. */
export type Pull = (patientId: string, after: string | null) => Promise<readonly SignalEnvelope[]>;

export interface ReceiverOptions {
  readonly store: ReceiverStore;
  readonly pull: Pull;
  /**
   * Called for each signal once, in the order of the patient. When it fails, or the process dies before
   * `save`, it is called again with the same signal: let it be harmless to repeat.
   */
  readonly onSignal?: (signal: SignalEnvelope) => Promise<void> | void;
}

export type Received = 'applied' | 'duplicate' | 'caught-up';

/** In the memory of this process: for tests, and for receivers that `catchUp` on each patient at their start. */
export class MemoryStore implements ReceiverStore {
  private readonly patients = new Map<string, HeldPatient>();

  async load(patientId: string): Promise<HeldPatient | null> {
    return this.patients.get(patientId) ?? null;
  }

  async save(patientId: string, held: HeldPatient): Promise<void> {
    this.patients.set(patientId, held);
  }
}

const isNext = ({ previous, data }: SignalEnvelope, held: HeldPatient | null): boolean => {
  // Where a filter left the first ones out, pulling them is no harm; missing one of them would be.
  if (!held) return data.revision === 0;
  return data.revision === held.revision + 1 || previous === held.lastId;
};

const withSignal = (held: HeldPatient | null, signal: SignalEnvelope): HeldPatient => {
  const { id, sequence, data } = signal;
  const { [data.key ?? '']: _replaced, ...others } = held?.signals ?? {};
  const signals = data.now ? { ...others, [data.key ?? '']: signal } : others;
  return { revision: data.revision, sequence, lastId: id, signals };
};

/**
 * Applies signals in the order of each patient, each once, whatever comes twice, late or not at all: what is
 * missing, and what a reference only points to, is pulled.
 */
export class SignalReceiver {
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly options: ReceiverOptions) {}

  /** Signals of one patient take turns. @throws what the store, the pull or the handler throws: answer 500 */
  receive(signal: SignalEnvelope): Promise<Received> {
    return this.takeTurn(signal.subject, () => this.inTurn(signal));
  }

  /** Applies what there is of a patient behind what is held: at the start, or when messages may have been lost. */
  catchUp(patientId: string): Promise<void> {
    return this.takeTurn(patientId, () => this.pullAll(patientId));
  }

  /** The progressions that hold for a patient: the last word on each compartment. */
  async progressions(patientId: string): Promise<readonly SignalEnvelope[]> {
    const signals = (await this.options.store.load(patientId))?.signals ?? {};
    return Object.entries(signals)
      .filter(([key]) => key.startsWith('progression:'))
      .map(([, signal]) => signal);
  }

  private takeTurn<T>(patientId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(patientId) ?? Promise.resolve()).then(work);
    const ended: Promise<unknown> = turn
      .catch(() => undefined)
      .then(() => this.turns.get(patientId) === ended && this.turns.delete(patientId));
    this.turns.set(patientId, ended);
    return turn;
  }

  private async inTurn(signal: SignalEnvelope): Promise<Received> {
    const held = await this.options.store.load(signal.subject);
    if (held && signal.data.revision <= held.revision) return 'duplicate';
    if (signal.data.key !== undefined && isNext(signal, held)) {
      await this.apply(held, signal);
      return 'applied';
    }
    await this.pullUpTo(signal, held);
    return 'caught-up';
  }

  private async pullUpTo({ subject, data }: SignalEnvelope, from: HeldPatient | null): Promise<void> {
    let held = from;
    while ((held?.revision ?? -1) < data.revision) {
      const next = await this.pullPage(subject, held);
      if (!next) throw new Error(`signal ${data.revision} of ${subject} is not there yet`);
      held = next;
    }
  }

  private async pullAll(patientId: string): Promise<void> {
    let held = await this.options.store.load(patientId);
    for (;;) {
      const next = await this.pullPage(patientId, held);
      if (!next) return;
      held = next;
    }
  }

  /** What is held behind the next page; `null` when there is none. */
  private async pullPage(patientId: string, from: HeldPatient | null): Promise<HeldPatient | null> {
    const page = await this.options.pull(patientId, from?.sequence ?? null);
    if (page.length === 0) return null;
    let held = from;
    for (const signal of page) held = await this.apply(held, signal);
    return held;
  }

  private async apply(held: HeldPatient | null, signal: SignalEnvelope): Promise<HeldPatient> {
    await this.options.onSignal?.(signal);
    const after = withSignal(held, signal);
    await this.options.store.save(signal.subject, after);
    return after;
  }
}
