import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fileId, type CreateFileRequest, type File, type FilePurpose, type FileUpload } from '#contract';
import { AppError, PICTURE_TYPES } from '#domain';
import { Db } from '#platform/db';
import { newId } from '#platform/ids';
import type { FileRow } from './file.entity.js';
import { FileStore } from './file-store.js';
import { presentFile } from './files.presenter.js';
import { FilesRepository } from './files.repository.js';
import { UploadLinks } from './upload-links.js';

export { pictureUrl } from './picture-url.js';

/** What may be sent as a picture; what is kept of it is far smaller. */
const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
/** Begun uploads of one person that never came to an end; they go after a day. */
const MAX_UNFINISHED = 50;

/** Uploaded files: what is known of them, and who shows them. */
@Injectable()
export class FilesService {
  constructor(
    private readonly db: Db,
    private readonly files: FilesRepository,
    private readonly links: UploadLinks,
    private readonly store: FileStore,
  ) {}

  /**
   * Announces an upload; the answer says where its bytes go.
   * @throws AppError payload_too_large, picture_unreadable, rate_limited
   */
  async create(ownerId: string, { purpose, name, size, type }: CreateFileRequest): Promise<FileUpload> {
    if (size > MAX_PICTURE_BYTES) throw new AppError('payload_too_large', 'A picture may have 5 MB.');
    if (!(PICTURE_TYPES as readonly string[]).includes(type)) throw new AppError('picture_unreadable');
    if ((await this.files.countUnfinished(ownerId)) >= MAX_UNFINISHED)
      throw new AppError('rate_limited', 'Too many uploads were begun and not finished.', { retryAfterSeconds: 3600 });
    const now = new Date();
    const file: FileRow = {
      id: newId('file'),
      ownerId,
      purpose,
      name,
      type,
      size,
      width: null,
      height: null,
      storageKey: null,
      createdAt: now,
      readyAt: null,
    };
    await this.db.tx(() => this.files.insert(file));
    const url = await this.links.make(file, now);
    return { file: presentFile(file), upload: { url, method: 'PUT', headers: { 'Content-Type': type } } };
  }

  /** @throws AppError not_found for another's file too */
  async get(ownerId: string, id: string): Promise<File> {
    return presentFile(await this.own(ownerId, id));
  }

  /** @throws AppError not_found for another's file too */
  async own(ownerId: string, id: string): Promise<FileRow> {
    const file = fileId.safeParse(id).success ? await this.files.byId(id) : null;
    if (file?.ownerId !== ownerId) throw new AppError('not_found');
    return file;
  }

  /** The bytes of a picture that everybody may see. @throws AppError not_found */
  async picture(id: string): Promise<{ file: FileRow; body: Readable }> {
    const file = fileId.safeParse(id).success ? await this.files.byId(id) : null;
    if (!file?.readyAt || file.storageKey === null) throw new AppError('not_found');
    return { file, body: await this.store.get(file.storageKey) };
  }

  /**
   * Makes sure that a person may show this file as a picture of that kind, in the transaction in force, which keeps it
   * from the sweep.
   * @param path the field that named it
   * @throws AppError validation_failed
   */
  async requirePicture(ownerId: string, id: string, purpose: FilePurpose, path: string): Promise<void> {
    const file = await this.files.lock(id);
    if (file?.ownerId === ownerId && file.purpose === purpose && file.readyAt !== null) return;
    throw new AppError('validation_failed', undefined, {
      errors: [{ path, message: 'Upload a picture for this purpose first, and complete it.' }],
    });
  }

  /** Removes files, their rows at once and their bytes after the commit. */
  async discard(files: readonly FileRow[]): Promise<void> {
    await this.db.tx(async () => {
      await this.files.remove(files.map(({ id }) => id));
      await this.db.afterCommit(() => this.store.discard(files.map(({ storageKey }) => storageKey)));
    });
  }

  /** Removes a file that is no longer shown. */
  async discardOne(id: string): Promise<void> {
    await this.db.tx(async () => {
      const file = await this.files.lock(id);
      if (file) await this.discard([file]);
    });
  }

  /** Everything of one person, the oldest first. */
  ofOwner(ownerId: string): Promise<FileRow[]> {
    return this.files.ofOwner(ownerId);
  }
}
