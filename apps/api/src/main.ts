import { enableCompileCache } from 'node:module';

// Before anything else is loaded: the second start reads compiled code instead of compiling it.
enableCompileCache();
await import('./server.js');
