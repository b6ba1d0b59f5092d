/** Which signal it is, whatever version of Leptotrace worded it: signals are brought up to date as they are read. */
const identityOf = (signal: string): string | null => {
  try {
    const { id, recordedtime } = JSON.parse(signal) as Readonly<Record<string, unknown>>;
    // Ids come of the patient and the revision alone: another log may have them too.
    return typeof id === 'string' && typeof recordedtime === 'string' ? `${id} ${recordedtime}` : null;
  } catch {
    return null;
  }
};

/** @param fields Names and values by turns, as Redis answers them. */
export const isSameSignal = ([name, held]: readonly string[], signal: string): boolean => {
  if (name !== 'signal' || held === undefined) return false;
  if (held === signal) return true;
  const identity = identityOf(signal);
  return identity !== null && identityOf(held) === identity;
};
