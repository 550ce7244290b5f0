import { z } from 'zod';
import { assistant, newAssistant } from './assistants.js';
import { fileId, roomId, timestamp, typedText, userId, workspaceId } from './primitives.js';
import { user } from './users.js';

export const VISIBILITIES = ['private', 'public', 'invite_only'] as const;
export const visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof visibility>;

export const ROOM_ROLES = ['owner', 'admin', 'member', 'viewer'] as const;
export const roomRole = z.enum(ROOM_ROLES);
export type RoomRole = z.infer<typeof roomRole>;

/** What one can do in a room: the rows of the permission matrix (R23, rulings 22). */
export const ROOM_ACTIONS = [
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
  'assistant.manage',
  'generation.stopOwn',
  'generation.stopAny',
  'generation.regenerate',
  'participant.invite',
  'participant.remove',
  'participant.mute',
  'participant.ban',
  'participant.changeRole',
  'participant.changeOwner',
  'room.update',
  'room.archive',
  'room.code',
  'room.providerKey',
  'room.delete',
  'room.transfer',
] as const;
export type RoomAction = (typeof ROOM_ACTIONS)[number];

export const notifyLevel = z.enum(['all', 'mentions', 'none']);

export const room = z
  .object({
    id: roomId,
    workspaceId,
    kind: z.enum(['channel', 'direct']),
    title: z.string(),
    topic: z.string(),
    visibility,
    history: z.enum(['all', 'since_join']),
    pictureUrl: z.string().nullable(),
    maxParticipants: z.number().int(),
    participantCount: z.number().int(),
    slowModeSeconds: z.number().int(),
    archivedAt: timestamp.nullable(),
    lastSeq: z.number().int(),
    firstSeq: z.number().int(),
    rev: z.number().int(),
    lastActivityAt: timestamp,
  })
  .meta({ id: 'Room' });
export type Room = z.infer<typeof room>;

/** What I am and may do in a room; beside the room in answers to me, never in events (rulings 8). */
export const roomMe = z
  .object({
    role: roomRole.nullable().meta({ description: 'null: not a participant' }),
    can: z.record(z.enum(ROOM_ACTIONS), z.boolean()),
    unread: z.number().int(),
    mentions: z.number().int(),
    notify: notifyLevel,
    readSeq: z.number().int(),
  })
  .meta({ id: 'RoomMe' });
export type RoomMe = z.infer<typeof roomMe>;

export const participant = z
  .object({ user, role: roomRole, joinedAt: timestamp, mutedUntil: timestamp.nullable() })
  .meta({ id: 'Participant' });
export type Participant = z.infer<typeof participant>;

export const roomView = room
  .extend({
    me: roomMe,
    people: z.array(user).optional().meta({ description: 'Of a direct room: the others, who stand for its title' }),
  })
  .meta({ id: 'RoomView' });
export type RoomView = z.infer<typeof roomView>;

export const roomDetail = roomView
  .extend({ participants: z.array(participant), assistants: z.array(assistant) })
  .meta({ id: 'RoomDetail' });
export type RoomDetail = z.infer<typeof roomDetail>;

export const createRoomRequest = z
  .strictObject({
    title: typedText({ min: 1, max: 80 }),
    topic: typedText({ max: 500 }).default(''),
    visibility: visibility.default('public'),
    maxParticipants: z.number().int().min(1).max(10_000).optional(),
    assistant: newAssistant
      .optional()
      .meta({ description: 'Settings of the first assistant; `@ai` with the defaults when left out' }),
  })
  .meta({ id: 'CreateRoomRequest' });
export type CreateRoomRequest = z.infer<typeof createRoomRequest>;

export const updateRoomRequest = z
  .strictObject({
    title: typedText({ min: 1, max: 80 }).optional(),
    topic: typedText({ max: 500 }).optional(),
    visibility: visibility.optional(),
    history: z.enum(['all', 'since_join']).optional(),
    maxParticipants: z.number().int().min(1).max(10_000).optional(),
    slowModeSeconds: z
      .number()
      .int()
      .min(0)
      .max(21_600)
      .optional()
      .meta({ description: 'Least time between two messages of one person; 0: off' }),
    pictureFileId: fileId.nullable().optional().meta({ description: 'Of an upload with purpose `room`' }),
  })
  .meta({ id: 'UpdateRoomRequest' });
export type UpdateRoomRequest = z.infer<typeof updateRoomRequest>;

export const participantRoleRequest = z.strictObject({ role: roomRole }).meta({ id: 'ParticipantRoleRequest' });
export type ParticipantRoleRequest = z.infer<typeof participantRoleRequest>;

/** Adds somebody at once, with a notice to them (rulings 22). */
export const roomInviteRequest = z
  .strictObject({ userId, role: z.enum(['admin', 'member', 'viewer']).default('member') })
  .meta({ id: 'RoomInviteRequest' });
export type RoomInviteRequest = z.infer<typeof roomInviteRequest>;

export const muteRequest = z.strictObject({ minutes: z.number().int().min(1).max(43_200) }).meta({ id: 'MuteRequest' });
export type MuteRequest = z.infer<typeof muteRequest>;

/** Somebody who may not come back, by any way. */
export const ban = z.object({ user, bannedBy: z.string(), bannedAt: timestamp }).meta({ id: 'Ban' });
export type Ban = z.infer<typeof ban>;
export const bans = z.object({ items: z.array(ban) }).meta({ id: 'Bans' });

/** The others; oneself takes part anyway. */
export const directRequest = z.strictObject({ userIds: z.array(userId).min(1).max(9) }).meta({ id: 'DirectRequest' });
export type DirectRequest = z.infer<typeof directRequest>;

export const newRoomCodeRequest = z
  .strictObject({
    expiresInHours: z.number().int().min(1).max(8760).optional(),
    maxUses: z.number().int().min(1).max(10_000).optional(),
  })
  .meta({ id: 'NewRoomCodeRequest' });
export type NewRoomCodeRequest = z.infer<typeof newRoomCodeRequest>;

export const joinByCodeRequest = z
  .strictObject({ code: typedText({ min: 1, max: 40 }) })
  .meta({ id: 'JoinByCodeRequest' });

export type JoinByCodeRequest = z.infer<typeof joinByCodeRequest>;

export const discoverQuery = z.strictObject({ q: typedText({ max: 200 }).default('') });
export type DiscoverQuery = z.infer<typeof discoverQuery>;

export const roomCode = z
  .object({
    code: z.string(),
    url: z.string(),
    qrSvg: z.string().meta({ description: 'The address as a QR code, an SVG document' }),
    expiresAt: timestamp.nullable(),
    maxUses: z.number().int().nullable(),
    uses: z.number().int(),
  })
  .meta({ id: 'RoomCode' });
export type RoomCode = z.infer<typeof roomCode>;

export const roomPreview = z
  .object({ id: roomId, title: z.string(), topic: z.string(), participantCount: z.number().int() })
  .meta({ id: 'RoomPreview' });
export type RoomPreview = z.infer<typeof roomPreview>;
