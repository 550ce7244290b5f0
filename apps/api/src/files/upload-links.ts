import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UploadQuery } from '#contract';
import { KeyStore } from '#platform/keys';
import type { FileRow } from './file.entity.js';

const LIFE_MS = 10 * 60_000;

/**
 * Addresses that take the bytes of one file of one person for ten minutes, signed under a secret of the server. They
 * need no other credential, so that any client can send to them as it would to an object store (rulings 25).
 */
@Injectable()
export class UploadLinks {
  private secret: Promise<string> | undefined;

  constructor(private readonly keys: KeyStore) {}

  /** Path and query of the address, on this server. */
  async make(file: FileRow, now: Date): Promise<string> {
    const expires = String(now.getTime() + LIFE_MS);
    const query = new URLSearchParams({ expires, signature: await this.sign(file, expires) });
    return `/api/v1/files/${file.id}/content?${query.toString()}`;
  }

  /** Whether the address was made for this file and its owner, and has not ended. */
  async opens(file: FileRow, { expires = '', signature = '' }: UploadQuery, now: Date): Promise<boolean> {
    const expected = Buffer.from(await this.sign(file, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now.getTime();
  }

  private async sign({ id, ownerId }: FileRow, expires: string): Promise<string> {
    this.secret ??= this.keys.getOrMake('upload-links', async () => randomBytes(32).toString('base64'));
    return createHmac('sha256', await this.secret)
      .update(`upload ${id} ${ownerId} ${expires}`)
      .digest('base64url');
  }
}
