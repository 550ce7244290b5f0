import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Mail } from '#platform/mail';
import { Queue } from '#platform/queue';
import { DeliverMail } from './deliver-mail.js';
import { MailService } from './mail.service.js';
import { OutgoingMailsRepository } from './outgoing-mails.repository.js';

const SWEEP_MS = 5_000;
const SWEEP_SIZE = 200;
const DAY_MS = 24 * 60 * 60_000;
/** What went out, or was given up, is kept without its text for this long. */
const KEPT_MS = 30 * DAY_MS;

/** Takes the mail jobs of the workers. The sweep rings again for what is due and has no job, as for answers. */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailWorker.name);
  private timer: NodeJS.Timeout | undefined;
  private forgotAt = 0;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly mail: Mail,
    private readonly mails: OutgoingMailsRepository,
    private readonly service: MailService,
    queue: Queue,
    deliver: DeliverMail,
  ) {
    queue.handle('mail', ({ mailId = '' }, signal) => deliver.run(mailId, signal));
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.worker || !this.mail.available) return;
    this.sweepOnce();
    this.timer = setInterval(() => this.sweepOnce(), SWEEP_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private sweepOnce(): void {
    this.sweeping ??= this.sweep()
      .catch((error: unknown) =>
        this.logger.warn(`The sweep failed: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => (this.sweeping = undefined));
  }

  private async sweep(): Promise<void> {
    for (const row of await this.mails.due(new Date(), SWEEP_SIZE)) await this.service.ring(row);
    if (Date.now() - this.forgotAt < DAY_MS) return;
    await this.db.tx(() => this.mails.forget(new Date(Date.now() - KEPT_MS)));
    this.forgotAt = Date.now();
  }
}
