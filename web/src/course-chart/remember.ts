/** Remembers what a text leads to: dates and names come again with every day that is scrubbed over. */
export const remember = <T>(
  make: (text: string) => T,
  kept: Map<string, T> = new Map<string, T>(),
): ((text: string) => T) => {
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    kept.set(text, made);
    return made;
  };
};
