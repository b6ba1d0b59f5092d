#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'src', 'cli', 'main.js');
if (!existsSync(main)) {
  console.error('Leptotrace is not built yet: run "npm run build" (after "npm install"), or "npm run demo".');
  process.exit(1);
}
require(main);
