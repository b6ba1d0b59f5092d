import { randomBytes } from 'node:crypto';

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  // Everything here is shorter than 128 bytes: one byte says how long it is.
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
};

const [BOOLEAN, INTEGER, OCTETS, NULL, OBJECT_ID, SEQUENCE] = [0x01, 0x02, 0x04, 0x05, 0x06, 0x30];
/** 2.16.840.1.101.3.4.2.1 */
const SHA_256 = Buffer.from([0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]);

/**
 * TimeStampReq of RFC 3161 in DER: version 1, the SHA-256 given in hex as message imprint, a nonce, and the
 * wish for the certificate. @throws RangeError when the text is no SHA-256
 */
export const timeStampRequest = (sha256: string): Buffer<ArrayBuffer> => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in hex');
  // The first bit of an INTEGER is its sign.
  const nonce = randomBytes(8).map((byte, at) => (at === 0 ? (byte & 0x3f) | 0x40 : byte));
  const algorithm = der(SEQUENCE, der(OBJECT_ID, SHA_256), der(NULL));
  const imprint = der(SEQUENCE, algorithm, der(OCTETS, Buffer.from(sha256, 'hex')));
  const version = der(INTEGER, Buffer.from([1]));
  const wish = der(BOOLEAN, Buffer.from([0xff]));
  return Buffer.from(der(SEQUENCE, version, imprint, der(INTEGER, nonce), wish));
};
