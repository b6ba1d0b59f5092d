// Compiles src and libs with swc, which also turns the library aliases into relative paths.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/@swc/cli/bin/swc.js',
    'src',
    'libs',
    '-d',
    'dist',
    '--config-file',
    '.swcrc',
    '--ignore',
    '**/*.spec.ts,**/contract/**,**/testing/**',
    '--quiet',
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
