import type { Generation, Message, Participant, Room, RoomDetail, RoomView, User, Workspace } from '#contract';

/** Builders of what the server sends, for the tables of cases beside this file. */
export const ROOM = 'room_a';

export const message = (seq: number, rev: number, more: Partial<Message> = {}): Message => ({
  id: `msg_${seq}`,
  roomId: ROOM,
  seq,
  rev,
  kind: 'text',
  status: 'complete',
  author: { id: 'usr_ana', name: 'Ana', type: 'user' },
  content: `text ${seq} at ${rev}`,
  clientId: null,
  threadId: null,
  replyTo: null,
  files: [],
  reactions: [],
  mentions: [],
  pinnedAt: null,
  editedAt: null,
  deletedAt: null,
  createdAt: '2026-11-20T10:00:00.000Z',
  ...more,
});

export const generation: Generation = {
  id: 'gen_1',
  requestedBy: 'usr_ana',
  assistantId: 'ast_ai',
  model: null,
  provider: null,
  attempt: 1,
};
export const answer = (seq: number, rev: number, status: Message['status']): Message =>
  message(seq, rev, { status, author: { id: 'ast_ai', name: 'Styx', type: 'assistant' }, generation });

export const workspace = (more: Partial<Workspace> = {}): Workspace => ({
  id: 'wsp_1',
  name: 'Lab',
  description: '',
  pictureUrl: null,
  role: 'member',
  memberCount: 2,
  can: {} as Workspace['can'],
  ...more,
});

export const room = (more: Partial<Room> = {}): Room => ({
  id: ROOM,
  workspaceId: 'wsp_1',
  kind: 'channel',
  title: 'general',
  topic: '',
  visibility: 'public',
  history: 'all',
  pictureUrl: null,
  maxParticipants: 50,
  participantCount: 1,
  slowModeSeconds: 0,
  archivedAt: null,
  lastSeq: 2,
  firstSeq: 1,
  rev: 2,
  lastActivityAt: '2026-11-20T09:00:00.000Z',
  ...more,
});

export const line = (more: Partial<RoomView> = {}, unread = 0, mentions = 0): RoomView => ({
  ...room(),
  me: { role: 'member', can: {} as RoomView['me']['can'], unread, mentions, notify: 'all', readSeq: 2 },
  ...more,
});

const user = (id: string): User => ({
  id,
  username: id,
  displayName: id,
  avatarUrl: null,
  color: 1,
  role: 'user',
  active: true,
  createdAt: '',
});
export const participant = (id: string, role: Participant['role'] = 'member'): Participant => ({
  user: user(id),
  role,
  joinedAt: '',
  mutedUntil: null,
});

export const detail = (ids: string[]): RoomDetail => ({
  ...line(),
  participants: ids.map((id) => participant(id)),
  assistants: [],
});
