import type { Target } from './address';
import { exchange } from './post';

/**
 * Asks a receiver whether it wants to be sent to (HTTP 1.1 Web Hooks for Event Delivery 1.0.1 of CloudEvents,
 * section 4): whoever makes a webhook must not be able to have others sent to. `null`: it does, else why not.
 *
 * @param origin What the receiver is told of who asks, as a DNS name.
 */
export const refusalOf = async (target: Target, origin: string): Promise<string | null> => {
  const headers = { 'webhook-request-origin': origin };
  const answer = await exchange(target, { method: 'OPTIONS', headers, body: '' });
  if ('reason' in answer) return `its host does not answer (${answer.reason})`;
  const { status, headers: answered } = answer;
  if (status < 200 || status >= 300) return `its host answers ${status} to OPTIONS`;
  const allowed = String(answered['webhook-allowed-origin'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  if (allowed.includes('*') || allowed.includes(origin.toLowerCase())) return null;
  return `its host does not let ${origin} send to it`;
};
