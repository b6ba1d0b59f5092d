// Jest on Node 20 cannot require ES modules, and swc must not touch CommonJS (it would rewrite a
// top-level `this`). So only files that really are ES modules are transformed.
const { readFileSync, existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

const transformer = require('@swc/jest').createTransformer({
  swcrc: false,
  jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
});

const packageTypes = new Map();
const packageTypeOf = (directory) => {
  if (!packageTypes.has(directory)) {
    const manifest = join(directory, 'package.json');
    const parent = dirname(directory);
    const type = existsSync(manifest)
      ? JSON.parse(readFileSync(manifest, 'utf8')).type
      : parent === directory
        ? undefined
        : packageTypeOf(parent);
    packageTypes.set(directory, type);
  }
  return packageTypes.get(directory);
};
const isEsModule = (file) =>
  file.endsWith('.mjs') || (file.endsWith('.js') && packageTypeOf(dirname(file)) === 'module');

module.exports = {
  ...transformer,
  process: (source, file, options) =>
    isEsModule(file) ? transformer.process(source, file, options) : { code: source },
  getCacheKey: (source, file, options) =>
    transformer.getCacheKey(source, file, options) + (isEsModule(file) ? 'esm' : 'cjs'),
};
