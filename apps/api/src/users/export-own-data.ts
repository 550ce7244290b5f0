import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { MeService } from '../auth/me.service.js';
import { FilesService } from '../files/files.service.js';
import { AuditService } from '../insight/audit.service.js';
import { OwnDataRepository } from './own-data.repository.js';

const MESSAGES_PER_PAGE = 500;

/** Everything of one person as a zip, written as it is read: it takes no more memory for a million messages (R11). */
@Injectable()
export class ExportOwnData {
  constructor(
    private readonly mine: MeService,
    private readonly data: OwnDataRepository,
    private readonly files: FilesService,
    private readonly audit: AuditService,
  ) {}

  /** What the file is called, and how it is written; writing ends quietly when the reader goes away. */
  async run(userId: string): Promise<{ name: string; write: (to: Writable) => Promise<void> }> {
    const [profile, sessions, rooms, files] = await Promise.all([
      this.mine.view(userId),
      this.data.sessions(userId),
      this.data.rooms(userId),
      this.files.ofOwner(userId),
    ]);
    await this.audit.record({ action: 'user.exported', actorId: userId, subjectId: userId });
    const streams: Readable[] = [];
    const zip = new ZipFile();
    const add = (path: string, open: () => Promise<Readable>): void =>
      zip.addReadStreamLazy(path, (give) => {
        open().then(
          (stream) => {
            streams.push(stream);
            give(null, stream);
          },
          (error: unknown) => give(error, Readable.from([])),
        );
      });
    const { permissions: _permissions, limits: _limits, ...own } = profile;
    for (const [path, value] of Object.entries({ 'profile.json': own, 'sessions.json': sessions, 'rooms.json': rooms }))
      zip.addBuffer(Buffer.from(`${JSON.stringify(value, null, 2)}\n`), path);
    add('messages.ndjson', async () => Readable.from(this.messages(userId)));
    for (const { id, storageKey, readyAt } of files)
      if (readyAt && storageKey)
        add(`files/${storageKey.split('/').at(-1)}`, async () => (await this.files.picture(id)).body);
    zip.end();
    return {
      name: `colloquy-${profile.username}-${new Date().toISOString().slice(0, 10)}.zip`,
      write: async (to) => {
        // What fails in the middle cuts the answer off: a zip without its end opens nowhere, so nobody takes it for whole.
        zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
        await pipeline(zip.outputStream, to).catch(() => to.destroy());
        for (const stream of streams) stream.destroy();
      },
    };
  }

  private async *messages(userId: string): AsyncGenerator<string> {
    for (let after = ''; ;) {
      const rows = await this.data.messages(userId, after, MESSAGES_PER_PAGE);
      for (const row of rows) yield `${JSON.stringify(row)}\n`;
      const last = rows.at(-1);
      if (!last || rows.length < MESSAGES_PER_PAGE) return;
      after = String(last.id);
    }
  }
}
