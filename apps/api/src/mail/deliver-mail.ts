import { Injectable, Logger } from '@nestjs/common';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Mail } from '#platform/mail';
import { htmlOf } from './letter.js';
import { MailService } from './mail.service.js';
import { OutgoingMailsRepository } from './outgoing-mails.repository.js';

const MINUTE_MS = 60_000;

/** How long after the first, second, … attempt the next one may begin; after as many the mail is given up. */
const WAITS_MS = [1, 5, 30, 120].map((minutes) => minutes * MINUTE_MS);
const ATTEMPTS = WAITS_MS.length + 1;

/** One attempt to hand a mail to the mail server. */
@Injectable()
export class DeliverMail {
  private readonly logger = new Logger(DeliverMail.name);

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly mail: Mail,
    private readonly mails: OutgoingMailsRepository,
    private readonly service: MailService,
  ) {}

  /**
   * Claims the mail by counting the attempt and setting the time of the next one at once: two workers send it once,
   * and one that dies half-way leaves it to the sweep.
   */
  async run(mailId: string, signal: AbortSignal): Promise<void> {
    const row = await this.mails.pending(mailId);
    if (!row || !this.mail.available) return;
    if (row.attempts >= ATTEMPTS) return this.giveUp(mailId);
    const now = new Date();
    const nextAt = new Date(now.getTime() + (WAITS_MS[row.attempts] ?? MINUTE_MS));
    if (!(await this.db.tx(() => this.mails.claim(row, now, nextAt)))) return;
    try {
      const { to, subject, text } = this.service.open(row);
      await this.mail.send({ id: mailId, to, subject, text, html: htmlOf(text, this.config.publicUrl) }, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.logger.warn(`Mail ${mailId} did not go out (attempt ${row.attempts + 1} of ${ATTEMPTS}): ${reason(error)}`);
      if (row.attempts + 1 === ATTEMPTS) await this.giveUp(mailId);
      return;
    }
    await this.db.tx(() => this.mails.finish(mailId, { sentAt: new Date() }));
  }

  private async giveUp(mailId: string): Promise<void> {
    await this.db.tx(() => this.mails.finish(mailId, { failedAt: new Date() }));
  }
}

/** Enough to mend it: what the connection or the mail server said, without what was to be sent. */
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);
