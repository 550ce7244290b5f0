import { describe, expect, it } from '@jest/globals';
import {
  ROOM_ACTIONS,
  ROOM_ROLES,
  SERVER_ROLES,
  WORKSPACE_ACTIONS,
  WORKSPACE_ROLES,
  type RoomAction,
  type RoomRole,
} from '#contract';
import {
  can,
  canInWorkspace,
  canOnServer,
  mayActUpon,
  mayChangeRole,
  roomPermissions,
  type ServerAction,
  workspacePermissions,
} from './permissions.js';
import type { RoomFacts } from './room-role.js';

const facts = (more: Partial<RoomFacts> = {}): RoomFacts => ({
  serverRole: 'user',
  workspaceRole: null,
  roomRole: 'member',
  kind: 'channel',
  visibility: 'public',
  archived: false,
  kidPresent: false,
  adminReadsPrivate: false,
  muted: false,
  banned: false,
  ...more,
});

const allowed = (more: Partial<RoomFacts>) => ROOM_ACTIONS.filter((action) => can(action, facts(more)));

type Cell = 'yes' | 'no';

/** The table of R23, its rows split where one cell says "own" or "never to or of an owner". */
const R23: [row: string, actions: RoomAction[], owner: Cell, admin: Cell, member: Cell, viewer: Cell][] = [
  ['read, search, download files', ['room.read', 'room.search', 'file.download'], 'yes', 'yes', 'yes', 'yes'],
  [
    'send, react, upload, call an assistant, edit and delete own messages',
    ['message.send', 'message.react', 'file.upload', 'assistant.call', 'message.editOwn', 'message.deleteOwn'],
    'yes',
    'yes',
    'yes',
    'no',
  ],
  ['stop a generation: any', ['generation.stopAny'], 'yes', 'yes', 'no', 'no'],
  ['stop a generation: own', ['generation.stopOwn'], 'yes', 'yes', 'yes', 'no'],
  [
    'delete others’ messages, pin, mute a participant',
    ['message.deleteAny', 'message.pin', 'participant.mute'],
    'yes',
    'yes',
    'no',
    'no',
  ],
  ['update the room, manage assistants', ['room.update', 'assistant.manage'], 'yes', 'yes', 'no', 'no'],
  ['invite and remove participants', ['participant.invite', 'participant.remove'], 'yes', 'yes', 'no', 'no'],
  ['change roles', ['participant.changeRole'], 'yes', 'yes', 'no', 'no'],
  ['change roles to or of an owner', ['participant.changeOwner'], 'yes', 'no', 'no', 'no'],
  ['set the room’s provider key', ['room.providerKey'], 'yes', 'no', 'no', 'no'],
  ['delete the room, hand over ownership', ['room.delete', 'room.transfer'], 'yes', 'no', 'no', 'no'],
];

/** The further rows of rulings 22 (slow mode is `room.update`; mute and pins stand above). */
const RULINGS_22: typeof R23 = [
  ['ban, archive, code', ['participant.ban', 'room.archive', 'room.code'], 'yes', 'yes', 'no', 'no'],
  ['export', ['room.export'], 'yes', 'yes', 'yes', 'yes'],
  ['regenerate', ['generation.regenerate'], 'yes', 'yes', 'yes', 'no'],
];

describe('the permission matrix of a room', () => {
  it.each([...R23, ...RULINGS_22])('%s', (_row, actions, ...cells) => {
    for (const action of actions) {
      const answers = ROOM_ROLES.map((roomRole) => (can(action, facts({ roomRole })) ? 'yes' : 'no'));
      expect([action, ...answers]).toEqual([action, ...cells]);
    }
  });

  it('has a row for each action', () => {
    const inRows = [...R23, ...RULINGS_22].flatMap(([, actions]) => actions);
    expect(inRows.toSorted()).toEqual(ROOM_ACTIONS.toSorted());
  });

  it('reads', () => {
    const row = (action: RoomAction) => {
      const marks = ROOM_ROLES.map((roomRole) => (can(action, facts({ roomRole })) ? '●' : '·'));
      return `${action.padEnd(24)} ${marks.map((mark) => mark.padEnd(7)).join('')}`.trimEnd();
    };
    const head = ['action'.padEnd(24), ...ROOM_ROLES.map((role) => role.padEnd(6))].join(' ').trimEnd();
    expect(`\n${[head, ...ROOM_ACTIONS.map(row)].join('\n')}\n`).toBe(`
action                   owner  admin  member viewer
room.read                ●      ●      ●      ●
room.search              ●      ●      ●      ●
room.export              ●      ●      ●      ●
file.download            ●      ●      ●      ●
file.upload              ●      ●      ●      ·
message.send             ●      ●      ●      ·
message.react            ●      ●      ●      ·
message.editOwn          ●      ●      ●      ·
message.deleteOwn        ●      ●      ●      ·
message.deleteAny        ●      ●      ·      ·
message.pin              ●      ●      ·      ·
assistant.call           ●      ●      ●      ·
assistant.manage         ●      ●      ·      ·
generation.stopOwn       ●      ●      ●      ·
generation.stopAny       ●      ●      ·      ·
generation.regenerate    ●      ●      ●      ·
participant.invite       ●      ●      ·      ·
participant.remove       ●      ●      ·      ·
participant.mute         ●      ●      ·      ·
participant.ban          ●      ●      ·      ·
participant.changeRole   ●      ●      ·      ·
participant.changeOwner  ●      ·      ·      ·
room.update              ●      ●      ·      ·
room.archive             ●      ●      ·      ·
room.code                ●      ●      ·      ·
room.providerKey         ●      ·      ·      ·
room.delete              ●      ·      ·      ·
room.transfer            ●      ·      ·      ·
`);
  });

  it('gives nothing to somebody who is not there', () => {
    expect(allowed({ roomRole: null })).toEqual([]);
  });

  it('is what roomPermissions answers', () => {
    const asAdmin = facts({ roomRole: 'admin', muted: true });
    expect(roomPermissions(asAdmin)).toEqual(
      Object.fromEntries(ROOM_ACTIONS.map((action) => [action, can(action, asAdmin)])),
    );
  });
});

describe('what takes rights away in a room', () => {
  const READING: RoomAction[] = ['room.read', 'room.search', 'room.export', 'file.download'];

  it.each<[RoomRole, RoomAction[]]>([
    ['owner', [...READING, 'room.update', 'room.archive', 'room.delete']],
    ['admin', [...READING, 'room.update', 'room.archive']],
    ['member', READING],
    ['viewer', READING],
  ])('archived: what is left to %s', (roomRole, left) => expect(allowed({ roomRole, archived: true })).toEqual(left));

  it('muted: nothing to say, call or change, but to read and to take back', () => {
    expect(allowed({ muted: true })).toEqual([...READING, 'message.deleteOwn', 'generation.stopOwn']);
  });

  it('muted: an admin still moderates', () => {
    expect(allowed({ roomRole: 'admin', muted: true })).toEqual(
      expect.arrayContaining(['message.deleteAny', 'room.update']),
    );
  });

  it('a kid takes part as a member', () => {
    expect(allowed({ serverRole: 'kid' })).toEqual(allowed({}));
  });

  it.each<RoomAction>(['participant.invite', 'room.code', 'assistant.manage', 'room.providerKey'])(
    'a kid never gets %s, even as an owner',
    (action) => {
      expect(can(action, facts({ roomRole: 'owner' }))).toBe(true);
      expect(can(action, facts({ roomRole: 'owner', serverRole: 'kid' }))).toBe(false);
    },
  );
});

describe('direct rooms', () => {
  const DIRECT = { kind: 'direct', visibility: 'private' } as const;

  it('are looked after by everybody in them, who are all members', () => {
    const more = allowed({ ...DIRECT }).filter((action) => !allowed({}).includes(action));
    expect(more).toEqual(['message.pin', 'assistant.manage']);
  });

  it('give nothing more to those who only read them, and no model settings to kids', () => {
    expect(allowed({ ...DIRECT, roomRole: 'viewer' })).toEqual(allowed({ roomRole: 'viewer' }));
    expect(can('assistant.manage', facts({ ...DIRECT, serverRole: 'kid' }))).toBe(false);
  });
});

describe('acting upon others', () => {
  it.each<[actor: RoomRole | null, target: RoomRole, may: boolean]>([
    ['owner', 'owner', true],
    ['owner', 'admin', true],
    ['admin', 'admin', true],
    ['admin', 'viewer', true],
    ['admin', 'owner', false],
    ['member', 'viewer', false],
    [null, 'viewer', false],
  ])('%s removes, bans or mutes %s: %s', (actor, target, may) => expect(mayActUpon(actor, target)).toBe(may));
});

describe('changing roles', () => {
  it.each<[actor: RoomRole | null, from: RoomRole, to: RoomRole, may: boolean]>([
    ['owner', 'member', 'owner', true],
    ['owner', 'owner', 'viewer', true],
    ['owner', 'viewer', 'admin', true],
    ['admin', 'member', 'admin', true],
    ['admin', 'admin', 'viewer', true],
    ['admin', 'member', 'owner', false],
    ['admin', 'owner', 'member', false],
    ['member', 'viewer', 'member', false],
    ['member', 'member', 'owner', false],
    ['viewer', 'viewer', 'member', false],
    [null, 'viewer', 'member', false],
  ])('%s turns %s into %s: %s', (actor, from, to, may) => expect(mayChangeRole(actor, from, to)).toBe(may));
});

describe('workspaces', () => {
  it('reads', () => {
    const row = (action: (typeof WORKSPACE_ACTIONS)[number]) => {
      const may = (serverRole: 'user' | 'kid') =>
        WORKSPACE_ROLES.map((workspaceRole) => (canInWorkspace(action, { serverRole, workspaceRole }) ? '●' : '·'));
      return `${action.padEnd(24)} ${may('user').join(' ')} | kid ${may('kid').join(' ')}`;
    };
    expect(`\n${WORKSPACE_ACTIONS.map(row).join('\n')}\n`).toBe(`
workspace.read           ● ● ● | kid ● ● ●
workspace.update         ● · · | kid ● · ·
workspace.delete         ● · · | kid ● · ·
workspace.invite         ● ● · | kid · · ·
workspace.manageMembers  ● · · | kid ● · ·
room.create              ● ● · | kid · · ·
room.discover            ● ● · | kid · · ·
`);
  });

  it.each(SERVER_ROLES)('are closed to a %s who is no member', (serverRole) => {
    const answers = workspacePermissions({ serverRole, workspaceRole: null });
    expect(answers).toEqual(Object.fromEntries(WORKSPACE_ACTIONS.map((action) => [action, false])));
  });
});

describe('the server', () => {
  it.each<[ServerAction, boolean[]]>([
    ['workspace.create', [true, true, true, false]],
    ['room.useCode', [true, true, true, false]],
    ['direct.start', [true, true, true, false]],
    ['invite.accept', [true, true, true, false]],
    ['user.lookup', [true, true, true, false]],
    ['user.assist', [true, true, false, false]],
    ['user.manage', [true, false, false, false]],
    ['settings.manage', [true, false, false, false]],
    ['analytics.read', [true, true, false, false]],
  ])('%s', (action, answers) => {
    expect(SERVER_ROLES.map((serverRole) => canOnServer(action, { serverRole }))).toEqual(answers);
  });
});
