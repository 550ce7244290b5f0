import type { Routes } from './route.js';
import type { World } from './world.js';

const inWorkspace = (w: World): string[] => [w.workspace.id];

export const WORKSPACES: Routes = {
  'PATCH /workspaces/{id}': { ids: inWorkspace, body: () => ({ name: 'Renamed', description: 'About it' }) },
  'DELETE /workspaces/{id}': { ids: inWorkspace, body: () => ({ name: 'Not the name of it' }) },
  'POST /workspaces/{id}/transfer': { ids: inWorkspace, body: (w) => ({ userId: w.founder.id }) },
  'PATCH /workspaces/{id}/members/{userId}': {
    ids: (w) => [w.workspace.id, w.ana.id],
    body: () => ({ role: 'member' }),
  },
  'DELETE /workspaces/{id}/members/{userId}': { ids: (w) => [w.workspace.id, w.ana.id] },
  'GET /workspaces/{id}/invites': { ids: inWorkspace },
  'DELETE /workspaces/{id}/invites/{inviteId}': { ids: (w) => [w.workspace.id, w.inviteId] },
  'GET /invites': {},
  'DELETE /invites/{code}': { ids: (w) => [w.inviteId] },
};
