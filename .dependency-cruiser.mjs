// Who may import whom (docs/architecture.md). There is no list of exceptions: a line that needs one is in the wrong place.
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const TEST = '^test/|\\.spec\\.tsx?$';

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    // Libraries
    forbidden(
      'contract-is-plain',
      'libs/contract imports zod and itself',
      { path: '^libs/contract/', pathNot: TEST },
      {
        pathNot: ['^libs/contract/', npm('zod')],
      },
    ),
    forbidden(
      'domain-is-pure',
      'libs/domain imports the contract and itself: no Nest, no I/O, no clock',
      { path: '^libs/domain/', pathNot: TEST },
      { pathNot: ['^libs/(domain|contract)/'] },
    ),
    forbidden(
      'platform-knows-no-product-rules',
      'libs/platform imports the contract, itself and packages',
      { path: '^libs/platform/', pathNot: TEST },
      { path: '^(apps|migrations|libs/(domain|inference))/' },
    ),
    forbidden(
      'inference-knows-no-server',
      'libs/inference imports the contract, itself and the libraries of providers',
      { path: '^libs/inference/', pathNot: TEST },
      { path: '^(apps|migrations|libs/(domain|platform))/' },
    ),
    forbidden(
      'nothing-imports-tests',
      'test/ is the outermost ring',
      { pathNot: TEST },
      { path: '^test/|\\.spec\\.tsx?$' },
    ),

    // Drivers
    forbidden(
      'typeorm-only-where-rows-are',
      'typeorm in entities, repositories, libs/platform/src/db and migrations',
      { pathNot: ['\\.(entity|repository)\\.ts$', '^libs/platform/src/db/', '^migrations/', TEST] },
      { path: npm('typeorm') },
    ),
    forbidden(
      'drivers-only-in-platform',
      'bullmq, ioredis, minio and nodemailer behind the ports of libs/platform',
      { pathNot: ['^libs/platform/', TEST] },
      { path: npm('bullmq', 'ioredis', 'minio', 'mysql2', 'better-sqlite3', 'nodemailer') },
    ),
    forbidden(
      'socket-io-only-at-the-edge',
      'socket.io in gateways and libs/platform/src/live',
      { pathNot: ['\\.gateway\\.ts$', '^libs/platform/src/live/', TEST] },
      { path: npm('socket\\.io', '@socket\\.io/[^/]+') },
    ),
    forbidden(
      'socket-io-client-only-in-realtime',
      'socket.io-client in apps/web/src/realtime',
      { pathNot: ['^apps/web/src/realtime/', TEST] },
      { path: npm('socket\\.io-client') },
    ),

    // The API
    forbidden(
      'features-by-their-front-door',
      'a feature reaches another through its module and services, and the decorators and guards of access',
      { path: '^apps/api/src/([^/]+)/', pathNot: ['^apps/api/src/cli/', TEST] },
      {
        path: '^apps/api/src/[^/]+/',
        pathNot: [
          '^apps/api/src/$1/',
          '\\.(module|service)\\.ts$',
          '^apps/api/src/(access|auth)/[^/]+\\.(decorator|guard)\\.ts$',
        ],
      },
    ),
    forbidden(
      'api-knows-no-page',
      'the API imports no file of the page',
      { path: '^(apps/api|libs|migrations)/' },
      {
        path: '^apps/web/',
      },
    ),

    // The page
    forbidden(
      'page-knows-the-contract-alone',
      'of the server the page imports libs/contract alone',
      { path: '^apps/web/', pathNot: TEST },
      { path: '^(apps/api|libs|migrations|test)/', pathNot: '^libs/contract/' },
    ),
    forbidden(
      'page-features-are-strangers',
      'features of the page do not import each other: a screen composes them',
      { path: '^apps/web/src/features/([^/]+)/' },
      { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    ),
    forbidden(
      'page-points-inward',
      'components, lib and realtime know no feature and no screen',
      { path: '^apps/web/src/(components|lib|realtime)/', pathNot: TEST },
      { path: '^apps/web/src/(features|screens|app)/' },
    ),

    // Everything
    forbidden('no-cycles', 'a cycle is one module in several files', {}, { circular: true }),
    forbidden(
      'listed-packages-only',
      'what is imported is listed in package.json',
      { path: '^(apps|libs|migrations)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbidden(
      'server-has-no-development-packages',
      'the image holds production packages alone',
      { path: '^(apps/api|libs|migrations)/', pathNot: TEST },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: npm('@types/[^/]+') },
    ),
    forbidden('resolvable', 'an import that leads nowhere', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage|artifacts)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // ES-module-only packages and our own aliases are found through these.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
