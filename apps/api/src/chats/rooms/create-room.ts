import { Injectable } from '@nestjs/common';
import type { CreateRoomRequest } from '#contract';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { AssistantsService } from '../assistants/assistants.service.js';
import { newJoinCode } from './join-code.js';
import { JoinRoom } from './join-room.js';
import { newRoom } from './new-room.js';
import type { RoomRow } from './room.entity.js';
import { RoomsRepository } from './rooms.repository.js';

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
    const { workspaceId, ownerId, title, topic, visibility, isDefault = false } = input;
    const isPrivate = visibility === 'private';
    const room = newRoom({
      workspaceId,
      kind: 'channel',
      title,
      topic,
      visibility,
      maxParticipants: isPrivate ? 1 : (input.maxParticipants ?? this.config.env.MAX_ROOM_PARTICIPANTS),
      joinCode: isPrivate ? null : newJoinCode(),
      isDefault,
      createdBy: ownerId,
    });
    return this.db.tx(async () => {
      await this.rooms.insert(room);
      await this.assistants.addFirst(room.id, input.assistant);
      await this.joinRoom.run(room.id, ownerId, 'owner');
      return { ...room, participantCount: 1 };
    });
  }
}
