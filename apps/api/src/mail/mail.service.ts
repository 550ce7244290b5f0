import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { SecretBox } from '#platform/keys';
import { Mail } from '#platform/mail';
import { Queue } from '#platform/queue';
import type { MailText } from './letter.js';
import type { OutgoingMail } from './outgoing-mail.entity.js';
import { OutgoingMailsRepository } from './outgoing-mails.repository.js';

export type { MailText } from './letter.js';

/** Mails to people, through an outbox: whoever sends one waits for its row and never for the mail server. */
@Injectable()
export class MailService {
  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
    private readonly mail: Mail,
    private readonly queue: Queue,
    private readonly mails: OutgoingMailsRepository,
  ) {}

  /** Whether this server can send mail at all. */
  get available(): boolean {
    return this.mail.available;
  }

  /** Has a mail go out once the transaction in force is committed; false, and nothing happens, without a mail server. */
  async send(mail: MailText): Promise<boolean> {
    if (!this.available) return false;
    const row = this.row(mail);
    await this.db.tx(() => this.mails.insert(row));
    // Nobody waits for the bell: while Redis is away the sweep rings when it is back.
    await this.db.afterCommit(() => void this.ring(row).catch(() => undefined));
    return true;
  }

  /** Takes as long as `send` and sends nothing, where it must not show that there is nobody to write to (R9). */
  async pretend(mail: MailText): Promise<void> {
    if (!this.available) return;
    const row = { ...this.row(mail), sealed: '', failedAt: new Date() };
    await this.db.tx(() => this.mails.insert(row));
  }

  /** Tells the workers that this one is to go out. A job of the same attempt is not doubled. */
  async ring({ id, attempts }: Pick<OutgoingMail, 'id' | 'attempts'>): Promise<void> {
    await this.queue.add({ name: 'mail', id: `${id}-${attempts + 1}`, data: { mailId: id } });
  }

  /** What a row says. */
  open({ id, sealed }: Pick<OutgoingMail, 'id' | 'sealed'>): MailText {
    return JSON.parse(this.box.open(sealed, placeOf(id))) as MailText;
  }

  private row({ to, subject, text }: MailText): OutgoingMail {
    const id = randomUUID();
    const now = new Date();
    const sealed = this.box.seal(JSON.stringify({ to, subject, text } satisfies MailText), placeOf(id));
    return { id, sealed, attempts: 0, createdAt: now, dueAt: now, sentAt: null, failedAt: null };
  }
}

const placeOf = (id: string): string => `outgoing_mails/${id}`;
