import type { Participant, Room, RoomMe, User } from '#contract';
import type { RoomAccess } from '../../access/access.service.js';
import { pictureUrl } from '../../files/files.service.js';
import type { ParticipantRow } from './participant.entity.js';
import type { RoomRow } from './room.entity.js';

/** A room as everybody who may read it sees it; the same in answers and events. */
export const presentRoom = (room: RoomRow): Room => ({
  id: room.id,
  workspaceId: room.workspaceId,
  kind: room.kind,
  title: room.title,
  topic: room.topic,
  visibility: room.visibility,
  history: room.history,
  pictureUrl: room.pictureFileId && pictureUrl(room.pictureFileId),
  maxParticipants: room.maxParticipants,
  participantCount: room.participantCount,
  slowModeSeconds: room.slowModeSeconds,
  archivedAt: room.archivedAt?.toISOString() ?? null,
  lastSeq: room.lastSeq,
  firstSeq: room.firstSeq,
  rev: room.rev,
  lastActivityAt: room.lastActivityAt.toISOString(),
});

/** What one person is and may do in a room. */
export const presentRoomMe = (
  access: RoomAccess,
  participant: ParticipantRow | null,
  counts: { unread: number; mentions: number } = { unread: 0, mentions: 0 },
): RoomMe => ({
  role: participant?.role ?? null,
  can: access.permissions(),
  unread: counts.unread,
  mentions: counts.mentions,
  notify: participant?.notify ?? 'mentions',
  readSeq: participant?.readSeq ?? 0,
});

export const presentParticipant = (participant: ParticipantRow, user: User): Participant => ({
  user,
  role: participant.role,
  joinedAt: participant.joinedAt.toISOString(),
  mutedUntil: participant.mutedUntil?.toISOString() ?? null,
});
