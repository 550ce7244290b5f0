import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { UsersModule } from '../users/users.module.js';
import { AssistantsController } from './assistants/assistants.controller.js';
import { ChatsGateway } from './chats.gateway.js';
import { ChatsModule } from './chats.module.js';
import { GenerationsController } from './generations/generations.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { PresenceService } from './presence.service.js';
import { ParticipantsController } from './rooms/participants.controller.js';
import { RoomCodesController } from './rooms/room-codes.controller.js';
import { RoomSettingsController } from './rooms/room-settings.controller.js';
import { RoomsController } from './rooms/rooms.controller.js';
import { SocketSession } from './socket-session.js';
import { SocketSweep } from './socket-sweep.js';

/** The doors to the chats: REST and sockets. */
@Module({
  imports: [AccessModule, ChatsModule, UsersModule],
  controllers: [
    RoomsController,
    RoomCodesController,
    RoomSettingsController,
    ParticipantsController,
    MessagesController,
    AssistantsController,
    GenerationsController,
  ],
  providers: [PresenceService, SocketSession, SocketSweep, ChatsGateway],
})
export class ChatsApiModule {}
