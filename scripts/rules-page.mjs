// Writes docs/rules.md: runs the whole suite once, because the page lists the tests that passed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, RULES_PAGE: 'write' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
