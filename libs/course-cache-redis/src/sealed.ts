import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const BYTES = 32;
const MAC = /^[\w-]{43}$/;

/**
 * Texts that pass through a store which is not trusted: bound to the name that they are kept under, so that none
 * can be changed, made, or put in the place of another without the key. They are not hidden.
 */
export class Seal {
  private readonly key: Buffer;

  /** @param master the key is made of it (HKDF-SHA-256, RFC 5869) and good for nothing else. */
  constructor(master: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', master, '', 'leptotrace shared answers v1', BYTES));
  }

  close(name: string, text: string): string {
    return `${this.macOf(name, text).toString('base64url')}.${text}`;
  }

  /** The text, or `null` when it was not closed under this name with this key. */
  open(name: string, closed: string): string | null {
    const end = closed.indexOf('.');
    const mac = closed.slice(0, Math.max(0, end));
    if (!MAC.test(mac)) return null;
    const text = closed.slice(end + 1);
    const stated = Buffer.from(mac, 'base64url');
    return stated.length === BYTES && timingSafeEqual(stated, this.macOf(name, text)) ? text : null;
  }

  private macOf(name: string, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${name.length}:${name}${text}`).digest();
  }
}
