/** The read models do not answer. Nothing is lost: they are made from the log, and catch up by themselves. */
export class ReadModelUnavailable extends Error {
  override readonly name = 'ReadModelUnavailable';
}
