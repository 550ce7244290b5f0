import { Secret } from '#platform/keys';
import type { Schema } from '#platform/db';
import { migrations } from '../../../migrations/index.js';
import { RefreshToken } from './auth/refresh-token.entity.js';
import { Setting } from './auth/setting.entity.js';
import { SessionRow } from './auth/session.entity.js';
import { AssistantRow } from './chats/assistants/assistant.entity.js';
import { GenerationRow } from './chats/generations/generation.entity.js';
import { MessageRevision } from './chats/messages/message-revision.entity.js';
import { MessageRow } from './chats/messages/message.entity.js';
import { ParticipantRow } from './chats/rooms/participant.entity.js';
import { RoomRow } from './chats/rooms/room.entity.js';
import { AuditEntry } from './insight/audit-entry.entity.js';
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
    AuditEntry,
    WorkspaceRow,
    WorkspaceMember,
    InviteRow,
    RoomRow,
    ParticipantRow,
    MessageRow,
    MessageRevision,
    AssistantRow,
    GenerationRow,
  ],
  migrations,
};
