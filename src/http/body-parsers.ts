import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { readBytes } from '@leptotrace/interchange';
import type { Config } from '../config/config';
import { invalid } from './problem';

/** Which bodies are read, and how. */
export const parseBodies = (app: NestFastifyApplication, config: Config): void => {
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
};
