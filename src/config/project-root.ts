import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rootAbove = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json above the program');
  return rootAbove(parent);
};

/** The folder of package.json, data and dist: the same from compiled code and from source. */
export const PROJECT_ROOT = rootAbove(__dirname);
