const { readFileSync } = require('node:fs');

// One compiler configuration for build and tests. The alias is resolved by Jest here, because swc's
// own rewriting would point into libs/ from a file that Jest has already placed there.
const swc = { ...JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8')), swcrc: false };
const { baseUrl: _baseUrl, paths: _paths, ...jsc } = swc.jsc;

module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tools/jest-code-digest.cjs',
  testMatch: ['<rootDir>/{src,libs,test}/**/*.spec.ts', '<rootDir>/web/src/**/*.spec.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '/node_modules/.+\\.m?js$': '<rootDir>/tools/jest-esm-only.cjs',
    '^.+\\.ts$': ['@swc/jest', { ...swc, jsc }],
  },
  transformIgnorePatterns: [],
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/tools/fast-check.cjs',
    '^@leptotrace/([^/]+)$': '<rootDir>/libs/$1/src',
    '^@web/(.*)$': '<rootDir>/web/src/$1',
    '^@leptotrace/([^/]+)/(.*)$': '<rootDir>/libs/$1/src/$2',
  },
  maxWorkers: 2,
  // A worker that has run many suites holds gigabytes of them, and collects garbage more than it tests.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 30000,
  reporters: [
    'default',
    '<rootDir>/tools/rule-coverage-reporter.cjs',
    '<rootDir>/tools/guarantees-reporter.cjs',
    '<rootDir>/tools/final-line-reporter.cjs',
  ],
};
