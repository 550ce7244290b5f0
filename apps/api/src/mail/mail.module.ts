import { Module } from '@nestjs/common';
import { DeliverMail } from './deliver-mail.js';
import { MailWorker } from './mail-worker.js';
import { MailService } from './mail.service.js';
import { OutgoingMailsRepository } from './outgoing-mails.repository.js';

/** Mails to people; in every role, since the workers take the jobs. */
@Module({
  providers: [OutgoingMailsRepository, MailService, DeliverMail, MailWorker],
  exports: [MailService],
})
export class MailModule {}
