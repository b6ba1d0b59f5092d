import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { systemClock, type Clock } from '@leptotrace/kernel';
import { AppModule } from './app.module';
import type { Config } from './config/config';
import { boundAnswers } from './http/answers';
import { boundBodies } from './http/bodies';
import { parseBodies } from './http/body-parsers';
import { drainAtShutdown } from './http/drain';
import { guardRequests } from './http/guards';
import { limitLoad } from './http/load';
import { measureRequests } from './http/measure';
import { answerParserError, answerRouterError } from './http/parser-errors';
import { Metrics } from './operations/metrics';
import { serveScreens } from './screens/serve-screens';
import type { Stores } from './store/open';

export const openApiDocument = (app: NestFastifyApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Leptotrace')
      .setDescription(
        'The course of patients with leptomeningeal metastasis of NSCLC, on any day, as known at any moment. ' +
          'Research use only: no treatment recommendation.',
      )
      .setVersion('1')
      .build(),
  );

/** Headers come at once, or not at all. */
const LONGEST_HEADERS_MS = 10_000;

/**
 * The application, not yet listening. It owns the stores and closes them with itself.
 *
 * @param clock tells when facts are recorded, and which day is today at the site.
 */
export const createApp = async (
  config: Config,
  stores: Stores,
  clock: Clock = systemClock,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: config.bodyLimitBytes,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: config.requestTimeoutMs,
    http: {
      // The guard says it, as a problem.
      requireHostHeader: false,
      headersTimeout: Math.min(LONGEST_HEADERS_MS, config.requestTimeoutMs),
      connectionsCheckingInterval: 1_000,
    },
    clientErrorHandler: answerParserError,
    frameworkErrors: answerRouterError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, stores, clock),
    adapter,
    {
      logger: ['error', 'warn'],
      abortOnError: false,
    },
  );
  measureRequests(app, app.get(Metrics));
  guardRequests(app, config);
  parseBodies(app, config);
  boundBodies(app, config);
  limitLoad(app, config);
  boundAnswers(app, config);
  serveScreens(app);
  SwaggerModule.setup('docs', app, () => openApiDocument(app));
  drainAtShutdown(app);
  // Ended, not killed by the signal once more: the first process of a container would not hear that.
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
};
