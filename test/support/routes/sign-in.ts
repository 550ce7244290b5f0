import type { Routes } from './route.js';

export const SIGN_IN: Routes = {
  'POST /auth/login/2fa': { open: true, body: () => ({ challenge: 'x'.repeat(43), code: '000000' }) },
  'POST /auth/reauth': { body: () => ({ password: 'not the password', code: '000000' }) },
  'POST /auth/2fa/setup': {},
  'POST /auth/2fa/verify': { body: () => ({ code: '000000' }) },
  'POST /auth/2fa/disable': { body: () => ({ password: 'not the password', code: '000000' }) },
  'POST /auth/2fa/recovery-codes': {},
};
