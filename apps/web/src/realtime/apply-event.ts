import type {
  Message,
  Presence,
  QueueItem,
  RoomDetail,
  RoomView,
  ServerEvent,
  ServerPayload,
  Workspace,
} from '#contract';
import { applyMessage, type RoomLog } from './room-log.js';

/** A server event with its name. */
export type LiveEvent = { [E in ServerEvent]: { name: E; data: ServerPayload<E> } }[ServerEvent];

export type PresenceByUser = Readonly<Record<string, Presence>>;

/** The parts of the query cache that one event can touch: what belongs to its room, and what belongs to me. */
export interface Slices {
  readonly rooms?: readonly RoomView[];
  readonly detail?: RoomDetail;
  readonly log?: RoomLog;
  readonly queue?: readonly QueueItem[];
  readonly presence?: PresenceByUser;
  readonly workspaces?: readonly Workspace[];
}

/** What has to be asked of the server because the event alone does not say it. */
export type FollowUp =
  | { kind: 'catch-up'; roomId: string }
  | { kind: 'refetch-rooms' }
  | { kind: 'refetch-room'; roomId: string }
  | { kind: 'gone'; roomId: string; title: string | undefined; deleted: boolean }
  | { kind: 'refetch-workspace'; workspaceId: string }
  | { kind: 'workspace-gone'; workspaceId: string; name: string | undefined }
  | { kind: 'refetch-invites' };

export interface Reader {
  readonly userId: string;
  /** The room whose end is on screen right now: what arrives there is read, not unread. */
  readonly readingRoomId?: string;
}

interface Applied {
  readonly slices: Slices;
  readonly followUps: readonly FollowUp[];
}

const ENDED = new Set(['complete', 'stopped', 'failed']);

/**
 * A pure step of the page's state: the cache's slices and an event in, the new slices and what to ask next out.
 * Slices that did not change keep their identity. Deltas, typing and the end of a session are no server state and
 * leave everything as it is.
 */
export function applyEvent(slices: Slices, event: LiveEvent, reader: Reader): Applied {
  switch (event.name) {
    case 'message:created':
    case 'message:updated':
    case 'message:deleted':
      return onMessage(slices, event.name, event.data, reader);
    case 'generation:state':
      return onGeneration(slices, event.data);
    case 'queue:changed':
      return done({ ...slices, queue: event.data.items });
    case 'room:updated':
      return onRoom(slices, event.data.room);
    case 'room:deleted':
      return gone(slices, event.data.roomId, true);
    case 'assistants:changed':
      return done({ ...slices, detail: slices.detail && { ...slices.detail, assistants: event.data.assistants } });
    case 'participant:joined':
    case 'participant:updated':
      return onParticipant(slices, event.data, reader);
    case 'participant:left':
      return onLeft(slices, event.data, reader);
    case 'workspace:updated':
      return done(slices, { kind: 'refetch-workspace', workspaceId: event.data.workspaceId });
    case 'workspace:left':
      return onWorkspaceLeft(slices, event.data.workspaceId);
    case 'invites:changed':
      return done(slices, { kind: 'refetch-invites' });
    case 'room:read':
      return onRead(slices, event.data, reader);
    case 'presence:changed':
      return done({ ...slices, presence: { ...slices.presence, [event.data.userId]: event.data } });
    default:
      return done(slices);
  }
}

const done = (slices: Slices, ...followUps: FollowUp[]): Applied => ({ slices, followUps });

function onMessage(
  slices: Slices,
  name: 'message:created' | 'message:updated' | 'message:deleted',
  { roomId, rev, message }: ServerPayload<'message:created'>,
  reader: Reader,
): Applied {
  const log = slices.log && applyMessage(slices.log, rev, message);
  const rooms = slices.rooms && mapRoom(slices.rooms, roomId, (room) => touchRoom(room, name, rev, message, reader));
  const followUps: FollowUp[] = [];
  if (log && log.ahead.length > 0) followUps.push({ kind: 'catch-up', roomId });
  if (slices.rooms && !slices.rooms.some((room) => room.id === roomId)) followUps.push({ kind: 'refetch-rooms' });
  return { slices: { ...slices, log, rooms }, followUps };
}

/** The room's line in the list: its counters, and my unread marks. Events that the list has seen change nothing. */
function touchRoom(room: RoomView, name: string, rev: number, message: Message, reader: Reader): RoomView {
  if (rev <= room.rev) return room;
  const counts = name !== 'message:deleted' && isNews(name, message, reader) ? 1 : 0;
  const mentioned = counts > 0 && message.mentions.some((it) => it.type === 'user' && it.id === reader.userId);
  return {
    ...room,
    rev,
    lastSeq: Math.max(room.lastSeq, message.seq),
    lastActivityAt: name === 'message:created' ? message.createdAt : room.lastActivityAt,
    me: { ...room.me, unread: room.me.unread + counts, mentions: room.me.mentions + (mentioned ? 1 : 0) },
  };
}

/** People's messages count when they come, an assistant's once, on its end (quality Q10); the room's own notices never do. */
function isNews(name: string, message: Message, reader: Reader): boolean {
  if (message.roomId === reader.readingRoomId || message.author.id === reader.userId) return false;
  if (message.author.type === 'system') return false;
  if (message.author.type === 'assistant') return name === 'message:updated' && ENDED.has(message.status);
  return name === 'message:created';
}

/** Only the step from waiting to answering is taken from here: how an answer ended comes with its whole message. */
function onGeneration(slices: Slices, { messageId, status, generation }: ServerPayload<'generation:state'>): Applied {
  const queue = ENDED.has(status) ? slices.queue && dropFrom(slices.queue, generation.id) : slices.queue;
  if (status !== 'streaming' || !slices.log) return done({ ...slices, queue });
  const waiting = slices.log.items.some(
    (message) => message.id === messageId && message.status === 'queued' && message.generation?.id === generation.id,
  );
  if (!waiting) return done({ ...slices, queue });
  const items = slices.log.items.map((message) =>
    message.id === messageId ? { ...message, status, generation } : message,
  );
  return done({ ...slices, queue, log: { ...slices.log, items } });
}

function dropFrom(queue: readonly QueueItem[], generationId: string): readonly QueueItem[] {
  const left = queue.filter((item) => item.generationId !== generationId);
  return left.length === queue.length ? queue : left;
}

function onRoom(slices: Slices, room: ServerPayload<'room:updated'>['room']): Applied {
  // The list's own `rev` says which message events it has counted: it is not overwritten by another source.
  const rooms = slices.rooms && mapRoom(slices.rooms, room.id, (line) => ({ ...line, ...room, rev: line.rev }));
  const detail = slices.detail && { ...slices.detail, ...room };
  return done({ ...slices, rooms, detail }, { kind: 'refetch-room', roomId: room.id });
}

function onParticipant(
  slices: Slices,
  { roomId, participant }: ServerPayload<'participant:joined'>,
  reader: Reader,
): Applied {
  const others = slices.detail?.participants.filter((it) => it.user.id !== participant.user.id) ?? [];
  const detail = slices.detail && withParticipants(slices.detail, [...others, participant]);
  const mine = participant.user.id === reader.userId;
  return mine
    ? done({ ...slices, detail }, { kind: 'refetch-rooms' }, { kind: 'refetch-room', roomId })
    : done({ ...slices, detail });
}

function onLeft(slices: Slices, { roomId, participant }: ServerPayload<'participant:left'>, reader: Reader): Applied {
  if (participant.user.id === reader.userId) return gone(slices, roomId, false);
  const left = slices.detail?.participants.filter((it) => it.user.id !== participant.user.id) ?? [];
  return done({ ...slices, detail: slices.detail && withParticipants(slices.detail, left) });
}

const withParticipants = (detail: RoomDetail, participants: RoomDetail['participants']): RoomDetail => ({
  ...detail,
  participants,
  participantCount: participants.length,
});

function gone(slices: Slices, roomId: string, deleted: boolean): Applied {
  const title = slices.rooms?.find((room) => room.id === roomId)?.title ?? slices.detail?.title;
  const { presence, workspaces } = slices;
  return done(
    { rooms: slices.rooms?.filter((room) => room.id !== roomId), presence, workspaces },
    { kind: 'gone', roomId, title, deleted },
  );
}

/** Its rooms go with it; what comes later about each of them finds nothing to say. */
function onWorkspaceLeft(slices: Slices, workspaceId: string): Applied {
  const name = slices.workspaces?.find((workspace) => workspace.id === workspaceId)?.name;
  return done(
    {
      ...slices,
      workspaces: slices.workspaces?.filter((workspace) => workspace.id !== workspaceId),
      rooms: slices.rooms?.filter((room) => room.workspaceId !== workspaceId),
    },
    { kind: 'workspace-gone', workspaceId, name },
  );
}

function onRead(slices: Slices, { roomId, userId, seq }: ServerPayload<'room:read'>, reader: Reader): Applied {
  if (userId !== reader.userId || !slices.rooms) return done(slices);
  const line = slices.rooms.find((room) => room.id === roomId);
  if (!line) return done(slices);
  // Read up to somewhere in the middle, in another tab: only the server can count what is left.
  if (seq < line.lastSeq) return done(slices, { kind: 'refetch-rooms' });
  const rooms = mapRoom(slices.rooms, roomId, (room) => ({
    ...room,
    me: { ...room.me, unread: 0, mentions: 0, readSeq: seq },
  }));
  return done({ ...slices, rooms });
}

function mapRoom(
  rooms: readonly RoomView[],
  roomId: string,
  change: (room: RoomView) => RoomView,
): readonly RoomView[] {
  const index = rooms.findIndex((room) => room.id === roomId);
  const before = rooms[index];
  if (!before) return rooms;
  const after = change(before);
  return after === before ? rooms : rooms.with(index, after);
}
