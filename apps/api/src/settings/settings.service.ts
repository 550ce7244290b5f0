import { Injectable } from '@nestjs/common';
import type { ServerSettings, UpdateSettingsRequest } from '#contract';
import { Db } from '#platform/db';
import { AuditService } from '../insight/audit.service.js';
import { readSettings, SERVER_SETTINGS } from './server-settings.js';
import { SettingsRepository } from './settings.repository.js';

export { readSettings, SERVER_SETTINGS } from './server-settings.js';

const SETUP = 'setup';

/** What is decided once for the whole server. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly db: Db,
    private readonly settings: SettingsRepository,
    private readonly audit: AuditService,
  ) {}

  async read(): Promise<ServerSettings> {
    return readSettings(await this.settings.read(SERVER_SETTINGS));
  }

  /** Changes what the request names, and writes down who did it. */
  change(actorId: string, request: UpdateSettingsRequest): Promise<ServerSettings> {
    return this.db.tx(async () => {
      const next: ServerSettings = { ...(await this.read()), ...request };
      await this.settings.write(SERVER_SETTINGS, JSON.stringify(next));
      await this.audit.record({ action: 'settings.changed', actorId, detail: { settings: JSON.stringify(request) } });
      return next;
    });
  }

  /** Marks the server as set up, in the transaction that makes the first admin; false when somebody else has (R1). */
  markSetUp(): Promise<boolean> {
    return this.settings.writeOnce(SETUP, 'done');
  }
}
