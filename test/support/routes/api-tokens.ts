import type { Routes } from './route.js';

export const API_TOKENS: Routes = {
  'GET /api-tokens': {},
  'POST /api-tokens': { body: () => ({ name: 'For a script', scopes: ['read'], expiresInDays: 30 }) },
  'DELETE /api-tokens/{id}': { ids: () => ['tok_01h00000000000000000000001'] },
};
