import { createPublicKey, verify as verifies, type KeyObject } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Not of this sender, changed on the way, or not of these minutes. Answer 401 and do nothing. */
export class NotVerified extends Error {
  override readonly name = 'NotVerified';
}

export interface ReceiverKeys {
  /** `whsec_…`, for signatures v1. While keys are rotated: the old and the new one. */
  readonly secrets?: readonly string[];
  /** `whpk_…`, for signatures v1a. */
  readonly publicKeys?: readonly string[];
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Either way: clocks differ (Standard Webhooks 1.0.0). */
const TOLERANCE_S = 300;
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const textOf = (headers: Headers, name: string): string => {
  const value = headers[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new NotVerified(`${name} is not there`);
};

const publicKeyOf = (text: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([ED25519_SPKI, Buffer.from(text.replace(/^whpk_/, ''), 'base64')]),
    format: 'der',
    type: 'spki',
  });

interface Signed {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: string;
  readonly body: string;
}

const isOfSecret = (secret: string, { id, timestamp, signatures, body }: Signed): boolean => {
  try {
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures };
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
};

const isOfPublicKey = (publicKey: string, { id, timestamp, signatures, body }: Signed): boolean => {
  const key = publicKeyOf(publicKey);
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1a,'))
    .some((signature) => verifies(null, signed, key, Buffer.from(signature.slice(4), 'base64')));
};

/**
 * Checks a message of a webhook before anything of it is believed; any of the keys will do.
 * @param body The bytes as they came, not parsed and written again.
 * @throws NotVerified
 */
export const verify = (headers: Headers, body: string, keys: ReceiverKeys): void => {
  const timestamp = textOf(headers, 'webhook-timestamp');
  const signed = {
    id: textOf(headers, 'webhook-id'),
    timestamp,
    signatures: textOf(headers, 'webhook-signature'),
    body,
  };
  if (!/^\d{1,12}$/.test(timestamp)) throw new NotVerified('webhook-timestamp is no time');
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_S)
    throw new NotVerified('webhook-timestamp is more than five minutes away');
  const isOurs =
    (keys.secrets ?? []).some((secret) => isOfSecret(secret, signed)) ||
    (keys.publicKeys ?? []).some((key) => isOfPublicKey(key, signed));
  if (!isOurs) throw new NotVerified('no signature is of these keys');
};
