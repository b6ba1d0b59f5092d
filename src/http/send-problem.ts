import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { ANSWER_HEADERS } from './headers';
import type { Problem } from './problem';

const TYPE = 'application/problem+json';
/** Whoever is told that there is too much, or something away, is told when to ask again. */
const LATER = new Set([429, 503]);

/** Serialized here: a reply of this type is not JSON to the framework. */
export const sendProblem = (reply: FastifyReply, { details }: Problem): void => {
  if (LATER.has(details.status)) void reply.header('Retry-After', '1');
  void reply.headers(ANSWER_HEADERS).status(details.status).type(TYPE).send(JSON.stringify(details));
};

/** To a connection of which no request was read: its last answer. */
export const endWithProblem = (socket: Socket, { details }: Problem): void => {
  const body = JSON.stringify(details);
  const headers = {
    ...ANSWER_HEADERS,
    'Content-Type': TYPE,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status] ?? ''}`;
  socket.end(`${[status, ...lines].join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};
