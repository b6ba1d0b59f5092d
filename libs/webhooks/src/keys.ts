import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { WebhookKey } from './state';

const BYTES = 32;
/** PKCS #8 of an ed25519 key, up to its 32 bytes of seed (RFC 8410). */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** SubjectPublicKeyInfo, up to the 32 bytes of the key. */
const ED25519_SPKI_BYTES = 12;

const derived = (master: Buffer, use: string, webhookId: string, version: number): Buffer =>
  Buffer.from(hkdfSync('sha256', master, webhookId, `leptotrace webhook ${use} v${version}`, BYTES));

/**
 * The keys of a webhook are made of the master key (HKDF-SHA-256, RFC 5869), never stored: the log holds
 * their versions alone.
 */
export interface SigningKeys {
  /** `whsec_…`: shared with the receiver, for signatures `v1`. */
  readonly secret: string;
  readonly privateKey: KeyObject;
  /** `whpk_…`: for signatures `v1a`; tells nothing that could sign. */
  readonly publicKey: string;
}

export const signingKeysOf = (master: Buffer, webhookId: string, version: number): SigningKeys => {
  const seed = derived(master, 'ed25519', webhookId, version);
  const privateKey = createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    secret: `whsec_${derived(master, 'hmac', webhookId, version).toString('base64')}`,
    privateKey,
    publicKey: `whpk_${spki.subarray(ED25519_SPKI_BYTES).toString('base64')}`,
  };
};

/** Versions that sign at this moment, the newest first. */
export const versionsAt = (keys: readonly WebhookKey[], at: Date): readonly number[] =>
  keys
    .filter(({ retireAt }) => retireAt === null || retireAt > at.toISOString())
    .map(({ version }) => version)
    .reverse();
