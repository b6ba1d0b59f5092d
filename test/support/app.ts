import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock } from '@leptotrace/kernel';
import { readConfig } from '../../src/config/config';
import { createApp } from '../../src/server';
import { openStores } from '../../src/store/open';

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly dataDir: string;
  readonly close: () => Promise<void>;
}

/** The real application on a real port with a real log in a folder of its own. */
export const startApp = async (env: Record<string, string> = {}, clock?: Clock): Promise<TestApp> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-'));
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', ...env });
  const app = await createApp(config, await openStores(config), clock);
  await app.listen(0, config.host);
  const url = await app.getUrl();
  return {
    app,
    url: url.replace('[::1]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1'),
    dataDir,
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
