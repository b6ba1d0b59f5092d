// Holds the rule books to the tests: every rule has a passing test whose name carries its id, and
// docs/rules.md is what the books and the tests say. Works on whole runs only; RULES_PAGE=write writes.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'rules.md');
const BOOKS = join(ROOT, 'dist', 'libs', 'derivation', 'src', 'rules-page.js');

class RuleCoverageReporter {
  constructor(globalConfig) {
    const { testPathPatterns, onlyChanged, testNamePattern, runTestsByPath } = globalConfig;
    const patterns = testPathPatterns?.patterns ?? [];
    this.whole = patterns.length === 0 && !onlyChanged && !testNamePattern && !runTestsByPath;
  }

  onRunComplete(_contexts, results) {
    if (process.env.RULES_PAGE !== 'write' && !this.whole) return;
    if (!existsSync(BOOKS)) return;
    const { rulesPage, uncovered } = require(BOOKS);
    const tests = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => status === 'passed')
        .map(({ fullName }) => ({ name: fullName, file: relative(ROOT, testFilePath) })),
    );
    const missing = uncovered(tests);
    if (missing.length > 0) {
      this.error = new Error(`rules without a passing test: ${missing.join(', ')}`);
    }
    const page = rulesPage(tests);
    if (process.env.RULES_PAGE === 'write') writeFileSync(PAGE, page);
    else if (!existsSync(PAGE) || readFileSync(PAGE, 'utf8') !== page) {
      this.error ??= new Error('docs/rules.md is not what the rules and tests say: run npm run docs:rules');
    }
    if (this.error) process.stderr.write(`\n${this.error.message}\n`);
  }

  getLastError() {
    return this.error;
  }
}
module.exports = RuleCoverageReporter;
