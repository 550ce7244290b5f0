import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { AuditEntry } from './audit-entry.entity.js';

export type AuditAction =
  'setup.done' | 'user.registered' | 'session.started' | 'session.ended' | 'session.refresh_reused' | 'login.failed';

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
