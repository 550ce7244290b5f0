import {
  historyPage,
  invite,
  message,
  roomCode,
  roomDetail,
  workspace as workspaceShape,
  type CreateRoomRequest,
  type Message,
  type RoomDetail,
  type Workspace,
} from '#contract';
import { randomUUID } from 'node:crypto';
import type { Person } from './people.js';

/** A workspace of `owner`, with `members` in it by an invitation. */
export const workspace = async (owner: Person, members: readonly Person[] = []): Promise<Workspace> => {
  const name = `Workspace ${randomUUID().slice(0, 8)}`;
  const made = (await owner.api().post('/workspaces', { name })).as(workspaceShape, 201);
  if (members.length === 0) return made;
  const { code } = (await owner.api().post(`/workspaces/${made.id}/invite`, {})).as(invite, 201);
  for (const one of members) (await one.api().post(`/invites/${code}/accept`)).as(workspaceShape);
  return made;
};

interface RoomOptions extends Partial<CreateRoomRequest> {
  /** People who join, by a new workspace's invitation where none is given. */
  members?: readonly Person[];
  workspaceId?: string;
}

/** A room of `owner` that `members` have joined (by its code where it is not public), in a workspace of its own unless one is given. */
export const room = async (owner: Person, options: RoomOptions = {}): Promise<RoomDetail> => {
  const { members = [], workspaceId, ...settings } = options;
  const place = workspaceId ?? (await workspace(owner, members)).id;
  const body = { title: `Room ${randomUUID().slice(0, 8)}`, visibility: 'public', ...settings };
  const made = (await owner.api().post(`/workspaces/${place}/rooms`, body)).as(roomDetail, 201);
  if (made.visibility === 'public') {
    for (const one of members) (await one.api().post(`/rooms/${made.id}/join`)).as(roomDetail);
  } else if (members.length > 0) {
    const { code } = (await owner.api().post(`/rooms/${made.id}/code`)).as(roomCode, 201);
    for (const one of members) (await one.api().post('/rooms/join', { code })).as(roomDetail);
  }
  return members.length === 0 ? made : roomOf(owner, made.id);
};

/** The room as that person sees it now. */
export const roomOf = async (one: Person, roomId: string): Promise<RoomDetail> =>
  (await one.api().get(`/rooms/${roomId}`)).as(roomDetail);

export const clientId = (): string => randomUUID();

/** Sends a message by REST and gives it as stored. */
export const say = async (one: Person, roomId: string, content: string, id = clientId()): Promise<Message> =>
  (await one.api().post(`/rooms/${roomId}/messages`, { content, clientId: id })).as(message, 201);

/** Every message of the room by REST, oldest first, read from the database through pages of 100. */
export const history = async (one: Person, roomId: string, index?: number): Promise<Message[]> => {
  const all: Message[] = [];
  for (let after = 0; ;) {
    const path = `/rooms/${roomId}/messages?after=${after}&limit=100`;
    const page = (await one.api(index).get(path)).as(historyPage);
    all.push(...page.items);
    const last = page.items.at(-1);
    if (!page.hasAfter || last === undefined) return all;
    after = last.seq;
  }
};
