// Compiles src and libs with swc, which also turns the library aliases into relative paths, and the
// screens with Vite, compressed once here instead of at every request; writes down the digest of the
// code that decides answers; and makes pages of the specification.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import codes from './code-digest.cjs';
import { writeSpecification } from './specification.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const run = (script, args) => {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('node_modules/@swc/cli/bin/swc.js', [
  'src',
  'libs',
  '-d',
  'dist',
  '--config-file',
  '.swcrc',
  '--ignore',
  '**/*.spec.ts,**/contract/**,**/testing/**',
  '--quiet',
]);
run('node_modules/vite/bin/vite.js', [
  'build',
  'web',
  '--config',
  'web/vite.config.mjs',
  '--logLevel',
  'warn',
]);

writeFileSync(join(dist, 'code-digest'), codes.codeDigest(root));

const assets = join(dist, 'web', 'assets');
for (const name of readdirSync(assets)) {
  const file = join(assets, name);
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}

writeSpecification(root, join(dist, 'web', 'specification'));
