// Makes a fresh clone ready: installs what the lock file names when it is not there, and builds.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.leptotrace-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Leptotrace needs Node.js 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}

const run = (command, args, why) => {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(why);
    process.exit(status ?? 1);
  }
};

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
if (!installed) {
  console.error('Installing the packages of package-lock.json (the first time takes a minute or two) ...');
  // install, not ci: the lock file holds only the optional binaries of one platform.
  // No script of a package is run but the one that is needed: SQLite is compiled for Node 20.
  run(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed.',
  );
  if (major < 22)
    run(
      'npm',
      ['rebuild', 'better-sqlite3@12', '--loglevel=error'],
      'better-sqlite3 could not be compiled: on Node 20 that needs python3, make and g++.',
    );
  const now = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  writeFileSync(stamp, now);
}
if (process.argv.includes('--build'))
  run(process.execPath, [join(root, 'scripts', 'build.mjs')], 'The build failed.');
