import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '#domain';
import { ObjectMissing, Storage } from '#platform/storage';

/** The store as the files use it: a fault of it is told as one, and what is thrown away may go later. */
@Injectable()
export class FileStore {
  private readonly logger = new Logger(FileStore.name);

  constructor(private readonly storage: Storage) {}

  /** @throws AppError unavailable, and whatever `body` fails with */
  put(key: string, body: Readable, type: string): Promise<{ size: number }> {
    return this.ask(this.storage.put(key, body, type));
  }

  /** @throws AppError not_found, unavailable */
  get(key: string): Promise<Readable> {
    return this.ask(this.storage.get(key));
  }

  /** Removes objects that nothing refers to any more; one that stays because the store is away is swept up later. */
  async discard(keys: readonly (string | null)[]): Promise<void> {
    for (const key of keys.filter((one) => one !== null)) {
      await this.storage.remove(key).catch((error: unknown) => {
        this.logger.warn(error, 'An object could not be removed now');
      });
    }
  }

  list(prefix: string): AsyncIterable<string> {
    return this.storage.list(prefix);
  }

  private async ask<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (error instanceof ObjectMissing) throw new AppError('not_found');
      throw new AppError('unavailable', 'The file store does not answer. Try again in a moment.', { cause: error });
    }
  }
}
