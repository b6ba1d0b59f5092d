// The direction of dependencies (docs/decisions/0002-layers.md). A lib never sees the shell or the
// framework; the clinical core never sees the clock, the file system or the event store.
const lib = (...names) => `^libs/(${names.join('|')})/src`;

const only = (name, from, target) => ({
  name,
  severity: 'error',
  from: { path: '^(src|libs)/', pathNot: from },
  to: { path: target },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'libs-do-not-know-the-shell',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^src/' },
    },
    {
      name: 'libs-are-framework-free',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/(@nestjs|class-validator|class-transformer|rxjs|fastify)' },
    },
    {
      name: 'the-service-does-not-know-the-screens',
      severity: 'error',
      from: { path: '^(src|libs)/' },
      to: { path: '^web/' },
    },
    {
      // Shapes only: what the screens run with arrives over HTTP. But for the calendar, and how a change is read.
      name: 'screens-take-types-only',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: '^(src|libs)/',
        pathNot: '^libs/kernel/src/(partial-date|change)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: lib('kernel') },
      to: { path: '^libs/', pathNot: lib('kernel') },
    },
    {
      name: 'clinical-knows-only-kernel',
      severity: 'error',
      from: { path: lib('clinical') },
      to: { path: '^libs/', pathNot: lib('kernel', 'clinical') },
    },
    {
      name: 'timeline-knows-only-the-clinical-core',
      severity: 'error',
      from: { path: lib('timeline') },
      to: { path: '^libs/', pathNot: lib('kernel', 'clinical', 'timeline') },
    },
    {
      name: 'interchange-knows-only-the-clinical-core',
      severity: 'error',
      from: { path: lib('interchange') },
      to: { path: '^libs/', pathNot: lib('kernel', 'clinical', 'timeline', 'interchange') },
    },
    ...[
      ['rules', 'kernel'],
      ['survival', 'kernel', 'rules'],
      ['criteria', 'kernel', 'rules', 'clinical'],
      ['genomics', 'kernel', 'rules', 'clinical'],
      ['endpoints', 'kernel', 'rules', 'clinical', 'criteria'],
      ['assessments', 'kernel', 'rules', 'clinical', 'timeline', 'criteria', 'genomics', 'endpoints'],
      [
        'derivation',
        'kernel',
        'rules',
        'clinical',
        'timeline',
        'criteria',
        'genomics',
        'endpoints',
        'assessments',
        'survival',
      ],
      [
        'signals',
        'kernel',
        'rules',
        'clinical',
        'timeline',
        'criteria',
        'genomics',
        'endpoints',
        'derivation',
      ],
      ['webhooks', 'kernel', 'clinical', 'event-store', 'signals'],
      // Copied into other services: it stands alone.
      ['receiver'],
      ['sqlite'],
      ['signals-redis'],
    ].map(([name, ...known]) => ({
      name: `${name}-knows-only-${known.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: lib(name), pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: lib(name, ...known) },
    })),
    {
      name: 'the-clinical-core-is-pure',
      severity: 'error',
      from: {
        path: lib(
          'clinical',
          'timeline',
          'interchange',
          'rules',
          'survival',
          'criteria',
          'genomics',
          'endpoints',
          'assessments',
          'derivation',
          'signals',
        ),
        pathNot: '\\.spec\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'event-store-knows-only-kernel',
      severity: 'error',
      from: { path: lib('event-store') },
      to: { path: '^libs/', pathNot: lib('kernel', 'event-store') },
    },
    {
      name: 'adapters-know-only-the-port',
      severity: 'error',
      from: { path: '^libs/event-store-' },
      to: { path: '^libs/', pathNot: `^libs/(kernel|event-store|sqlite)/src|^libs/event-store-[a-z]+/` },
    },
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^libs/event-store-([a-z]+)/' },
      to: { path: '^libs/event-store-', pathNot: '^libs/event-store-$1/' },
    },
    only('sqlite-only-in-its-adapters', '^libs/((event-store|read-model)-)?sqlite/', '^libs/sqlite/'),
    only('sqlite-is-loaded-in-one-place', '^libs/sqlite/', 'node_modules/better-sqlite3'),
    only(
      'eventstoredb-only-in-its-adapter',
      '^libs/event-store-eventstoredb/',
      'node_modules/@eventstore/db-client',
    ),
    {
      name: 'test-servers-are-for-tests',
      severity: 'error',
      from: { path: '^(src|libs)/', pathNot: '(\\.spec\\.ts$|/testing/)' },
      to: { path: '/testing/' },
    },
    {
      name: 'only-the-composition-root-chooses-an-adapter',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|cli)/' },
      to: { path: '^libs/event-store-' },
    },
    {
      name: 'nothing-undeclared',
      severity: 'error',
      from: { path: '^(src|libs)/', pathNot: '(\\.spec\\.ts$|/contract/|/testing/)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.(css|svg)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
