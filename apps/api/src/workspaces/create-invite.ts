import { Injectable } from '@nestjs/common';
import type { Invite, InviteRequest } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import { toString } from 'qrcode';
import type { Acting } from '../auth/sessions.service.js';
import { MailService } from '../mail/mail.service.js';
import { UsersService, type User } from '../users/users.service.js';
import { hashOfCode, newInviteCode } from './invite-code.js';
import { inviteLetter } from './invite-letter.js';
import type { InviteRow } from './invite.entity.js';
import { InvitesRepository } from './invites.repository.js';
import { MembersRepository } from './members.repository.js';
import { WorkspaceAnnouncer } from './workspace-announcer.js';
import { WorkspacesRepository } from './workspaces.repository.js';

const HOUR_MS = 3_600_000;
/** Mails that one person can have sent to strangers in an hour, so that nobody is pestered through this server. */
const MAILS_PER_HOUR = 50;

/** Invites into a workspace: one person by name or address, or whoever has the link (R16). */
@Injectable()
export class CreateInvite {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly workspaces: WorkspacesRepository,
    private readonly members: MembersRepository,
    private readonly invites: InvitesRepository,
    private readonly users: UsersService,
    private readonly mail: MailService,
    private readonly announcer: WorkspaceAnnouncer,
  ) {}

  /**
   * Makes an invitation; its code is shown this once, only a hash is kept. One by e-mail is also sent, where the server
   * can send mail.
   * @throws AppError validation_failed for a name that can't be invited, conflict for a member, rate_limited
   */
  async run(actor: Acting, workspaceId: string, input: InviteRequest): Promise<Invite> {
    const code = newInviteCode();
    const now = new Date();
    const named = await this.named(input);
    const invite: InviteRow = {
      id: newId('invite'),
      workspaceId,
      codeHash: hashOfCode(code),
      role: input.role,
      forEmail: input.email ?? null,
      forUserId: named?.id ?? null,
      createdBy: actor.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + input.expiresInHours * HOUR_MS),
      maxUses: input.maxUses ?? (input.username || input.email ? 1 : null),
      uses: 0,
      revokedAt: null,
    };
    const url = `${this.config.publicUrl}/invite/${code}`;
    const mailed = await this.db.tx(async () => {
      const workspace = await this.workspaces.hold(workspaceId);
      if (!workspace) throw new AppError('not_found');
      if (named && (await this.members.find(workspaceId, named.id)))
        throw new AppError('conflict', `${input.username ?? 'Who has this address'} is in this workspace already.`);
      const sent = await this.write(invite, url, workspace.name);
      await this.invites.insert(invite);
      if (named) await this.announcer.invited(named.id);
      return sent;
    });
    return {
      id: invite.id,
      code,
      url,
      qrSvg: await toString(url, { type: 'svg', margin: 1 }),
      role: invite.role,
      expiresAt: invite.expiresAt.toISOString(),
      maxUses: invite.maxUses,
      mailed,
    };
  }

  /** @returns whether a mail goes out */
  private async write(invite: InviteRow, url: string, workspaceName: string): Promise<boolean> {
    const { forEmail, createdBy, expiresAt, createdAt } = invite;
    if (forEmail === null || !this.mail.available) return false;
    const since = new Date(createdAt.getTime() - HOUR_MS);
    if ((await this.invites.countByMail(createdBy, since)) >= MAILS_PER_HOUR)
      throw new AppError('rate_limited', 'You have invited many people by e-mail. Go on in an hour.', {
        retryAfterSeconds: HOUR_MS / 1000,
      });
    const inviter = (await this.users.byId(createdBy))?.displayName ?? '';
    return this.mail.send(inviteLetter({ to: forEmail, url, workspaceName, inviter, expiresAt }));
  }

  /**
   * The account that an invitation names. One that takes the address later is not named by it: nobody has shown that
   * the address is theirs, so they need the code, which is sent there.
   */
  private async named({ username, email }: InviteRequest): Promise<User | null> {
    if (username !== undefined && email !== undefined)
      throw unfit('email', 'Name somebody by username or by e-mail address, not by both.');
    const user = await this.users.byLogin(username ?? email ?? '');
    const fit = user?.active && user.role !== 'kid' ? user : null;
    if (username === undefined || fit) return fit;
    throw unfit(
      'username',
      user?.active ? 'Kid accounts are put into rooms by a manager.' : 'Nobody has this username.',
    );
  }
}

const unfit = (path: string, message: string): AppError =>
  new AppError('validation_failed', undefined, { errors: [{ path, message }] });
