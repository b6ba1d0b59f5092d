/** The store did not answer. The outcome of an append is unknown: repeat it exactly as it was. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Checked before any I/O, so nothing was written. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** The event that cannot be read. */
export interface CorruptPlace {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** What is stored is not what was written, or not what this version can read. */
export class CorruptLog extends Error {
  override readonly name = 'CorruptLog';

  /** `place` lets a reader name the event, and a verification go on behind it. */
  constructor(
    message: string,
    readonly place?: CorruptPlace,
  ) {
    super(message);
  }
}

/**
 * What was about to be appended could not be read back: nothing was written. A boundary let something
 * through that the codec of the stream does not take; without this check every later read would fail.
 */
export class NotReadable extends Error {
  override readonly name = 'NotReadable';
}

/**
 * The roots of the log are signed by a key that is not the one at hand: a root without its signature would
 * be a break for good. Nothing was written.
 */
export class RootKeyRefused extends Error {
  override readonly name = 'RootKeyRefused';
}

/**
 * The last event of the stream was recorded far beyond the clock: what is appended would have to carry its time.
 * Nothing was written.
 */
export class RecordedAhead extends Error {
  override readonly name = 'RecordedAhead';

  constructor(
    readonly recordedAt: string,
    readonly now: string,
  ) {
    super(`the last event was recorded at ${recordedAt}; the clock says ${now}`);
  }
}
