import { sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { SigningKeys } from './keys';
import type { Message } from './message';

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Standard Webhooks 1.0.0: `v1` (HMAC-SHA-256) and `v1a` (ed25519) of each key, over `id.timestamp.body`. */
export const signedHeaders = (
  { id, body }: Message,
  at: Date,
  keys: readonly SigningKeys[],
): SignedHeaders => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = keys.flatMap(({ secret, privateKey }) => [
    new Webhook(secret).sign(id, at, body),
    `v1a,${sign(null, signed, privateKey).toString('base64')}`,
  ]);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
};
