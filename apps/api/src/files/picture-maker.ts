import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { AppError } from '#domain';
import { Places } from './places.js';

const PROGRAM = fileURLToPath(new URL('./make-picture.js', import.meta.url));
/** quality.md §2: a bomb costs five seconds and no more. */
const TIME_MS = 5_000;
const MEMORY_BYTES = 512 * 1024 * 1024;
const MEMORY_CHECK_MS = 50;
const PAGE_BYTES = 4096;
/** Exit code of the program for a picture that can't be read. */
const UNREADABLE = 3;
/** The secrets of the server are none of its business; glibc's arenas would count as memory that it does not use. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** Width and height of the pictures that come out, in pixels. */
export const PICTURE_SIDE = 256;

/** Decodes pictures of strangers in processes of their own, few at a time and within limits of time and memory. */
@Injectable()
export class PictureMaker {
  private readonly places = new Places(2, 50);

  /**
   * The picture as a square WebP of 256 pixels, without metadata.
   * @throws AppError picture_unreadable (also for one that takes too much time or memory), unavailable
   */
  square(original: Readable): Promise<Buffer> {
    return this.places.take(() => run(original));
  }
}

async function run(original: Readable): Promise<Buffer> {
  const child = spawn(process.execPath, ['--max-old-space-size=64', PROGRAM], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: ENVIRONMENT,
  });
  const stop = watch(child);
  try {
    const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    // A child that ends before it has read all closes its end; its exit says why.
    const fed = pipeline(original, child.stdin).catch(() => undefined);
    const [picture, [code, signal]] = await Promise.all([buffer(child.stdout), ended, fed]);
    if (code === UNREADABLE || signal !== null) throw new AppError('picture_unreadable');
    if (code !== 0 || picture.length === 0) throw new Error(`The program that makes pictures ended with ${code}`);
    return picture;
  } finally {
    stop();
    original.destroy();
  }
}

/** Kills the child when it has had its time or takes too much memory; gives a function that ends the watch. */
function watch(child: ChildProcess): () => void {
  const kill = (): void => void child.kill('SIGKILL');
  const clock = setTimeout(kill, TIME_MS);
  // Only Linux tells; elsewhere the limit of pixels alone bounds the memory.
  const scale = setInterval(() => {
    void memoryOf(child).then((bytes) => bytes > MEMORY_BYTES && kill());
  }, MEMORY_CHECK_MS);
  return () => {
    clearTimeout(clock);
    clearInterval(scale);
  };
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const pages = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '0 0');
  return Number(pages.split(' ')[1]) * PAGE_BYTES;
}
