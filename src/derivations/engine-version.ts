import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The manifest lies above this file, deeper above the built one than above its source. */
const manifestAbove = (folder: string): string => {
  const path = join(folder, 'package.json');
  return existsSync(path) || folder === dirname(folder) ? path : manifestAbove(dirname(folder));
};

/** Version of the engine that derives, as its package states it. */
export const ENGINE_VERSION = (
  JSON.parse(readFileSync(manifestAbove(__dirname), 'utf8')) as { readonly version: string }
).version;
