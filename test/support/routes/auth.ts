import type { Routes } from './route.js';

const account = { username: 'somebody.else', email: 'else@example.org', password: 'a long enough password' };

export const AUTH: Routes = {
  'GET /auth/setup': { open: true },
  'POST /auth/setup': { open: true, body: () => ({ token: 'some-token', ...account, displayName: 'Else' }) },
  'POST /auth/register': { open: true, body: () => ({ ...account, displayName: 'Else' }) },
  'POST /auth/login': { open: true, body: () => ({ login: 'nobody.known', password: 'not the password' }) },
  'POST /auth/token': { open: true, form: true },
  'POST /auth/refresh': { open: true, body: () => ({ refreshToken: 'x'.repeat(43) }) },
  'POST /auth/logout': { body: () => ({ refreshToken: 'x'.repeat(43) }) },
  'POST /auth/logout-all': {},
  'GET /auth/me': {},
  'GET /auth/providers': { open: true },
};
