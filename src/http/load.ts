import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config';
import { actorOf } from './actor';
import { isFromHere, isProbe } from './guards';
import { Problem } from './problem';
import { sendProblem } from './send-problem';

/** Who asks, as far as clients can be told apart: by name, else by address. This machine is not one client. */
const clientOf = (request: FastifyRequest): string | null =>
  actorOf(request) ?? (isFromHere(request) ? null : (request.socket.remoteAddress ?? null));

/** Requests under way by client; a client that has none is forgotten. */
class UnderWay {
  private readonly byClient = new Map<string, number>();
  all = 0;

  of(client: string | null): number {
    return client === null ? 0 : (this.byClient.get(client) ?? 0);
  }

  begin(client: string | null): void {
    this.all += 1;
    if (client !== null) this.byClient.set(client, this.of(client) + 1);
  }

  end(client: string | null): void {
    this.all -= 1;
    if (client === null) return;
    const left = this.of(client) - 1;
    if (left > 0) this.byClient.set(client, left);
    else this.byClient.delete(client);
  }
}

/**
 * Past a number of requests under way more would only make all of them late. A request is under way once it has
 * arrived: one that never does takes nobody's place. Probes are always let in.
 */
export const limitLoad = (app: NestFastifyApplication, config: Config): void => {
  const underWay = new UnderWay();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preValidation', (request, reply, next) => {
      if (isProbe(request)) return next();
      const client = clientOf(request);
      if (underWay.of(client) >= config.maxPerClient)
        return sendProblem(
          reply,
          new Problem('too-many-requests', 'Wait for the answers of those under way.'),
        );
      if (underWay.all >= config.maxInFlight)
        return sendProblem(
          reply,
          new Problem('overloaded', 'Too many requests are under way. Try again in a second.'),
        );
      underWay.begin(client);
      reply.raw.once('close', () => underWay.end(client));
      next();
    });
};
