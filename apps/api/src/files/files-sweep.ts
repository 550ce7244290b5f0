import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { timeOfId } from '#platform/ids';
import { FileStore } from './file-store.js';
import { FilesRepository } from './files.repository.js';
import { FilesService } from './files.service.js';

const EVERY_MS = 3_600_000;
const FIRST_MS = 60_000;
/** Younger ones may still be on their way. */
const AGE_MS = 24 * 3_600_000;
const BATCH = 200;
const PREFIXES = ['uploads/', 'pictures/'];

/** Collects what uploads left behind: files that nobody shows, and objects that no row knows (R55). */
@Injectable()
export class FilesSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FilesSweep.name);
  private readonly timers: NodeJS.Timeout[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly files: FilesRepository,
    private readonly service: FilesService,
    private readonly store: FileStore,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.worker) return;
    this.timers.push(setTimeout(() => this.start(), FIRST_MS).unref());
    this.timers.push(setInterval(() => this.start(), EVERY_MS).unref());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.running;
  }

  /** One round; `now` decides what is old. */
  async run(now: Date): Promise<void> {
    const before = new Date(now.getTime() - AGE_MS);
    for (let ids = await this.files.unused(before, BATCH); ids.length > 0;) {
      for (const id of ids) await this.collect(id);
      ids = await this.files.unused(before, BATCH);
    }
    for (const prefix of PREFIXES) await this.collectObjects(prefix, before);
  }

  private start(): void {
    this.running ??= this.run(new Date())
      .catch((error: unknown) => this.logger.warn(error, 'The files could not be swept'))
      .finally(() => (this.running = undefined));
  }

  /** Looked at again under its lock: somebody may have taken it as their picture meanwhile. */
  private collect(id: string): Promise<void> {
    return this.db.tx(async () => {
      const file = await this.files.lock(id);
      if (file && (await this.files.isUnused(id))) await this.service.discard([file]);
    });
  }

  private async collectObjects(prefix: string, before: Date): Promise<void> {
    let keys: string[] = [];
    const flush = async (): Promise<void> => {
      const known = await this.files.knownKeys(keys);
      await this.store.discard(keys.filter((key) => !known.has(key)));
      keys = [];
    };
    for await (const key of this.store.list(prefix)) {
      const [id] = /file_[0-9a-z]{26}/.exec(key) ?? [];
      if (id !== undefined && timeOfId(id) < before) keys.push(key);
      if (keys.length === BATCH) await flush();
    }
    if (keys.length > 0) await flush();
  }
}
