// docs/guarantees.md: every behaviour of the contracts with a mark for each adapter on which a test
// showed it in this run. A whole run fails when the page says anything else; with GUARANTEES_PAGE=write
// the page is written instead.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const PAGE = join(__dirname, '..', 'docs', 'guarantees.md');
const SUITE = /^(event store|read model) contract: (.+)$/;

// What a machine must have beyond this repository: never part of the page.
const ELSEWHERE = /real server/;

const HEADINGS = {
  'event store': 'The event log',
  'read model': 'Read models',
};

const CHANGE_OF_LEADER = [
  '## EventStoreDB: during a change of leader',
  '',
  'What an instance decides or answers by is read from the node that leads, and what it appends goes there.',
  '',
  '- **A write that was acknowledged** is on a majority of the nodes: it is not lost, and not doubled.',
  '- **A write whose outcome is open** (a commit that timed out, a node that left) is repeated with the same',
  '  event ids within 5 s; only then the answer is 503. Repeated with the same `Idempotency-Key` it counts once.',
  '- **A read after an acknowledged write** holds it, on every instance, when the node that is asked leads.',
  '  While no node leads, reads and writes wait, at most 5 s, then answer 503.',
  '- **Not promised:** an old leader that is cut off from the others takes itself for the leader until it',
  '  notices, some seconds by the settings of the server. An instance that reaches that node alone reads what',
  '  was there before the cut; no write is acknowledged there.',
  '',
];

const collect = (testResults) => {
  const found = new Map();
  for (const { ancestorTitles, title, status } of testResults.flatMap((file) => file.testResults)) {
    const suite = ancestorTitles.map((name) => SUITE.exec(name)).find(Boolean);
    const behaviour = /^([R\d]\w*) (.+)$/.exec(title);
    if (!suite || !behaviour || ELSEWHERE.test(suite[2])) continue;
    const [, kind, adapter] = suite;
    const [, id, text] = behaviour;
    const contract = found.get(kind) ?? { adapters: new Set(), rows: new Map() };
    found.set(kind, contract);
    contract.adapters.add(adapter);
    const row = contract.rows.get(id) ?? { text, marks: new Map() };
    contract.rows.set(id, row);
    row.marks.set(adapter, status === 'passed' ? '✓' : '✗');
  }
  return found;
};

const tableOf = (kind, { adapters, rows }) => {
  const columns = [...adapters].sort();
  const lines = [...rows]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([id, { text, marks }]) =>
        `| ${id} | ${text} | ${columns.map((name) => marks.get(name) ?? '–').join(' | ')} |`,
    );
  return [
    `## ${HEADINGS[kind]}`,
    '',
    `| | behaviour | ${columns.join(' | ')} |`,
    `| --- | --- | ${columns.map(() => ':-:').join(' | ')} |`,
    ...lines,
    '',
  ].join('\n');
};

const pageOf = (found) =>
  [
    '# Guarantees',
    '',
    'Made by `npm run docs:guarantees` from a run of the contract suites; do not edit. `npm test` fails when',
    'a run shows anything else. ✓ a test showed it; – it does not apply: the adapter cannot be brought into',
    'that situation, or keeps the promise in another way: 19 is kept by the command runner, which no repeated',
    'command passes; R07 on Redis by changes that are absolute and a checkpoint that comes last, so that a step',
    'that failed half-way is mended by doing it again (tested apart).',
    '',
    'EventStoreDB is tested on a server in the same process that speaks its protocol; the same suite runs on',
    'a real server with one command ([how](../libs/event-store-eventstoredb/README.md)).',
    '',
    ...['event store', 'read model'].map((kind) => tableOf(kind, found.get(kind))),
    ...CHANGE_OF_LEADER,
  ].join('\n');

class GuaranteesReporter {
  constructor(globalConfig) {
    this.isWhole = !globalConfig.testPathPatterns?.patterns?.length && !globalConfig.testNamePattern;
  }

  onRunComplete(_contexts, { testResults }) {
    const found = collect(testResults);
    if (process.env.GUARANTEES_PAGE === 'write') return writeFileSync(PAGE, pageOf(found));
    // Without a Redis its column cannot be made: that is said by the skipped suite.
    const isComplete = found.get('read model')?.adapters.has('redis');
    if (!this.isWhole || !isComplete) return undefined;
    if (readFileSync(PAGE, 'utf8') !== pageOf(found))
      this.fault = new Error(
        'docs/guarantees.md is not what the tests showed: run `npm run docs:guarantees`',
      );
    return undefined;
  }

  getLastError() {
    return this.fault;
  }
}

module.exports = GuaranteesReporter;
