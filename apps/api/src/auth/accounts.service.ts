import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RegisterRequest, ServerRole, SetupRequest } from '#contract';
import { AppError } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { CreateRoom, JoinRoom } from '../chats/chats.service.js';
import { AuditService } from '../insight/audit.service.js';
import { UsersService, type NewUser, type User } from '../users/users.service.js';
import { InvitesService } from '../workspaces/invites.service.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { Passwords } from './passwords/passwords.js';
import { SettingsService } from '../settings/settings.service.js';
import { SigningKeys } from './signing-keys.js';

type Account = Omit<NewUser, 'passwordHash' | 'role'> & { password: string };

/** Places in the room that every new user comes into (rulings 19): the most that a room can have. */
const EVERYBODY = 10_000;

/** Accounts: the first one, and further ones. */
@Injectable()
export class AccountsService {
  private unusable: Promise<string> | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly passwords: Passwords,
    private readonly workspaces: WorkspacesService,
    private readonly invites: InvitesService,
    private readonly createRoom: CreateRoom,
    private readonly joinRoom: JoinRoom,
    private readonly audit: AuditService,
    private readonly keys: SigningKeys,
    private readonly settings: SettingsService,
  ) {}

  /** True while nobody has an account (R1). */
  setupRequired(): Promise<boolean> {
    return this.users.nobodyYet();
  }

  /** The token of the one-time set-up link: the same in every process, worthless once there is an account. */
  async setupToken(): Promise<string> {
    const { refreshSecret } = await this.keys.load();
    return createHmac('sha256', refreshSecret).update('colloquy set-up').digest('base64url');
  }

  /**
   * Makes the first admin, the workspace "General" and its public room "general" (R1).
   * @throws AppError setup_done, setup_token_invalid
   */
  async setUp({ token, ...account }: SetupRequest): Promise<User> {
    if (!(await this.setupRequired())) throw new AppError('setup_done');
    const expected = Buffer.from(await this.setupToken());
    const given = Buffer.from(token);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new AppError('setup_token_invalid');
    return this.makeFirst(account);
  }

  /** Makes the first admin; of two that try at once, one. */
  async makeFirst({ password, ...account }: Account): Promise<User> {
    const passwordHash = await this.passwords.hash(password);
    return this.db.tx(async () => {
      if (!(await this.settings.markSetUp())) throw new AppError('setup_done');
      const admin = await this.users.create({ ...account, passwordHash, role: 'admin' });
      const workspace = await this.workspaces.foundDefault(admin.id, 'General');
      await this.createRoom.run({
        workspaceId: workspace.id,
        ownerId: admin.id,
        title: 'general',
        topic: 'Everybody is here. Write @ai to call the assistant.',
        visibility: 'public',
        maxParticipants: EVERYBODY,
        isDefault: true,
      });
      await this.audit.record({ action: 'setup.done', actorId: admin.id });
      return admin;
    });
  }

  /**
   * @throws AppError registration_closed, not_found, invite_used_up and validation_failed (invitation), username_taken,
   *   email_taken, weak_password
   */
  async register({ password, inviteCode, ...account }: RegisterRequest, role: ServerRole = 'user'): Promise<User> {
    const { REGISTRATION } = this.config.env;
    const invited = inviteCode !== undefined;
    if (await this.setupRequired()) throw new AppError('registration_closed', 'This server has not been set up yet.');
    if (REGISTRATION === 'closed' || (REGISTRATION === 'invite' && !invited)) throw new AppError('registration_closed');
    if (invited) await this.invites.checkNewcomer(inviteCode, account.email);
    const passwordHash = await this.passwords.hash(password);
    return this.db.tx(async () => {
      const user = await this.admit({ ...account, passwordHash, role });
      if (invited) await this.invites.accept({ userId: user.id, role }, inviteCode);
      await this.audit.record({ action: 'user.registered', actorId: user.id });
      return user;
    });
  }

  /** Makes an account that is where every new one is: in the default workspace and its room (rulings 19). */
  admit(account: NewUser): Promise<User> {
    return this.db.tx(async () => {
      const user = await this.users.create(account);
      await this.workspaces.joinDefault(user.id);
      await this.joinRoom.joinDefault(user.id);
      return user;
    });
  }

  /**
   * The hash of a password; without one, of a password that nobody knows, so that nobody signs in until one is chosen.
   * @throws AppError weak_password
   */
  passwordHash(password?: string): Promise<string> {
    if (password !== undefined) return this.passwords.hash(password);
    this.unusable ??= this.passwords.hash(randomBytes(32).toString('base64url'));
    return this.unusable;
  }
}
