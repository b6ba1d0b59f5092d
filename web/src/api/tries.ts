/** A try of a submission: the same content has the same key, so that a repeated try is done once. */
export interface Try {
  readonly content: string;
  readonly key: string;
}

export const tryOf = (content: string, before: Try | null, newKey: () => string): Try =>
  before?.content === content ? before : { content, key: newKey() };

/** 128 random bits; unlike randomUUID they are there without a secure context, too. */
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
