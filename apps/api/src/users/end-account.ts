import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { AccountsService } from '../auth/accounts.service.js';
import { SessionsService } from '../auth/sessions.service.js';
import { LeaveRooms } from '../chats/chats.service.js';
import { FilesService } from '../files/files.service.js';
import { AuditService } from '../insight/audit.service.js';
import { LeaveAllWorkspaces } from '../workspaces/workspaces.service.js';
import { BLANK_PROFILE } from './blank-profile.js';
import { EditAccount } from './edit-account.js';
import { ErasureRepository } from './erasure.repository.js';
import type { User } from './user.entity.js';
import { DELETED_USER, UsersService } from './users.service.js';

/** Ends the use of an account, for a time or for good; in the transaction that holds the account and the admins. */
@Injectable()
export class EndAccount {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly editAccount: EditAccount,
    private readonly sessions: SessionsService,
    private readonly workspaces: LeaveAllWorkspaces,
    private readonly rooms: LeaveRooms,
    private readonly files: FilesService,
    private readonly erasure: ErasureRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * Nobody uses it until an admin switches it on again.
   * @param adminIds as `UsersService.lockAdmins` gives them
   * @throws AppError last_admin
   */
  async deactivate(user: User, adminIds: readonly string[], actorId: string): Promise<void> {
    requireOtherAdmin(user, adminIds);
    await this.editAccount.run(user, { active: false });
    await this.sessions.endAllOf(user.id, 'deactivated');
    await this.audit.record({ action: 'user.deactivated', actorId, subjectId: user.id });
  }

  /**
   * Forgets the person: what they wrote stays, under the name of a deleted user (R11).
   * @throws AppError last_admin, last_owner
   */
  async erase(user: User, adminIds: readonly string[], actorId: string): Promise<void> {
    requireOtherAdmin(user, adminIds);
    const heirId = adminIds.find((id) => id !== user.id) ?? null;
    await this.users.update(user.id, await this.nobody());
    await this.workspaces.run(user.id, heirId);
    await this.rooms.all(user.id);
    await this.files.discard(await this.files.ofOwner(user.id));
    await this.sessions.endAllOf(user.id, 'erased');
    await this.erasure.forget(user);
    await this.audit.record({ action: 'user.erased', actorId, subjectId: user.id });
  }

  private async nobody(): Promise<Partial<User>> {
    const username = `deleted-${randomBytes(10).toString('hex')}`;
    return {
      username,
      // RFC 6761 §6.4: no mail goes there, and nobody has it.
      email: `${username}@deleted.invalid`,
      displayName: DELETED_USER,
      passwordHash: await this.accounts.passwordHash(),
      role: 'user',
      color: 0,
      active: false,
      ...BLANK_PROFILE,
      erasedAt: new Date(),
    };
  }
}

/** @throws AppError last_admin for the only admin who can sign in (R14) */
export function requireOtherAdmin({ id }: User, adminIds: readonly string[]): void {
  if (adminIds.length === 1 && adminIds[0] === id) throw new AppError('last_admin');
}
