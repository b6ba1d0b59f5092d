import { Transform } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RequestPayload } from 'fastify';
import type { Config } from '../config/config';
import { Problem } from './problem';

/** What a request takes before the first byte of its body: its connection, its headers. */
const TAKEN_BY_ITSELF = 16_384;

interface Body {
  bytes: number;
  readonly letGo: () => void;
}

/**
 * Bytes of bodies that are held at once, from the first one to the answer. Past the limit the body that has been
 * arriving for longest is let go: it is one that stalls, while those that are sent in earnest come and go.
 */
export class BodyBudget {
  private held = 0;
  private readonly arriving = new Set<Body>();

  constructor(private readonly limit: number) {}

  begin(letGo: () => void): Body {
    const body = { bytes: 0, letGo };
    this.arriving.add(body);
    this.take(body, TAKEN_BY_ITSELF);
    return body;
  }

  take(body: Body, bytes: number): void {
    if (!this.arriving.has(body)) return;
    body.bytes += bytes;
    this.held += bytes;
    for (const oldest of this.arriving) {
      if (this.held <= this.limit) return;
      this.end(oldest);
      oldest.letGo();
    }
  }

  /** It has come to its end: held until it is answered, and not let go any more. */
  arrived(body: Body): void {
    this.arriving.delete(body);
  }

  end(body: Body): void {
    this.arriving.delete(body);
    this.held -= body.bytes;
    body.bytes = 0;
  }
}

const overloaded = (): Problem =>
  new Problem('overloaded', 'Too many bodies arrive at once. Send it again in a second, without a pause.');

/** Counts a body as it comes. Ends with the problem where it is let go, and in the middle where the sender leaves. */
const counted = (
  payload: RequestPayload,
  budget: BodyBudget,
): { readonly stream: Transform; readonly body: Body } => {
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      budget.take(body, chunk.length);
      done(null, chunk);
    },
    flush(done) {
      budget.arrived(body);
      done();
    },
  });
  const body = budget.begin(() => stream.destroy(overloaded()));
  payload.once('close', () => {
    if (!payload.readableEnded) stream.destroy(new Error('the sender left'));
  });
  payload.pipe(stream);
  return { stream, body };
};

/** Imports have a budget of their own: they are large, and wait for each other. */
export const boundBodies = (app: NestFastifyApplication, config: Config): void => {
  const imports = new BodyBudget(config.importBudgetBytes);
  const others = new BodyBudget(config.bodyBudgetBytes);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preParsing', (request, reply, payload, next) => {
      if (
        request.headers['content-length'] === undefined &&
        request.headers['transfer-encoding'] === undefined
      )
        return next(null, payload);
      const budget = request.routeOptions.url === '/v1/imports' ? imports : others;
      const { stream, body } = counted(payload, budget);
      reply.raw.once('close', () => {
        budget.end(body);
        // Answered before its end: what is still to come is thrown away by the server.
        payload.unpipe(stream).resume();
      });
      // What is still to come is not read: the connection is of no more use.
      stream.once('error', () => void reply.header('Connection', 'close'));
      next(null, stream);
    });
};
