import { createHash, timingSafeEqual } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBytes } from '@leptotrace/interchange';
import type { Config } from '../config/config';
import { invalid, Problem } from './problem';
import { problemFrom } from './problem.filter';

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Only these: what a form of another page can send without asking is not among them. */
const isReadType = (contentType: string | undefined): boolean =>
  /^(application\/(json|x-ndjson)|text\/csv)\s*(;|$)/i.test(contentType ?? '');

const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

const isNamed = (host: string, { allowedHosts }: Config): boolean =>
  LOOPBACK_HOST.test(host) || allowedHosts.includes(host.replace(/:\d+$/, '').toLowerCase());

/** Digests are of one length: the time that a comparison takes tells nothing. */
const isSecret = (sent: unknown, secret: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return typeof sent === 'string' && timingSafeEqual(digest(sent), digest(secret));
};

/** From this machine, or through the proxy that signs users in. */
const isLetIn = (request: FastifyRequest, { proxySecret }: Config): boolean => {
  if (proxySecret === null) return true;
  if (isSecret(request.headers['x-leptotrace-proxy'], proxySecret)) return true;
  const isFromHere = LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '');
  return isFromHere && LOOPBACK_HOST.test(request.headers.host ?? '');
};

const refuse = (reply: FastifyReply, problem: Problem): void => {
  const { details } = problem;
  if (details.status === 503) void reply.header('Retry-After', '1');
  void reply.status(details.status).type('application/problem+json').send(JSON.stringify(details));
};

/**
 * Before anything else: a request whose Host is not this machine comes from a page that made its own
 * name point here, and past a number of requests under way more would only make all of them late.
 */
export const guardRequests = (app: NestFastifyApplication, config: Config): void => {
  const server = app.getHttpAdapter().getInstance();
  // Kept as bytes: an import names the byte that is not of its character set, and the line.
  server.addContentTypeParser(
    ['application/x-ndjson', 'text/csv'],
    { parseAs: 'buffer', bodyLimit: config.importLimitBytes },
    (_request, body, done) => done(null, body),
  );
  const parseJson = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: config.bodyLimitBytes }, (request, body, done) => {
    // A sign for what could not be read would stand in the log for ever.
    const read = readBytes(body);
    if ('text' in read) void parseJson(request as FastifyRequest, read.text, done);
    else done(invalid([read.issue]));
  });
  let inFlight = 0;
  server.addHook('onRequest', (request, reply, next) => {
    if (!isNamed(request.headers.host ?? '', config)) {
      return refuse(
        reply,
        new Problem('wrong-host', 'Ask 127.0.0.1, [::1], localhost or a name of ALLOWED_HOSTS.'),
      );
    }
    if (!isLetIn(request, config)) {
      return refuse(reply, new Problem('proxy-required', 'Ask the proxy in front of this service.'));
    }
    if (request.method === 'POST' && !isReadType(request.headers['content-type'])) {
      return refuse(reply, problemFrom({ statusCode: 415 }));
    }
    if (inFlight >= config.maxInFlight) {
      return refuse(
        reply,
        new Problem('overloaded', 'Too many requests are under way. Try again in a second.'),
      );
    }
    inFlight += 1;
    reply.raw.once('close', () => (inFlight -= 1));
    next();
  });
};
