import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { AuditEntry } from './audit-entry.entity.js';

export type AuditAction =
  | 'setup.done'
  | 'settings.changed'
  | 'user.registered'
  | 'user.created'
  | 'user.imported'
  | 'user.changed'
  | 'user.role_changed'
  | 'user.deactivated'
  | 'user.activated'
  | 'user.erased'
  | 'user.exported'
  | 'user.rooms_assigned'
  | 'session.started'
  | 'session.ended'
  | 'session.refresh_reused'
  | 'login.failed'
  | 'login.blocked'
  | 'reauth.done'
  | 'reauth.failed'
  | 'two_factor.enabled'
  | 'two_factor.disabled'
  | 'two_factor.reset'
  | 'two_factor.failed'
  | 'two_factor.recovery_code_used'
  | 'two_factor.recovery_codes_made'
  | 'password.changed'
  | 'password.reset_requested'
  | 'password.reset_link_made'
  | 'password.reset'
  | 'api_token.created'
  | 'api_token.revoked'
  | 'keys.rotated'
  | 'workspace.changed'
  | 'workspace.deleted'
  | 'workspace.handed_over'
  | 'member.role_changed'
  | 'member.removed'
  | 'invite.revoked'
  | 'room.changed'
  | 'room.archived'
  | 'room.unarchived'
  | 'room.deleted'
  | 'room.handed_over'
  | 'room.visited'
  | 'participant.role_changed'
  | 'participant.removed'
  | 'participant.banned'
  | 'participant.unbanned'
  | 'participant.muted'
  | 'participant.unmuted';

export interface AuditFact {
  action: AuditAction;
  actorId?: string | null;
  subjectId?: string | null;
  address?: string | null;
  detail?: Record<string, string | number | boolean | null>;
}

/** The audit log (R60). */
@Injectable()
export class AuditService {
  constructor(private readonly db: Db) {}

  /** Writes down a fact, in the transaction in force. */
  async record(fact: AuditFact): Promise<void> {
    const { action, actorId = null, subjectId = null, address = null, detail = {} } = fact;
    await this.db.tx(async () => {
      await this.db.repository(AuditEntry).insert({ at: new Date(), action, actorId, subjectId, address, detail });
    });
  }
}
