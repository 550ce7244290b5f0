import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { fileId, type UploadQuery } from '#contract';
import { AppError, PICTURE_HEAD_BYTES, pictureTypeOf } from '#domain';
import { Db } from '#platform/db';
import { FileStore } from './file-store.js';
import { FilesRepository } from './files.repository.js';
import { UploadLinks } from './upload-links.js';

/** Takes the bytes of an announced upload as a stream, as many as were announced and of a kind that we take (R53). */
@Injectable()
export class ReceiveUpload {
  constructor(
    private readonly db: Db,
    private readonly files: FilesRepository,
    private readonly links: UploadLinks,
    private readonly store: FileStore,
  ) {}

  /**
   * @param length what the sender says about the size; null where it says nothing
   * @throws AppError not_found (no such upload, or its address has ended), payload_too_large, validation_failed,
   *   picture_unreadable, conflict, unavailable
   */
  async run(id: string, query: UploadQuery, body: AsyncIterable<Buffer>, length: number | null): Promise<void> {
    const file = fileId.safeParse(id).success ? await this.files.byId(id) : null;
    if (!file || !(await this.links.opens(file, query, new Date())) || !(await this.files.ownerIsActive(file.ownerId)))
      throw new AppError('not_found');
    if (file.readyAt) throw new AppError('conflict', 'This file is complete.');
    if (length !== null) checkSize(length, file.size);
    const { head, rest } = await beheaded(body, PICTURE_HEAD_BYTES);
    const type = pictureTypeOf(head);
    if (type === null) throw new AppError(head.length === 0 ? 'validation_failed' : 'picture_unreadable');
    const key = `uploads/${file.id}`;
    await this.store.put(key, Readable.from(exactly(file.size, head, rest)), type);
    await this.db.tx(async () => {
      if (await this.files.updateUnfinished(file.id, { storageKey: key, type })) return;
      await this.db.afterCommit(() => this.store.discard([key]));
    });
  }
}

function checkSize(actual: number, announced: number): void {
  if (actual > announced)
    throw new AppError('payload_too_large', `${announced} bytes were announced, more are coming.`);
  if (actual === announced) return;
  const message = `${announced} bytes were announced, ${actual} came.`;
  throw new AppError('validation_failed', undefined, { errors: [{ path: 'size', message }] });
}

/** The first bytes, and a way to read on after them. */
async function beheaded(
  body: AsyncIterable<Buffer>,
  count: number,
): Promise<{ head: Buffer; rest: AsyncIterator<Buffer> }> {
  const rest = body[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < count) {
    const { done, value } = await nextOf(rest);
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return { head, rest };
}

async function* exactly(size: number, head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  let seen = head.length;
  if (seen > size) checkSize(seen, size);
  yield head;
  for (;;) {
    const { done, value } = await nextOf(rest);
    if (done) break;
    seen += value.length;
    if (seen > size) checkSize(seen, size);
    yield value;
  }
  checkSize(seen, size);
}

/** @throws AppError malformed_body when the sender broke off */
async function nextOf(body: AsyncIterator<Buffer>): Promise<IteratorResult<Buffer, undefined>> {
  try {
    return (await body.next()) as IteratorResult<Buffer, undefined>;
  } catch (error) {
    throw new AppError('malformed_body', 'The upload was broken off.', { cause: error });
  }
}
