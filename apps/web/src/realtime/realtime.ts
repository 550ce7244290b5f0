import type { Message, Workspace } from '#contract';
import { keys, queryClient } from '../lib/query.js';
import { endSession } from '../lib/session.js';
import { announce } from './announcer.js';
import { applyEvent, type FollowUp, type LiveEvent } from './apply-event.js';
import { readLog, readSlices, writeSlices } from './cache.js';
import { liveTexts } from './live-store.js';
import { discard, flushAll, outboxStore } from './outbox.js';
import { catchUp, currentRoomId, loadedRooms, openRoom } from './room-session.js';
import { openSocket, tell } from './socket.js';
import { noteTyping } from './typing-store.js';

/** Tells the screens that a room or a workspace is not mine any more. */
export interface RealtimeHandlers {
  /** `expected`: it was my own doing. */
  onRoomGone(room: { roomId: string; title: string | undefined; deleted: boolean; expected: boolean }): void;
  onWorkspaceGone(workspace: { workspaceId: string; name: string | undefined; expected: boolean }): void;
}

/** Events may overtake each other by a moment between processes; a hole that closes by itself asks for nothing. */
const REORDER_MS = 120;
const AWAY_AFTER_MS = 60_000;

let reader: { userId: string; readingRoomId?: string } = { userId: '' };
let handlers: RealtimeHandlers | undefined;

const leaving = new Set<string>();

/** Says that I am about to leave a room or a workspace: its going needs no notice. */
export const expectGone = (id: string): void => void leaving.add(id);

/** Says whether the end of a room is before the reader's eyes. */
export function setReading(roomId: string | undefined): void {
  reader = { ...reader, readingRoomId: roomId };
}

/** Starts live events for the one who is signed in; gives back how to stop them. */
export function startRealtime(userId: string, given: RealtimeHandlers): () => void {
  reader = { userId };
  handlers = given;
  for (const entry of outboxStore.get()) if (entry.authorId !== userId) discard(entry.clientId);
  const close = openSocket({ onConnect: catchUpEverything, onEvent: receive });
  const stopPresence = followVisibility();
  return () => {
    stopPresence();
    close();
    handlers = undefined;
  };
}

/** Takes a message in that an acknowledgement or a REST answer brought, as if it had come as an event. */
export function takeIn(message: Message): void {
  apply({ name: 'message:updated', data: { roomId: message.roomId, rev: message.rev, message } });
}

/** After a connection is there again: what was missed is asked for, what waits is sent. */
function catchUpEverything(): void {
  const open = currentRoomId();
  if (open) void openRoom(open);
  for (const roomId of loadedRooms()) void catchUp(roomId);
  for (const queryKey of [keys.workspaces, keys.myInvites, ['members'], ['open-invites'], keys.rooms, ['room']])
    void queryClient.invalidateQueries({ queryKey });
  flushAll(takeIn);
}

function receive(event: LiveEvent): void {
  switch (event.name) {
    case 'generation:delta':
      if (liveTexts.receive(event.data)) void openRoom(event.data.roomId);
      return;
    case 'typing':
      if (event.data.userId !== reader.userId) noteTyping(event.data.roomId, event.data.userId, event.data.active);
      return;
    case 'session:ended':
      endSession(sayEnd(event.data.reason));
      return;
    case 'catch-up':
      catchUpEverything();
      return;
    default:
      apply(event);
  }
}

function apply(event: LiveEvent): void {
  const roomId = roomOf(event);
  const before = readSlices(roomId);
  const { slices, followUps } = applyEvent(before, event, reader);
  writeSlices(roomId, before, slices);
  if ('message' in event.data) afterMessage(event.data.message, event.name === 'message:created');
  for (const followUp of followUps) follow(followUp);
}

function roomOf(event: LiveEvent): string | undefined {
  if ('roomId' in event.data) return event.data.roomId;
  return 'room' in event.data ? event.data.room.id : undefined;
}

/** What a message means beyond the cache: its live text is over, its author has stopped typing, it is read out. */
function afterMessage(message: Message, created: boolean): void {
  const { author, generation, status } = message;
  const answering = status === 'queued' || status === 'streaming';
  if (generation && !answering) liveTexts.end(message.id, generation);
  if (created) noteTyping(message.roomId, author.id, false);
  if (message.roomId !== currentRoomId() || author.id === reader.userId || message.deletedAt) return;
  if (author.type === 'assistant') {
    if (status === 'streaming') announce(`${author.name} is answering`);
    if (status === 'complete') announce(`${author.name}: ${beginning(message.content)}`);
    if (status === 'failed') announce(`${author.name} could not answer`);
  } else if (created) {
    announce(`${author.name}: ${beginning(message.content)}`);
  }
}

function beginning(text: string): string {
  const plain = text
    .replace(/[*_`#>|~-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 160 ? `${plain.slice(0, 160)}…` : plain;
}

function follow(followUp: FollowUp): void {
  switch (followUp.kind) {
    case 'catch-up':
      setTimeout(() => {
        if (readLog(followUp.roomId)?.ahead.length) void catchUp(followUp.roomId);
      }, REORDER_MS);
      return;
    case 'refetch-rooms':
      void queryClient.invalidateQueries({ queryKey: keys.rooms });
      return;
    case 'refetch-room':
      void queryClient.invalidateQueries({ queryKey: keys.room(followUp.roomId) });
      return;
    case 'refetch-workspace':
      void refetchWorkspace(followUp.workspaceId);
      return;
    case 'refetch-invites':
      void queryClient.invalidateQueries({ queryKey: keys.myInvites });
      return;
    case 'workspace-gone':
      handlers?.onWorkspaceGone({ ...followUp, expected: leaving.delete(followUp.workspaceId) });
      return;
    case 'gone':
      handlers?.onRoomGone({ ...followUp, expected: leaving.delete(followUp.roomId) });
  }
}

/** Why a session was ended, for the sign-in page. */
const ENDS: Readonly<Record<string, string>> = {
  signed_out_elsewhere: 'You were signed out from another of your devices.',
  ended_by_admin: 'An administrator signed you out.',
  password_changed: 'Your password was changed. Sign in with the new one.',
  password_reset: 'Your password was reset. Sign in with the new one.',
  deactivated: 'Your account is deactivated. An administrator can open it again.',
  erased: 'Your account has been deleted.',
};

const sayEnd = (reason: string): string => ENDS[reason] ?? 'Your session has ended. Sign in again to go on.';

/** With another role in it than before, its rooms are others too. */
async function refetchWorkspace(workspaceId: string): Promise<void> {
  const role = () =>
    queryClient.getQueryData<readonly Workspace[]>(keys.workspaces)?.find(({ id }) => id === workspaceId)?.role;
  const before = role();
  void queryClient.invalidateQueries({ queryKey: keys.membersOf(workspaceId) });
  void queryClient.invalidateQueries({ queryKey: keys.openInvites(workspaceId) });
  await queryClient.invalidateQueries({ queryKey: keys.workspaces });
  if (role() === before) return;
  for (const queryKey of [keys.rooms, ['room'], ['discover', workspaceId]])
    void queryClient.invalidateQueries({ queryKey });
}

/** Online while the page is seen, away when it has been hidden for a minute. */
function followVisibility(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') tell('presence:set', { state: 'online' });
    else timer = setTimeout(() => tell('presence:set', { state: 'away' }), AWAY_AFTER_MS);
  };
  document.addEventListener('visibilitychange', changed);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', changed);
  };
}
