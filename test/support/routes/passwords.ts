import type { Routes } from './route.js';

const newPassword = 'another long password';

/** Passwords and the list of sessions. */
export const PASSWORDS: Routes = {
  'POST /auth/password/change': { body: () => ({ currentPassword: 'certainly wrong', newPassword }) },
  'POST /auth/password/forgot': { open: true, body: () => ({ email: 'nobody@example.org' }) },
  'POST /auth/password/reset': { open: true, body: () => ({ token: 'x'.repeat(43), newPassword }) },
  'GET /auth/sessions': {},
  'DELETE /auth/sessions/{id}': { ids: () => ['ses_01h00000000000000000000001'] },
};
