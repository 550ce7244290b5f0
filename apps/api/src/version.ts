import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('#package') as { version: string };

/** Of this build, from package.json. */
export const VERSION = version;
