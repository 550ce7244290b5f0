import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { FilesModule } from '../files/files.module.js';
import { InferenceModule } from '../inference/inference.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { UsersModule } from '../users/users.module.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { AssistantsRepository } from './assistants/assistants.repository.js';
import { AssistantsService } from './assistants/assistants.service.js';
import { ClaimGeneration } from './generations/claim-generation.js';
import { EndGeneration } from './generations/end-generation.js';
import { GenerationWorker } from './generations/generation-worker.js';
import { GenerationsRepository } from './generations/generations.repository.js';
import { PrepareRequest } from './generations/prepare-request.js';
import { Regenerate } from './generations/regenerate.js';
import { RequestAnswers } from './generations/request-answers.js';
import { RoomQueue } from './generations/room-queue.js';
import { RunGeneration } from './generations/run-generation.js';
import { StopGeneration } from './generations/stop-generation.js';
import { StopRoom } from './generations/stop-room.js';
import { StreamSnapshots } from './generations/stream-snapshots.js';
import { MessageAnnouncer } from './messages/message-announcer.js';
import { MessageViews } from './messages/message-views.js';
import { MessagesRepository } from './messages/messages.repository.js';
import { MessagesService } from './messages/messages.service.js';
import { PostMessage } from './messages/post-message.js';
import { AnnouncePerson } from './rooms/announce-person.js';
import { ApplyServerRole } from './rooms/apply-server-role.js';
import { AssignRooms } from './rooms/assign-rooms.js';
import { AssignableRoomsRepository } from './rooms/assignable-rooms.repository.js';
import { SystemMessages } from './messages/system-messages.js';
import { AcquaintancesRepository } from './rooms/acquaintances.repository.js';
import { ArchiveRoom } from './rooms/archive-room.js';
import { ChangeRole } from './rooms/change-role.js';
import { CreateRoom } from './rooms/create-room.js';
import { DeleteRoom } from './rooms/delete-room.js';
import { JoinRoom } from './rooms/join-room.js';
import { LeaveRooms } from './rooms/leave-rooms.js';
import { LeaveRoom } from './rooms/leave-room.js';
import { LeaveWorkspace } from './rooms/leave-workspace.js';
import { InviteParticipant } from './rooms/invite-participant.js';
import { MuteParticipant } from './rooms/mute-participant.js';
import { OpenDirectRoom } from './rooms/open-direct-room.js';
import { ParticipantStep } from './rooms/participant-step.js';
import { ParticipantsRepository } from './rooms/participants.repository.js';
import { RemoveParticipant } from './rooms/remove-participant.js';
import { RoomAnnouncer } from './rooms/room-announcer.js';
import { RoomBansRepository } from './rooms/room-bans.repository.js';
import { RoomBansService } from './rooms/room-bans.service.js';
import { RoomClock } from './rooms/room-clock.js';
import { RoomCodesService } from './rooms/room-codes.service.js';
import { RoomVisitsRepository } from './rooms/room-visits.repository.js';
import { RoomsRepository } from './rooms/rooms.repository.js';
import { RoomsService } from './rooms/rooms.service.js';
import { ChatRates } from './chat-rates.js';
import { WorkspaceRooms } from './rooms/workspace-rooms.js';
import { WorkspaceRoomsRepository } from './rooms/workspace-rooms.repository.js';
import { TakeOut } from './rooms/take-out.js';
import { TransferRoom } from './rooms/transfer-room.js';
import { UpdateRoom } from './rooms/update-room.js';
import { VisitRoom } from './rooms/visit-room.js';

const rooms = [
  RoomsRepository,
  ParticipantsRepository,
  RoomClock,
  RoomsService,
  CreateRoom,
  JoinRoom,
  LeaveRoom,
  LeaveRooms,
  AssignableRoomsRepository,
  AssignRooms,
  AnnouncePerson,
  ApplyServerRole,
  RoomCodesService,
  WorkspaceRoomsRepository,
  LeaveWorkspace,
  WorkspaceRooms,
  RoomAnnouncer,
  RoomBansRepository,
  RoomBansService,
  RoomVisitsRepository,
  AcquaintancesRepository,
  TakeOut,
  UpdateRoom,
  ArchiveRoom,
  DeleteRoom,
  TransferRoom,
  OpenDirectRoom,
  VisitRoom,
  ParticipantStep,
  InviteParticipant,
  ChangeRole,
  RemoveParticipant,
  MuteParticipant,
];
const messages = [MessagesRepository, MessageViews, MessageAnnouncer, MessagesService, SystemMessages, PostMessage];
const assistants = [AssistantsRepository, AssistantsService];
const generations = [
  GenerationsRepository,
  RoomQueue,
  RequestAnswers,
  PrepareRequest,
  ClaimGeneration,
  EndGeneration,
  RunGeneration,
  StopGeneration,
  StopRoom,
  Regenerate,
  StreamSnapshots,
  GenerationWorker,
];

/** Rooms, messages, assistants and their answers. */
@Module({
  imports: [AccessModule, FilesModule, InferenceModule, InsightModule, UsersModule, WorkspacesModule],
  providers: [ChatRates, ...rooms, ...messages, ...assistants, ...generations],
  exports: [...rooms, ...messages, ...assistants, ...generations],
})
export class ChatsModule {}
