import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { File } from '#contract';
import { AppError } from '#domain';
import { Db } from '#platform/db';
import type { FileRow } from './file.entity.js';
import { FileStore } from './file-store.js';
import { presentFile } from './files.presenter.js';
import { FilesRepository } from './files.repository.js';
import { FilesService } from './files.service.js';
import { PICTURE_SIDE, PictureMaker } from './picture-maker.js';

const TYPE = 'image/webp';

/** Makes of the bytes that were sent the picture that is shown: nothing of a stranger's file reaches another person as it came. */
@Injectable()
export class CompletePicture {
  constructor(
    private readonly db: Db,
    private readonly service: FilesService,
    private readonly files: FilesRepository,
    private readonly store: FileStore,
    private readonly maker: PictureMaker,
  ) {}

  /**
   * A second time changes nothing.
   * @throws AppError not_found, conflict before the bytes are here, picture_unreadable, unavailable
   */
  async run(ownerId: string, id: string): Promise<File> {
    const file = await this.service.own(ownerId, id);
    if (file.readyAt) return presentFile(file);
    if (file.storageKey === null) throw new AppError('conflict', 'Send the bytes of the picture first.');
    const picture = await this.decoded(file, file.storageKey);
    const storageKey = `pictures/${file.id}.webp`;
    await this.store.put(storageKey, Readable.from([picture]), TYPE);
    const ready = {
      storageKey,
      type: TYPE,
      size: picture.length,
      width: PICTURE_SIDE,
      height: PICTURE_SIDE,
      readyAt: new Date(),
    };
    await this.db.tx(async () => {
      if (await this.files.updateUnfinished(id, ready)) await this.forget(file);
    });
    return this.service.get(ownerId, id);
  }

  private async decoded(file: FileRow, key: string): Promise<Buffer> {
    try {
      return await this.maker.square(await this.store.get(key));
    } catch (error) {
      if (error instanceof AppError && error.code === 'picture_unreadable') {
        await this.db.tx(async () => {
          if (await this.files.updateUnfinished(file.id, { storageKey: null })) await this.forget(file);
        });
      }
      throw error;
    }
  }

  /** What was sent is of no more use. */
  private async forget({ storageKey }: FileRow): Promise<void> {
    await this.db.afterCommit(() => this.store.discard([storageKey]));
  }
}
