import type { Routes } from './route.js';
import type { World } from './world.js';

const ana = (w: World): string[] => [w.ana.id];
const file = (w: World): string[] => [w.fileId];

export const USERS: Routes = {
  'GET /users': { admin: true },
  'POST /users': {
    admin: true,
    body: () => ({
      username: 'made.by.admin',
      email: 'made@example.org',
      password: 'a long enough password',
      displayName: 'Made',
      role: 'user',
    }),
  },
  'POST /users/import': { admin: true, raw: true },
  'GET /users/lookup': {},
  'GET /users/{id}': { ids: ana },
  'PATCH /users/{id}': {
    admin: true,
    ids: ana,
    body: () => ({ displayName: 'Changed', email: 'changed@example.org', role: 'manager', active: false }),
  },
  'DELETE /users/{id}': { admin: true, ids: ana },
  'POST /users/{id}/reset-password': { admin: true, ids: ana },
  'POST /users/{id}/reset-2fa': { admin: true, ids: ana },
  'DELETE /users/{id}/sessions': { admin: true, ids: ana },
  'GET /users/{id}/rooms': { admin: true, ids: ana },
  'PUT /users/{id}/rooms': { admin: true, ids: ana, body: (w) => ({ roomIds: [w.room.id] }) },
  'GET /users/me': {},
  'PATCH /users/me': {
    body: () => ({
      displayName: 'Changed',
      email: 'changed@example.org',
      color: 3,
      language: 'de',
      timeZone: 'Europe/Vienna',
      idleLogoutMinutes: 30,
      avatarFileId: 'file_01h00000000000000000000000',
    }),
  },
  'DELETE /users/me': {},
  'GET /users/me/export': {},
  'POST /files': { body: () => ({ purpose: 'avatar', name: 'me.png', size: 1000, type: 'image/png' }) },
  'GET /files/{id}': { ids: file },
  'PUT /files/{id}/content': { open: true, raw: true, ids: file },
  'POST /files/{id}/complete': { ids: file },
  'GET /pictures/{id}': { open: true, ids: file },
};
