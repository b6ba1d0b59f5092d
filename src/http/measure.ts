import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Metrics } from '../operations/metrics';

/** Counts and times answers by route: a path itself would name a patient. */
export const measureRequests = (app: NestFastifyApplication, metrics: Metrics): void => {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', (request, reply, next) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    metrics.requests.inc({ method, route, status: reply.statusCode });
    metrics.requestSeconds.observe({ method, route }, reply.elapsedTime / 1000);
    next();
  });
};
