import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SERVER_ROLES, VISIBILITIES, WORKSPACE_ROLES } from '#contract';
import { can } from './permissions.js';
import { isRoomVisible, roomScope } from './visibility.js';

describe('room visibility', () => {
  it('agrees with can("room.read") about any person and any room', () => {
    const role = fc.option(fc.constantFrom(...WORKSPACE_ROLES));
    const world = fc.record({
      serverRole: fc.constantFrom(...SERVER_ROLES),
      adminReadsPrivate: fc.boolean(),
      here: role,
      elsewhere: role,
      roomRole: fc.option(fc.constantFrom('owner', 'admin', 'member', 'viewer')),
      kind: fc.constantFrom('channel', 'direct'),
      visibility: fc.constantFrom(...VISIBILITIES),
      archived: fc.boolean(),
      muted: fc.boolean(),
      banned: fc.boolean(),
      otherKid: fc.boolean(),
    });
    fc.assert(
      fc.property(world, (w) => {
        const kidPresent = w.otherKid || (w.serverRole === 'kid' && w.roomRole !== null);
        const memberships = [
          ...(w.here === null ? [] : [{ workspaceId: 'here', role: w.here }]),
          ...(w.elsewhere === null ? [] : [{ workspaceId: 'elsewhere', role: w.elsewhere }]),
        ];
        const room = {
          workspaceId: 'here',
          kind: w.kind,
          visibility: w.visibility,
          deleted: false,
          participantIds: new Set(w.roomRole === null ? ['other'] : ['other', 'me']),
          bannedIds: new Set(w.banned ? ['me'] : ['somebody']),
          hasKid: kidPresent,
        };
        const scope = roomScope({ userId: 'me', memberships, ...w });
        expect(isRoomVisible(scope, room)).toBe(can('room.read', { ...w, workspaceRole: w.here, kidPresent }));
        expect(isRoomVisible(scope, { ...room, deleted: true })).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is data: what a manager who owns one workspace and joined another may see', () => {
    const memberships = [
      { workspaceId: 'own', role: 'owner' as const },
      { workspaceId: 'joined', role: 'member' as const },
      { workspaceId: 'visited', role: 'guest' as const },
    ];
    expect(roomScope({ userId: 'me', serverRole: 'manager', memberships, adminReadsPrivate: true })).toEqual({
      userId: 'me',
      publicRoomsOf: ['joined'],
      openRoomsOf: ['own'],
      allOpenRooms: false,
      kidRooms: true,
      allRooms: false,
    });
  });
});
