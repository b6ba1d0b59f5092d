import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PROJECT_ROOT } from '../config/project-root';

const FOLDER = join(PROJECT_ROOT, 'dist', 'web');

/** Paths that the screens themselves tell apart: one page answers all of them. */
const PAGES = ['/', '/patients', '/patients/*'];

/** No other origin at run time, no inline script, no frame around it. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // The page names its scripts, so it is asked for again; the scripts carry their digest in their names.
  'Cache-Control': 'no-cache',
} as const;

/** Serves the screens where they are built; without them the API stands alone and says so once. */
export const serveScreens = (app: NestFastifyApplication): void => {
  const page = join(FOLDER, 'index.html');
  if (!existsSync(page)) {
    new Logger('Screens').warn('The screens are not built ("npm run build"): only the API is served.');
    return;
  }
  const html = readFileSync(page);
  const server = app.getHttpAdapter().getInstance();
  void server.register(fastifyStatic, {
    root: join(FOLDER, 'assets'),
    prefix: '/assets/',
    // The API document registers the same plugin.
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  void server.register(fastifyStatic, {
    root: join(FOLDER, 'specification'),
    prefix: '/specification/',
    decorateReply: false,
    redirect: true,
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(HEADERS)) reply.header(name, value);
    },
  });
  for (const path of PAGES)
    server.get(path, (_request, reply) => reply.headers(HEADERS).type('text/html; charset=utf-8').send(html));
};
