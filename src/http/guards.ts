import { createHash, timingSafeEqual } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config';
import { actorOf } from './actor';
import { ANSWER_HEADERS } from './headers';
import { Problem } from './problem';
import { problemFrom } from './problem.filter';
import { sendProblem } from './send-problem';

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

export const isFromHere = ({ socket }: FastifyRequest): boolean =>
  LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '');

/** Asked by what keeps the service running: answered whatever else there is to do, and whoever asks. */
export const isProbe = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith('/health/') ?? false;

/** What speaks against a request behind a proxy that signs users in; `null`: nothing. @throws Problem */
const refusalByProxy = (request: FastifyRequest, { proxySecret }: Config): Problem | null => {
  const actor = actorOf(request);
  if (proxySecret === null) return null;
  if (isSecret(request.headers['x-leptotrace-proxy'], proxySecret)) {
    if (actor !== null || isProbe(request) || request.routeOptions.url === '/metrics') return null;
    return new Problem('actor-required', 'Let the proxy name who is signed in, as X-Leptotrace-Actor.');
  }
  return isFromHere(request) && LOOPBACK_HOST.test(request.headers.host ?? '')
    ? null
    : new Problem('proxy-required', 'Ask the proxy in front of this service.');
};

/** What speaks against a request before its body is looked at. @throws Problem */
const refusalOf = (request: FastifyRequest, config: Config): Problem | null => {
  if (!isNamed(request.headers.host ?? '', config))
    return new Problem('wrong-host', 'Ask 127.0.0.1, [::1], localhost or a name of ALLOWED_HOSTS.');
  const refusal = refusalByProxy(request, config);
  if (refusal) return refusal;
  return request.method === 'POST' && !isReadType(request.headers['content-type'])
    ? problemFrom({ statusCode: 415 })
    : null;
};

/** Before anything else: a request whose Host is not this machine comes from a page that made its name point here. */
export const guardRequests = (app: NestFastifyApplication, config: Config): void => {
  const server = app.getHttpAdapter().getInstance();
  // An expectation that nobody knows is none.
  server.server.on('checkExpectation', (...asked) => server.server.emit('request', ...asked));
  server.addHook('onRequest', (request, reply, next) => {
    void reply.headers(ANSWER_HEADERS);
    const refusal = refusalOf(request, config);
    if (refusal) sendProblem(reply, refusal);
    else next();
  });
};
