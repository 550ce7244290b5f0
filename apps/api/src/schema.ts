import { Secret } from '#platform/keys';
import type { Schema } from '#platform/db';
import { migrations } from '../../../migrations/index.js';
import { ApiTokenRow } from './auth/api-tokens/api-token.entity.js';
import { Attempt } from './auth/attempts/attempt.entity.js';
import { OneTimeToken } from './auth/one-time-tokens/one-time-token.entity.js';
import { RefreshToken } from './auth/refresh-token.entity.js';
import { SessionRow } from './auth/session.entity.js';
import { RecoveryCode } from './auth/two-factor/recovery-code.entity.js';
import { AssistantRow } from './chats/assistants/assistant.entity.js';
import { GenerationRow } from './chats/generations/generation.entity.js';
import { MessageRevision } from './chats/messages/message-revision.entity.js';
import { MessageRow } from './chats/messages/message.entity.js';
import { ParticipantRow } from './chats/rooms/participant.entity.js';
import { RoomBan } from './chats/rooms/room-ban.entity.js';
import { RoomVisit } from './chats/rooms/room-visit.entity.js';
import { RoomRow } from './chats/rooms/room.entity.js';
import { FileRow } from './files/file.entity.js';
import { AuditEntry } from './insight/audit-entry.entity.js';
import { OutgoingMail } from './mail/outgoing-mail.entity.js';
import { Setting } from './settings/setting.entity.js';
import { User } from './users/user.entity.js';
import { InviteRow } from './workspaces/invite.entity.js';
import { WorkspaceMember } from './workspaces/workspace-member.entity.js';
import { WorkspaceRow } from './workspaces/workspace.entity.js';

/** Everything that lies in the database. */
export const schema: Schema = {
  entities: [
    Secret,
    Setting,
    User,
    SessionRow,
    RefreshToken,
    RecoveryCode,
    OneTimeToken,
    Attempt,
    ApiTokenRow,
    OutgoingMail,
    FileRow,
    AuditEntry,
    WorkspaceRow,
    WorkspaceMember,
    InviteRow,
    RoomRow,
    ParticipantRow,
    RoomBan,
    RoomVisit,
    MessageRow,
    MessageRevision,
    AssistantRow,
    GenerationRow,
  ],
  migrations,
};
