// jest 30 knows `testTimeout` for the whole run alone, not for a project: jest.config.mjs hands ours over as a global.
jest.setTimeout(globalThis.PROJECT_TEST_TIMEOUT);
