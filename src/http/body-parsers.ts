import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readBytes } from '@leptotrace/interchange';
import { readJson } from '@leptotrace/kernel';
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
  app.useBodyParser('application/json', { bodyLimit: config.bodyLimitBytes }, (_request, body, done) => {
    // A sign for what could not be read would stand in the log for ever.
    const read = readBytes(body);
    const json = 'text' in read ? readJson(read.text) : { ok: false as const, issues: [read.issue] };
    if (json.ok) done(null, json.value);
    else done(invalid(json.issues));
  });
};
