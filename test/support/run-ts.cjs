// node test/support/run-ts.cjs path/to/file.ts [arguments]
//
// Runs a TypeScript file of this repository in a plain Node process, with the compiler settings of the
// build and the @leptotrace alias: for child processes in tests (which must not need a build first), for
// worker threads (require this file, then the worker's source) and for benchmarks.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, relative, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const { codeDigest, VARIABLE } = require('../../scripts/code-digest.cjs');

const ROOT = resolve(__dirname, '..', '..');
const OWN_SOURCE = /^(src|libs|test|bench)\//;

// The alias is resolved below and not by swc: its rewriting wants every target to be beside the file.
const { jsc, ...settings } = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8'));
const { baseUrl: _baseUrl, paths: _paths, ...compiler } = jsc;

const compile = (filename) =>
  transformSync(readFileSync(filename, 'utf8'), {
    ...settings,
    jsc: compiler,
    filename,
    swcrc: false,
    sourceMaps: 'inline',
  }).code;

const aliased = (request) => {
  const match = /^@leptotrace\/([^/]+)(\/.*)?$/.exec(request);
  return match ? join(ROOT, 'libs', match[1], 'src', match[2] ?? '') : request;
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolveFilename.call(this, aliased(request), ...rest);
};

require.extensions['.ts'] = (module, filename) => {
  if (!OWN_SOURCE.test(relative(ROOT, filename)))
    throw new Error(`not a source of this repository: ${filename}`);
  module._compile(compile(filename), filename);
};

process.env[VARIABLE] ??= codeDigest(ROOT);

process.setSourceMapsEnabled(true);

if (require.main === module) {
  const [file, ...args] = process.argv.slice(2);
  if (!file) {
    process.stderr.write('usage: node test/support/run-ts.cjs path/to/file.ts [arguments]\n');
    process.exit(64);
  }
  const entry = resolve(file);
  // The script sees itself as the program, as under plain node.
  process.argv = [process.argv[0], entry, ...args];
  require(entry);
}
