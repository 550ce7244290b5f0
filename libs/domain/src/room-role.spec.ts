import { describe, expect, it } from '@jest/globals';
import type { RoomRole } from '#contract';
import { can } from './permissions.js';
import { effectiveRoomRole, isHereByStanding, type RoomFacts } from './room-role.js';

const outsider: RoomFacts = {
  serverRole: 'user',
  workspaceRole: null,
  roomRole: null,
  kind: 'channel',
  visibility: 'public',
  archived: false,
  kidPresent: false,
  adminReadsPrivate: false,
  muted: false,
  banned: false,
};

const PUBLIC: Partial<RoomFacts> = { visibility: 'public' };
const INVITE_ONLY: Partial<RoomFacts> = { visibility: 'invite_only' };
const PRIVATE: Partial<RoomFacts> = { visibility: 'private' };
const DIRECT: Partial<RoomFacts> = { visibility: 'private', kind: 'direct' };

describe('the role by which somebody acts in a room', () => {
  it.each<[who: string, facts: Partial<RoomFacts>, role: RoomRole | null]>([
    ['a stranger in a public room', PUBLIC, null],
    ['a workspace member in a public room', { ...PUBLIC, workspaceRole: 'member' }, 'viewer'],
    ['a workspace member in an invite-only room', { ...INVITE_ONLY, workspaceRole: 'member' }, null],
    ['a workspace member in a private room', { ...PRIVATE, workspaceRole: 'member' }, null],
    ['a banned workspace member in a public room', { ...PUBLIC, workspaceRole: 'member', banned: true }, null],
    ['a banned workspace owner in a public room', { ...PUBLIC, workspaceRole: 'owner', banned: true }, 'admin'],
    ['a guest in a public room', { ...PUBLIC, workspaceRole: 'guest' }, null],
    ['a guest who was added', { ...PUBLIC, workspaceRole: 'guest', roomRole: 'member' }, 'member'],
    ['somebody who came by a room code', { ...INVITE_ONLY, roomRole: 'member' }, 'member'],

    ['a workspace owner in a public room', { ...PUBLIC, workspaceRole: 'owner' }, 'admin'],
    ['a workspace owner in an invite-only room', { ...INVITE_ONLY, workspaceRole: 'owner' }, 'admin'],
    ['a workspace owner in a private room', { ...PRIVATE, workspaceRole: 'owner' }, null],
    ['a workspace owner in a direct room', { ...DIRECT, workspaceRole: 'owner' }, null],
    ['a workspace owner who is a viewer', { ...PUBLIC, workspaceRole: 'owner', roomRole: 'viewer' }, 'admin'],
    ['a workspace owner who owns the room', { ...PUBLIC, workspaceRole: 'owner', roomRole: 'owner' }, 'owner'],

    ['an admin in a public room', { ...PUBLIC, serverRole: 'admin' }, 'admin'],
    ['an admin in an invite-only room', { ...INVITE_ONLY, serverRole: 'admin' }, 'admin'],
    ['an admin in a private room', { ...PRIVATE, serverRole: 'admin' }, null],
    ['an admin in a direct room', { ...DIRECT, serverRole: 'admin' }, null],
    ['an admin who reads private rooms', { ...PRIVATE, serverRole: 'admin', adminReadsPrivate: true }, 'viewer'],
    ['an admin who reads direct rooms', { ...DIRECT, serverRole: 'admin', adminReadsPrivate: true }, 'viewer'],
    ['an admin who is a member', { ...PRIVATE, serverRole: 'admin', roomRole: 'member' }, 'member'],
    ['a manager where admins read', { ...PRIVATE, serverRole: 'manager', adminReadsPrivate: true }, null],

    ['a manager in a public room of others', { ...PUBLIC, serverRole: 'manager' }, null],
    ['a manager where a kid is', { ...PRIVATE, serverRole: 'manager', kidPresent: true }, 'viewer'],
    ['an admin where a kid is', { ...PRIVATE, serverRole: 'admin', kidPresent: true }, 'viewer'],
    ['a manager in a direct room with a kid', { ...DIRECT, serverRole: 'manager', kidPresent: true }, null],
    ['a user where a kid is', { ...PRIVATE, kidPresent: true }, null],

    ['a kid in a public room of the workspace', { ...PUBLIC, serverRole: 'kid', workspaceRole: 'member' }, null],
    ['a kid who owns the workspace', { ...PUBLIC, serverRole: 'kid', workspaceRole: 'owner' }, null],
    ['a kid where a kid is', { ...PUBLIC, serverRole: 'kid', kidPresent: true }, null],
    ['a kid who was assigned', { ...PUBLIC, serverRole: 'kid', workspaceRole: 'guest', roomRole: 'member' }, 'member'],
  ])('%s', (_who, facts, role) => expect(effectiveRoomRole({ ...outsider, ...facts })).toBe(role));

  it('lets those who look into a public room read and nothing more', () => {
    const passerBy: RoomFacts = { ...outsider, workspaceRole: 'member' };
    expect(can('room.read', passerBy)).toBe(true);
    expect(can('message.send', passerBy)).toBe(false);
  });
});

describe('being in a room by standing', () => {
  it.each<[who: string, facts: Partial<RoomFacts>, byStanding: boolean]>([
    ['a workspace member who looks into a public room', { ...PUBLIC, workspaceRole: 'member' }, false],
    ['a workspace owner', { ...PUBLIC, workspaceRole: 'owner' }, true],
    ['a workspace owner who takes part', { ...PUBLIC, workspaceRole: 'owner', roomRole: 'viewer' }, false],
    ['a workspace owner in a private room', { ...PRIVATE, workspaceRole: 'owner' }, false],
    ['an admin', { ...INVITE_ONLY, serverRole: 'admin' }, true],
    ['an admin who reads direct rooms', { ...DIRECT, serverRole: 'admin', adminReadsPrivate: true }, true],
    ['a manager where a kid is', { ...PRIVATE, serverRole: 'manager', kidPresent: true }, true],
    [
      'a manager who looks into a public room as a member',
      { ...PUBLIC, serverRole: 'manager', workspaceRole: 'member' },
      false,
    ],
    ['a stranger', PUBLIC, false],
  ])('%s: %s', (_who, facts, byStanding) => expect(isHereByStanding({ ...outsider, ...facts })).toBe(byStanding));
});
