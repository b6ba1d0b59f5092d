import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Target } from './address';
import { retryAfterMs } from './retry';
import type { Answer } from './verdict';

const TIMEOUT_MS = 15_000;
/** Nobody reads what a receiver says beside its status: no more of it is taken than this. */
const LONGEST_ANSWER_BYTES = 65_536;

export interface PostOptions {
  readonly method?: 'POST' | 'OPTIONS';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs?: number;
  /** Ends it in the middle. */
  readonly signal?: AbortSignal;
}

/** Names are resolved once, before: between check and connection nothing may change. */
const pinned =
  (address: string): LookupFunction =>
  (_host, options, callback) => {
    const family = isIPv6(address) ? 6 : 4;
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };

const ended = (response: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LONGEST_ANSWER_BYTES) return;
      resolve();
      response.destroy();
    });
    response.once('end', resolve);
    response.once('error', reject);
    response.once('close', () => reject(new Error('closed in the middle of the answer')));
  });

const reasonOf = (fault: unknown): string => {
  const { code, message } = fault as NodeJS.ErrnoException;
  return code ?? message;
};

const open = (
  { url, address }: Target,
  { method = 'POST', headers, body }: PostOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: pinned(address),
      agent: false,
      signal,
    };
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, resolve);
    request.once('error', reject);
    // A change of protocol closes without an error.
    request.once('close', () => reject(new Error('closed without an answer')));
    request.end(body);
  });

export type Exchange =
  | { readonly status: number; readonly headers: IncomingHttpHeaders }
  /** Why there was no answer. */
  | { readonly reason: string };

/** Asks the checked address, once: no redirect is followed. */
export const exchange = async (target: Target, options: PostOptions): Promise<Exchange> => {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signals = options.signal ? [timeout, options.signal] : [timeout];
  try {
    const response = await open(target, options, AbortSignal.any(signals));
    await ended(response);
    return { status: response.statusCode ?? 0, headers: response.headers };
  } catch (fault) {
    return { reason: timeout.aborted ? 'no answer in time' : reasonOf(fault) };
  }
};

/**
 * Sends a message. It counts as taken when the answer has come to its end: an answer that breaks off may be that
 * of a receiver that broke down.
 */
export const post = async (target: Target, options: PostOptions): Promise<Answer> => {
  const answer = await exchange(target, options);
  if ('reason' in answer) return { kind: 'fault', reason: answer.reason };
  const { status, headers } = answer;
  return { kind: 'answered', status, retryAfterMs: retryAfterMs(headers['retry-after'], new Date()) };
};
