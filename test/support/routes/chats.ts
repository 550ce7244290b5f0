import type { Routes } from './route.js';
import type { World } from './world.js';

const inRoom = (w: World): string[] => [w.room.id];
const ofMessage = (w: World): string[] => [w.message.id];
const inWorkspace = (w: World): string[] => [w.workspace.id];
const client = 'client-id-0001';

export const CHATS: Routes = {
  'GET /workspaces': {},
  'POST /workspaces': { body: () => ({ name: 'A new one', description: 'About it' }) },
  'GET /workspaces/{id}': { ids: inWorkspace },
  'GET /workspaces/{id}/members': { ids: inWorkspace },
  'POST /workspaces/{id}/invite': {
    ids: inWorkspace,
    body: () => ({ role: 'member', expiresInHours: 5, maxUses: 3 }),
  },
  'GET /invites/{code}': { open: true, ids: (w) => [w.inviteCode] },
  'POST /invites/{code}/accept': { ids: (w) => [w.inviteCode] },
  'GET /workspaces/{id}/rooms': { ids: inWorkspace },
  'POST /workspaces/{id}/rooms': {
    ids: inWorkspace,
    body: () => ({ title: 'A new room', topic: 'About', visibility: 'public', maxParticipants: 5, assistant: {} }),
  },
  'GET /workspaces/{id}/rooms/discover': { ids: inWorkspace },
  'GET /rooms': {},
  'GET /rooms/{id}': { ids: inRoom },
  'POST /rooms/{id}/join': { ids: inRoom },
  'POST /rooms/{id}/leave': { ids: inRoom },
  'POST /rooms/join': { body: (w) => ({ code: w.roomCode }) },
  'GET /rooms/{id}/code': { ids: inRoom },
  'POST /rooms/{id}/code': { ids: inRoom, body: () => ({ expiresInHours: 5, maxUses: 3 }) },
  'DELETE /rooms/{id}/code': { ids: inRoom },
  'GET /rooms/by-code/{code}': { ids: (w) => [w.roomCode] },
  'GET /rooms/{id}/participants': { ids: inRoom },
  'GET /rooms/{id}/assistants': { ids: inRoom },
  'POST /rooms/{id}/assistants': {
    ids: inRoom,
    body: () => ({ name: 'Third', handle: 'third', systemPrompt: 'Be brief.', temperature: 0.5, replyMode: 'mention' }),
  },
  'PATCH /rooms/{id}/assistants/{assistantId}': {
    ids: (w) => [w.room.id, w.assistantId],
    body: () => ({ name: 'Renamed', maxOutputTokens: 5 }),
  },
  'DELETE /rooms/{id}/assistants/{assistantId}': { ids: (w) => [w.room.id, w.assistantId] },
  'GET /rooms/{id}/messages': { ids: inRoom },
  'POST /rooms/{id}/messages': { ids: inRoom, body: () => ({ content: 'hello', clientId: client, fileIds: [] }) },
  'GET /rooms/{id}/changes': { ids: inRoom },
  'GET /messages/{id}': { ids: ofMessage },
  'PATCH /messages/{id}': { ids: ofMessage, body: () => ({ content: 'changed' }) },
  'DELETE /messages/{id}': { ids: ofMessage },
  'POST /rooms/{id}/read': { ids: inRoom, body: () => ({ seq: 1 }) },
  'GET /rooms/{id}/generations': { ids: inRoom },
  'POST /generations/{id}/stop': { ids: (w) => [w.answer.generation?.id ?? ''] },
  'POST /generations/{id}/retry': { ids: (w) => [w.answer.generation?.id ?? ''] },
  'POST /messages/{id}/regenerate': { ids: (w) => [w.answer.id], body: () => ({ model: 'scripted' }) },
  'GET /models': {},
};
