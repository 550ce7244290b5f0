import type { Routes } from './route.js';
import type { World } from './world.js';

const inRoom = (w: World): string[] => [w.room.id];
const ofBen = (w: World): string[] => [w.room.id, w.ben.id];

export const ROOMS: Routes = {
  'PATCH /rooms/{id}': {
    ids: inRoom,
    body: () => ({
      title: 'Another title',
      topic: 'Another topic',
      visibility: 'invite_only',
      history: 'since_join',
      maxParticipants: 20,
      slowModeSeconds: 10,
    }),
  },
  'DELETE /rooms/{id}': { ids: inRoom },
  'POST /rooms/{id}/archive': { ids: inRoom },
  'DELETE /rooms/{id}/archive': { ids: inRoom },
  'POST /rooms/{id}/transfer': { ids: inRoom, body: (w) => ({ userId: w.ben.id }) },
  'POST /rooms/{id}/invite': { ids: inRoom, body: (w) => ({ userId: w.founder.id, role: 'member' }) },
  'PATCH /rooms/{id}/participants/{userId}': { ids: ofBen, body: () => ({ role: 'viewer' }) },
  'DELETE /rooms/{id}/participants/{userId}': { ids: ofBen },
  'PUT /rooms/{id}/participants/{userId}/mute': { ids: ofBen, body: () => ({ minutes: 5 }) },
  'DELETE /rooms/{id}/participants/{userId}/mute': { ids: ofBen },
  'GET /rooms/{id}/bans': { ids: inRoom },
  'PUT /rooms/{id}/bans/{userId}': { ids: ofBen },
  'DELETE /rooms/{id}/bans/{userId}': { ids: ofBen },
  'POST /direct': { body: (w) => ({ userIds: [w.ben.id] }) },
};
