import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, openApiDocument } from '../server';
import { openStores } from '../store/open';
import { EXIT } from './output';
import { configFor } from './session';

/** Writes the OpenAPI document of the application, made on an empty log. */
export const writeOpenApi = async ({ out }: { readonly out: string }): Promise<number> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-openapi-'));
  const config = configFor({ dataDir });
  const app = await createApp(config, await openStores(config));
  await app.init();
  writeFileSync(out, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  await app.close();
  return EXIT.done;
};
