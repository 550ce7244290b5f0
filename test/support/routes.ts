import { assistant, roomCode, type Message, type RoomDetail, type Workspace } from '#contract';
import { admin, person, type Person } from '../factories/people.js';
import { room, roomOf, say, workspace } from '../factories/places.js';
import { answerTo } from './answers.js';
import type { Topology } from './topology.js';

/** One of everything that a route can be about, all of it owned by `ana`. */
export interface World {
  ana: Person;
  founder: Person;
  workspace: Workspace;
  room: RoomDetail;
  message: Message;
  answer: Message;
  assistantId: string;
  roomCode: string;
  inviteCode: string;
}

export const world = async (topology: Topology): Promise<World> => {
  const founder = await admin(topology);
  const ana = await person(topology, 'ana');
  const place = await workspace(ana);
  const made = await room(ana, { workspaceId: place.id });
  const reader = await ana.watch(made.id);
  const question = await say(ana, made.id, '@ai a first question');
  const placeholder = await answerTo(reader, question);
  const answer = await reader.status(placeholder.id, 'complete');
  const helper = { name: 'Helper', handle: 'helper' };
  const second = (await ana.api().post(`/rooms/${made.id}/assistants`, helper)).as(assistant, 201);
  const code = (await ana.api().post(`/rooms/${made.id}/code`)).as(roomCode, 201);
  const invited = (await ana.api().post(`/workspaces/${place.id}/invite`, {})).body as { code: string };
  const message = await say(ana, made.id, 'a plain message');
  return {
    ana,
    founder,
    workspace: place,
    room: await roomOf(ana, made.id),
    message,
    answer,
    assistantId: second.id,
    roomCode: code.code,
    inviteCode: invited.code,
  };
};

interface Route {
  /** A body that the route accepts as far as its shape goes. */
  body?: (w: World) => Record<string, unknown>;
  /** Values of `{id}` and the like, in the order of the path. */
  ids?: (w: World) => string[];
  /** Answers without credentials too. */
  open?: true;
  /** Form encoded, with errors of its own (RFC 6749); see the suite about tokens. */
  form?: true;
}

const account = { username: 'somebody.else', email: 'else@example.org', password: 'a long enough password' };
const inRoom = (w: World): string[] => [w.room.id];
const ofMessage = (w: World): string[] => [w.message.id];
const inWorkspace = (w: World): string[] => [w.workspace.id];
const client = 'client-id-0001';

/** Every route of the interface; the suite about bad input fails when the OpenAPI document lists another. */
export const ROUTES: Record<string, Route> = {
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
  'POST /rooms/{id}/code': { ids: inRoom },
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

/** The path with its placeholders filled in order. */
export const filled = (path: string, ids: readonly string[]): string => {
  const left = [...ids];
  return path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(left.shift() ?? ''));
};
