import { createHash } from 'node:crypto';
import { Type, type Static } from '@sinclair/typebox';
import { decoderOf } from '@leptotrace/clinical';
import { isSignedBy, type RootSigner } from '@leptotrace/event-store';
import { canonicalJson, readJson } from '@leptotrace/kernel';

export const SIGNATURE_FORMAT = 'leptotrace-bundle-signature/1';

const signatureSchema = Type.Object(
  {
    format: Type.Literal(SIGNATURE_FORMAT),
    /** SHA-256 of the bytes of the bundle. */
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Public key, and what it signed in base64. */
    by: Type.String(),
    value: Type.String(),
  },
  { additionalProperties: false },
);

/** A file of its own beside the bundle, whose bytes stay the same signed or not. */
export type BundleSignature = Static<typeof signatureSchema>;

const decode = decoderOf<BundleSignature>(signatureSchema);

const digestOf = (bundle: string): string => createHash('sha256').update(bundle).digest('hex');
const signedText = (sha256: string): string => canonicalJson({ format: SIGNATURE_FORMAT, sha256 });

/** @param bundle its bytes, as text. */
export const bundleSignatureOf = (bundle: string, signer: RootSigner): BundleSignature => {
  const sha256 = digestOf(bundle);
  return {
    format: SIGNATURE_FORMAT,
    sha256,
    by: signer.publicKey,
    value: signer.sign(signedText(sha256)),
  };
};

export type SignatureCheck =
  { readonly ok: true; readonly by: string } | { readonly ok: false; readonly reason: string };

const refused = (reason: string): SignatureCheck => ({ ok: false, reason });

/**
 * Does the signature fit the bundle, and is it of the key? Without a key whoever made the signature is told, and
 * only that: anybody can make one.
 */
export const checkSignature = (
  bundle: string,
  signature: string,
  publicKey: string | null,
): SignatureCheck => {
  const read = readJson(signature);
  const stated = read.ok ? decode(read.value) : null;
  if (!stated?.ok) return refused('the file holds no signature of a bundle');
  const { sha256, by, value } = stated.value;
  if (sha256 !== digestOf(bundle)) return refused('it is of another bundle');
  if (!isSignedBy(by, signedText(sha256), value)) return refused('it is not of the key that it names');
  return publicKey !== null && by !== publicKey ? refused('it is of another key') : { ok: true, by };
};
