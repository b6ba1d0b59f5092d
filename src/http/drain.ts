import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What is under way when the service is told to stop may end so long; then its connection is cut. */
const GRACE_MS = 5_000;

/**
 * A server that closes lets go of connections that rest, and would wait for the others for ever: for a body
 * that never ends, and for an answer that nobody reads.
 */
export const drainAtShutdown = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preClose', (done) => {
    const { server } = fastify;
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.once('close', () => clearTimeout(cut));
    done();
  });
};
