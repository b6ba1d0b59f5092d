/**
 * A function of an object that never changes, worked out once for each object and kept for as long as the
 * object is there: whoever asks again is handed the same.
 */
export const oncePer = <Key extends object, Made extends NonNullable<unknown>>(
  make: (key: Key) => Made,
): ((key: Key) => Made) => {
  const kept = new WeakMap<Key, Made>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
};
