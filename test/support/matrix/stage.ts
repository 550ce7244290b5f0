import { assistant, participant, queue, type RoomAction, type RoomRole } from '#contract';
import type { Person } from '../../factories/people.js';
import { clientId, room, say } from '../../factories/places.js';
import { answerTo } from '../answers.js';
import type { ApiAnswer } from '../api-client.js';
import type { SocketClient } from '../socket-client.js';

export type Who = RoomRole | 'none';
export type Cell = 'yes' | 'no';
/** One person for each column of the matrix, one more who takes part, and one who does not yet. */
export type Cast = Record<Who | 'other' | 'newcomer', Person>;
type Ack = { ok: true } | { ok: false; error: { status: number } };

/** A new room in which everybody has their role, and the one who acts. */
export interface Stage {
  roomId: string;
  actor: Person;
  who: Who;
  cast: Cast;
}

export interface Row {
  /** As in `product.md`, split where a cell says "own" or "never to or of an owner". */
  name: string;
  actions: RoomAction[];
  /** owner, admin, member, viewer. */
  cells: [Cell, Cell, Cell, Cell];
  rest?: (stage: Stage) => Promise<ApiAnswer>;
  socket?: (stage: Stage, socket: SocketClient) => Promise<Ack>;
}

export const setRole = async ({ cast, roomId }: Stage, one: Person, role: RoomRole): Promise<void> => {
  (await cast.owner.api().patch(`/rooms/${roomId}/participants/${one.id}`, { role })).as(participant);
};

export const setStage = async (cast: Cast, workspaceId: string, who: Who): Promise<Stage> => {
  const made = await room(cast.owner, { workspaceId, visibility: 'invite_only' });
  const invite = async (userId: string, role: string): Promise<void> => {
    (await cast.owner.api().post(`/rooms/${made.id}/invite`, { userId, role })).as(participant, 201);
  };
  for (const role of ['admin', 'member', 'viewer'] as const) await invite(cast[role].id, role);
  await invite(cast.other.id, 'member');
  return { roomId: made.id, actor: cast[who], who, cast };
};

/** Something that the actor said, when they still could; of somebody who never could, what another said. */
export const own = async (stage: Stage, content = 'my own words'): Promise<string> => {
  const { roomId, who, actor, cast } = stage;
  if (who === 'none') return (await say(cast.other, roomId, content)).id;
  if (who === 'viewer') await setRole(stage, actor, 'member');
  const { id } = await say(actor, roomId, content);
  if (who === 'viewer') await setRole(stage, actor, 'viewer');
  return id;
};

export const others = async ({ cast, roomId }: Stage, content = 'words of another'): Promise<string> =>
  (await say(cast.other, roomId, content)).id;

/** Id of the answer under way. */
export const running = async ({ cast, roomId }: Stage): Promise<string> =>
  (await cast.owner.api().get(`/rooms/${roomId}/generations`)).as(queue).items[0]?.generationId ?? '';

/** Id of an answer that has ended. */
export const answered = async ({ cast, roomId }: Stage): Promise<string> => {
  const reader = await cast.owner.watch(roomId);
  const placeholder = await answerTo(reader, await say(cast.other, roomId, '@ai be quick'));
  return (await reader.status(placeholder.id, 'complete')).id;
};

export const secondAssistant = async ({ cast, roomId }: Stage): Promise<string> => {
  const settings = { name: 'Second', handle: 'second' };
  return (await cast.owner.api().post(`/rooms/${roomId}/assistants`, settings)).as(assistant, 201).id;
};

export const words = (content = 'hello') => ({ content, clientId: clientId() });
