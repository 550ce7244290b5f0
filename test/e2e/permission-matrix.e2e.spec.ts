import {
  assistant,
  participant,
  queue,
  ROOM_ACTIONS,
  ROOM_ROLES,
  roomDetail,
  type RoomAction,
  type RoomRole,
} from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { clientId, room, roomOf, say, workspace } from '../factories/places.js';
import { answerTo } from '../support/answers.js';
import type { ApiAnswer } from '../support/api-client.js';
import type { SocketClient } from '../support/socket-client.js';
import { useServer } from '../support/suite.js';

/** Every cell of the matrix of R23 and of rulings 22, through REST and, where the action exists there, the socket. */
const server = useServer({ name: 'permission-matrix' });

type Who = RoomRole | 'none';
type Cell = 'yes' | 'no';
type Cast = Record<Who | 'other' | 'newcomer', Person>;
type Ack = { ok: true } | { ok: false; error: { status: number } };

interface Stage {
  roomId: string;
  actor: Person;
  cast: Cast;
  who: Who;
}

interface Row {
  /** As in `product.md`, split where a cell says "own" or "never to or of an owner". */
  name: string;
  actions: RoomAction[];
  /** owner, admin, member, viewer. */
  cells: [Cell, Cell, Cell, Cell];
  rest?: (stage: Stage) => Promise<ApiAnswer>;
  socket?: (stage: Stage, socket: SocketClient) => Promise<Ack>;
}

const ALL: Row['cells'] = ['yes', 'yes', 'yes', 'yes'];
const WRITERS: Row['cells'] = ['yes', 'yes', 'yes', 'no'];
const ADMINS: Row['cells'] = ['yes', 'yes', 'no', 'no'];
const OWNER: Row['cells'] = ['yes', 'no', 'no', 'no'];

let cast: Cast;
let workspaceId: string;

beforeAll(async () => {
  const make = (name: string): Promise<Person> => person(server.topology, name);
  // Somebody else owns the workspace, who would have rights here without taking part.
  const host = await make('host');
  cast = {
    owner: await make('owner'),
    admin: await make('admin'),
    member: await make('member'),
    viewer: await make('viewer'),
    none: await make('none'),
    other: await make('other'),
    newcomer: await make('newcomer'),
  };
  const { none: _outside, ...inside } = cast;
  workspaceId = (await workspace(host, Object.values(inside))).id;
  server.upstream.script('hang on', async (reply) => {
    reply.token('hanging ');
    await reply.hang();
  });
});

const setRole = async (roomId: string, one: Person, role: RoomRole): Promise<void> => {
  (await cast.owner.api().patch(`/rooms/${roomId}/participants/${one.id}`, { role })).as(participant);
};

/** A new room with everybody in their role. */
const stage = async (who: Who): Promise<Stage> => {
  const made = await room(cast.owner, { workspaceId, visibility: 'invite_only' });
  for (const role of ['admin', 'member', 'viewer'] as const) {
    (await cast.owner.api().post(`/rooms/${made.id}/invite`, { userId: cast[role].id, role })).as(participant, 201);
  }
  (await cast.owner.api().post(`/rooms/${made.id}/invite`, { userId: cast.other.id })).as(participant, 201);
  return { roomId: made.id, actor: cast[who], cast, who };
};

/** Something that the actor said, when they still could; of somebody who never could, what another said. */
const own = async ({ roomId, who, actor }: Stage, content = 'my own words'): Promise<string> => {
  if (who === 'none') return (await say(cast.other, roomId, content)).id;
  if (who === 'viewer') await setRole(roomId, actor, 'member');
  const { id } = await say(actor, roomId, content);
  if (who === 'viewer') await setRole(roomId, actor, 'viewer');
  return id;
};
const others = async ({ roomId }: Stage, content = 'words of another'): Promise<string> =>
  (await say(cast.other, roomId, content)).id;
const running = async ({ roomId }: Stage): Promise<string> =>
  (await cast.owner.api().get(`/rooms/${roomId}/generations`)).as(queue).items[0]?.generationId ?? '';
const answered = async ({ roomId }: Stage): Promise<string> => {
  const reader = await cast.owner.watch(roomId);
  const placeholder = await answerTo(reader, await say(cast.other, roomId, '@ai be quick'));
  return (await reader.status(placeholder.id, 'complete')).id;
};
const secondAssistant = async ({ roomId }: Stage): Promise<string> =>
  (await cast.owner.api().post(`/rooms/${roomId}/assistants`, { name: 'Second', handle: 'second' })).as(assistant, 201)
    .id;
const words = (content = 'hello') => ({ content, clientId: clientId() });

const reading = (name: string, path: (s: Stage) => string): Row => ({
  name: `read: ${name}`,
  actions: ['room.read'],
  cells: ALL,
  rest: async (s) => s.actor.api().get(path(s)),
});

const ROWS: Row[] = [
  reading('the room', ({ roomId }) => `/rooms/${roomId}`),
  reading('changes', ({ roomId }) => `/rooms/${roomId}/changes?after=0`),
  reading('participants', ({ roomId }) => `/rooms/${roomId}/participants`),
  reading('the queue', ({ roomId }) => `/rooms/${roomId}/generations`),
  reading('assistants', ({ roomId }) => `/rooms/${roomId}/assistants`),
  {
    name: 'read: messages',
    actions: ['room.read'],
    cells: ALL,
    rest: async ({ actor, roomId }) => actor.api().get(`/rooms/${roomId}/messages`),
    socket: async ({ roomId }, socket) => socket.ack('room:open', { roomId }),
  },
  {
    name: 'read: one message, and up to where',
    actions: ['room.read'],
    cells: ALL,
    rest: async (s) => s.actor.api().get(`/messages/${await others(s)}`),
    socket: async ({ roomId }, socket) => socket.ack('room:read', { roomId, seq: 0 }),
  },
  { name: 'search, download files, export', actions: ['room.search', 'file.download', 'room.export'], cells: ALL },
  {
    name: 'send',
    actions: ['message.send'],
    cells: WRITERS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/messages`, words()),
    socket: async ({ roomId }, socket) => socket.ack('message:send', { roomId, ...words() }),
  },
  {
    name: 'be seen typing',
    actions: ['message.send'],
    cells: WRITERS,
    socket: async ({ roomId }, socket) => socket.ack('typing', { roomId, active: true }),
  },
  {
    name: 'call an assistant',
    actions: ['assistant.call'],
    cells: WRITERS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/messages`, words('@ai hello')),
    socket: async ({ roomId }, socket) => socket.ack('message:send', { roomId, ...words('@ai hello') }),
  },
  { name: 'react, upload', actions: ['message.react', 'file.upload'], cells: WRITERS },
  {
    name: 'edit own messages',
    actions: ['message.editOwn'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().patch(`/messages/${await own(s)}`, { content: 'other words' }),
    socket: async (s, socket) => socket.ack('message:edit', { messageId: await own(s), content: 'other words' }),
  },
  {
    name: 'delete own messages',
    actions: ['message.deleteOwn'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().delete(`/messages/${await own(s)}`),
    socket: async (s, socket) => socket.ack('message:delete', { messageId: await own(s) }),
  },
  {
    name: 'stop a generation: own',
    actions: ['generation.stopOwn'],
    cells: WRITERS,
    rest: async (s) => {
      await own(s, '@ai hang on');
      return s.actor.api().post(`/generations/${await running(s)}/stop`);
    },
    socket: async (s, socket) => {
      await own(s, '@ai hang on');
      return socket.ack('generation:stop', { generationId: await running(s) });
    },
  },
  {
    name: 'stop a generation: any',
    actions: ['generation.stopAny'],
    cells: ADMINS,
    rest: async (s) => {
      await others(s, '@ai hang on');
      return s.actor.api().post(`/generations/${await running(s)}/stop`);
    },
    socket: async (s, socket) => {
      await others(s, '@ai hang on');
      return socket.ack('generation:stop', { generationId: await running(s) });
    },
  },
  {
    name: 'regenerate',
    actions: ['generation.regenerate'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().post(`/messages/${await answered(s)}/regenerate`, {}),
  },
  {
    name: 'delete others’ messages',
    actions: ['message.deleteAny'],
    cells: ADMINS,
    rest: async (s) => s.actor.api().delete(`/messages/${await others(s)}`),
    socket: async (s, socket) => socket.ack('message:delete', { messageId: await others(s) }),
  },
  {
    name: 'edit others’ messages: nobody',
    actions: [],
    cells: ['no', 'no', 'no', 'no'],
    rest: async (s) => s.actor.api().patch(`/messages/${await others(s)}`, { content: 'put into their mouth' }),
    socket: async (s, socket) => socket.ack('message:edit', { messageId: await others(s), content: 'put in' }),
  },
  { name: 'pin', actions: ['message.pin'], cells: ADMINS },
  {
    name: 'mute a participant',
    actions: ['participant.mute'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) =>
      actor.api().put(`/rooms/${roomId}/participants/${cast.other.id}/mute`, { minutes: 1 }),
  },
  {
    name: 'give the word back',
    actions: ['participant.mute'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}/mute`),
  },
  {
    name: 'update the room',
    actions: ['room.update'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().patch(`/rooms/${roomId}`, { topic: 'Another' }),
  },
  {
    name: 'slow mode',
    actions: ['room.update'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().patch(`/rooms/${roomId}`, { slowModeSeconds: 10 }),
  },
  {
    name: 'manage assistants: add',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/assistants`, { name: 'New', handle: 'new' }),
  },
  {
    name: 'manage assistants: change',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async (s) =>
      s.actor.api().patch(`/rooms/${s.roomId}/assistants/${await secondAssistant(s)}`, { name: 'Other' }),
  },
  {
    name: 'manage assistants: remove',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async (s) => s.actor.api().delete(`/rooms/${s.roomId}/assistants/${await secondAssistant(s)}`),
  },
  {
    name: 'invite participants',
    actions: ['participant.invite'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/invite`, { userId: cast.newcomer.id }),
  },
  {
    name: 'remove participants',
    actions: ['participant.remove'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}`),
  },
  {
    name: 'remove an owner',
    actions: [],
    cells: OWNER,
    rest: async ({ actor, roomId }) => {
      await setRole(roomId, cast.other, 'owner');
      return actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}`);
    },
  },
  {
    name: 'change roles',
    actions: ['participant.changeRole'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) =>
      actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'admin' }),
  },
  {
    name: 'change roles to owner',
    actions: ['participant.changeOwner'],
    cells: OWNER,
    rest: async ({ actor, roomId }) =>
      actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'owner' }),
  },
  {
    name: 'change the role of an owner',
    actions: ['participant.changeOwner'],
    cells: OWNER,
    rest: async ({ actor, roomId }) => {
      await setRole(roomId, cast.other, 'owner');
      return actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'member' });
    },
  },
  { name: 'set the room’s provider key', actions: ['room.providerKey'], cells: OWNER },
  {
    name: 'delete the room',
    actions: ['room.delete'],
    cells: OWNER,
    rest: async ({ actor, roomId }) => actor.api().delete(`/rooms/${roomId}`),
  },
  {
    name: 'hand over ownership',
    actions: ['room.transfer'],
    cells: OWNER,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/transfer`, { userId: cast.other.id }),
  },
  {
    name: 'rulings 22: ban',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().put(`/rooms/${roomId}/bans/${cast.other.id}`),
  },
  {
    name: 'rulings 22: list bans',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().get(`/rooms/${roomId}/bans`),
  },
  {
    name: 'rulings 22: lift a ban',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => {
      await cast.owner.api().put(`/rooms/${roomId}/bans/${cast.other.id}`);
      return actor.api().delete(`/rooms/${roomId}/bans/${cast.other.id}`);
    },
  },
  {
    name: 'rulings 22: archive',
    actions: ['room.archive'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/archive`),
  },
  {
    name: 'rulings 22: take out of the archive',
    actions: ['room.archive'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => {
      (await cast.owner.api().post(`/rooms/${roomId}/archive`)).as(roomDetail);
      return actor.api().delete(`/rooms/${roomId}/archive`);
    },
  },
  ...(['get', 'post', 'delete'] as const).map((method): Row => ({
    name: `rulings 22: code (${method})`,
    actions: ['room.code'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) =>
      method === 'post' ? actor.api().post(`/rooms/${roomId}/code`, {}) : actor.api()[method](`/rooms/${roomId}/code`),
  })),
];

const REFUSED = { yes: 0, no: 403 } as const;
const cellsOf = ({ cells }: Row): [Who, number][] => [
  ...ROOM_ROLES.map((role, index): [Who, number] => [role, REFUSED[cells[index]!]]),
  ['none', 404],
];
/** 0: done. */
const outcome = (status: number): number => (status < 300 ? 0 : status);

describe('R23 rulings 22 the matrix by REST', () => {
  const tries = ROWS.flatMap((row) => (row.rest ? [{ row, rest: row.rest }] : []));
  test.each(tries.map(({ row, rest }) => [row.name, row, rest] as const))('%s', async (_name, row, rest) => {
    const outcomes: [Who, number][] = [];
    for (const [who] of cellsOf(row)) {
      const answer = await rest(await stage(who));
      if (answer.status >= 300) answer.problem(answer.status);
      outcomes.push([who, outcome(answer.status)]);
    }
    expect(outcomes).toEqual(cellsOf(row));
  });
});

describe('R23 rulings 22 the matrix by socket', () => {
  const tries = ROWS.flatMap((row) => (row.socket ? [{ row, socket: row.socket }] : []));
  test.each(tries.map(({ row, socket }) => [row.name, row, socket] as const))('%s', async (_name, row, act) => {
    const outcomes: [Who, number][] = [];
    for (const [who] of cellsOf(row)) {
      const socket = await cast[who].socket();
      const ack = await act(await stage(who), socket);
      outcomes.push([who, ack.ok ? 0 : ack.error.status]);
      socket.close();
    }
    expect(outcomes).toEqual(cellsOf(row));
  });
});

test.each(ROOM_ROLES)('R23 what the page is told that %s may do is the same table', async (role) => {
  const { roomId, actor } = await stage(role);
  const { can } = (await roomOf(actor, roomId)).me;
  const column = ROOM_ROLES.indexOf(role);
  const table = ROWS.flatMap(({ actions, cells }) => actions.map((action) => [action, cells[column] === 'yes']));
  expect(can).toEqual(Object.fromEntries(table));
  expect(Object.keys(can).sort()).toEqual([...ROOM_ACTIONS].sort());
});
