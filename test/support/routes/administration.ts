import type { Routes } from './route.js';

export const ADMINISTRATION: Routes = {
  'GET /settings': { admin: true },
  'PATCH /settings': { admin: true, body: () => ({ twoFactorRequiredFor: [] }) },
};
