import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/**
 * Whoever can write the log can compute chains and roots anew; without this key nobody can sign them. It
 * lies outside of the data folder, with rights of its own.
 */
export interface RootSigner {
  /** As {@link publicKeyIn} gives it. */
  readonly publicKey: string;
  /** Of a text, in base64. */
  readonly sign: (text: string) => string;
}

const inBase64 = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).toString('base64');

const ed25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('not an ed25519 key');
  return key;
};

const read = (pem: string, make: (pem: string) => KeyObject): KeyObject => {
  try {
    return ed25519(make(pem));
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new RangeError('not a key in PEM', { cause });
  }
};

/** @throws RangeError when the text is no private ed25519 key in PEM. */
export const rootSignerOf = (pem: string): RootSigner => {
  const key = read(pem, createPrivateKey);
  return {
    publicKey: inBase64(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
};

/**
 * The public key of a PEM text, of either half: DER in base64. @throws RangeError when there is none of
 * ed25519.
 */
export const publicKeyIn = (pem: string): string => inBase64(read(pem, createPublicKey));

/** Did the holder of this key sign the text? Not, when key or signature cannot be read. */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
    return verify(null, Buffer.from(text), ed25519(key), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

/** Short enough to be read aloud: the first half of the key's SHA-256. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);
