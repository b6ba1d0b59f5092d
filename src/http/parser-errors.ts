import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import { invalidAt, Problem } from './problem';
import { endWithProblem, sendProblem } from './send-problem';

/** What the parser of HTTP says of bytes that are no request. */
interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

const tooLong = (): Problem => new Problem('uri-too-long', 'Send a shorter address.');

/** A first line that alone is as long as all headers may be. */
const isOfAddress = ({ rawPacket }: ParserError): boolean => {
  const packet = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  const [line = ''] = packet.split('\r\n', 1);
  return /^[A-Z]+ /.test(line) && line.length > 8_192;
};

const problemOf = (error: ParserError): Problem => {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request-timeout', 'Send the whole request without a pause.');
    case 'HPE_HEADER_OVERFLOW':
      return isOfAddress(error)
        ? tooLong()
        : new Problem('headers-too-large', 'Send fewer or shorter headers.');
    default:
      return invalidAt('', 'not a request of HTTP/1.1', 'Send it by a client of HTTP.');
  }
};

/** For a connection on which no request could be read. */
export const answerParserError = (error: ParserError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else endWithProblem(socket, problemOf(error));
};

/** For an address that the router cannot read. */
export const answerRouterError = (
  { statusCode }: FastifyError,
  _request: unknown,
  reply: FastifyReply,
): void =>
  sendProblem(
    reply,
    statusCode === 414
      ? tooLong()
      : invalidAt('', 'the address is not percent-encoded UTF-8', 'Encode it anew, or see /docs.'),
  );
