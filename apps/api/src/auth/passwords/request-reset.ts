import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { AuditService } from '../../insight/audit.service.js';
import { MailService, type MailText } from '../../mail/mail.service.js';
import { UsersService } from '../../users/users.service.js';
import type { Client } from '../sessions.service.js';
import { PasswordLinksService } from './password-links.service.js';

const HOUR_MS = 60 * 60_000;

/** In the place of a user's id where there is no such user. */
const NOBODY = 'nobody';

/** Somebody says that they forgot their password (R6). */
@Injectable()
export class RequestReset {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly users: UsersService,
    private readonly links: PasswordLinksService,
    private readonly mail: MailService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Has a mail with a one-time link go out, if there is such an account and a mail server. Whether there is an account
   * shows neither in the answer nor in its time: the same rows are written for nobody (R9).
   */
  async run(email: string, { address }: Client): Promise<void> {
    const found = await this.users.byLogin(email);
    const user = found?.active ? found : null;
    await this.db.tx(async () => {
      await this.audit.record({ action: 'password.reset_requested', subjectId: user?.id ?? null, address });
      if (!this.mail.available) return;
      const { url } = await this.links.make(user?.id ?? NOBODY, HOUR_MS);
      const mail = this.letter(email, url);
      await (user ? this.mail.send(mail) : this.mail.pretend(mail));
    });
  }

  /** Without the person's name: whoever registered under another's address would write to them with it. */
  private letter(to: string, url: string): MailText {
    return {
      to,
      subject: 'Choose a new password',
      text: [
        'Hello,',
        `somebody, hopefully you, has forgotten the password for ${this.config.publicUrl}. Choose a new one here:`,
        url,
        'The link works once, within an hour. If it was not you, there is nothing to do: your password stays as it is.',
      ].join('\n\n'),
    };
  }
}
