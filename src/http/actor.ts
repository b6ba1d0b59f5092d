import type { FastifyRequest } from 'fastify';
import { invalidAt } from './problem';

const HEADER = 'x-leptotrace-actor';
const LONGEST = 200;
const EXTENDED = /^utf-8'[a-z0-9-]*'((?:[\w!#$&+.^`|~-]|%[0-9a-f]{2})*)$/i;

/** Headers arrive one character a byte. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const refused = (message: string, mend: string): Error => invalidAt(`/headers/${HEADER}`, message, mend);

const decoded = (sent: string): string => {
  const extended = EXTENDED.exec(sent)?.[1];
  try {
    return extended === undefined ? utf8.decode(Buffer.from(sent, 'latin1')) : decodeURIComponent(extended);
  } catch {
    throw refused('not UTF-8', "Send the name in UTF-8, or as UTF-8''J%C3%BCrgen (RFC 8187).");
  }
};

/**
 * Whom the proxy signed in, or `null`. The guard lets the header pass only with the proxy's secret, or from this
 * machine, where everyone is trusted anyway. A name is UTF-8 (docs/decisions/0028). @throws Problem
 */
export const actorOf = ({ headers }: FastifyRequest): string | null => {
  const sent = headers[HEADER];
  if (typeof sent !== 'string' || sent === '') return null;
  const name = decoded(sent).normalize('NFC');
  if (name.trim() === '' || /\p{Cc}/u.test(name)) throw refused('not a name', 'Send who is signed in.');
  // Cut off, two people would be one.
  if ([...name].length > LONGEST) throw refused('too long', `Send at most ${LONGEST} characters.`);
  return name;
};
