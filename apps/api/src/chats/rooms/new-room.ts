import { newId } from '#platform/ids';
import type { RoomRow } from './room.entity.js';

type Given = Pick<
  RoomRow,
  'workspaceId' | 'kind' | 'title' | 'topic' | 'visibility' | 'maxParticipants' | 'joinCode' | 'createdBy'
>;

/** A room in which nothing has happened yet, with everybody's defaults for what is not given. */
export function newRoom(given: Given & Partial<RoomRow>): RoomRow {
  const now = new Date();
  return {
    id: newId('room'),
    history: 'all',
    participantCount: 0,
    slowModeSeconds: 0,
    isDefault: false,
    joinCodeExpiresAt: null,
    joinCodeMaxUses: null,
    joinCodeUses: null,
    directKey: null,
    pictureFileId: null,
    lastSeq: 0,
    firstSeq: 1,
    rev: 0,
    turn: 0,
    lastActivityAt: now,
    createdAt: now,
    archivedAt: null,
    deletedAt: null,
    ...given,
  };
}
