import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './handshake';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const asked = async (answer: (response: ServerResponse, asked: string) => void): Promise<string | null> => {
  const server = createServer((request, response) => {
    const { method, headers } = request;
    answer(response, `${method} ${String(headers['webhook-request-origin'])}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return refusalOf({ url: new URL(`http://127.0.0.1:${port}/x`), address: '127.0.0.1' }, 'lm.example');
};

const allows =
  (origin: string, status = 200) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, { 'WebHook-Allowed-Origin': origin }).end();

describe('a receiver that is asked', () => {
  it('is told who asks', async () => {
    const heard: string[] = [];
    await asked((response, said) => {
      heard.push(said);
      response.end();
    });
    expect(heard).toEqual(['OPTIONS lm.example']);
  });

  it.each(['*', 'lm.example', 'other.example, LM.example'])('wants it when it allows %s', async (origin) => {
    expect(await asked(allows(origin))).toBeNull();
  });

  it.each([
    ['allows another', allows('other.example'), /does not let lm.example/],
    ['allows nobody', allows(''), /does not let lm.example/],
    ['says nothing', (response: ServerResponse) => void response.end(), /does not let lm.example/],
    ['knows no OPTIONS', allows('*', 405), /answers 405/],
    ['sends elsewhere', allows('*', 302), /answers 302/],
    ['breaks off', (response: ServerResponse) => void response.destroy(), /does not answer/],
  ])('does not when it %s', async (_how, answer, reason) => {
    expect(await asked(answer)).toMatch(reason);
  });
});
