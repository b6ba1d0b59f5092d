// Writes docs/rules.md from the rule books and the names of all tests. No test is run for it: `npm test`
// holds the page to those that pass.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'ignore'] });

run('scripts/build.mjs');
const { rulesPage } = createRequire(import.meta.url)(join(root, 'dist/libs/derivation/src/rules-page.js'));

const folder = mkdtempSync(join(tmpdir(), 'leptotrace-rules-'));
const names = join(folder, 'names.json');
run(
  'node_modules/jest/bin/jest.js',
  '--testNamePattern',
  '(?!)',
  '--json',
  '--outputFile',
  names,
  '--silent',
);
const { testResults } = JSON.parse(readFileSync(names, 'utf8'));
rmSync(folder, { recursive: true });

const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ fullName }) => ({ name: fullName, file: relative(root, name) })),
);
writeFileSync(join(root, 'docs/rules.md'), rulesPage(tests));
