// `node --experimental-vm-modules node_modules/jest/bin/jest.js --selectProjects unit` (the npm scripts do that).
// Sources become CommonJS by SWC, decorators and their metadata included; packages that are ES modules load as such.
import { readFileSync } from 'node:fs';

const { imports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url)));

// The aliases are stated once, in package.json: `"#platform/*": { source: "./libs/platform/src/*/index.ts" }`.
const aliases = Object.entries(imports).map(([alias, target]) => [
  `^${alias.replace('*', '(.*)')}$`,
  (target.source ?? target).replace('./', '<rootDir>/').replace('*', '$1'),
]);

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', tsx: true, decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
  },
};
// `<T>value` and `<T,>() =>` are read differently in .tsx, so a .ts file is parsed as such.
const plain = { ...swc, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: false } } };

const project = (displayName, testMatch, timeout) => ({
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/scripts/jest-timeout.cjs'],
  globals: { PROJECT_TEST_TIMEOUT: timeout },
  transform: { '\\.tsx$': ['@swc/jest', swc], '\\.ts$': ['@swc/jest', plain] },
  moduleNameMapper: { ...Object.fromEntries(aliases), '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Relative imports end in .js whatever they are on disk; folders that others write to while tests run are left out.
  modulePathIgnorePatterns: ['dist', 'data', '.services', 'coverage', 'artifacts'].map((dir) => `<rootDir>/${dir}/`),
});

export default {
  workerIdleMemoryLimit: '1GB',
  collectCoverageFrom: ['apps/*/src/**/*.{ts,tsx}', 'libs/*/src/**/*.ts', 'migrations/**/*.ts', '!**/*.spec.{ts,tsx}'],
  coverageDirectory: 'coverage',
  projects: [
    project('unit', ['apps/*/src/**/*.spec.{ts,tsx}', 'libs/*/src/**/*.spec.ts'], 5_000),
    project('medium', ['test/medium/**/*.spec.ts'], 20_000),
    project('contract', ['test/contract/**/*.spec.ts'], 20_000),
    project('e2e', ['test/e2e/**/*.spec.ts'], 60_000),
    project('faults', ['test/faults/**/*.spec.ts'], 180_000),
  ],
};
