/** The store did not answer. The outcome of an append is unknown: repeat it exactly as it was. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Checked before any I/O, so nothing was written. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/** What is stored is not what was written, or not what this version can read. */
export class CorruptLog extends Error {
  override readonly name = 'CorruptLog';
}
