import { describe, expect, it } from '@jest/globals';
import { ROOM_ACTIONS } from '#contract';
import { isVisit, NOTHING_YET, readableFrom, type ReadingFacts } from './reading.js';
import type { RoomFacts } from './room-role.js';

describe('how far back somebody reads', () => {
  it.each<[who: string, facts: ReadingFacts, from: number]>([
    ['a participant of a room with all its history', { history: 'all', joinedSeq: 7, byStanding: false }, 1],
    ['who looks into such a room', { history: 'all', joinedSeq: null, byStanding: false }, 1],
    ['who was there from the start', { history: 'since_join', joinedSeq: 0, byStanding: false }, 1],
    ['who came later', { history: 'since_join', joinedSeq: 7, byStanding: false }, 8],
    ['who only looks in', { history: 'since_join', joinedSeq: null, byStanding: false }, NOTHING_YET],
    ['who is there by standing', { history: 'since_join', joinedSeq: null, byStanding: true }, 1],
  ])('%s', (_who, facts, from) => expect(readableFrom(facts)).toBe(from));
});

describe('visits', () => {
  const admin: RoomFacts = {
    serverRole: 'admin',
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

  it('are what touches the messages, and nothing else', () => {
    const visits = ROOM_ACTIONS.filter((action) => isVisit(action, admin));
    expect(visits).toEqual([
      'room.read',
      'room.search',
      'room.export',
      'file.download',
      'file.upload',
      'message.send',
      'message.react',
      'message.editOwn',
      'message.deleteOwn',
      'message.deleteAny',
      'message.pin',
      'assistant.call',
      'generation.stopOwn',
      'generation.stopAny',
      'generation.regenerate',
    ]);
  });

  it('are made by those who are there by standing alone', () => {
    expect(isVisit('room.read', { ...admin, roomRole: 'viewer' })).toBe(false);
    expect(isVisit('room.read', { ...admin, serverRole: 'user', workspaceRole: 'member' })).toBe(false);
  });
});
