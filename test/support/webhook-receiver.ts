import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

export type Behaviour = (response: ServerResponse, posted: Posted, number: number) => void;

export const answers =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    void response.writeHead(status, headers).end();

/** The first ones so, everything behind them taken. */
export const first =
  (count: number, behaviour: Behaviour): Behaviour =>
  (response, posted, number) =>
    (number < count ? behaviour : answers(204))(response, posted, number);

export interface TestReceiver {
  readonly url: string;
  readonly posted: readonly Posted[];
  /** What was answered with success. */
  bodies(): readonly Record<string, unknown>[];
  ids(): readonly string[];
  until(isEnough: () => boolean | Promise<boolean>, ms?: number): Promise<void>;
  close(): Promise<void>;
}

/** A receiver on a real port, which does with messages what it is told. */
export const startReceiver = async (
  behaviour: Behaviour = answers(204),
  { port = 0, allows = '*' }: { readonly port?: number; readonly allows?: string } = {},
): Promise<TestReceiver> => {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS')
      return void response.writeHead(200, { 'WebHook-Allowed-Origin': allows }).end();
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body, at: Date.now() };
      posted.push(one);
      behaviour(response, one, posted.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/signals`,
    posted,
    bodies: () => posted.map(({ body }) => JSON.parse(body) as Record<string, unknown>),
    ids: () => posted.map(({ headers }) => String(headers['webhook-id'])),
    until: async (isEnough, ms = 20_000) => {
      const deadline = Date.now() + ms;
      while (!(await isEnough())) {
        if (Date.now() > deadline) throw new Error(`not within ${ms} ms; ${posted.length} were posted`);
        await wait(20);
      }
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
