// Before the first test: workers and the processes that tests start inherit it.
const { join } = require('node:path');
const { codeDigest, VARIABLE } = require('../scripts/code-digest.cjs');

module.exports = () => {
  process.env[VARIABLE] = codeDigest(join(__dirname, '..'));
};
