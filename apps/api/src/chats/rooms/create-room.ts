import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateRoomRequest } from '#contract';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import { AssistantsService } from '../assistants/assistants.service.js';
import { JoinRoom } from './join-room.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

/** Letters and digits that nobody mistakes for one another: 31^10, about 50 bits. */
const CODE_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A short unguessable join code (R20), as `xxxxx-xxxxx`. */
export function newJoinCode(): string {
  const letters = Array.from({ length: 10 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

export interface NewRoom extends CreateRoomRequest {
  workspaceId: string;
  ownerId: string;
  isDefault?: boolean;
}

/** Makes a room with its owner and its first assistant (R19, R35). */
@Injectable()
export class CreateRoom {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly rooms: RoomsRepository,
    private readonly joinRoom: JoinRoom,
    private readonly assistants: AssistantsService,
  ) {}

  run(input: NewRoom): Promise<RoomRow> {
    const now = new Date();
    const room: RoomRow = {
      id: newId('room'),
      workspaceId: input.workspaceId,
      kind: 'channel',
      title: input.title,
      topic: input.topic,
      visibility: input.visibility,
      history: 'all',
      maxParticipants:
        input.visibility === 'private' ? 1 : (input.maxParticipants ?? this.config.env.MAX_ROOM_PARTICIPANTS),
      participantCount: 0,
      slowModeSeconds: 0,
      isDefault: input.isDefault ?? false,
      joinCodeExpiresAt: null,
      joinCodeMaxUses: null,
      joinCodeUses: null,
      directKey: null,
      pictureFileId: null,
      joinCode: input.visibility === 'private' ? null : newJoinCode(),
      lastSeq: 0,
      firstSeq: 1,
      rev: 0,
      turn: 0,
      lastActivityAt: now,
      createdBy: input.ownerId,
      createdAt: now,
      archivedAt: null,
      deletedAt: null,
    };
    return this.db.tx(async () => {
      await this.rooms.insert(room);
      await this.assistants.addFirst(room.id, input.assistant);
      await this.joinRoom.run(room.id, input.ownerId, 'owner');
      return { ...room, participantCount: 1 };
    });
  }
}
