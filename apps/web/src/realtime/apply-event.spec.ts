import type { Message, QueueItem } from '#contract';
import { applyEvent, type FollowUp, type LiveEvent, type Slices } from './apply-event.js';
import type { RoomLog } from './room-log.js';
import { ROOM, answer, detail, generation, line, message, participant, room, workspace } from './testing.js';

const ME = 'usr_me';

const log = (items: Message[], rev: number, more: Partial<RoomLog> = {}): RoomLog => ({
  items,
  rev,
  hasBefore: false,
  ahead: [],
  ...more,
});
const waiting = (generationId: string, position: number): QueueItem => ({
  generationId,
  messageId: 'msg_9',
  requestedBy: 'usr_ana',
  assistantId: 'ast_ai',
  position,
});

const created = (it: Message): LiveEvent => ({
  name: 'message:created',
  data: { roomId: it.roomId, rev: it.rev, message: it },
});
const updated = (it: Message): LiveEvent => ({
  name: 'message:updated',
  data: { roomId: it.roomId, rev: it.rev, message: it },
});
const deleted = (it: Message): LiveEvent => ({
  name: 'message:deleted',
  data: { roomId: it.roomId, rev: it.rev, message: it },
});

const BASE: Slices = { rooms: [line()], log: log([message(1, 1), message(2, 2)], 2) };

interface Case {
  what: string;
  before?: Slices;
  events: LiveEvent[];
  readingRoomId?: string;
  seqs?: number[];
  content?: string;
  rev?: number;
  ahead?: number[];
  unread?: number;
  mentions?: number;
  followUps?: FollowUp['kind'][];
  check?: (after: Slices, before: Slices) => void;
}

const CASES: Case[] = [
  { what: 'the next message is appended', events: [created(message(3, 3))], seqs: [1, 2, 3], rev: 3, unread: 1 },
  {
    what: 'the same event twice counts once',
    events: [created(message(3, 3)), created(message(3, 3))],
    seqs: [1, 2, 3],
    rev: 3,
    unread: 1,
  },
  {
    what: 'two events in the wrong order end in order, caught up',
    events: [created(message(4, 4)), created(message(3, 3))],
    seqs: [1, 2, 3, 4],
    rev: 4,
    ahead: [],
    followUps: ['catch-up'],
  },
  {
    what: 'a hole is remembered and asks for catching up',
    events: [created(message(5, 7))],
    seqs: [1, 2, 5],
    rev: 2,
    ahead: [7],
    followUps: ['catch-up'],
  },
  {
    what: 'an older copy never replaces a newer one',
    events: [updated(message(2, 4, { content: 'new' })), updated(message(2, 3, { content: 'old' }))],
    seqs: [1, 2],
    content: 'new',
    rev: 4,
    followUps: ['catch-up'],
  },
  {
    what: 'an edit replaces the message in its place and is no news',
    events: [updated(message(1, 3, { content: 'edited' }))],
    seqs: [1, 2],
    rev: 3,
    unread: 0,
    check: ({ log: after }) => expect(after?.items[0]?.content).toBe('edited'),
  },
  {
    what: 'a deletion leaves the tombstone',
    events: [deleted(message(2, 3, { content: '', deletedAt: '2026-11-20T11:00:00.000Z' }))],
    seqs: [1, 2],
    content: '',
    rev: 3,
    unread: 0,
  },
  {
    what: 'my own message is not unread',
    events: [created(message(3, 3, { author: { id: ME, name: 'Me', type: 'user' } }))],
    seqs: [1, 2, 3],
    unread: 0,
  },
  {
    what: 'a notice of the room is not unread',
    events: [created(message(3, 3, { kind: 'system', author: { id: '', name: 'Colloquy', type: 'system' } }))],
    seqs: [1, 2, 3],
    unread: 0,
  },
  {
    what: 'what comes where I am reading is not unread',
    events: [created(message(3, 3))],
    readingRoomId: ROOM,
    unread: 0,
  },
  {
    what: 'a mention of me is counted',
    events: [created(message(3, 3, { mentions: [{ type: 'user', id: ME, name: 'Me' }] }))],
    unread: 1,
    mentions: 1,
  },
  {
    what: 'an answer counts once, on its end',
    events: [created(answer(3, 3, 'queued')), updated(answer(3, 4, 'streaming')), updated(answer(3, 5, 'complete'))],
    seqs: [1, 2, 3],
    rev: 5,
    unread: 1,
  },
  {
    what: 'a thread reply moves the rev and stays out of the list',
    events: [created(message(3, 3, { threadId: 'msg_1' }))],
    seqs: [1, 2],
    rev: 3,
  },
  {
    what: 'a change above the loaded stretch moves the rev alone',
    before: { ...BASE, log: log([message(10, 10), message(11, 11)], 11, { hasBefore: true }) },
    events: [updated(message(3, 12))],
    seqs: [10, 11],
    rev: 12,
  },
  {
    what: 'a room that is not loaded keeps its line up to date',
    before: { rooms: [line()] },
    events: [created(message(3, 3))],
    unread: 1,
    check: ({ log: after, rooms }) => {
      expect(after).toBeUndefined();
      expect(rooms?.[0]).toMatchObject({ lastSeq: 3, rev: 3, lastActivityAt: '2026-11-20T10:00:00.000Z' });
    },
  },
  {
    what: 'a message of an unknown room asks for the list',
    before: { rooms: [] },
    events: [created(message(3, 3))],
    followUps: ['refetch-rooms'],
  },
  {
    what: 'queued turns to streaming by the state event',
    before: { log: log([answer(3, 3, 'queued')], 3) },
    events: [{ name: 'generation:state', data: { roomId: ROOM, messageId: 'msg_3', status: 'streaming', generation } }],
    check: ({ log: after }) => expect(after?.items[0]?.status).toBe('streaming'),
  },
  {
    what: 'a late state event does not bring an ended answer back to life',
    before: { log: log([answer(3, 5, 'complete')], 5) },
    events: [{ name: 'generation:state', data: { roomId: ROOM, messageId: 'msg_3', status: 'streaming', generation } }],
    check: (after, before) => expect(after.log).toBe(before.log),
  },
  {
    what: 'a state event of the end leaves the text to the message, and takes the answer out of the queue',
    before: { log: log([answer(3, 4, 'streaming')], 4), queue: [waiting('gen_1', 0), waiting('gen_2', 1)] },
    events: [{ name: 'generation:state', data: { roomId: ROOM, messageId: 'msg_3', status: 'complete', generation } }],
    check: ({ log: after, queue }) => {
      expect(after?.items[0]?.status).toBe('streaming');
      expect(queue).toEqual([waiting('gen_2', 1)]);
    },
  },
  {
    what: 'the queue is replaced',
    before: { queue: [waiting('gen_1', 0)] },
    events: [{ name: 'queue:changed', data: { roomId: ROOM, items: [] } }],
    check: ({ queue }) => expect(queue).toEqual([]),
  },
  {
    what: 'a room update keeps what is mine and what has been counted',
    events: [{ name: 'room:updated', data: { room: room({ title: 'renamed', rev: 9 }) } }],
    followUps: ['refetch-room'],
    check: ({ rooms }) => expect(rooms?.[0]).toMatchObject({ title: 'renamed', rev: 2, me: { role: 'member' } }),
  },
  {
    what: 'assistants are replaced',
    before: { detail: detail([ME]) },
    events: [{ name: 'assistants:changed', data: { roomId: ROOM, assistants: [] } }],
    check: ({ detail: after }) => expect(after?.assistants).toEqual([]),
  },
  {
    what: 'somebody joins, and is there once',
    before: { detail: detail([ME]) },
    events: [
      { name: 'participant:joined', data: { roomId: ROOM, participant: participant('usr_ben') } },
      { name: 'participant:joined', data: { roomId: ROOM, participant: participant('usr_ben') } },
    ],
    followUps: [],
    check: ({ detail: after }) => expect(after?.participants.map((it) => it.user.id)).toEqual([ME, 'usr_ben']),
  },
  {
    what: 'somebody leaves',
    before: { detail: detail([ME, 'usr_ben']) },
    events: [{ name: 'participant:left', data: { roomId: ROOM, participant: participant('usr_ben') } }],
    followUps: [],
    check: ({ detail: after }) => expect(after).toMatchObject({ participantCount: 1 }),
  },
  {
    what: 'my own new role asks for what I may do now',
    before: { detail: detail([ME]) },
    events: [{ name: 'participant:updated', data: { roomId: ROOM, participant: participant(ME, 'viewer') } }],
    followUps: ['refetch-rooms', 'refetch-room'],
    check: ({ detail: after }) => expect(after?.participants[0]?.role).toBe('viewer'),
  },
  {
    what: 'a workspace that I am no longer in goes with its rooms, and the others stay',
    before: {
      rooms: [line(), line({ id: 'room_b', workspaceId: 'wsp_2' })],
      workspaces: [workspace(), workspace({ id: 'wsp_2', name: 'Home' })],
    },
    events: [{ name: 'workspace:left', data: { workspaceId: 'wsp_1' } }],
    followUps: ['workspace-gone'],
    check: (after) => {
      expect(after.rooms?.map((it) => it.id)).toEqual(['room_b']);
      expect(after.workspaces?.map((it) => it.id)).toEqual(['wsp_2']);
    },
  },
  {
    what: 'a workspace that changed is read again, and the slices stay as they are',
    events: [{ name: 'workspace:updated', data: { workspaceId: 'wsp_1' } }],
    followUps: ['refetch-workspace'],
    check: (after, before) => expect(after).toEqual(before),
  },
  {
    what: 'other invitations than before are read again',
    events: [{ name: 'invites:changed', data: {} }],
    followUps: ['refetch-invites'],
  },
  {
    what: 'my removal takes the room away',
    before: { ...BASE, detail: detail([ME]), queue: [] },
    events: [{ name: 'participant:left', data: { roomId: ROOM, participant: participant(ME) } }],
    followUps: ['gone'],
    check: (after) => expect(after).toEqual({ rooms: [], presence: undefined }),
  },
  {
    what: 'a deleted room goes',
    events: [{ name: 'room:deleted', data: { roomId: ROOM } }],
    followUps: ['gone'],
    check: (after) => expect(after.rooms).toEqual([]),
  },
  {
    what: 'my reading to the end in another tab clears the marks',
    before: { rooms: [line({}, 3, 1)] },
    events: [{ name: 'room:read', data: { roomId: ROOM, userId: ME, seq: 2 } }],
    unread: 0,
    mentions: 0,
    followUps: [],
  },
  {
    what: 'my reading up to the middle asks the server to count',
    before: { rooms: [line({ lastSeq: 9 }, 3)] },
    events: [{ name: 'room:read', data: { roomId: ROOM, userId: ME, seq: 5 } }],
    unread: 3,
    followUps: ['refetch-rooms'],
  },
  {
    what: 'what others have read changes nothing of mine',
    before: { rooms: [line({}, 3)] },
    events: [{ name: 'room:read', data: { roomId: ROOM, userId: 'usr_ben', seq: 2 } }],
    unread: 3,
    followUps: [],
  },
  {
    what: 'presence is kept per person',
    before: { presence: { usr_ben: { userId: 'usr_ben', state: 'online', lastSeenAt: null } } },
    events: [{ name: 'presence:changed', data: { userId: 'usr_ana', state: 'away', lastSeenAt: null } }],
    check: ({ presence }) => expect(Object.keys(presence ?? {})).toEqual(['usr_ben', 'usr_ana']),
  },
  {
    what: 'typing is no server state',
    events: [{ name: 'typing', data: { roomId: ROOM, userId: 'usr_ana', active: true } }],
    check: (after, before) => expect(after).toBe(before),
  },
];

describe('applyEvent', () => {
  it.each(CASES)('$what', (it) => {
    const before = it.before ?? BASE;
    const reader = { userId: ME, readingRoomId: it.readingRoomId };
    const followUps: FollowUp['kind'][] = [];
    const after = it.events.reduce<Slices>((slices, event) => {
      const applied = applyEvent(slices, event, reader);
      followUps.push(...applied.followUps.map(({ kind }) => kind));
      return applied.slices;
    }, before);
    if (it.seqs) expect(after.log?.items.map(({ seq }) => seq)).toEqual(it.seqs);
    if (it.content !== undefined) expect(after.log?.items.at(-1)?.content).toBe(it.content);
    if (it.rev !== undefined) expect(after.log?.rev).toBe(it.rev);
    if (it.ahead) expect(after.log?.ahead).toEqual(it.ahead);
    if (it.unread !== undefined) expect(after.rooms?.[0]?.me.unread).toBe(it.unread);
    if (it.mentions !== undefined) expect(after.rooms?.[0]?.me.mentions).toBe(it.mentions);
    if (it.followUps) expect(followUps).toEqual(it.followUps);
    it.check?.(after, before);
  });

  it('ends in the same state whatever the order of the events', () => {
    const events = [3, 4, 5, 6].map((n) => created(message(n, n)));
    events.push(updated(message(1, 7, { content: 'last word' })));
    const inOrder = events.reduce((slices, event) => applyEvent(slices, event, { userId: ME }).slices, BASE);
    for (const mixed of permutations(events)) {
      const after = mixed.reduce((slices, event) => applyEvent(slices, event, { userId: ME }).slices, BASE);
      expect(after.log).toEqual(inOrder.log);
    }
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
